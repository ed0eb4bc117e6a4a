import { expect, test } from 'vitest';
import { CLOCK_TOLERANCE_MS, settleTime, WAIT_LIMIT_MS } from '#machines/scan/clock.ts';
import { judgeArrival } from '#machines/scan/verdict.ts';

const NOW = Date.UTC(2026, 10, 20, 9, 0, 0);

test.each([
  ['a right clock, sent at once', 0, 0, 0, false],
  ['a right clock, sent a minute later', 0, 60_000, -60_000, false],
  ['a clock three hours behind, sent a minute later', -3 * 3_600_000, 60_000, -60_000, true],
  ['a clock of 2099', Date.UTC(2099) - NOW, 60_000, -60_000, true],
  ['a clock of 1970', -NOW, 5000, -5000, true],
  ['two minutes off, which is well', CLOCK_TOLERANCE_MS, 0, 0, false],
  ['a little more', CLOCK_TOLERANCE_MS + 1, 0, 0, true],
  ['as long as a scan may wait', 0, WAIT_LIMIT_MS, -WAIT_LIMIT_MS, false],
  ['longer: the clock was set in between', 0, WAIT_LIMIT_MS + 1, 0, true],
  ['scanned after it was sent: the clock was set in between', 0, -1, 0, true],
])('%s', (_name, offset, wait, arrival, clockWrong) => {
  const sentAt = NOW + offset;
  const settled = settleTime({ scannedAt: sentAt - wait, sentAt, receivedAt: NOW });
  expect(settled).toEqual({ arrivedAt: NOW + arrival, offset, clockWrong });
});

test.each([
  ['open', false, false, 'ok', 'arrived'],
  ['open', false, true, 'already', 'scanned'],
  ['received', true, true, 'already', 'counted'],
  ['received', true, false, 'already', 'counted'],
  ['cancelled', false, false, 'stop', 'cancelled'],
  ['cancelled', false, true, 'stop', 'cancelled'],
  ['decided', false, false, 'ok', 'arrived'],
  ['decided', false, true, 'already', 'scanned'],
  ['decided', true, true, 'stop', 'decided'],
  ['closed', false, false, 'ok', 'arrived'],
  ['closed', true, false, 'stop', 'decided'],
] as const)('%s, counted %s, arrived %s: %s', (state, counted, arrived, result, reason) => {
  expect(judgeArrival({ state, counted, arrived })).toEqual({ result, reason });
});
