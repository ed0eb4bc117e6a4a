import type { Condition, ConditionKind, ConditionOf } from '#machines/policy/condition.ts';
import { category } from '#machines/policy/conditions/category.ts';
import { channel } from '#machines/policy/conditions/channel.ts';
import type {
  ConditionResult,
  ConditionRule,
  ReadyCondition,
  Scalar,
} from '#machines/policy/conditions/condition-rule.ts';
import { country } from '#machines/policy/conditions/country.ts';
import { customerTag } from '#machines/policy/conditions/customer-tag.ts';
import { customerTier } from '#machines/policy/conditions/customer-tier.ts';
import { delivered } from '#machines/policy/conditions/delivered.ts';
import { discount } from '#machines/policy/conditions/discount.ts';
import { dispatched } from '#machines/policy/conditions/dispatched.ts';
import { earlierReturns } from '#machines/policy/conditions/earlier-returns.ts';
import { finalSale } from '#machines/policy/conditions/final-sale.ts';
import { grade } from '#machines/policy/conditions/grade.ts';
import { market } from '#machines/policy/conditions/market.ts';
import { ordered } from '#machines/policy/conditions/ordered.ts';
import { price } from '#machines/policy/conditions/price.ts';
import { reason } from '#machines/policy/conditions/reason.ts';
import { resolution } from '#machines/policy/conditions/resolution.ts';
import { season } from '#machines/policy/conditions/season.ts';
import { sku } from '#machines/policy/conditions/sku.ts';
import { tag } from '#machines/policy/conditions/tag.ts';
import { vendor } from '#machines/policy/conditions/vendor.ts';
import type { LineContext } from '#machines/policy/line-context.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';
import type { Counterfactual } from '#machines/policy/verdict.ts';

/** Every kind of condition and its file: a new kind without one does not compile. */
const RULES: { readonly [K in ConditionKind]: ConditionRule<K> } = {
  country,
  market,
  ordered,
  delivered,
  dispatched,
  category,
  tag,
  sku,
  vendor,
  price,
  discount,
  'final-sale': finalSale,
  channel,
  'customer-tier': customerTier,
  'customer-tag': customerTag,
  'earlier-returns': earlierReturns,
  reason,
  grade,
  resolution,
  season,
};

/** A condition with its kind, made ready once for the many lines of its document. */
export type PreparedCondition = ReadyCondition & { kind: ConditionKind };

export function prepareCondition<K extends ConditionKind>(
  condition: ConditionOf<K> & { kind: K },
  document: PolicyDocument,
): PreparedCondition {
  return { kind: condition.kind, ...RULES[condition.kind](condition, document) };
}

export type ConditionCheck = { result: ConditionResult; found: Scalar; wanted: Scalar };

/** One condition held against one line, for people: whether it holds, what it found and what it wants. */
export function checkCondition(condition: Condition, document: PolicyDocument, line: LineContext): ConditionCheck {
  const ready = prepareCondition(condition, document);
  return { result: ready.judge(line), found: ready.found(line), wanted: ready.wanted };
}

/** What would have made a condition hold: null where it does. */
export function counterfactualOf(condition: PreparedCondition, line: LineContext): Counterfactual | null {
  const { kind, wanted } = condition;
  const result = condition.judge(line);
  if (result === 'holds') return null;
  if (result === 'unknown') return { code: 'would.condition-known', inputs: { kind, wanted } };
  return { code: 'would.condition', inputs: { kind, wanted, found: condition.found(line) } };
}
