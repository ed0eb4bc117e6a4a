import { expect, test } from 'vitest';
import { isCurrency } from '#machines/money.ts';
import { holidaysOf } from '#machines/policy/holidays.ts';
import file from '#machines/policy/statutory.json' with { type: 'json' };
import { exceptionOf, followsDirective, STATUTE_COUNTRIES, statuteOf } from '#machines/policy/statutory.ts';
import { StatutoryFileSchema } from '#machines/policy/statutory-schema.ts';

test('61 countries, 48 of them with a right', () => {
  expect(STATUTE_COUNTRIES).toHaveLength(61);
  expect(STATUTE_COUNTRIES.filter((country) => statuteOf(country)?.hasStatutoryRight)).toHaveLength(48);
  expect(isCurrency('EUR')).toBe(true);
});

test('an unknown country has no statute, and no name of Object is one', () => {
  for (const country of ['ZZ', '', 'de', 'constructor', '__proto__']) expect(statuteOf(country)).toBeNull();
});

test('every exception a country names is explained, and every zone and holiday table exists', () => {
  for (const country of STATUTE_COUNTRIES) {
    const statute = statuteOf(country);
    expect(statute?.exceptions.filter((id) => !exceptionOf(id))).toEqual([]);
    expect(() => new Intl.DateTimeFormat('en', { timeZone: statute?.timeZone })).not.toThrow();
    expect(holidaysOf(2026, { country, subdivision: null, scope: 'national' }).size).toBeGreaterThan(2);
  }
});

test('the Directive is named in the EU and the EEA only', () => {
  expect(STATUTE_COUNTRIES.filter(followsDirective)).toHaveLength(30);
  expect([followsDirective('NO'), followsDirective('GB'), followsDirective('CH')]).toEqual([true, false, false]);
});

test('a key that no rule knows, and a right without its length, stop the program', () => {
  const parse = (over: object) =>
    StatutoryFileSchema.safeParse({ ...file, countries: { ...file.countries, DE: { ...file.countries.DE, ...over } } });
  expect(parse({}).success).toBe(true);
  expect(parse({ newLaw: 1 }).success).toBe(false);
  expect(parse({ withdrawalDays: null }).success).toBe(false);
  expect(parse({ countedFromByOrderShape: null }).success).toBe(false);
  expect(parse({ faultyGoods: { ...file.countries.DE.faultyGoods, newTerm: 1 } }).success).toBe(false);
});
