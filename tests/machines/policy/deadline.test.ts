import { expect, test } from 'vitest';
import { type DeadlineInput, legalDeadline, timeZoneOf } from '#machines/policy/deadline.ts';

const at = (text: string) => Temporal.Instant.from(text);

function deadline(country: string, delivered: string[], more: Partial<DeadlineInput> = {}) {
  return legalDeadline({
    country,
    subdivision: null,
    orderShape: 'multiItem',
    deliveredAt: delivered.map(at),
    undeliveredRemain: false,
    informed: true,
    informedAt: null,
    timeZone: null,
    ...more,
  });
}

function ends(result: ReturnType<typeof legalDeadline>) {
  if (result.kind !== 'ends') throw new Error(`no end: ${result.kind}`);
  return [result.lastDay.toString(), result.endExclusive.toString()];
}

test.each([
  ['a plain fortnight', 'DE', '2026-11-02T10:00:00+01:00', '2026-11-16', '2026-11-16T23:00:00Z'],
  ['a Saturday', 'DE', '2026-09-05T10:00:00+02:00', '2026-09-21', '2026-09-21T22:00:00Z'],
  ['a Sunday', 'DE', '2026-09-06T10:00:00+02:00', '2026-09-21', '2026-09-21T22:00:00Z'],
  ['Christmas and a weekend', 'DE', '2026-12-11T10:00:00+01:00', '2026-12-28', '2026-12-28T23:00:00Z'],
  ['Easter from Good Friday', 'DE', '2026-03-20T10:00:00+01:00', '2026-04-07', '2026-04-07T22:00:00Z'],
  ['the clock goes back', 'DE', '2026-10-15T10:00:00+02:00', '2026-10-29', '2026-10-29T23:00:00Z'],
  ['the clock goes forward', 'DE', '2026-03-16T10:00:00+01:00', '2026-03-30', '2026-03-30T22:00:00Z'],
  ['the last day has 25 hours', 'GB', '2026-10-11T10:00:00Z', '2026-10-25', '2026-10-26T00:00:00Z'],
  ['the last day has 23 hours', 'GB', '2026-03-15T10:00:00Z', '2026-03-29', '2026-03-29T23:00:00Z'],
  ['a leap day', 'DE', '2028-02-15T10:00:00+01:00', '2028-02-29', '2028-02-29T23:00:00Z'],
  ['the consumer is already in the next day', 'DE', '2026-11-10T23:30:00Z', '2026-11-25', '2026-11-25T23:00:00Z'],
  ['no roll-over in Britain', 'GB', '2026-12-11T10:00:00Z', '2026-12-25', '2026-12-26T00:00:00Z'],
  ['Japan counts the day of delivery', 'JP', '2026-11-02T10:00:00+09:00', '2026-11-09', '2026-11-09T15:00:00Z'],
  ['business days in Colombia', 'CO', '2026-11-20T10:00:00-05:00', '2026-11-27', '2026-11-28T05:00:00Z'],
  ['business days over a Mexican holiday', 'MX', '2026-11-13T10:00:00-06:00', '2026-11-23', '2026-11-24T06:00:00Z'],
  ['business days over Christmas in Uruguay', 'UY', '2026-12-18T10:00:00-03:00', '2026-12-28', '2026-12-29T03:00:00Z'],
  ['Midsummer Eve in Finland', 'FI', '2026-06-05T10:00:00+03:00', '2026-06-22', '2026-06-22T21:00:00Z'],
  ['Constitution Day in Denmark', 'DK', '2026-05-22T10:00:00+02:00', '2026-06-08', '2026-06-08T22:00:00Z'],
  ["New Year's Eve in Sweden", 'SE', '2026-12-17T10:00:00+01:00', '2027-01-04', '2027-01-04T23:00:00Z'],
  ['Saturday is a working day for Turkey', 'TR', '2026-09-05T10:00:00+03:00', '2026-09-19', '2026-09-19T21:00:00Z'],
  ['Friday and Saturday in Saudi Arabia', 'SA', '2026-09-04T10:00:00+03:00', '2026-09-13', '2026-09-13T21:00:00Z'],
  ['an unsettled roll-over is taken', 'CN', '2026-09-05T10:00:00+08:00', '2026-09-14', '2026-09-14T16:00:00Z'],
])('%s', (_what, country, delivered, lastDay, endExclusive) => {
  expect(ends(deadline(country, [delivered]))).toEqual([lastDay, endExclusive]);
});

test.each([
  ['BY', '2027-01-07'],
  ['DE-BY', '2027-01-07'],
  ['de-be', '2027-01-06'],
  ['BE', '2027-01-06'],
  [null, '2027-01-07'],
  ['Bayern', '2027-01-07'],
  ['FR-BE', '2027-01-07'],
])('Epiphany for the region %s', (subdivision, lastDay) => {
  expect(ends(deadline('DE', ['2026-12-23T10:00:00+01:00'], { subdivision }))[0]).toBe(lastDay);
});

test.each([
  ['FR-75', '2026-04-03'],
  ['FR-57', '2026-04-07'],
  [null, '2026-04-07'],
])('Good Friday in France for the region %s', (subdivision, lastDay) => {
  expect(ends(deadline('FR', ['2026-03-20T10:00:00+01:00'], { subdivision }))[0]).toBe(lastDay);
});

test('the last parcel counts, the first for a subscription, none while one is missing', () => {
  const parcels = ['2026-11-09T10:00:00Z', '2026-11-02T10:00:00Z'];
  expect(ends(deadline('DE', parcels))[0]).toBe('2026-11-23');
  expect(ends(deadline('DE', parcels, { orderShape: 'multiPiece' }))[0]).toBe('2026-11-23');
  expect(ends(deadline('DE', parcels, { orderShape: 'subscription', undeliveredRemain: true }))[0]).toBe('2026-11-16');
  expect(ends(deadline('JP', parcels, { orderShape: 'subscription', undeliveredRemain: true }))[0]).toBe('2026-11-16');
  expect(deadline('DE', parcels, { undeliveredRemain: true })).toMatchObject({ kind: 'open', why: 'delivery-unknown' });
  expect(deadline('DE', [])).toMatchObject({ kind: 'open', why: 'delivery-unknown' });
});

test.each(['US', 'CH', 'AU', 'ZZ', ''])('%j grants nothing', (country) => {
  expect(deadline(country, ['2026-11-02T10:00:00Z']).kind).toBe('none');
});

test.each([
  ['never told', 'DE', null, '2027-01-19'],
  ['told before delivery', 'DE', '2026-01-01T10:00:00Z', '2026-01-19'],
  ['told on the day of delivery', 'DE', '2026-01-05T22:59:00Z', '2026-01-19'],
  ['told within the period', 'DE', '2026-01-08T10:00:00Z', '2026-01-22'],
  ['told later', 'DE', '2026-03-02T10:00:00Z', '2026-03-16'],
  ['told when it was nearly over', 'DE', '2027-01-10T10:00:00Z', '2027-01-19'],
  ['Taiwan, never told: four months', 'TW', null, '2026-05-05'],
  ['Taiwan, told later', 'TW', '2026-03-02T10:00:00Z', '2026-03-09'],
  ['South Africa: 14 days', 'ZA', null, '2026-01-19'],
  ['Chile: 90 days', 'CL', null, '2026-04-05'],
  ['Japan has no such rule', 'JP', null, '2026-01-12'],
])('information: %s', (_what, country, informedAt, lastDay) => {
  const result = deadline(country, ['2026-01-05T10:00:00Z'], {
    informed: false,
    informedAt: informedAt ? at(informedAt) : null,
  });
  expect(ends(result)[0]).toBe(lastDay);
});

test('where no latest day is named, a period without information stays open', () => {
  expect(deadline('KR', ['2026-01-05T10:00:00Z'], { informed: false })).toMatchObject({
    kind: 'open',
    why: 'information-missing',
  });
});

test('the steps tell the whole way', () => {
  const result = deadline('DE', ['2026-12-11T10:00:00+01:00']);
  expect(result.steps.map((step) => [step.code, step.date, step.detail])).toEqual([
    ['event', '2026-12-11', 'lastItemDelivery'],
    ['count-calendar', '2026-12-25', 14],
    ['roll-over', '2026-12-26', 'publicHoliday'],
    ['roll-over', '2026-12-27', 'saturday'],
    ['roll-over', '2026-12-28', 'sunday'],
    ['end', '2026-12-28', 'Europe/Berlin'],
  ]);
});

test.each([
  ['DE', null, 'Europe/Berlin'],
  ['US', null, 'America/New_York'],
  ['US', 'CA', 'America/Los_Angeles'],
  ['US', 'US-HI', 'Pacific/Honolulu'],
  ['US', 'NJ', 'America/New_York'],
  ['US', 'XX', 'America/New_York'],
  ['CA', 'QC', 'America/Toronto'],
  ['ES', 'ES-CN', 'Atlantic/Canary'],
  ['ES', 'MD', 'Europe/Madrid'],
  ['ES', 'GC', 'Atlantic/Canary'],
  ['PT', '20', 'Atlantic/Azores'],
  ['RU', 'RU-KAM', 'Asia/Kamchatka'],
  ['RU', 'SPE', 'Europe/Moscow'],
  ['CL', 'MA', 'America/Punta_Arenas'],
  ['FR', '974', 'Indian/Reunion'],
  ['FR', 'RE', 'Indian/Reunion'],
  ['BR', 'AM', 'America/Manaus'],
  ['ID', 'BA', 'Asia/Makassar'],
  ['US', 'ND', 'America/Chicago'],
  ['AU', 'WA', 'Australia/Perth'],
  ['AD', null, 'Europe/Andorra'],
  ['ZZ', null, 'UTC'],
  ['', null, 'UTC'],
])('the zone of %s %s is %s', (country, subdivision, zone) => {
  expect(timeZoneOf(country, subdivision)).toBe(zone);
});
