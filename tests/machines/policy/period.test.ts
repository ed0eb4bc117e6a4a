import { expect, test } from 'vitest';
import { addBusinessDays, nonWorkingKind, rollOver, type Step, withTwoWorkingDays } from '#machines/policy/period.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const DE = { country: 'DE', subdivision: 'BE', scope: 'nationalAndRegional' } as const;
const SA = { country: 'SA', subdivision: null, scope: 'national' } as const;

test.each([
  ['2026-12-25', '2026-12-28'],
  ['2026-12-23', '2026-12-23'],
  ['2026-04-03', '2026-04-07'],
  ['2026-04-02', '2026-04-02'],
])('the last day %s becomes %s', (from, to) => {
  expect(rollOver(day(from), ['saturday', 'sunday', 'publicHoliday'], DE, []).toString()).toBe(to);
});

test('each day passed over is a step, with its kind', () => {
  const steps: Step[] = [];
  rollOver(day('2026-09-04'), ['friday', 'saturday'], SA, steps);
  expect(steps).toEqual([
    { code: 'roll-over', date: '2026-09-05', detail: 'friday' },
    { code: 'roll-over', date: '2026-09-06', detail: 'saturday' },
  ]);
});

test('a kind that is not asked for is a working day', () => {
  expect(nonWorkingKind(day('2026-09-05'), ['sunday', 'publicHoliday'], DE)).toBeNull();
  expect(nonWorkingKind(day('2026-09-06'), ['sunday'], DE)).toBe('sunday');
  expect(nonWorkingKind(day('2026-12-25'), ['sunday'], DE)).toBeNull();
});

test.each([
  ['2026-09-04', 1, '2026-09-07'],
  ['2026-09-04', 5, '2026-09-11'],
  ['2026-12-23', 2, '2026-12-28'],
  ['2026-12-24', 1, '2026-12-28'],
  ['2026-12-24', 0, '2026-12-24'],
])('%s and %i business days', (from, days, to) => {
  expect(addBusinessDays(day(from), days, DE).toString()).toBe(to);
});

test.each([
  ['two days over Christmas have one working day, so a second is added', '2026-12-23', '2026-12-25', '2026-12-28'],
  ['two ordinary days have two', '2026-11-02', '2026-11-04', '2026-11-04'],
  ['a week over Easter has enough', '2026-04-02', '2026-04-09', '2026-04-09'],
  ['three days over a weekend', '2026-11-06', '2026-11-09', '2026-11-10'],
])('at least two working days: %s', (_what, event, last, expected) => {
  const steps: Step[] = [];
  expect(withTwoWorkingDays(day(event), day(last), DE, steps).toString()).toBe(expected);
  expect(steps).toEqual(expected === last ? [] : [{ code: 'count-business', date: expected, detail: 2 }]);
});
