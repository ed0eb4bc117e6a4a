import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CREDIT_CODE_RANDOM_SYMBOLS,
  creditCodeHint,
  formatCreditCode,
  makeCreditCode,
  parseCreditCode,
} from '#machines/credit/index.ts';
import { RMA_ALPHABET } from '#machines/rma-code.ts';

const symbols = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 15, maxLength: 15 });
const place = fc.integer({ min: 0, max: 15 });

test('a code has at least seventy bits that nobody knows', () => {
  expect(CREDIT_CODE_RANDOM_SYMBOLS * Math.log2(RMA_ALPHABET.length)).toBeGreaterThan(70);
  expect(new Set(RMA_ALPHABET).size).toBe(RMA_ALPHABET.length);
});

test('what is made is read again: in groups, in small letters, with what a keyboard makes of it', () => {
  fc.assert(
    fc.property(symbols, (drawn) => {
      const code = makeCreditCode(drawn);
      expect(code).toHaveLength(16);
      expect(formatCreditCode(code)).toMatch(/^(\w{4}-){3}\w{4}$/);
      const typed = [
        code,
        formatCreditCode(code),
        ` ${formatCreditCode(code).toLowerCase()}\n`,
        code.replaceAll('0', 'o'),
      ];
      for (const text of typed) expect(parseCreditCode(text)).toBe(code);
      expect(code.endsWith(creditCodeHint(code))).toBe(true);
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('one wrong symbol is noticed, and so are two that changed places', () => {
  fc.assert(
    fc.property(symbols, place, place, fc.integer({ min: 1, max: 30 }), (drawn, at, other, by) => {
      const code = makeCreditCode(drawn);
      const wrong = RMA_ALPHABET.charAt((RMA_ALPHABET.indexOf(code.charAt(at)) + by) % 31);
      expect(parseCreditCode(code.slice(0, at) + wrong + code.slice(at + 1))).toBeNull();
      const swapped = [...code];
      [swapped[at], swapped[other]] = [code.charAt(other), code.charAt(at)];
      expect(parseCreditCode(swapped.join(''))).toBe(code.charAt(at) === code.charAt(other) ? code : null);
    }),
    { seed: 2, numRuns: 1000 },
  );
});

test.each(['', 'ABCD', '1'.repeat(16), 'A'.repeat(17), 'A'.repeat(5000), '7K3F-9XQ2-4'])('%s is no code', (typed) => {
  expect(parseCreditCode(typed)).toBeNull();
});

test('only our own code can draw wrongly, and that is a fault', () => {
  expect(() => makeCreditCode([1, 2, 3])).toThrow(RangeError);
  expect(() => makeCreditCode(Array.from({ length: 15 }, () => 31))).toThrow(RangeError);
  expect(() => makeCreditCode(Array.from({ length: 15 }, () => 0.5))).toThrow(RangeError);
});
