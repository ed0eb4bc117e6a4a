import { money, percentOf } from '#machines/money.ts';
import type { CheckedInput } from '#machines/policy/quote-input.ts';
import type { Quote, QuoteLine } from '#machines/policy/quote-schema.ts';

type CancellationFee = Quote['cancellationFee'];

/**
 * What the law lets the seller keep of a change of mind: the lower of a percentage of the price paid for what goes back, rounded down, and an
 * amount that counts once for the whole order, whatever the number of returns (Israel, Consumer Protection Law 1981 sec. 14E). Never for what is
 * the merchant's fault, never in another currency than the order's, never more than `most`. Where lines differ, the lower percentage and the
 * lower amount hold.
 */
export function quoteCancellation(input: CheckedInput, lines: readonly QuoteLine[], most: number): CancellationFee {
  const back = input.returning.filter(({ quantity, terms }) => quantity > 0 && terms.cancellationFee !== null);
  if (back.length === 0) return { amount: 0, code: 'cancellation.none' };
  const minds = back.filter(({ terms }) => terms.fault === 'customer');
  if (minds.length === 0) return { amount: 0, code: 'cancellation.merchant-fault' };
  const charged = minds.flatMap(({ orderLineId, terms }) =>
    terms.cancellationFee?.most.currency === input.currency ? [{ orderLineId, fee: terms.cancellationFee }] : [],
  );
  if (charged.length === 0) return { amount: 0, code: 'cancellation.other-currency' };
  const limit = Math.max(0, Math.min(...charged.map(({ fee }) => fee.most.amount)) - input.cancellationFeeCharged);
  if (limit === 0 && input.cancellationFeeCharged > 0) return { amount: 0, code: 'cancellation.charged-before' };
  const percent = Math.min(...charged.map(({ fee }) => fee.percent));
  const ids = new Set(charged.map(({ orderLineId }) => orderLineId));
  const price = lines.filter(({ orderLineId }) => ids.has(orderLineId)).reduce((sum, line) => sum + pricePaid(line), 0);
  const share = percentOf(money(price, input.currency), percent).amount;
  const fee = Math.min(share, limit);
  if (fee > most) return { amount: most, code: 'cancellation.capped' };
  return { amount: fee, code: share > limit ? 'cancellation.most' : 'cancellation.percent' };
}

/** The price of the returned pieces before anything is taken off. */
function pricePaid(line: QuoteLine): number {
  return line.refund + line.restocking + line.deduction;
}
