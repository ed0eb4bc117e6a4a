import { meetRegions, type Region, regionOf } from '#machines/policy/lint/region.ts';
import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import { TOPICS, type Topic } from '#machines/policy/outcome.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';

/** A rule as the checks look at it: its place in the list, the order lines it can match, and what it speaks about. */
export type LintRule = {
  index: number;
  rule: MerchantRule;
  region: Region;
  topics: readonly Topic[];
  /** Each value as a text that is equal for equal values. */
  values: ReadonlyMap<Topic, string>;
};

/** All rules of a document, worked out once for all checks. */
export function lintRules(document: PolicyDocument): LintRule[] {
  return document.rules.map((rule, index) => {
    const topics = TOPICS.filter((topic) => rule.outcome[topic] !== undefined);
    const values = new Map(topics.map((topic) => [topic, canonical(rule.outcome[topic])]));
    return { index, rule, region: regionOf(rule.when, document), topics, values };
  });
}

/** The lines that both rules match; null: there are none. */
export function meetRules(a: LintRule, b: LintRule): Region {
  return meetRegions(a.region, b.region);
}

/** JSON with sorted keys, so that the order in which a file was written makes no difference. */
export function canonical(value: unknown): string {
  const sorted = (_key: string, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner;
  return JSON.stringify(value, sorted) ?? 'undefined';
}
