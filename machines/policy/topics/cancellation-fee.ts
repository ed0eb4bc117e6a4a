import { cancellationFeeOf, type LegalFee } from '#machines/policy/cancellation-fee.ts';
import type { Chosen } from '#machines/policy/topics/choose-topic.ts';
import type { Figures, LawView } from '#machines/policy/topics/topic.ts';

/**
 * What the law itself lets the seller keep of a change of mind: the lower of a percent of the price and an amount (Israel). It belongs to the law's
 * right and not to the merchant's promise: while a promise is open that takes nothing off, nothing is kept, and one that takes a lower percent holds
 * the fee to it. Never for the merchant's own fault. null: no such fee.
 */
export function cancellationFee(
  law: LawView,
  promiseIsOpen: boolean,
  restocking: Chosen<{ percent: number }>,
): LegalFee | null {
  if (!law.withinLaw) return null;
  const fee = cancellationFeeOf(law.facts.order.country, law.fault);
  if (!fee) return null;
  const percent = promiseIsOpen ? Math.min(fee.percent, restocking.said.value.percent) : fee.percent;
  return percent === 0 ? null : { percent, most: fee.most };
}

export function tellCancellationFee(fee: LegalFee | null, law: LawView): { code: string; inputs: Figures } {
  if (fee) {
    const { amount, currency } = fee.most;
    return { code: 'cancellation-fee.taken', inputs: { percent: fee.percent, most: amount, currency } };
  }
  if (law.withinLaw && law.fault === 'merchant' && cancellationFeeOf(law.facts.order.country)) {
    return { code: 'cancellation-fee.merchant-fault', inputs: { reason: law.facts.request?.reason ?? null } };
  }
  return { code: 'cancellation-fee.none', inputs: {} };
}
