import { expect, test } from 'vitest';
import { isPlainFrance, regionOf } from '#machines/policy/region.ts';
import { subdivisionPart } from '#machines/policy/subdivision.ts';
import { timeZoneOf } from '#machines/policy/zone.ts';

test.each([
  ['DE', 'DE-BY', 'BY'],
  ['DE', ' de-by ', 'BY'],
  ['DE', 'by', 'BY'],
  ['FR', 'FR-2A', '2A'],
  ['FR', '974', '974'],
  ['GB', 'ENG', 'ENG'],
  ['DE', null, null],
  ['DE', '', null],
  ['DE', 'AT-9', null],
  ['DE', 'Bayern', null],
  ['DE', 'DE-BAYERN', null],
  ['DE', 'DE-BY, Munich', null],
  ['DE', 'in DE-BY', null],
  ['DE', 'D-BY', null],
  ['DE', 'DE-', null],
  ['DE', 'DE–BY', null],
])('the part of the code of %s %j is %j', (country, subdivision, part) => {
  expect(subdivisionPart(country, subdivision)).toBe(part);
});

test.each([
  ['ES', 'ES-B', 'CT'],
  ['ES', 'GC', 'CN'],
  ['ES', 'CT', 'CT'],
  ['ES', 'MD', 'MD'],
  ['FR', '971', 'GP'],
  ['FR', 'RE', 'RE'],
  ['FR', '75', '75'],
  ['DE', 'B', 'B'],
  ['ES', null, null],
  ['ES', 'Barcelona', null],
])('the region of %s %j whose holidays count is %j', (country, subdivision, region) => {
  expect(regionOf(country, subdivision)).toBe(region);
});

test('the departments of the mainland are 01 to 95, and Corsica’s two letters; its regions are the mainland too, but for the Grand Est', () => {
  const numbers = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));
  expect(numbers.filter(isPlainFrance)).toEqual(numbers.slice(1, 96));
  const names = [
    '2A',
    '2B',
    'IDF',
    '20R',
    'COR',
    'GES',
    '2C',
    '971',
    '075',
    '750',
    'A75',
    '7',
    '',
    'x01',
    '01x',
    '2Ax',
  ];
  expect(names.filter(isPlainFrance)).toEqual(['2A', '2B', 'IDF', '20R', 'COR']);
});

test.each([
  ['BR', null, 'America/Sao_Paulo'],
  ['BR', 'AM', 'America/Manaus'],
  ['BR', 'BR-AC', 'America/Rio_Branco'],
  ['BR', 'XX', 'America/Sao_Paulo'],
  ['US', 'US-AK', 'America/Anchorage'],
  ['DE', 'BY', 'Europe/Berlin'],
  ['AD', '07', 'Europe/Andorra'],
  ['AQ', null, 'UTC'],
  // Regions that the library of holidays does not know, in countries where it has none at all.
  ['PE', 'PE-LIM', 'America/Lima'],
  ['SV', 'SS', 'America/El_Salvador'],
  ['AL', '11', 'Europe/Tirane'],
  ['AG', '04', 'America/Port_of_Spain'],
  ['PK', 'PB', 'Asia/Karachi'],
  ['GB', 'ALD', 'Europe/London'],
  ['AU', 'XX', 'Australia/Sydney'],
  ['AU', 'SA', 'Australia/Adelaide'],
])('the clock of %s %j is %s, asked once or again', (country, subdivision, zone) => {
  expect([timeZoneOf(country, subdivision), timeZoneOf(country, subdivision)]).toEqual([zone, zone]);
});
