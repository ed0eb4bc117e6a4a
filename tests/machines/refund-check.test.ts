import { expect, test } from 'vitest';
import { disputeStanding } from '#machines/dispute.ts';
import { type CheckedPayment, checkRefund } from '#machines/refund-check.ts';

const NOW = Temporal.Instant.from('2026-11-21T09:00:00Z');
const PAYMENT: CheckedPayment = {
  ...{ currency: 'EUR', state: 'captured', captured: 1000, refundable: 600, disputed: false, disputes: [] },
  ...{ method: 'card', paidAt: NOW },
};
const dispute = (status: string, refundable = true) => ({ status, refundable });
const check = (changes: Partial<CheckedPayment>, amount = 100, currency = 'EUR') => {
  const said = checkRefund({ ...PAYMENT, ...changes }, { amount, currency }, NOW);
  return said.ok ? said.warnings.join() : said.code;
};

test.each([
  [{}, 1, ''],
  [{}, 600, ''],
  [{}, 601, 'over-refundable'],
  [{}, 0, 'invalid'],
  [{}, -1, 'invalid'],
  [{}, 1.5, 'invalid'],
  [{}, Number.NaN, 'invalid'],
  [{ refundable: 0 }, 1, 'already-refunded'],
  [{ state: 'held' }, 1, 'not-captured'],
  [{ state: 'none' }, 1, 'not-paid'],
  [{ currency: 'JPY' }, 1, 'wrong-currency'],
  [{ disputed: true }, 1, 'disputed'],
  [{ disputed: true, disputes: [dispute('won')] }, 1, ''],
  [{ disputed: true, disputes: [dispute('won'), dispute('needs_response')] }, 1, 'disputed'],
  [{ disputed: true, disputes: [dispute('warning_needs_response')] }, 1, 'inquiry'],
  [{ method: 'ideal', paidAt: NOW.subtract({ hours: 24 * 180 }) }, 1, 'window-over'],
  [{ method: 'ideal', paidAt: NOW.subtract({ hours: 24 * 170 }) }, 1, 'window-ending'],
] as const)('%j, %s: %s', (changes, amount, said) => {
  expect(check(changes, amount)).toBe(said);
});

test.each([
  ['won', true, 'free'],
  ['won', false, 'free'],
  ['warning_closed', true, 'free'],
  ['warning_needs_response', true, 'warn'],
  ['warning_under_review', true, 'warn'],
  ['warning_under_review', false, 'block'],
  ['early-warning', true, 'warn'],
  ['needs_response', true, 'block'],
  ['under_review', false, 'block'],
  ['appeal_needs_response', false, 'block'],
  ['lost', false, 'block'],
  ['prevented', false, 'block'],
  ['a_status_of_next_year', true, 'block'],
] as const)('dispute %s, refundable %s: %s', (status, refundable, standing) => {
  expect(disputeStanding({ status, refundable })).toBe(standing);
});
