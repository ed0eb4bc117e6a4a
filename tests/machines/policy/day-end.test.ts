import { expect, test } from 'vitest';
import { dayEnd, numberOfDay } from '#machines/policy/day-end.ts';
import { localDayNumber } from '#machines/policy/local-day.ts';

test.each([
  ['2026-03-28', 'Europe/Berlin', '2026-03-28T23:00:00Z'],
  ['2026-03-29', 'Europe/Berlin', '2026-03-29T22:00:00Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-25T23:00:00Z'],
  ['2024-02-29', 'UTC', '2024-03-01T00:00:00Z'],
  ['2026-12-31', 'Asia/Tokyo', '2026-12-31T15:00:00Z'],
  ['1969-12-31', 'UTC', '1970-01-01T00:00:00Z'],
  ['9999-12-30', 'UTC', '9999-12-31T00:00:00Z'],
])('%s in %s ends at %s, the first time and every time', (lastDay, timeZone, endExclusive) => {
  const end = dayEnd(numberOfDay(lastDay), timeZone);
  expect(end).toEqual({ until: { lastDay, endExclusive }, endsAt: Date.parse(endExclusive) });
  expect(dayEnd(numberOfDay(lastDay), timeZone)).toBe(end);
});

test('the same day in another zone has another end', () => {
  const day = numberOfDay('2026-11-20');
  expect(dayEnd(day, 'Asia/Tokyo').until.endExclusive).toBe('2026-11-20T15:00:00Z');
  expect(dayEnd(day, 'America/New_York').until.endExclusive).toBe('2026-11-21T05:00:00Z');
  expect(dayEnd(day + 1, 'Asia/Tokyo').until.endExclusive).toBe('2026-11-21T15:00:00Z');
});

test('days are counted from 1970, asked for once or again', () => {
  for (const [date, number] of [
    ['1970-01-01', 0],
    ['1970-01-02', 1],
    ['1969-12-31', -1],
    ['2026-11-20', 20_777],
    ['1970-01-01', 0],
  ] as const)
    expect(numberOfDay(date)).toBe(number);
  expect(numberOfDay('2026-11-20')).toBe(localDayNumber(Temporal.Instant.from('2026-11-20T12:00:00Z'), 'UTC'));
});
