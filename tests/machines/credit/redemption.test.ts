import { expect, test } from 'vitest';
import { creditState, redemptionRefusal } from '#machines/credit/index.ts';

const end = Temporal.Instant.from('2029-12-31T23:00:00Z');
const before = end.subtract({ milliseconds: 1 });
const credit = { balance: 500, currency: 'EUR', expiresAt: end, closedAt: null };

test('a credit is worth something until its end, and not at it', () => {
  expect(creditState(credit, before)).toBe('open');
  expect(creditState(credit, end)).toBe('expired');
  expect(creditState({ ...credit, balance: 0 }, before)).toBe('used');
  expect(creditState({ ...credit, closedAt: before }, before)).toBe('expired');
  expect(creditState({ ...credit, expiresAt: null }, end)).toBe('open');
});

test.each([
  ['all that is left', { amount: 500, currency: 'EUR' }, before, null],
  ['a cent more', { amount: 501, currency: 'EUR' }, before, { code: 'credit.not-enough', balance: 500 }],
  ['another currency', { amount: 1, currency: 'USD' }, before, { code: 'credit.other-currency', currency: 'EUR' }],
  ['anything at the end', { amount: 1, currency: 'EUR' }, end, { code: 'credit.expired' }],
])('%s', (_name, wanted, now, refusal) => {
  expect(redemptionRefusal(credit, wanted, now)).toEqual(refusal);
});
