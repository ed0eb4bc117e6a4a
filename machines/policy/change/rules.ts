import { movesBetween } from '#machines/policy/change/moves.ts';
import type { RuleChange } from '#machines/policy/change/policy-change.ts';
import { same, without } from '#machines/policy/change/same.ts';
import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import type { Outcome, Topic } from '#machines/policy/outcome.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';

/** Rules that are gone, then those of the later document in its order: new, renamed, moved, with other conditions or outcomes. */
export function ruleChanges({ rules: before }: PolicyDocument, { rules: after }: PolicyDocument): RuleChange[] {
  const kept = new Set(after.map(({ id }) => id));
  const had = new Map(before.map((rule) => [rule.id, rule]));
  const moves = new Map(
    movesBetween(
      before.map(({ id }) => id),
      after.map(({ id }) => id),
    ).map((move) => [move.id, move]),
  );
  const gone = before.flatMap((rule, index) => (kept.has(rule.id) ? [] : [entry('rule-removed', rule, index)]));
  const rest = after.flatMap((rule, index): RuleChange[] => {
    const earlier = had.get(rule.id);
    if (!earlier) return [entry('rule-added', rule, index)];
    const move = moves.get(rule.id);
    const moved: RuleChange[] = move
      ? [{ kind: 'rule-moved', ...named(rule), from: move.from, to: move.to, place: { path: ['rules', index] } }]
      : [];
    return [
      ...nameChange(earlier, rule, index),
      ...moved,
      ...conditionChange(earlier, rule, index),
      ...outcomeChanges(earlier, rule, index),
    ];
  });
  return [...gone, ...rest];
}

function named({ id, name }: MerchantRule) {
  return { ruleId: id, name };
}

function entry(kind: 'rule-added' | 'rule-removed', rule: MerchantRule, index: number): RuleChange {
  return { kind, ...named(rule), rule, position: index + 1, place: { path: ['rules', index] } };
}

function nameChange(before: MerchantRule, after: MerchantRule, index: number): RuleChange[] {
  if (before.name === after.name) return [];
  return [{ kind: 'rule-renamed', ...named(after), before: before.name, place: { path: ['rules', index, 'name'] } }];
}

function conditionChange(before: MerchantRule, after: MerchantRule, index: number): RuleChange[] {
  if (same(before.when, after.when)) return [];
  const [gained, lost] = [without(after.when, before.when), without(before.when, after.when)];
  const place = { path: ['rules', index, 'when'] };
  return [{ kind: 'rule-conditions', ...named(after), gained, lost, after: after.when, place }];
}

function outcomeChanges(before: MerchantRule, after: MerchantRule, index: number): RuleChange[] {
  const changed = <T extends Topic>(topic: T, [had, has]: readonly [Outcome[T], Outcome[T]]) =>
    same(had, has)
      ? []
      : [
          {
            kind: 'rule-outcome' as const,
            ...named(after),
            topic,
            before: had,
            after: has,
            place: { path: ['rules', index, 'outcome', topic] },
          },
        ];
  const values = <T extends Topic>(topic: T) => [before.outcome[topic], after.outcome[topic]] as const;
  return [
    ...changed('admission', values('admission')),
    ...changed('window', values('window')),
    ...changed('returnCost', values('returnCost')),
    ...changed('refundOutboundShipping', values('refundOutboundShipping')),
    ...changed('restocking', values('restocking')),
    ...changed('gradeDeductions', values('gradeDeductions')),
    ...changed('couponThreshold', values('couponThreshold')),
    ...changed('creditBonus', values('creditBonus')),
    ...changed('keep', values('keep')),
    ...changed('warehouse', values('warehouse')),
    ...changed('evidence', values('evidence')),
    ...changed('refundTrigger', values('refundTrigger')),
  ];
}
