import { expect, test } from 'vitest';
import { type DeadlineInput, legalDeadline } from '#machines/policy/deadline.ts';
import { STATUTE_COUNTRIES } from '#machines/policy/statutory.ts';

/** The last day, or why there is none. At six o'clock UTC all these places are in the same day. */
function lastDay(country: string, delivered: string, more: Partial<DeadlineInput> = {}): string {
  const result = legalDeadline({
    country,
    subdivision: null,
    orderShape: 'single',
    deliveredAt: [Temporal.Instant.from(delivered)],
    undeliveredRemain: false,
    informed: true,
    informedAt: null,
    timeZone: null,
    ...more,
  });
  return result.kind === 'ends' ? result.lastDay.toString() : result.kind;
}

/** An ordinary Monday, 2 November 2026, and a delivery whose last day meets a holiday, a weekend or a rule of the country. */
const CASES: [country: string, ordinary: string, edge: string, edgeLastDay: string, why: string][] = [
  ['AE', 'none', '2026-11-02', 'none', 'no right'],
  ['AR', '2026-11-12', '2026-06-05', '2026-06-16', 'Güemes, moved to Monday 15 June'],
  ['AT', '2026-11-16', '2026-10-12', '2026-10-27', 'national day'],
  ['AU', 'none', '2026-11-02', 'none', 'no right'],
  ['BE', '2026-11-16', '2026-07-07', '2026-07-22', 'national day'],
  ['BG', '2026-11-16', '2026-08-24', '2026-09-08', 'Unification on a Sunday gives the Monday'],
  ['BR', '2026-11-09', '2026-08-31', '2026-09-08', 'Independence'],
  ['CA', 'none', '2026-11-02', 'none', 'no right'],
  ['CH', 'none', '2026-11-02', 'none', 'no right'],
  ['CL', '2026-11-12', '2026-09-08', '2026-09-18', 'national day, no roll-over'],
  ['CN', '2026-11-09', '2026-02-10', '2026-02-24', 'the whole holiday of the Spring Festival'],
  ['CO', '2026-11-09', '2026-10-09', '2026-10-19', 'five business days without Monday 12 October'],
  ['CY', '2026-11-16', '2026-05-18', '2026-06-02', 'Kataklysmos'],
  ['CZ', '2026-11-16', '2026-09-14', '2026-09-29', 'statehood'],
  ['DE', '2026-11-16', '2026-12-23', '2027-01-07', 'Epiphany somewhere in the country'],
  ['DK', '2026-11-16', '2026-05-22', '2026-06-08', 'Constitution Day before a weekend'],
  ['EE', '2026-11-16', '2026-08-06', '2026-08-21', 'restoration of independence'],
  ['ES', '2026-11-16', '2026-09-28', '2026-10-13', 'national day'],
  ['FI', '2026-11-16', '2026-06-05', '2026-06-22', 'Midsummer Eve'],
  ['FR', '2026-11-16', '2026-06-30', '2026-07-15', 'national day'],
  ['GB', '2026-11-16', '2026-12-11', '2026-12-25', 'no roll-over'],
  ['GR', '2026-11-16', '2026-10-14', '2026-10-29', 'Ochi day'],
  ['HK', 'none', '2026-11-02', 'none', 'no right'],
  ['HR', '2026-11-16', '2026-07-22', '2026-08-06', 'victory'],
  ['HU', '2026-11-16', '2026-08-06', '2026-08-21', 'Saint Stephen'],
  ['ID', 'none', '2026-11-02', 'none', 'no right'],
  ['IE', '2026-11-16', '2026-10-12', '2026-10-27', 'last Monday of October'],
  ['IL', '2026-11-16', '2026-09-07', '2026-09-22', 'Yom Kippur'],
  ['IN', 'none', '2026-11-02', 'none', 'no right'],
  ['IS', '2026-11-16', '2026-04-09', '2026-04-24', 'first day of summer'],
  ['IT', '2026-11-16', '2026-05-19', '2026-06-03', 'republic'],
  ['JP', '2026-11-09', '2026-04-28', '2026-05-05', 'the day of delivery counts, Children’s Day does not matter'],
  ['KR', '2026-11-09', '2026-02-09', '2026-02-19', 'the three days of the lunar New Year'],
  ['LI', '2026-11-16', '2026-08-25', '2026-09-09', 'Nativity of Mary'],
  ['LT', '2026-11-16', '2027-02-02', '2027-02-17', 'restoration of the state'],
  ['LU', '2026-11-16', '2026-06-09', '2026-06-24', 'national day'],
  ['LV', '2026-11-16', '2026-11-04', '2026-11-19', 'proclamation'],
  ['MT', '2026-11-16', '2026-09-07', '2026-09-22', 'Independence'],
  ['MX', '2026-11-09', '2026-09-11', '2026-09-21', 'five business days without 16 September'],
  ['MY', 'none', '2026-11-02', 'none', 'no right'],
  ['NL', '2026-11-16', '2026-04-13', '2026-04-28', 'King’s Day'],
  ['NO', '2026-11-16', '2027-05-03', '2027-05-18', 'Constitution Day and Whit Monday'],
  ['NZ', 'none', '2026-11-02', 'none', 'no right'],
  ['PH', 'none', '2026-11-02', 'none', 'no right'],
  ['PL', '2026-11-16', '2026-10-28', '2026-11-12', 'Independence'],
  ['PT', '2026-11-16', '2026-11-17', '2026-12-02', 'Restoration'],
  ['RO', '2026-11-16', '2026-11-16', '2026-12-02', 'Saint Andrew and the national day'],
  ['RU', '2026-11-09', '2026-06-05', '2026-06-15', 'Russia Day and a weekend'],
  ['SA', '2026-11-09', '2026-09-16', '2026-09-24', 'national day, and Thursday is a working day'],
  ['SE', '2026-11-16', '2026-12-10', '2026-12-28', 'Christmas Eve to the Sunday after'],
  ['SG', 'none', '2026-11-02', 'none', 'no right'],
  ['SI', '2026-11-16', '2026-06-11', '2026-06-26', 'statehood'],
  ['SK', '2026-11-16', '2027-09-01', '2027-09-16', 'Our Lady of Sorrows, off again in 2027'],
  ['TH', '2026-11-09', '2026-10-16', '2026-10-26', 'Chulalongkorn and a weekend'],
  ['TR', '2026-11-16', '2026-10-15', '2026-10-30', 'Republic'],
  ['TW', '2026-11-09', '2026-09-21', '2026-09-29', 'Teachers’ Day'],
  ['UA', '2026-11-16', '2026-08-10', '2026-08-25', 'Independence'],
  ['US', 'none', '2026-11-02', 'none', 'no right'],
  ['UY', '2026-11-09', '2026-08-18', '2026-08-26', 'five business days without 25 August'],
  ['VN', 'none', '2026-11-02', 'none', 'no right'],
  ['ZA', '2026-11-09', '2026-08-03', '2026-08-11', 'Women’s Day on a Sunday gives the Monday'],
];

test('every country has its cases', () => {
  expect(CASES.map(([country]) => country)).toEqual(STATUTE_COUNTRIES);
});

test.each(CASES)('%s: delivered on 2 November 2026 it ends on %s, delivered on %s on %s (%s)', (...row) => {
  const [country, ordinary, edge, edgeLastDay] = row;
  expect(lastDay(country, '2026-11-02T06:00:00Z')).toBe(ordinary);
  expect(lastDay(country, `${edge}T06:00:00Z`)).toBe(edgeLastDay);
});

test.each([
  ['US', 'US-CA', '2026-12-02'],
  ['US', 'NY', '2026-12-02'],
  ['US', 'FL', '2026-11-09'],
  ['US', 'CT', '2026-11-09'],
  ['US', 'NJ', '2026-11-22'],
  ['US', 'VA', '2026-11-22'],
  ['US', 'RI', '2026-11-17'],
  ['US', 'HI', '2027-01-01'],
  ['US', 'TX', 'none'],
  ['US', null, 'none'],
  ['CA', 'ON', '2026-12-02'],
  ['CA', 'CA-QC', '2026-12-02'],
  ['CA', 'BC', '2026-12-02'],
  ['CA', 'AB', '2026-12-02'],
  ['CA', 'MB', '2026-12-02'],
  ['CA', 'NS', '2026-12-02'],
  ['CA', 'SK', '2026-12-02'],
  ['CA', 'NU', 'none'],
  ['VN', null, '2026-12-02'],
  ['CH', null, 'none'],
  ['AU', 'NSW', 'none'],
])('%s %s, not informed: %s', (country, subdivision, expected) => {
  expect(lastDay(country, '2026-11-02T12:00:00Z', { subdivision, informed: false })).toBe(expected);
  expect(lastDay(country, '2026-11-02T12:00:00Z', { subdivision, informed: true })).toBe('none');
});

test.each([
  ['before delivery', '2026-10-20T12:00:00Z', '2026-10-27'],
  ['soon', '2026-11-10T12:00:00Z', '2026-11-17'],
  ['on the last of the thirty days', '2026-12-02T12:00:00Z', '2026-12-09'],
  ['too late to revive it', '2026-12-03T12:00:00Z', '2026-12-02'],
])('Ontario, the copy of the contract came %s', (_when, copy, expected) => {
  const informedAt = Temporal.Instant.from(copy);
  expect(lastDay('CA', '2026-11-02T12:00:00Z', { subdivision: 'ON', informed: false, informedAt })).toBe(expected);
});

test('showing the policy late changes nothing in New York', () => {
  const informedAt = Temporal.Instant.from('2026-11-03T12:00:00Z');
  const late = { subdivision: 'NY', informed: false, informedAt };
  expect(lastDay('US', '2026-11-02T12:00:00Z', late)).toBe('2026-12-02');
  expect(lastDay('US', '2026-11-02T12:00:00Z', { ...late, undeliveredRemain: true })).toBe('open');
});

test.each([
  ['DE', 'single', '2026-11-23'],
  ['DE', 'multiItem', '2026-11-23'],
  ['DE', 'multiPiece', '2026-11-23'],
  ['DE', 'subscription', '2026-11-16'],
  ['TR', 'subscription', '2026-11-16'],
  ['AR', 'multiItem', '2026-11-19'],
  ['AR', 'subscription', '2026-11-19'],
  ['RU', 'multiItem', '2026-11-16'],
  ['JP', 'multiPiece', '2026-11-16'],
] as const)('parcels of 2 and 9 November in %s, %s: %s', (country, orderShape, expected) => {
  const deliveredAt = ['2026-11-09T06:00:00Z', '2026-11-02T06:00:00Z'].map((at) => Temporal.Instant.from(at));
  expect(lastDay(country, '2026-11-02T06:00:00Z', { orderShape, deliveredAt })).toBe(expected);
});

test('the same question has the same answer, the next time too', () => {
  const answers = [0, 1].map(() => [lastDay('DE', '2026-12-23T06:00:00Z'), lastDay('AT', '2026-12-23T06:00:00Z')]);
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]).toEqual(['2027-01-07', '2027-01-07']);
});

test('questions that differ only in the shape or the zone are not taken for the same', () => {
  const ask = (more: Partial<DeadlineInput>) =>
    legalDeadline({
      country: 'DE',
      subdivision: null,
      orderShape: 'single',
      deliveredAt: [Temporal.Instant.from('2026-12-02T06:00:00Z')],
      undeliveredRemain: false,
      informed: true,
      informedAt: null,
      timeZone: null,
      ...more,
    });
  const events = [ask({}), ask({ orderShape: 'multiItem' })].map(({ steps }) => steps[0]?.detail);
  expect(events).toEqual(['delivery', 'lastItemDelivery']);
  const ends = [ask({}), ask({ timeZone: 'Europe/London' })].map((result) =>
    result.kind === 'ends' ? result.endExclusive.toString() : null,
  );
  expect(ends).toEqual(['2026-12-16T23:00:00Z', '2026-12-17T00:00:00Z']);
});

test('information given on the day of delivery is given in time, and nothing is said of it', () => {
  const informedAt = Temporal.Instant.from('2026-11-02T20:00:00Z');
  const result = legalDeadline({
    country: 'DE',
    subdivision: null,
    orderShape: 'single',
    deliveredAt: [Temporal.Instant.from('2026-11-02T06:00:00Z')],
    undeliveredRemain: false,
    informed: false,
    informedAt,
    timeZone: null,
  });
  expect(result.steps.map(({ code }) => code)).toEqual(['event', 'count-calendar', 'end']);
});

test.each([
  ['DE', '2099-12-01T06:00:00Z', '2099-12-15'],
  ['DE', '2099-12-20T06:00:00Z', 'open'],
  ['DE', '2150-01-01T06:00:00Z', 'open'],
  ['TR', '2076-06-01T06:00:00Z', '2076-06-15'],
  ['TR', '2077-01-05T06:00:00Z', 'open'],
  ['DE', '1995-03-01T06:00:00Z', '1995-03-15'],
])('where the table of holidays ends, no end is guessed: %s, %s gives %s', (country, delivered, expected) => {
  expect(lastDay(country, delivered)).toBe(expected);
});

test('beyond the table the reason is named', () => {
  expect(
    legalDeadline({
      country: 'TH',
      subdivision: null,
      orderShape: 'single',
      deliveredAt: [Temporal.Instant.from('2041-01-01T06:00:00Z')],
      undeliveredRemain: false,
      informed: true,
      informedAt: null,
      timeZone: null,
    }),
  ).toMatchObject({ kind: 'open', why: 'holidays-unknown' });
});
