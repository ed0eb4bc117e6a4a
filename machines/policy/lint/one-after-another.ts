import { exampleOf } from '#machines/policy/lint/example.ts';
import { finding, type PolicyFinding } from '#machines/policy/lint/finding.ts';
import { type LintRule, meetRules } from '#machines/policy/lint/lint-rule.ts';
import { regionWithin } from '#machines/policy/lint/region.ts';
import type { Topic } from '#machines/policy/outcome.ts';

/** More overlaps of one rule than this are not listed one by one: the first of them decide most. */
const MOST_OVERLAPS = 5;

/**
 * Rules in the order of their list. A topic of a rule is shadowed when an earlier rule speaks about it and matches whatever this one matches: it
 * never decides. Two rules overlap when both can match one line and say different things of one topic; the earlier wins, and an example line is
 * told. An earlier rule that is a special case of the later one is how an exception is written, and is not told.
 */
export function orderFindings(rules: readonly LintRule[]): PolicyFinding[] {
  const reachable = rules.filter(({ region }) => region !== null);
  return reachable.flatMap((later, at) => {
    const earlier = reachable.slice(0, at);
    const shadows = shadowsOf(later, earlier);
    const open = later.topics.filter((topic) => !shadows.has(topic));
    return [...shadowFindings(later, shadows, open.length === 0), ...overlapFindings(later, earlier, open)];
  });
}

function shadowsOf(later: LintRule, earlier: readonly LintRule[]): Map<Topic, LintRule> {
  const shadows = new Map<Topic, LintRule>();
  for (const other of earlier) {
    const shared = later.topics.filter((topic) => !shadows.has(topic) && other.values.has(topic));
    if (shared.length === 0 || !regionWithin(later.region, other.region)) continue;
    for (const topic of shared) shadows.set(topic, other);
  }
  return shadows;
}

function shadowFindings(
  { index, rule, topics }: LintRule,
  shadows: ReadonlyMap<Topic, LintRule>,
  wholly: boolean,
): PolicyFinding[] {
  const common = { severity: 'warn', ruleId: rule.id } as const;
  const firstShadow = shadows.values().next().value;
  if (wholly && firstShadow) {
    const path = ['rules', index];
    const details = { topics: topics.join(', ') };
    return [
      finding({ code: 'rule.shadowed', path, field: 'when', otherRuleId: firstShadow.rule.id, details, ...common }),
    ];
  }
  return [...shadows].map(([topic, { rule: other }]) => {
    const path = ['rules', index, 'outcome', topic];
    return finding({
      code: 'rule.topic-shadowed',
      path,
      field: topic,
      otherRuleId: other.id,
      details: { topic },
      ...common,
    });
  });
}

function overlapFindings(later: LintRule, earlier: readonly LintRule[], open: readonly Topic[]): PolicyFinding[] {
  const found: PolicyFinding[] = [];
  for (const other of earlier) {
    if (found.length === MOST_OVERLAPS) break;
    const differing = open.filter((topic) => differs(topic, other, later));
    const [topic] = differing;
    if (!topic || regionWithin(other.region, later.region)) continue;
    const both = meetRules(other, later);
    if (!both) continue;
    found.push(
      finding({
        code: 'rule.overlaps',
        severity: 'note',
        path: ['rules', later.index, 'outcome', topic],
        field: topic,
        ruleId: later.rule.id,
        otherRuleId: other.rule.id,
        details: { topics: differing.join(', '), ...prefixed(exampleOf(both)) },
      }),
    );
  }
  return found;
}

function differs(topic: Topic, a: LintRule, b: LintRule): boolean {
  const value = a.values.get(topic);
  return value !== undefined && value !== b.values.get(topic);
}

/** The example's properties among the other details. */
function prefixed(example: ReturnType<typeof exampleOf>): ReturnType<typeof exampleOf> {
  return Object.fromEntries(Object.entries(example).map(([property, value]) => [`example.${property}`, value]));
}
