import type { CheckedInput } from '#machines/policy/quote-input.ts';
import type { Quote } from '#machines/policy/quote-schema.ts';

type ReturnFee = Quote['returnFee'];

/**
 * What the way back costs the customer, taken from the refund. One parcel, one fee: the highest among its lines, and none as soon as one line
 * travels at the merchant's cost, because that label is needed anyway. A fee in another currency than the order's is not charged: there is no rate
 * that both sides agreed on. Never more than `most`, so that a refund is never negative.
 */
export function quoteFee(input: CheckedInput, most: number): ReturnFee {
  const back = input.returning.filter((line) => line.quantity > 0);
  if (back.length === 0) return { amount: 0, code: 'fee.none' };
  if (back.some(({ terms }) => terms.fault === 'merchant')) return { amount: 0, code: 'fee.merchant-fault' };
  const fees = [];
  for (const { terms } of back) {
    if (terms.returnCost.payer === 'merchant') return { amount: 0, code: 'fee.merchant-pays' };
    if (terms.returnCost.labelFee) fees.push(terms.returnCost.labelFee);
  }
  if (!input.usesMerchantLabel) return { amount: 0, code: 'fee.own-carrier' };
  if (fees.length === 0) return { amount: 0, code: 'fee.no-label-offered' };
  if (fees.some((fee) => fee.currency !== input.currency)) return { amount: 0, code: 'fee.other-currency' };
  const fee = Math.max(...fees.map(({ amount }) => amount));
  return fee > most ? { amount: most, code: 'fee.label-capped' } : { amount: fee, code: 'fee.label' };
}
