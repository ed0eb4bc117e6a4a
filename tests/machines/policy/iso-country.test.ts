import { expect, test } from 'vitest';
import { allCountries, isCountry } from '#machines/policy/iso-country.ts';

test('ISO 3166 has 249 countries, and Kosovo is taken beside them', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountry);
  expect(codes).toHaveLength(250);
  expect(allCountries()).toEqual(codes);
  expect(codes.filter((code) => code !== 'XK')).toHaveLength(249);
});

test('countries that are gone, groups, and codes that were never one are none; nor is a text that only holds some', () => {
  for (const code of [
    'AN',
    'CS',
    'DD',
    'SU',
    'YU',
    'ZR',
    'EL',
    'UK',
    'EU',
    'UN',
    'ZZ',
    'de',
    'DEU',
    '',
    'DE AT',
    ' DE',
  ])
    expect(isCountry(code), code).toBe(false);
  for (const code of ['DE', 'GB', 'GR', 'XK', 'AX', 'SS', 'CW', 'ZW']) expect(isCountry(code), code).toBe(true);
});
