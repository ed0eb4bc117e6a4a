import { expect, test } from 'vitest';
import { inRefundWindow, refundWindow, WARN_DAYS } from '#machines/refund-window.ts';

const PAID = Temporal.Instant.from('2026-03-01T12:00:00Z');

test.each([
  ...['bancontact', 'customer_balance', 'eps', 'giropay', 'ideal', 'p24', 'paypal', 'sepa_debit', 'sofort'].map(
    (method) => [method, 180] as const,
  ),
  ['afterpay_clearpay', 120],
  ['au_becs_debit', 90],
  ['paynow', 90],
  ['upi', 60],
] as const)('%s: %i days to the second, warned before', (method, days) => {
  const window = refundWindow(method, PAID);
  const at = (day: number, seconds: number) => PAID.add({ hours: 24 * day }).add({ seconds });
  expect(inRefundWindow(window, at(0, 0))).toBe('open');
  expect(inRefundWindow(window, at(days - WARN_DAYS, -1))).toBe('open');
  expect(inRefundWindow(window, at(days - WARN_DAYS, 0))).toBe('ending');
  expect(inRefundWindow(window, at(days, -1))).toBe('ending');
  expect(inRefundWindow(window, at(days, 0))).toBe('over');
  expect(window.until).toEqual(at(days, 0));
});

test.each([['card'], ['a_way_of_next_year'], [null]])('%s: no end is known', (method) => {
  expect(inRefundWindow(refundWindow(method, PAID), PAID.add({ hours: 24 * 4000 }))).toBe('open');
});

test('paid at a time that nobody knows: nothing is claimed', () => {
  expect(refundWindow('ideal', null)).toEqual({ until: null, warnFrom: null });
});
