import { expect, test } from 'vitest';
import { needsProof, stepUpLimit } from '#machines/step-up.ts';

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
