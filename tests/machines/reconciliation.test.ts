import { expect, test } from 'vitest';
import { type OurRefund, slicesOf, type TheirRefund } from '#machines/reconciliation/index.ts';
import { comparison, JUST_NOW, LONG_AGO, listed, NOW, own } from './reconciliation-table.ts';

const none = { differences: [], agree: 0, young: 0, foreign: 0 };
const attempt = (attempt: number) => ({ payoutId: 'p1', attempt });

const quiet: readonly [string, OurRefund[], TheirRefund[], Partial<typeof none>][] = [
  ['both sides alike', [own()], [listed()], { agree: 1 }],
  ['nothing at all', [], [], {}],
  ['pending here and there', [own({ standing: 'pending' })], [listed({ status: 'pending' })], { agree: 1 }],
  ['failed here and there', [own({ standing: 'failed' })], [listed({ status: 'failed' })], { agree: 1 }],
  [
    'a new word of the provider that waits for a person',
    [own({ standing: 'in-flight' })],
    [listed({ status: 'unknown' })],
    { agree: 1 },
  ],
  [
    'the failed refund of an earlier attempt beside the one that paid',
    [own({ attempt: 2, refundRef: 're_2' })],
    [listed({ status: 'failed' }), listed({ ref: 're_2', madeFor: attempt(2) })],
    { agree: 2 },
  ],
  [
    'the failed refund of an earlier attempt while the next is owed',
    [own({ attempt: 2, refundRef: null, standing: 'none' })],
    [listed({ status: 'failed' })],
    { agree: 1 },
  ],
  ['a payout that is owed and was never sent', [own({ refundRef: null, standing: 'none' })], [], {}],
  ['a payout that was refused: nothing was made', [own({ refundRef: null, standing: 'failed' })], [], {}],
  [
    'a refund of another time, looked up for a refund of this one',
    [own({ expected: false, attempt: 2, refundRef: 're_2' })],
    [listed({ status: 'failed' })],
    { agree: 1 },
  ],
  ['one made outside and recorded', [own({ payoutId: null, attempt: 0 })], [listed({ madeFor: null })], { agree: 1 }],
  ['a refund of a payment that is not ours', [], [listed({ paymentRefs: ['pi_else'], madeFor: null })], { foreign: 1 }],
  [
    'a refund from before the order came here, which the shop has counted',
    [],
    [listed({ madeFor: null, created: LONG_AGO.subtract({ hours: 2 }) })],
    { foreign: 1 },
  ],
  ['a refund of no payment', [], [listed({ paymentRefs: [], madeFor: null })], { foreign: 1 }],
  ['a failed refund made outside moved nothing', [], [listed({ status: 'failed', madeFor: null })], { agree: 1 }],
  ['made a moment ago', [], [listed({ created: JUST_NOW, madeFor: null })], { young: 1 }],
  ['sent a moment ago', [own({ changedAt: JUST_NOW, standing: 'in-flight', refundRef: null })], [], { young: 1 }],
  ['settled here a moment ago', [own({ changedAt: JUST_NOW })], [listed({ status: 'pending' })], { young: 1 }],
];

test.each(quiet)('no difference: %s', (_, ours, theirs, counts) => {
  expect(comparison(ours, theirs)).toEqual({ ...none, ...counts });
});

const loud: readonly [string, OurRefund[], TheirRefund[], string[]][] = [
  ['a refund that the provider does not have', [own()], [], ['missing:re_1']],
  [
    'one that was sent long ago, of which neither side has anything',
    [own({ refundRef: null, standing: 'in-flight' })],
    [],
    ['missing:p1:1'],
  ],
  ['one made outside, recorded, and gone', [own({ payoutId: null, attempt: 0 })], [], ['missing:re_1']],
  ['one made at the dashboard', [], [listed({ madeFor: null })], ['extra:re_1']],
  ['one that names a payout which we do not have', [], [listed()], ['extra:re_1']],
  ['another amount', [own()], [listed({ amount: 1201 })], ['amount:re_1']],
  [
    'another currency: then the amount says nothing',
    [own()],
    [listed({ currency: 'USD', amount: 7 })],
    ['currency:re_1'],
  ],
  ['failed there, settled here', [own()], [listed({ status: 'failed' })], ['status:re_1']],
  ['settled there, pending here', [own({ standing: 'pending' })], [listed()], ['status:re_1']],
  [
    'another amount and another status',
    [own()],
    [listed({ amount: 1, status: 'failed' })],
    ['amount:re_1', 'status:re_1'],
  ],
  [
    'made, and we never heard of it',
    [own({ refundRef: null, standing: 'in-flight' })],
    [listed({ status: 'pending' })],
    ['status:re_1'],
  ],
  [
    'made twice, and we never heard of either: the first is ours',
    [own({ refundRef: null, standing: 'in-flight' })],
    [listed({ ref: 're_2', created: LONG_AGO.add({ seconds: 1 }) }), listed()],
    ['status:re_1', 'duplicate:re_2'],
  ],
  ['a second one for the same attempt', [own()], [listed(), listed({ ref: 're_2' })], ['duplicate:re_2']],
  [
    'an earlier attempt that sent money after all',
    [own({ attempt: 2, refundRef: 're_2' })],
    [listed(), listed({ ref: 're_2', madeFor: attempt(2) })],
    ['duplicate:re_1'],
  ],
  [
    'an earlier attempt that sent money while the next is owed',
    [own({ attempt: 2, refundRef: null, standing: 'none' })],
    [listed()],
    ['status:re_1'],
  ],
  ['refused here, and made there', [own({ refundRef: null, standing: 'failed' })], [listed()], ['status:re_1']],
];

test.each(loud)('a difference: %s', (_, ours, theirs, subjects) => {
  expect(comparison(ours, theirs).differences.map(({ subject }) => subject)).toEqual(subjects);
});

test('a difference carries both sides, and a second refund the one beside it', () => {
  const [difference] = comparison([own()], [listed(), listed({ ref: 're_2' })]).differences;
  expect(difference).toEqual({
    ...{ kind: 'duplicate', subject: 'duplicate:re_2', refundRef: 're_2', payoutId: 'p1', paymentId: 'pay1' },
    ours: { payoutId: 'p1', attempt: 1, refundRef: 're_1', amount: 1200, currency: 'EUR', standing: 'succeeded' },
    theirs: {
      ...{ ref: 're_2', status: 'succeeded', amount: 1200, currency: 'EUR', attempt: 1, beside: 're_1' },
      created: LONG_AGO.toString(),
    },
  });
});

const SPAN = { since: NOW.subtract({ hours: 24 }), until: NOW };

async function* newestFirst(ages: readonly number[]): AsyncGenerator<TheirRefund> {
  for (const [index, seconds] of ages.entries()) {
    yield listed({ ref: `re_${index}`, created: NOW.subtract({ milliseconds: Math.round(seconds * 1000) }) });
  }
}

const cut = async (ages: readonly number[], size: number) =>
  (await Array.fromAsync(slicesOf(newestFirst(ages), SPAN, size))).map(({ low, high, refunds }) => [
    high.until(NOW).total('seconds'),
    low.until(NOW).total('seconds'),
    refunds.length,
  ]);

test('a list is cut between seconds, into stretches that touch and cover the whole span', async () => {
  expect(await cut([], 2)).toEqual([[0, 86_400, 0]]);
  expect(await cut([10, 20, 30], 5)).toEqual([[0, 86_400, 3]]);
  expect(await cut([10, 20, 30, 40, 50], 2)).toEqual([
    [0, 20, 2],
    [20, 40, 2],
    [40, 86_400, 1],
  ]);
  // Four in one second stay together, whatever the size.
  expect(await cut([10, 19.2, 19.4, 19.6, 19.8, 30], 2)).toEqual([
    [0, 20, 5],
    [20, 86_400, 1],
  ]);
});

test('a list that is out of order, or beside what was asked for, is not believed', async () => {
  await expect(cut([20, 10], 5)).rejects.toThrow('not newest first');
  await expect(cut([86_401], 5)).rejects.toThrow('outside');
  await expect(cut([0], 5)).rejects.toThrow('outside');
});
