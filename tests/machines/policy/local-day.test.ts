import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOfNumber, dayNumber, endOfDay, localDate } from '#machines/policy/local-day.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

test.each([
  ['America/Asuncion', '2023-09-30', '2023-10-01T04:00:00Z', 'midnight did not exist, the day began at one'],
  ['Africa/Cairo', '2026-04-23', '2026-04-23T22:00:00Z', 'the day after begins at one'],
  ['Asia/Beirut', '2026-03-28', '2026-03-28T22:00:00Z', 'the day after begins at one'],
  ['Africa/Cairo', '2026-10-29', '2026-10-29T22:00:00Z', 'the hour before midnight comes twice'],
  ['America/Havana', '2026-10-31', '2026-11-01T04:00:00Z', 'midnight comes twice, the first ends the day'],
  ['Europe/Berlin', '2026-03-29', '2026-03-29T22:00:00Z', '23 hours'],
  ['Europe/Berlin', '2026-10-25', '2026-10-25T23:00:00Z', '25 hours'],
  ['Pacific/Apia', '2011-12-29', '2011-12-30T10:00:00Z', 'the next day was left out'],
  ['Asia/Kathmandu', '2026-06-01', '2026-06-01T18:15:00Z', 'quarters of an hour'],
  ['Pacific/Kiritimati', '2026-06-01', '2026-06-01T10:00:00Z', 'fourteen hours ahead'],
  ['UTC', '2028-02-29', '2028-03-01T00:00:00Z', 'a leap day'],
  ['Europe/Berlin', '2500-06-01', '2500-06-01T22:00:00Z', 'far away'],
])('in %s the day %s ends at %s: %s', (zone, date, end) => {
  expect(endOfDay(day(date), zone).toString()).toBe(end);
});

test.each([
  ['America/Asuncion', '2023-10-01T03:59:59Z', '2023-09-30'],
  ['America/Asuncion', '2023-10-01T04:00:00Z', '2023-10-01'],
  ['Asia/Beirut', '2026-03-28T21:59:59.999999999Z', '2026-03-28'],
  ['Asia/Beirut', '2026-03-28T22:00:00Z', '2026-03-29'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31'],
  ['Pacific/Kiritimati', '2026-06-01T10:00:00Z', '2026-06-02'],
  ['America/Los_Angeles', '2026-06-01T06:59:59Z', '2026-05-31'],
  ['UTC', '1850-01-01T00:00:00Z', '1850-01-01'],
  ['UTC', '2300-12-31T23:59:59Z', '2300-12-31'],
])('in %s it is at %s the %s', (zone, instant, date) => {
  expect(localDate(Temporal.Instant.from(instant), zone).toString()).toBe(date);
});

const zone = fc.constantFrom(
  'Europe/Berlin',
  'America/Asuncion',
  'Africa/Cairo',
  'Asia/Beirut',
  'America/Havana',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Asia/Tehran',
  'America/Sao_Paulo',
);
const instant = fc
  .integer({ min: Date.UTC(1890, 0, 1), max: Date.UTC(2210, 0, 1) })
  .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms));

test('the local day and its end are those of the calendar, with a remembered answer and without', () => {
  fc.assert(
    fc.property(zone, instant, (where, at) => {
      const date = at.toZonedDateTimeISO(where).toPlainDate();
      const end = date.add({ days: 1 }).toZonedDateTime(where).toInstant().toString();
      for (let time = 0; time < 2; time += 1) {
        expect(localDate(at, where).toString()).toBe(date.toString());
        expect(endOfDay(date, where).toString()).toBe(end);
      }
      expect(dateOfNumber(dayNumber(date)).equals(date)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('days are numbered from 1970 on, in the first centuries too', () => {
  expect([dayNumber(day('1970-01-01')), dayNumber(day('2000-03-01')), dayNumber(day('1969-12-31'))]).toEqual([
    0, 11_017, -1,
  ]);
  expect(dateOfNumber(dayNumber(day('0050-06-15'))).toString()).toBe('0050-06-15');
  expect(dateOfNumber(dayNumber(day('+020000-06-15'))).toString()).toBe('+020000-06-15');
});
