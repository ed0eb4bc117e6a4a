import { expect, test } from 'vitest';
import { type CreditValidity, creditExpiry, endAfterReversal, laterEnd } from '#machines/credit/index.ts';

const at = (text: string) => Temporal.Instant.from(text);
const expiry = (
  country: string,
  subdivision: string | null,
  timeZone: string,
  issued: string,
  validity: CreditValidity = 'law',
) => creditExpiry({ country, subdivision, timeZone }, at(issued), validity).expiresAt?.toString() ?? null;

// The last instant of one local day and the first of the next, and what each comes to.
test.each([
  // Three years after the end of the year: both sides of midnight on New Year's Eve in Berlin.
  ['DE', null, 'Europe/Berlin', '2026-01-01T00:00:00+01:00', '2029-12-31T23:00:00Z'],
  ['DE', 'DE-BY', 'Europe/Berlin', '2026-12-31T23:59:59.999+01:00', '2029-12-31T23:00:00Z'],
  ['DE', null, 'Europe/Berlin', '2027-01-01T00:00:00+01:00', '2030-12-31T23:00:00Z'],
  // Thirty years, to the end of the day.
  ['AT', null, 'Europe/Vienna', '2026-11-21T00:00:00+01:00', '2056-11-21T23:00:00Z'],
  ['AT', null, 'Europe/Vienna', '2026-11-21T23:59:59+01:00', '2056-11-21T23:00:00Z'],
  ['DK', null, 'Europe/Copenhagen', '2026-06-30T12:00:00Z', '2029-06-30T22:00:00Z'],
  ['NO', null, 'Europe/Oslo', '2026-06-30T12:00:00Z', '2029-06-30T22:00:00Z'],
  ['IE', null, 'Europe/Dublin', '2026-06-30T12:00:00Z', '2031-06-30T23:00:00Z'],
  ['AU', 'AU-NSW', 'Australia/Sydney', '2026-07-01T12:00:00Z', '2029-07-01T14:00:00Z'],
  ['NZ', null, 'Pacific/Auckland', '2026-07-01T12:00:00Z', '2029-07-02T12:00:00Z'],
  // Of the twenty-ninth of February no day is lost.
  ['DK', null, 'Europe/Copenhagen', '2028-02-29T12:00:00Z', '2031-02-28T23:00:00Z'],
  ['CA', 'CA-ON', 'America/Toronto', '2026-06-30T12:00:00Z', null],
  ['CA', 'QC', 'America/Toronto', '2026-06-30T12:00:00Z', null],
  ['CA', 'BC', 'America/Vancouver', '2026-06-30T12:00:00Z', null],
  ['CA', 'AB', 'America/Edmonton', '2026-06-30T12:00:00Z', null],
  ['US', 'US-CA', 'America/Los_Angeles', '2026-06-30T12:00:00Z', null],
  ['US', 'US-NY', 'America/New_York', '2026-06-30T12:00:00Z', null],
  ['FR', null, 'Europe/Paris', '2026-06-30T12:00:00Z', null],
  ['XX', null, 'UTC', '2026-06-30T12:00:00Z', null],
  // A subdivision of another country says nothing.
  ['DE', 'US-CA', 'Europe/Berlin', '2026-06-30T12:00:00Z', '2029-12-31T23:00:00Z'],
])('%s %s %s: given at %s it ends at %s', (country, subdivision, timeZone, issued, ends) => {
  expect(expiry(country, subdivision, timeZone, issued)).toBe(ends);
});

test('each names its article', () => {
  const ruleOf = (country: string, subdivision: string | null) =>
    creditExpiry({ country, subdivision, timeZone: 'UTC' }, at('2026-06-30T12:00:00Z'), 'law').rule;
  expect(ruleOf('DE', null)).toBe('BGB §§ 195, 199(1)');
  expect(ruleOf('CA', 'CA-ON')).toBe('O. Reg. 17/05');
  expect(ruleOf('US', 'CA')).toBe('Cal. Civ. Code § 1749.5(a)(1)');
  expect(ruleOf('FR', null)).toBe('none known');
});

test('a merchant may promise more than the law asks for, and never less', () => {
  const given = '2026-11-21T12:00:00Z';
  expect(expiry('DE', null, 'Europe/Berlin', given, { years: 1 })).toBe('2029-12-31T23:00:00Z');
  expect(expiry('DE', null, 'Europe/Berlin', given, { years: 3 })).toBe('2029-12-31T23:00:00Z');
  expect(expiry('DE', null, 'Europe/Berlin', given, { years: 4 })).toBe('2030-11-21T23:00:00Z');
  expect(expiry('DE', null, 'Europe/Berlin', given, 'never')).toBeNull();
  expect(expiry('CA', 'ON', 'America/Toronto', given, { years: 2 })).toBeNull();
  expect(expiry('FR', null, 'Europe/Paris', given, { years: 2 })).toBeNull();
});

test('money that is given back can be used for ninety days at least', () => {
  const given = at('2026-11-21T12:00:00Z');
  const ninety = at('2027-02-19T12:00:00Z');
  expect(endAfterReversal(ninety.subtract({ seconds: 1 }), given)).toEqual(ninety);
  expect(endAfterReversal(ninety.add({ seconds: 1 }), given)).toEqual(ninety.add({ seconds: 1 }));
  expect(endAfterReversal(null, given)).toBeNull();
  expect(laterEnd(given, null)).toBeNull();
});
