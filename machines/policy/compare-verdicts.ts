import { GRADES } from '#machines/line/codes.ts';
import type { Topic } from '#machines/policy/outcome.ts';
import type { LineVerdict } from '#machines/policy/verdict.ts';

/** What of a verdict is compared; receipts say why and are left out. */
export type Judgement = LineVerdict extends infer V ? (V extends LineVerdict ? Omit<V, 'receipts'> : never) : never;

/**
 * What becomes of one line when another policy judges it.
 * `window` speaks of the end alone and only where both sides answer the same: two open windows, or two that have closed. `cheaper` and `dearer`
 * are what the customer pays or loses: the way back, outbound shipping, deductions, the coupon, less the bonus; one line can be both. `topics`
 * are the other terms that differ. Costs and terms are compared only where the line may come back under both.
 */
export type VerdictChange = {
  admission: 'newlyAllowed' | 'newlyRefused' | null;
  window: 'longer' | 'shorter' | null;
  cheaper: boolean;
  dearer: boolean;
  review: 'newlyReviewed' | 'noLongerReviewed' | null;
  topics: Topic[];
};

/** Compares two verdicts on the same line at the same instant; null when a customer would not see a difference. */
export function compareVerdicts(before: Judgement, after: Judgement): VerdictChange | null {
  const bothReturnable = before.outcome === 'returnable' && after.outcome === 'returnable';
  const change: VerdictChange = {
    admission: admissionChange(before, after),
    window: windowChange(before, after),
    ...(bothReturnable ? termsChange(before, after) : NO_TERMS),
  };
  const { admission, window, cheaper, dearer, review, topics } = change;
  return admission || window || cheaper || dearer || review || topics.length > 0 ? change : null;
}

type TermsChange = Pick<VerdictChange, 'cheaper' | 'dearer' | 'review' | 'topics'>;

const NO_TERMS: TermsChange = { cheaper: false, dearer: false, review: null, topics: [] };

function termsChange(before: Judgement, after: Judgement): TermsChange {
  const costs = costDirections(before, after);
  return {
    cheaper: costs.some((direction) => direction < 0),
    dearer: costs.some((direction) => direction > 0),
    review: reviewChange(before, after),
    topics: otherTopics(before, after),
  };
}

/** The terms that are neither more nor less money: whether it is kept, where it goes, what is asked for and when the refund comes. */
function otherTopics({ terms: a }: Judgement, { terms: b }: Judgement): Topic[] {
  const topics: Topic[] = [];
  if (a.keep.value !== b.keep.value) topics.push('keep');
  if (a.warehouse.value !== b.warehouse.value) topics.push('warehouse');
  if (!sameEvidence(a.evidence.value, b.evidence.value)) topics.push('evidence');
  if (!sameTrigger(a.refundTrigger.value, b.refundTrigger.value)) topics.push('refundTrigger');
  return topics;
}

function sameEvidence(a: Terms['evidence']['value'], b: typeof a): boolean {
  return a.photos === b.photos && a.comment === b.comment && a.required === b.required;
}

function sameTrigger(a: Terms['refundTrigger']['value'], b: typeof a): boolean {
  return a.when === b.when && a.cap?.amount === b.cap?.amount && a.cap?.currency === b.cap?.currency;
}

function admissionChange(before: Judgement, after: Judgement): VerdictChange['admission'] {
  if (before.outcome === after.outcome) return null;
  return after.outcome === 'returnable' ? 'newlyAllowed' : 'newlyRefused';
}

function windowChange(before: Judgement, after: Judgement): VerdictChange['window'] {
  const order =
    before.outcome === 'returnable' && after.outcome === 'returnable'
      ? compareEnds(before.until?.endExclusive ?? null, after.until?.endExclusive ?? null)
      : before.outcome === 'refused' && after.outcome === 'refused'
        ? compareDays(before.endedOn, after.endedOn)
        : 0;
  return order === 0 ? null : order < 0 ? 'longer' : 'shorter';
}

/** Ends of open windows; one that is not known is the last of all. */
function compareEnds(before: string | null, after: string | null): number {
  if (before === after) return 0;
  if (before === null) return 1;
  return after === null ? -1 : Temporal.Instant.compare(before, after);
}

/** Last days of windows that have closed; a line that never had one comes first. ISO dates of the same length sort as text. */
function compareDays(before: string | null, after: string | null): number {
  const [a, b] = [before ?? '', after ?? ''];
  return a === b ? 0 : a < b ? -1 : 1;
}

function reviewChange(before: Judgement, after: Judgement): VerdictChange['review'] {
  if (before.terms.review.value === after.terms.review.value) return null;
  return after.terms.review.value ? 'newlyReviewed' : 'noLongerReviewed';
}

/** For each kind of cost: below 0 the second verdict is the cheaper one for the customer, above 0 the dearer one. */
function costDirections({ terms: a, ...before }: Judgement, { terms: b, ...after }: Judgement): number[] {
  return [
    wayBack(before.returnCost, after.returnCost),
    Number(before.outboundShipping.refunded) - Number(after.outboundShipping.refunded),
    b.restocking.value.percent - a.restocking.value.percent,
    a.creditBonus.value.percent - b.creditBonus.value.percent,
    coupon(a.couponThreshold.value, b.couponThreshold.value),
    ...GRADES.map((grade) => (b.gradeDeductions.value[grade] ?? 0) - (a.gradeDeductions.value[grade] ?? 0)),
  ];
}

type Terms = LineVerdict['terms'];

/** Free beats a label for a price, which beats none. Prices in two currencies cannot be told apart by which is less: the second counts as dearer. */
function wayBack(before: LineVerdict['returnCost'], after: LineVerdict['returnCost']): number {
  const [fee, other] = [feeOf(before), feeOf(after)];
  if (!fee || !other) return rank(after) - rank(before);
  return fee.currency === other.currency ? other.amount - fee.amount : 1;
}

function feeOf(cost: LineVerdict['returnCost']) {
  return cost.payer === 'customer' ? cost.labelFee : null;
}

function rank(cost: LineVerdict['returnCost']): number {
  if (cost.payer === 'merchant') return 0;
  return cost.labelFee ? 1 : 2;
}

/** No threshold beats any; a lower one beats a higher one. One for another coupon or currency counts as dearer. */
function coupon(before: Terms['couponThreshold']['value'], after: Terms['couponThreshold']['value']): number {
  if (!before || !after) return Number(after !== null) - Number(before !== null);
  const alike = before.code === after.code && before.minimum.currency === after.minimum.currency;
  return alike ? after.minimum.amount - before.minimum.amount : 1;
}
