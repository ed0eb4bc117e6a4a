import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatRmaCode, makeRmaCode, parseRmaCode, RMA_ALPHABET, RMA_INPUT_LIMIT } from '#machines/rma-code.ts';

const symbols = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 8, maxLength: 8 });
const malformed = { ok: false, refusal: { code: 'rma-code.malformed' } };
const wrongCheck = { ok: false, refusal: { code: 'rma-code.check-digit' } };

test('the alphabet has 31 different symbols, none of them 1 I L O U', () => {
  expect(new Set(RMA_ALPHABET).size).toBe(31);
  expect(RMA_ALPHABET).not.toMatch(/[1ILOU]/);
});

test('a code is 8 symbols and the check that makes the weighted sum 0 modulo 31', () => {
  // 9*0 + 8*1 + 7*2 + 6*3 + 5*4 + 4*5 + 3*6 + 2*7 = 112 = 3*31 + 19, so the check is 12.
  expect(makeRmaCode([0, 1, 2, 3, 4, 5, 6, 7])).toBe(`02345678${RMA_ALPHABET[12]}`);
  expect(makeRmaCode([0, 0, 0, 0, 0, 0, 0, 0])).toBe('000000000');
});

test('a code made is a code read, in its printed form too', () => {
  fc.assert(
    fc.property(symbols, (values) => {
      const code = makeRmaCode(values);
      expect(formatRmaCode(code)).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/);
      expect(parseRmaCode(formatRmaCode(code))).toEqual({ ok: true, code });
    }),
  );
});

test('every single wrong symbol is found, at every place, for every symbol', () => {
  fc.assert(
    fc.property(symbols, (values) => {
      const code = makeRmaCode(values);
      for (let place = 0; place < 9; place += 1) {
        for (const symbol of RMA_ALPHABET) {
          const typed = code.slice(0, place) + symbol + code.slice(place + 1);
          expect(parseRmaCode(typed)).toEqual(typed === code ? { ok: true, code } : wrongCheck);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('every swap is found: all 31 x 31 pairs at each neighbouring place, and any two places of random codes', () => {
  for (let place = 0; place < 7; place += 1) {
    for (let left = 0; left < 31; left += 1) {
      for (let right = 0; right < 31; right += 1) {
        const values = [3, 1, 4, 1, 5, 9, 2, 6].with(place, left).with(place + 1, right);
        expectSwapFound(makeRmaCode(values), place, place + 1);
      }
    }
  }
  fc.assert(
    fc.property(symbols, fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }), (values, one, other) => {
      expectSwapFound(makeRmaCode(values), one, other);
    }),
    { numRuns: 5000 },
  );
});

function expectSwapFound(code: string, one: number, other: number) {
  const swapped = [...code].with(one, code.charAt(other)).with(other, code.charAt(one)).join('');
  expect(parseRmaCode(swapped)).toEqual(swapped === code ? { ok: true, code } : wrongCheck);
}

test.each([
  ['lower case', '0234 5678 d'],
  ['dashes a word processor makes', '0234–5678—D'],
  ['no separators', '02345678D'],
  ['letter O for zero', 'O234-5678-D'],
  ['Code 128 identifier', ']C00234-5678-D'],
  ['GS1 identifier and FNC1', ']C1\u001d02345678D'],
  ['QR identifier and an end of line', ']Q302345678D\r\n'],
  ['a status address', 'https://returns.example.com/r/02345678D'],
  ['a scanned status address, in capitals', ']Q1HTTPS://SHOP.EXAMPLE/RETURNS/R/0234-5678-D/'],
  ['a status address with a query', 'http://localhost:3000/r/02345678D?lang=ar'],
  ['full-width letters', '０２３４－５６７８－Ｄ'],
  ['Arabic digits', '٠٢٣٤-٥٦٧٨-D'],
  ['Persian digits', '۰۲۳۴-۵۶۷۸-d'],
  ['invisible marks of a right-to-left page', '\u200e0234-5678-D\u202c'],
  ['what people write in front', 'RMA: 0234-5678-D'],
  ['the same without a colon', 'rma 0234 5678 d'],
  ['a number sign', '#0234-5678-D'],
])('reads %s', (_what, typed) => {
  expect(parseRmaCode(typed)).toEqual({ ok: true, code: '02345678D' });
});

test('reads U as V', () => {
  const code = makeRmaCode([26, 1, 2, 3, 4, 5, 6, 7]);
  expect(code.charAt(0)).toBe('V');
  expect(parseRmaCode(code.replace('V', 'u'))).toEqual({ ok: true, code });
});

test('a code that begins with the letters R M A is not robbed of them', () => {
  const code = makeRmaCode([23, 19, 9, 3, 4, 5, 6, 7]);
  expect(code.startsWith('RMA')).toBe(true);
  expect(parseRmaCode(code)).toEqual({ ok: true, code });
  expect(parseRmaCode(`rma ${code.slice(3)}`)).toEqual({ ok: true, code });
  expect(parseRmaCode(`RMA ${code}`)).toEqual({ ok: true, code });
  expect(parseRmaCode(formatRmaCode(code).toLowerCase())).toEqual({ ok: true, code });
});

test.each([
  ['nothing', ''],
  ['too short', '0234-5678'],
  ['too long', '0234-5678-D0'],
  ['letters that look like each other are not guessed', '1234-5678-D'],
  ['other scripts', 'регистр12'],
  ['another address', 'https://returns.example.com/orders/02345678D'],
  ['a script', '<script>0'],
  ['an astral character', '0234-567😀-D'],
  ['more than the limit', `${' '.repeat(RMA_INPUT_LIMIT)}02345678D`],
])('refuses %s', (_what, typed) => {
  expect(parseRmaCode(typed)).toEqual(malformed);
});

test('never throws, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (typed) => typeof parseRmaCode(typed).ok === 'boolean'),
  );
});

test.each([
  [[]],
  [[0, 0, 0, 0, 0, 0, 0]],
  [[0, 0, 0, 0, 0, 0, 0, 31]],
  [[0, 0, 0, 0, 0, 0, 0, -1]],
  [[0, 0, 0, 0, 0, 0, 0, 0.5]],
])('does not make a code of %j', (values) => {
  expect(() => makeRmaCode(values)).toThrow(RangeError);
});
