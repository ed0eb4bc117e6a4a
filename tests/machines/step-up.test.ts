import { expect, test } from 'vitest';
import { aboveTogether, needsProof, stepUpLimit } from '#machines/step-up.ts';

const provedAt = Temporal.Instant.from('2026-05-01T10:00:00Z');
const after = (duration: Temporal.DurationLike) => provedAt.add(duration);

test.each([
  ['EUR', 50_000, { minutes: 6 }, false],
  ['EUR', 50_001, { minutes: 6 }, true],
  ['EUR', 50_001, { minutes: 5 }, false],
  ['EUR', 50_001, { minutes: 5, milliseconds: 1 }, true],
  // A currency that nobody named has no room, and nothing is nothing in every currency.
  ['XPF', 1, { minutes: 6 }, true],
  ['XPF', 0, { minutes: 6 }, false],
  ['EUR', 0, { hours: 11 }, false],
] as const)('%s %i, %j after the proof: %s', (currency, amount, passed, expected) => {
  expect(needsProof({ currency, amount }, { provedAt, now: after(passed), own: {} })).toBe(expected);
});

test('limits of one’s own stand in place of ours, for their currency only', () => {
  const own = { EUR: 100, USD: 0 };
  expect(['EUR', 'USD', 'GBP', 'XPF'].map((currency) => stepUpLimit(currency, own))).toEqual([100, 0, 50_000, 0]);
});

test.each<[string, [amount: number, currency: string][], number[]]>([
  ['nothing', [], []],
  ['one at the limit', [[1000, 'EUR']], []],
  ['one above it', [[1001, 'EUR']], [0]],
  [
    'two that come to the limit',
    [
      [400, 'EUR'],
      [600, 'EUR'],
    ],
    [],
  ],
  [
    'two that pass it by one',
    [
      [400, 'EUR'],
      [601, 'EUR'],
    ],
    [1],
  ],
  [
    'a smaller one after a larger that does not fit',
    [
      [900, 'EUR'],
      [200, 'EUR'],
      [100, 'EUR'],
      [1, 'EUR'],
    ],
    [1, 3],
  ],
  [
    'each currency by itself',
    [
      [1000, 'EUR'],
      [500, 'USD'],
      [1, 'USD'],
      [1, 'EUR'],
    ],
    [2, 3],
  ],
  [
    'a currency without room',
    [
      [1, 'XPF'],
      [0, 'XPF'],
    ],
    [0],
  ],
])('of what leaves together, what waits for a proof: %s', (_, sums, expected) => {
  const amounts = sums.map(([amount, currency]) => ({ amount, currency }));
  const held = aboveTogether(amounts, { EUR: 1000, USD: 500 });
  expect(held.map((one) => amounts.indexOf(one))).toEqual(expected);
});
