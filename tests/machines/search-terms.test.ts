import { expect, test } from 'vitest';
import { askedTerms, searchTerms, TERMS_LIMIT } from '#machines/search-terms.ts';

const finds = (typed: string, texts: string[]): boolean => {
  const terms = searchTerms(texts);
  const asked = askedTerms(typed);
  return asked.length > 0 && asked.every((beginning) => terms.some((term) => term.startsWith(beginning)));
};

test.each([
  ['lena', 'Lena Hoffmann'],
  ['HOFF', 'Lena Hoffmann'],
  ['hoffmann lena', 'Lena Hoffmann'],
  ['Müller', 'MULLER, Jörg'],
  ['jorg', 'Müller Jörg'],
  ['strasse', 'Straße'],
  ['#1001', '#1001'],
  ['1001', '#1001'],
  ['١٠٠١', '#1001'],
  ['mug-blue', 'MUG-BLUE-12'],
  ['blue12', 'MUG-BLUE-12'],
  ['blue-12', 'MUG-BLUE-12'],
  ['lena.hoffmann@example.com', 'lena.hoffmann@example.com'],
  ['example.com', 'lena.hoffmann@example.com'],
  ['00340434161094', '00340434161094042557'],
  ['茶杯', '蓝色茶杯'],
  ['杯', '蓝色茶杯'],
  ['نورة', 'نورة الصباح'],
])('%s finds %s', (typed, text) => {
  expect(finds(typed, [text])).toBe(true);
});

test.each([
  ['ena', 'Lena Hoffmann'],
  ['lena schmidt', 'Lena Hoffmann'],
  ['a', 'A cup'],
  ['%', '100%'],
  ['...', 'Lena'],
  ['1002', '#1001'],
])('%s does not find %s', (typed, text) => {
  expect(finds(typed, [text])).toBe(false);
});

test('however much is written, the words of one return and of one question are few', () => {
  const text = Array.from({ length: 2000 }, (_, number) => `word${number}-part${number}`).join(' ');
  expect(searchTerms([text])).toHaveLength(TERMS_LIMIT);
  expect(searchTerms(['x'.repeat(5000)])[0]).toHaveLength(40);
  expect(askedTerms(text)).toHaveLength(6);
  expect(searchTerms([null, '', '  '])).toEqual([]);
});

test('a term has no mark that a question to the database could read as its own', () => {
  for (const term of searchTerms(['o\'neil%_\\ "x" -- drop'])) expect(term).toMatch(/^[\p{L}\p{N}]+$/u);
});
