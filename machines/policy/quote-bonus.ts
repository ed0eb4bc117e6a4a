import { allocate, money } from '#machines/money.ts';
import type { CheckedInput } from '#machines/policy/quote-input.ts';
import type { QuoteLine } from '#machines/policy/quote-schema.ts';

/**
 * What store credit brings beyond the refund: the percentage of the total that the lines' terms promise, each line weighing as much as it brings
 * back. Rounded up once, in the customer's favour. Nothing for a refund in money.
 */
export function quoteBonus(input: CheckedInput, lines: readonly QuoteLine[], total: number): number {
  if (input.resolution !== 'store-credit') return 0;
  if (lines.length === 0) return 0;
  const weights = lines.map(({ refund }) => refund);
  // The lines stand in the order of what is returned.
  const hundredths = allocate(money(total, input.currency), weights).map(
    ({ amount }, index) => BigInt(amount) * BigInt(input.returning[index]?.terms.creditBonusPercent ?? 0),
  );
  return Number((hundredths.reduce((sum, one) => sum + one, 0n) + 99n) / 100n);
}
