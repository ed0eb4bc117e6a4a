/**
 * Every code that a receipt of a verdict can bear, with the names of its figures, so that words can be written for all of them. Dates are local
 * days (ISO), amounts minor units beside their `currency`. A figure may be null where it is not known, and may be left out where it has no place.
 */
export const RECEIPT_CODES = [
  // The line itself.
  { rule: 'order-cancelled', code: 'order.cancelled', inputs: ['cancelledAt'] },
  { rule: 'order-cancelled', code: 'order.not-cancelled', inputs: [] },
  { rule: 'order-in-future', code: 'order.in-future', inputs: ['placedAt'] },
  { rule: 'order-in-future', code: 'order.placed', inputs: [] },
  { rule: 'nothing-left', code: 'line.nothing-left', inputs: ['quantity', 'alreadyReturned'] },
  { rule: 'nothing-left', code: 'line.some-left', inputs: ['quantity', 'alreadyReturned'] },
  { rule: 'not-shippable', code: 'line.shippable', inputs: [] },
  { rule: 'not-shippable', code: 'line.not-shippable', inputs: [] },
  { rule: 'not-shippable', code: 'line.withdrawal-without-parcel', inputs: [] },
  // The law.
  { rule: 'statutory-exception', code: 'law.no-right', inputs: [] },
  { rule: 'statutory-exception', code: 'law.exception', inputs: ['exceptions'] },
  { rule: 'statutory-exception', code: 'law.judged-on-return', inputs: ['exceptions'] },
  { rule: 'statutory-exception', code: 'law.no-exception', inputs: [] },
  { rule: 'law-replaced', code: 'law.not-replaceable', inputs: [] },
  { rule: 'law-replaced', code: 'law.default-applies', inputs: [] },
  { rule: 'law-replaced', code: 'law.replaced-by-policy', inputs: ['windowDays', 'finalSale'] },
  { rule: 'law-window', code: 'law.no-right', inputs: [] },
  { rule: 'law-window', code: 'law.unknown-country', inputs: [] },
  { rule: 'law-window', code: 'law.window-open', inputs: ['basis', 'days', 'why', 'event'] },
  { rule: 'law-window', code: 'law.window-ended', inputs: ['basis', 'days', 'event'] },
  { rule: 'guarantee', code: 'guarantee.until', inputs: ['lastDay'] },
  { rule: 'guarantee', code: 'guarantee.open', inputs: ['why'] },
  { rule: 'guarantee', code: 'guarantee.none', inputs: [] },
  // The merchant's promise.
  { rule: 'excluded-by-nature', code: 'policy.not-excluded', inputs: [] },
  { rule: 'excluded-by-nature', code: 'policy.excluded-by-nature', inputs: ['exceptions'] },
  { rule: 'excluded-by-nature', code: 'policy.never-sent', inputs: [] },
  { rule: 'final-sale', code: 'policy.not-final-sale', inputs: [] },
  { rule: 'final-sale', code: 'policy.final-sale', inputs: [] },
  { rule: 'final-sale', code: 'policy.final-sale-returnable', inputs: [] },
  { rule: 'final-sale', code: 'policy.final-sale-allowed-by-rule', inputs: [] },
  { rule: 'admission', code: 'policy.no-admission-rule', inputs: [] },
  { rule: 'admission', code: 'policy.allowed-by-rule', inputs: [] },
  { rule: 'admission', code: 'policy.refused-by-rule', inputs: [] },
  { rule: 'admission', code: 'policy.review-by-rule', inputs: [] },
  { rule: 'policy-window', code: 'policy.no-window', inputs: [] },
  { rule: 'policy-window', code: 'policy.no-returns', inputs: ['windowDays'] },
  {
    rule: 'policy-window',
    code: 'policy.window-open',
    inputs: ['windowDays', 'from', 'event', 'season', 'seasonName', 'resolution'],
  },
  {
    rule: 'policy-window',
    code: 'policy.window-ended',
    inputs: ['windowDays', 'from', 'event', 'season', 'seasonName', 'resolution'],
  },
  // Rules of the merchant; `inputs` are what each condition found, by the kind of condition.
  { rule: 'merchant-rule', code: 'rule.decided', inputs: 'conditions' },
  { rule: 'merchant-rule', code: 'rule.gave-way', inputs: 'conditions' },
  { rule: 'merchant-rule', code: 'rule.condition-fails', inputs: 'conditions' },
  { rule: 'merchant-rule', code: 'rule.condition-unknown', inputs: 'conditions' },
  { rule: 'merchant-rule', code: 'rule.more', inputs: ['gaveWay', 'nearMisses'] },
  // What holds per topic.
  { rule: 'return-cost', code: 'cost.merchant-by-law', inputs: [] },
  { rule: 'return-cost', code: 'cost.merchant-not-informed', inputs: [] },
  { rule: 'return-cost', code: 'cost.merchant-fault', inputs: ['reason'] },
  { rule: 'return-cost', code: 'cost.merchant-by-policy', inputs: [] },
  { rule: 'return-cost', code: 'cost.customer-label', inputs: ['labelFee', 'currency'] },
  { rule: 'return-cost', code: 'cost.customer-own-carrier', inputs: [] },
  { rule: 'outbound-shipping', code: 'outbound.by-law', inputs: [] },
  { rule: 'outbound-shipping', code: 'outbound.merchant-fault', inputs: ['reason'] },
  { rule: 'outbound-shipping', code: 'outbound.by-policy', inputs: [] },
  { rule: 'outbound-shipping', code: 'outbound.none', inputs: [] },
  { rule: 'restocking', code: 'restocking.none', inputs: ['percent'] },
  { rule: 'restocking', code: 'restocking.taken', inputs: ['percent'] },
  { rule: 'restocking', code: 'restocking.not-under-law', inputs: ['percent'] },
  { rule: 'restocking', code: 'restocking.merchant-fault', inputs: ['percent', 'reason'] },
  { rule: 'grade-deductions', code: 'grades.none', inputs: [] },
  { rule: 'grade-deductions', code: 'grades.taken', inputs: 'grades' },
  { rule: 'grade-deductions', code: 'grades.limited-by-law', inputs: 'grades' },
  { rule: 'grade-deductions', code: 'grades.merchant-fault', inputs: ['reason'] },
  { rule: 'coupon-threshold', code: 'coupon.none', inputs: [] },
  { rule: 'coupon-threshold', code: 'coupon.threshold', inputs: ['coupon', 'minimum', 'currency'] },
  { rule: 'coupon-threshold', code: 'coupon.not-under-law', inputs: [] },
  { rule: 'coupon-threshold', code: 'coupon.merchant-fault', inputs: ['reason'] },
  { rule: 'cancellation-fee', code: 'cancellation-fee.none', inputs: [] },
  { rule: 'cancellation-fee', code: 'cancellation-fee.taken', inputs: ['percent', 'most', 'currency'] },
  { rule: 'cancellation-fee', code: 'cancellation-fee.merchant-fault', inputs: ['reason'] },
  { rule: 'credit-bonus', code: 'bonus.none', inputs: ['percent'] },
  { rule: 'credit-bonus', code: 'bonus.granted', inputs: ['percent'] },
  { rule: 'keep', code: 'keep.no', inputs: [] },
  { rule: 'keep', code: 'keep.yes', inputs: [] },
  { rule: 'warehouse', code: 'warehouse.own', inputs: [] },
  { rule: 'warehouse', code: 'warehouse.named', inputs: ['warehouse', 'name'] },
  { rule: 'evidence', code: 'evidence.none', inputs: ['photos', 'comment'] },
  { rule: 'evidence', code: 'evidence.required', inputs: ['photos', 'comment'] },
  { rule: 'evidence', code: 'evidence.optional', inputs: ['photos', 'comment'] },
  { rule: 'refund-trigger', code: 'trigger.first-scan', inputs: ['cap', 'currency'] },
  { rule: 'refund-trigger', code: 'trigger.receipt', inputs: ['cap', 'currency'] },
  { rule: 'refund-trigger', code: 'trigger.inspection', inputs: ['cap', 'currency'] },
  { rule: 'review', code: 'review.none', inputs: [] },
  { rule: 'review', code: 'review.wanted', inputs: [] },
] as const satisfies readonly ReceiptCodeEntry[];

type ReceiptCodeEntry = { rule: string; code: string; inputs: readonly string[] | 'conditions' | 'grades' };

/**
 * What would have changed an answer (`wouldChange`), with the names of its figures. `wanted` and `found` are texts or figures as a condition
 * writes them: lists joined by `, `, ranges as `from..to` with an end left out where it is open.
 */
export const COUNTERFACTUAL_CODES = [
  /** The window had this last day: until then it was possible. */
  { code: 'would.until', inputs: ['lastDay'] },
  /** The one condition that does not hold. */
  { code: 'would.condition', inputs: ['kind', 'wanted', 'found'] },
  /** The one condition that nobody can tell yet, because the fact is not known. */
  { code: 'would.condition-known', inputs: ['kind', 'wanted'] },
  /** Without the earlier rule this one would have decided. */
  { code: 'would.without-rule', inputs: ['rule', 'name'] },
  /** With a reason that is the merchant's fault it would cost nothing. */
  { code: 'would.merchant-fault', inputs: [] },
  /** While the legal period runs, this would not be taken; its last day, null where none can be named. */
  { code: 'would.within-law', inputs: ['lastDay'] },
  /** After the legal period, the policy's value counts; figures as in the receipt of the topic. */
  { code: 'would.after-law', inputs: 'value' },
  /** The other version says something else: `version` is `purchase` or `current`; figures as in the receipt of the topic. */
  { code: 'would.other-version', inputs: 'value' },
  { code: 'would.not-final-sale', inputs: [] },
  /** Goods without these exceptions. */
  { code: 'would.other-goods', inputs: ['exceptions'] },
  /** The statutory withdrawal needs no parcel. */
  { code: 'would.withdrawal', inputs: [] },
] as const satisfies readonly { code: string; inputs: readonly string[] | 'value' }[];

/** Names of figures that a topic's value may have in `would.after-law` and `would.other-version`, beside `version` and `number`. */
export const VALUE_INPUTS = [
  'version',
  'number',
  'topic',
  'lastDay',
  'payer',
  'labelFee',
  'currency',
  'refunded',
  'percent',
  'coupon',
  'minimum',
  'keep',
  'warehouse',
  'photos',
  'comment',
  'when',
  'cap',
  'review',
] as const;

/** Refusals of the line itself: nothing of it can come back for any reason. */
export const LINE_REFUSALS: ReadonlySet<string> = new Set([
  'order.cancelled',
  'order.in-future',
  'line.nothing-left',
  'line.not-shippable',
]);
