import { exponent, type Money, money } from '#machines/money.ts';
import { statuteOf } from '#machines/policy/statutory.ts';

/** What the law lets the seller keep of the price after a change of mind: the lower of a percentage and an amount. */
export type LegalFee = { percent: number; most: Money };

/**
 * The fee for a change of mind that the law of a country allows, or null where it allows none. Israel: 5 % of the price, at most 100 shekels, and
 * nothing when the seller is at fault (Consumer Protection Law 5741-1981 s. 14E).
 */
export function cancellationFeeOf(country: string, fault: 'customer' | 'merchant' | null = null): LegalFee | null {
  const fee = statuteOf(country)?.cancellationFee;
  if (!fee || (fee.notIfFaulty && fault === 'merchant')) return null;
  const minor = Math.round(fee.maxAmount * 10 ** exponent(fee.currency));
  return { percent: fee.percent, most: money(minor, fee.currency) };
}
