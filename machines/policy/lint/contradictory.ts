import { finding, type PolicyFinding } from '#machines/policy/lint/finding.ts';
import type { LintRule } from '#machines/policy/lint/lint-rule.ts';
import { canBothHold, regionOf } from '#machines/policy/lint/region.ts';
import type { Outcome, Topic } from '#machines/policy/outcome.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';

/**
 * Conditions of one rule that cannot hold together. Two of one kind contradict each other, which blocks; of different kinds (a country that is
 * not in the market, a season that the country does not have) the rule is merely never reached, which warns.
 */
export function conditionFindings({ index, rule, region }: LintRule, document: PolicyDocument): PolicyFinding[] {
  if (region) return [];
  const { when } = rule;
  const common = { field: 'when', ruleId: rule.id } as const;
  for (const [second, condition] of when.entries()) {
    if (!regionOf([condition], document)) {
      // A name that the document does not have is told for itself.
      if (condition.kind === 'market' || condition.kind === 'season') return [];
      const details = { first: second, second, kind: condition.kind, otherKind: condition.kind };
      const path = ['rules', index, 'when', second];
      return [finding({ code: 'rule.conditions-contradict', severity: 'block', path, ...common, details })];
    }
    for (const [first, other] of when.slice(0, second).entries()) {
      if (canBothHold([other], [condition], document)) continue;
      const same = other.kind === condition.kind;
      return [
        finding({
          code: same ? 'rule.conditions-contradict' : 'rule.unreachable',
          severity: same ? 'block' : 'warn',
          path: ['rules', index, 'when', second],
          ...common,
          details: { first, second, kind: other.kind, otherKind: condition.kind },
        }),
      ];
    }
  }
  return [finding({ code: 'rule.unreachable', severity: 'warn', path: ['rules', index, 'when'], ...common })];
}

type Clash = { topic: Topic; other: Topic; when: (outcome: Outcome) => boolean };

/** What one rule cannot say at once: no return and a window, keeping the goods and what happens with them when they come back. */
const CLASHES: readonly Clash[] = [
  { topic: 'window', other: 'admission', when: (o) => o.admission === 'refuse' && (o.window?.days ?? 0) > 0 },
  { topic: 'window', other: 'admission', when: (o) => o.admission === 'allow' && o.window?.days === 0 },
  { topic: 'keep', other: 'admission', when: (o) => o.keep === true && o.admission === 'refuse' },
  { topic: 'warehouse', other: 'keep', when: (o) => o.keep === true && o.warehouse !== undefined },
  { topic: 'restocking', other: 'keep', when: (o) => o.keep === true && (o.restocking?.percent ?? 0) > 0 },
  { topic: 'gradeDeductions', other: 'keep', when: (o) => o.keep === true && takesByGrade(o) },
];

/** Outcomes of one rule that contradict each other; each pair blocks. */
export function outcomeFindings({ index, rule }: LintRule): PolicyFinding[] {
  return CLASHES.filter(({ when }) => when(rule.outcome)).map(({ topic, other }) =>
    finding({
      code: 'rule.outcomes-contradict',
      severity: 'block',
      path: ['rules', index, 'outcome', topic],
      field: topic,
      ruleId: rule.id,
      details: { topic, other },
    }),
  );
}

/** Whether some grade loses something. */
export function takesByGrade({ gradeDeductions }: Outcome): boolean {
  return Object.values(gradeDeductions ?? {}).some((percent) => percent > 0);
}
