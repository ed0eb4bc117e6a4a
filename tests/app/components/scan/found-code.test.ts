import { expect, test } from 'vitest';
import { FORMATS, type Format, type FoundCode, knownFormat, sureCode } from '#app/components/staff/scan/found-code.ts';

const seen = (format: Format, text = '0123456789'): FoundCode => ({ format, text });

test.each<[string, FoundCode[], FoundCode[], string | null]>([
  ['nothing was read', [], [], null],
  ['nothing any more', [seen('code_128')], [], null],
  ['a code that proves itself', [], [seen('code_128')], '0123456789'],
  ['ITF the first time', [], [seen('itf')], null],
  ['ITF a second time', [seen('itf')], [seen('itf')], '0123456789'],
  ['ITF, another the second time', [seen('itf')], [seen('itf', '0123456780')], null],
  ['code 39 the first time', [], [seen('code_39')], null],
  ['code 39 a second time', [seen('code_39')], [seen('code_39')], '0123456789'],
  ['the same text in another format', [seen('itf')], [seen('code_39')], null],
  ['what proves itself goes before what was read twice', [seen('itf')], [seen('itf'), seen('qr_code', 'Q')], 'Q'],
  ['of two, the one read twice', [seen('itf', '22')], [seen('itf', '11'), seen('itf', '22')], '22'],
])('%s', (_, before, now, code) => {
  expect(sureCode(before, now)).toBe(code);
});

test.each(FORMATS)('%s is taken at once, unless nothing in it proves the rest', (format) => {
  const twice = format === 'itf' || format === 'code_39';
  expect(sureCode([], [seen(format)])).toBe(twice ? null : '0123456789');
});

test('a format that is not looked for is none', () => {
  expect(['qr_code', 'aztec', '', null].map(knownFormat)).toEqual(['qr_code', null, null, null]);
});
