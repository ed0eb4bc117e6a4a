import type { CompiledRule } from '#machines/policy/compiled-policy.ts';
import type { CountryPolicy } from '#machines/policy/country-policy.ts';
import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import type { Topic } from '#machines/policy/outcome.ts';
import type { PolicyVersion } from '#machines/policy/policy.ts';
import type { LawView, TopicRule, Why } from '#machines/policy/topics/topic.ts';

/** One version as it speaks about a line: the terms of the country, and for each topic the first rule that matched. */
export type Side = {
  version: PolicyVersion;
  policy: CountryPolicy;
  decided: ReadonlyMap<Topic, CompiledRule>;
};

/** What one version says. */
export type Said<Value> = { value: Value; rule: MerchantRule | null; version: PolicyVersion };

/** What holds for a topic: the value, why, on whose word, what the policy had said, and what the version that was not chosen says. */
export type Chosen<Value> = {
  value: Value;
  why: Why;
  said: Said<Value>;
  other: Said<Value> | null;
};

/** What a version says about a topic: its first rule that matched, else the terms of the country. */
export function said<T extends Topic, Value>(topic: TopicRule<T, Value>, side: Side): Said<Value> {
  const rule = side.decided.get(topic.topic)?.rule;
  const value = rule && topic.read(rule.outcome);
  if (rule === undefined || value === undefined) {
    return { value: topic.base(side.policy), rule: null, version: side.version };
  }
  return { value, rule, version: side.version };
}

/**
 * The value of a topic: of the version at purchase and the present one the better for the customer, the one at purchase between equals; and then
 * what the law makes of it.
 */
export function chooseTopic<T extends Topic, Value>(
  topic: TopicRule<T, Value>,
  [purchase, present]: readonly [Side, Side | null],
  law: LawView,
): Chosen<Value> {
  const before = said(topic, purchase);
  const now = present && said(topic, present);
  const presentWins = now !== null && (topic.present === 'always' || topic.better(now.value, before.value, law));
  const winner = presentWins ? now : before;
  const other = presentWins ? before : now;
  const floor = topic.floor(winner.value, law);
  return { value: floor ? floor.value : winner.value, why: floor?.why ?? 'policy', said: winner, other };
}
