import { expect, test } from 'vitest';
import { makeRmaCode } from '#machines/rma-code.ts';
import { hasGs1CheckDigit, hasS10CheckDigit, hasUpsCheckDigit } from '#machines/scan/check-digits.ts';
import { asMeant, LAYOUTS, looksForeign, ROW_LENGTHS } from '#machines/scan/layouts.ts';
import { readScan, type ScanProblem, trackingOf } from '#machines/scan/read-scan.ts';

/** `ZYMQWAB0` and a check symbol: letters that the layouts move about. */
const RMA = makeRmaCode([...'ZYMQWAB0'].map((symbol) => '023456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(symbol)));
const SSCC = '340123450000000017';

test.each([
  // GS1 General Specifications and the pages of GS1 give these as examples.
  ['106141412345678908', true],
  ['340123450000000017', true],
  ['340123450000000016', false],
  ['6291041500213', true],
  ['', false],
  ['12a', false],
])('GS1 check digit of %s: %s', (digits, sound) => {
  expect(hasGs1CheckDigit(digits)).toBe(sound);
});

test('every single wrong digit of an SSCC is noticed', () => {
  for (let place = 0; place < SSCC.length; place += 1)
    for (let digit = 0; digit < 10; digit += 1) {
      const changed = SSCC.slice(0, place) + digit + SSCC.slice(place + 1);
      expect(hasGs1CheckDigit(changed)).toBe(changed === SSCC);
    }
});

test.each([
  ['RB123456785GB', true],
  ['RB123456786GB', false],
  ['RR473124829DE', true],
])('postal check digit of %s: %s', (code, sound) => {
  expect(hasS10CheckDigit(code)).toBe(sound);
});

test.each([
  ['1Z5R89390357567127', true],
  ['1Z5R89390357567128', false],
  ['1Z879E930346834440', true],
])('UPS check digit of %s: %s', (code, sound) => {
  expect(hasUpsCheckDigit(code)).toBe(sound);
});

const first = (typed: string) => {
  const [reading] = readScan(typed).readings;
  return reading ? `${reading.kind} ${reading.value} ${reading.layout ?? '-'}` : null;
};

test.each([
  ['a return code', RMA, `rma ${RMA} -`],
  [
    'in small letters with dashes',
    `${RMA.slice(0, 4)}-${RMA.slice(4, 8)}-${RMA.slice(8)}`.toLowerCase(),
    `rma ${RMA} -`,
  ],
  ['behind an identifier', `]Q3${RMA}`, `rma ${RMA} -`],
  ['a status address', `https://shop.example/r/${RMA}`, `rma ${RMA} -`],
  ['an SSCC alone', SSCC, `sscc ${SSCC} -`],
  ['an SSCC with its identifier', `00${SSCC}`, `sscc ${SSCC} -`],
  ['as printed under the bars', `(00) ${SSCC.slice(0, 1)} ${SSCC.slice(1, 8)} ${SSCC.slice(8)}`, `sscc ${SSCC} -`],
  ['GS1-128 from a scanner that names it', `]C100${SSCC}`, `sscc ${SSCC} -`],
  ['with FNC1 in front', `\u001D00${SSCC}`, `sscc ${SSCC} -`],
  ['with both', `]C1\u001D00${SSCC}\r\n`, `sscc ${SSCC} -`],
  ['with further elements behind', `]C100${SSCC}\u001D42101234`, `sscc ${SSCC} -`],
  ['an order number', '#1001', 'order 1001 -'],
  ['with words', 'Order no. 1001', 'order 1001 -'],
  ['Arabic digits', '١٠٠١', 'order 1001 -'],
])('%s', (_name, typed, wanted) => {
  expect(first(typed)).toBe(wanted);
});

const has = (typed: string, wanted: string) =>
  readScan(typed).readings.some(({ kind, value, layout }) => `${kind} ${value} ${layout ?? '-'}` === wanted);

test.each([
  ['1Z 5R89 3903 5756 7127', '1Z5R89390357567127'],
  ['rb 123 456 785 gb', 'RB123456785GB'],
  ['00340434161094042557', '00340434161094042557'],
  ['JJD000390007882823712', 'JJD000390007882823712'],
  ['1Z5R89390357567128', null],
  ['RB123456786GB', null],
  ['PARCEL', null],
  ['1234567', null],
])('a carrier’s number: %s', (typed, wanted) => {
  expect(trackingOf(typed)).toBe(wanted);
  if (wanted) expect(has(typed, `tracking ${wanted} -`)).toBe(true);
});

/** What comes out of a computer with this layout when a scanner presses the keys of the text. */
function typedThrough(text: string, layout: (typeof LAYOUTS)[number]): string {
  const found = [...text].map((wanted) => {
    for (const output of outputs) if (asMeant(output, layout) === wanted) return output;
    throw new Error(`no key for ${wanted}`);
  });
  return found.join('');
}
const outputs = [
  ...['لإ', 'لأ', 'لآ', 'لا'],
  ...Array.from({ length: 0x700 }, (_, code) => String.fromCharCode(0x6ff - code)).filter(
    (one) => !/\p{Cc}|\s/u.test(one),
  ),
];

test.each(LAYOUTS)('a code that came through the %s layout is read as it was meant', (layout) => {
  const typed = typedThrough(RMA, layout);
  expect(typed).not.toBe(RMA);
  expect(has(typed, `rma ${RMA} ${layout}`)).toBe(true);
});

test('a French computer makes signs of the digits, and they are read back', () => {
  expect(first('"\'à&é"\'(àààààààà&è')).toBe(`sscc ${SSCC} french`);
  expect(first('àà"\'à&é"\'(àààààààà&è')).toBe(`sscc ${SSCC} french`);
});

test('the rows of all layouts have one place for each key', () => {
  expect(new Set(ROW_LENGTHS)).toEqual(new Set([47]));
});

test.each<[string, string, ScanProblem]>([
  ['nothing', '  ', 'empty'],
  ['only what has no width', '\u200B\u001D', 'empty'],
  ['too much', 'A'.repeat(513), 'too-long'],
  ['a return code with a wrong symbol', `${RMA.slice(0, 8)}${RMA.endsWith('A') ? 'B' : 'A'}`, 'misread'],
  ['an SSCC with a wrong check digit', '340123450000000016', 'misread'],
  ['the same behind its identifier', ']C100340123450000000016', 'misread'],
  ['a postal number with a wrong check digit', 'RB123456786GB', 'misread'],
  ['the address of another site', 'https://other.example/track?id=1', 'address'],
  ['the bar code of a product', '6291041500213', 'product'],
  ['letters of another layout', 'ЙЦУКЕН', 'layout'],
  ['letters of another layout', 'ضصثق', 'layout'],
  ['signs of another layout', 'àè_ç', 'layout'],
  ['garbage', '???', 'unknown'],
  ['an emoji', '📦', 'unknown'],
  ['a lone surrogate', '\uD800', 'unknown'],
])('%s is told as what it is', (_name, typed, problem) => {
  expect(readScan(typed).problem).toBe(problem);
});

test('a wrong SSCC is never looked for as one', () => {
  expect(readScan('340123450000000016').readings.map(({ kind }) => kind)).not.toContain('sscc');
});

test('plain text does not look foreign', () => {
  expect(looksForeign('7K3F-9QX2-4')).toBe(false);
  expect(looksForeign('١٠٠١')).toBe(false);
});
