import fc from 'fast-check';
import { expect, test } from 'vitest';
import { legsOfBonus, legsOfGoodwill, legsOfRedemption } from '#machines/credit/index.ts';
import {
  account,
  accountName,
  balances,
  type Leg,
  legsOfDecision,
  legsOfPayment,
  legsOfPayoutStep,
  moneyOfReturn,
  type PayoutStep,
  type ReturnMoney,
  transfersOf,
} from '#machines/ledger/index.ts';
import { PAYOUT_STATES, type PayoutState } from '#machines/payout/index.ts';

const payout = {
  way: 'payment',
  amount: 4100,
  currency: 'EUR',
  orderId: 'o1',
  returnId: 'r1',
  paymentId: 'p1',
  creditId: null,
  cancelled: null,
} as const;

const step = (from: PayoutState, to: PayoutState, more: Partial<PayoutStep> = {}) =>
  legsOfPayoutStep({ ...payout, ...more, from, to }).map(
    ({ kind, debit, credit, amount }) => `${kind} ${debit} > ${credit} ${amount}`,
  );

test.each<[PayoutState, PayoutState, Partial<PayoutStep>, string[]]>([
  ['owed', 'sending', {}, ['sent owed:r1 > transit:p1 4100']],
  ['sending', 'unknown', {}, []],
  ['unknown', 'sending', {}, []],
  ['sending', 'pending', {}, []],
  ['pending', 'action-needed', {}, []],
  ['sending', 'settled', {}, ['settled transit:p1 > payment:p1 4100']],
  ['sending', 'failed', {}, ['refused transit:p1 > owed:r1 4100']],
  ['unknown', 'owed', {}, ['refused transit:p1 > owed:r1 4100']],
  ['settled', 'reopened', {}, ['returned payment:p1 > owed:r1 4100']],
  ['settled', 'action-needed', {}, ['returned payment:p1 > transit:p1 4100']],
  ['failed', 'owed', {}, []],
  ['reopened', 'replaced', {}, []],
  // A webhook can tell of the end before the answer to our own call.
  ['owed', 'settled', {}, ['sent owed:r1 > transit:p1 4100', 'settled transit:p1 > payment:p1 4100']],
  ['owed', 'settled', { way: 'credit', creditId: 'c1' }, ['credit-issued owed:r1 > credit:c1 4100']],
  ['owed', 'settled', { way: 'transfer' }, ['transfer-paid owed:r1 > bank:EUR 4100']],
  ['settled', 'reopened', { way: 'transfer' }, ['transfer-bounced bank:EUR > owed:r1 4100']],
  ['failed', 'cancelled', { cancelled: 'dispute' }, ['dispute-paid-customer owed:r1 > dispute:p1 4100']],
  ['reopened', 'cancelled', { cancelled: 'paid-outside' }, ['debt-ended owed:r1 > outside:o1 4100']],
])('a payout from %s to %s (%o)', (from, to, more, legs) => {
  expect(step(from, to, more)).toEqual(legs);
});

test('a store credit that nobody named is a fault, not a posting to nowhere', () => {
  expect(() => step('owed', 'settled', { way: 'credit' })).toThrow('names the credit');
});

test('whatever way a payout takes, its amount stands in one place: what moved adds up to where it ended', () => {
  const path = fc.array(fc.constantFrom(...PAYOUT_STATES.filter((state) => state !== 'cancelled')), { maxLength: 12 });
  fc.assert(
    fc.property(path, fc.integer({ min: 1, max: 9_999_999 }), (states, amount) => {
      const legs: Leg[] = [...legsOfDecision({ orderId: 'o1', returnId: 'r1', owed: amount, kept: 0 })];
      let from: PayoutState = 'owed';
      for (const to of states) {
        legs.push(...legsOfPayoutStep({ ...payout, amount, from, to }));
        from = to;
      }
      const sums = balances(legs);
      expect([...sums.values()].reduce((sum, one) => sum + one, 0)).toBe(0);
      const places = [account.owed('r1'), account.transit('p1'), account.payment('p1')].map(
        (one) => sums.get(one) ?? 0,
      );
      expect(places.filter((one) => one !== 0)).toEqual([amount]);
      const { owed, transit, paid, ...rest } = moneyOfReturn('r1', legs);
      expect([owed, transit, paid]).toEqual(places);
      expect(rest).toEqual({ decided: amount, ended: 0, bonus: 0 });
    }),
    { seed: 20261122 },
  );
});

const decided = legsOfDecision({ orderId: 'o1', returnId: 'r1', owed: 4100, kept: 90 });
const moved = (from: PayoutState, to: PayoutState, more: Partial<PayoutStep> = {}) =>
  legsOfPayoutStep({ ...payout, ...more, from, to });
const credited = moved('owed', 'settled', { way: 'credit', creditId: 'c1' });

test.each<[string, Leg[], Partial<ReturnMoney>]>([
  ['only decided', [], { owed: 4100 }],
  ['paid by transfer', moved('owed', 'settled', { way: 'transfer' }), { paid: 4100 }],
  [
    'a transfer that came back',
    [...moved('owed', 'settled', { way: 'transfer' }), ...moved('settled', 'reopened', { way: 'transfer' })],
    { owed: 4100 },
  ],
  ['paid with store credit', credited, { paid: 4100 }],
  [
    'the credit has a bonus, and was spent',
    [...credited, ...legsOfBonus('c1', 'o1', 400), ...legsOfRedemption('c1', 4500)],
    { paid: 4100, bonus: 400 },
  ],
  ['goodwill beside it', legsOfGoodwill('c2', 'EUR', 700), { owed: 4100 }],
  ['a dispute pays it', moved('failed', 'cancelled', { cancelled: 'dispute' }), { ended: 4100 }],
  ['paid outside', moved('reopened', 'cancelled', { cancelled: 'paid-outside' }), { ended: 4100 }],
])('where the money of a return stands: %s', (_, legs, expected) => {
  const nothing = { owed: 0, transit: 0, paid: 0, ended: 0, bonus: 0 };
  expect(moneyOfReturn('r1', [...decided, ...legs])).toEqual({ ...nothing, decided: 4100, ...expected });
});

test('what is kept leaves the sales as well as what is owed, and nothing is no transfer', () => {
  const legs = legsOfDecision({ orderId: 'o1', returnId: 'r1', owed: 4100, kept: 490 });
  const about = { key: 'decided:r1', currency: 'EUR', orderId: 'o1', returnId: 'r1' };
  expect(transfersOf(about, legs).map(({ leg, kind, amount }) => [leg, kind, amount])).toEqual([
    [1, 'owed', 4100],
    [2, 'fee-kept', 490],
  ]);
  expect(transfersOf(about, legsOfDecision({ orderId: 'o1', returnId: 'r1', owed: 0, kept: 0 }))).toEqual([]);
  const kept = transfersOf(about, legsOfDecision({ orderId: 'o1', returnId: 'r1', owed: 0, kept: 5 }));
  expect(kept).toMatchObject([{ leg: 1, kind: 'fee-kept' }]);
});

test.each<[string, Partial<Leg>]>([
  ['an amount below zero', { amount: -1 }],
  ['a fraction', { amount: 1.5 }],
  ['more than can be counted', { amount: 2 ** 53 }],
  ['one account on both sides', { debit: 'sales:o1' }],
  ['an account without a subject', { debit: 'sales:' }],
  ['an account without a name', { credit: ':o1' }],
])('%s is no transfer', (_, wrong) => {
  const [leg] = legsOfPayment({ paymentId: 'p1', orderId: 'o1', amount: 5 });
  if (!leg) throw new Error('a payment is one leg');
  expect(() => transfersOf({ key: 'k', currency: 'EUR' }, [{ ...leg, ...wrong }])).toThrow();
  expect(transfersOf({ key: 'k', currency: 'EUR' }, [leg])).toHaveLength(1);
});

test('an account is read by its name', () => {
  expect(accountName(account.transit('pay:1'))).toBe('transit');
});
