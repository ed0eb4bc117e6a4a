import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareInstants } from '#machines/policy/moments.ts';

const instant = (text: string) => Temporal.Instant.from(text);

test.each([
  ['2026-11-20T12:00:00Z', '2026-11-20T12:00:00Z', 0],
  ['2026-11-20T12:00:00Z', '2026-11-20T12:00:00.001Z', -1],
  ['2026-11-20T12:00:00.001Z', '2026-11-20T12:00:00Z', 1],
  ['2026-11-20T12:00:00.000000001Z', '2026-11-20T12:00:00.000000002Z', -1],
  ['2026-11-20T12:00:00.000000002Z', '2026-11-20T12:00:00.000000001Z', 1],
  ['1969-12-31T23:59:59.9999Z', '1970-01-01T00:00:00Z', -1],
])('of the instants %s and %s the first is the one that Temporal says', (a, b, sign) => {
  expect(Math.sign(compareInstants(instant(a), instant(b)))).toBe(sign);
});

test('instants compare as Temporal compares them', () => {
  const limit = 8_640_000_000_000_000_000_000n;
  const any = fc
    .oneof(fc.bigInt({ min: -limit, max: limit }), fc.bigInt({ min: -3_000_000n, max: 3_000_000n }))
    .map((nanoseconds) => Temporal.Instant.fromEpochNanoseconds(nanoseconds));
  fc.assert(
    fc.property(any, any, (a, b) => {
      expect(Math.sign(compareInstants(a, b))).toBe(Temporal.Instant.compare(a, b));
    }),
  );
});
