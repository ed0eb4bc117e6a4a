import { expect, test } from 'vitest';
import { readWeight } from '#app/routes/dock/weight-field.server.ts';

test.each([
  ['1250', 1250],
  [' 1250 g ', 1250],
  ['1250G', 1250],
  ['1250.4 g', 1250],
  ['1250,6 g', 1251],
  ['1.25 kg', 1250],
  ['1,25 kg', 1250],
  ['1.250kg', 1250],
  ['+ 001.2504 KG', 1250],
  ['.5 kg', null],
  ['0.5 kg', 500],
  ['٢٥٠', 250],
  ['۱٫۲۵ kg', 1250],
  ['１２５０ｇ', 1250],
  ['1', 1],
  ['0.001 kg', 1],
  ['1000000', 1_000_000],
  ['1000 kg', 1_000_000],
] as const)('%j weighs %j', (typed, grams) => {
  expect(readWeight(typed)).toEqual(grams === null ? { ok: false } : { ok: true, grams });
});

test.each(['', '   '])('%j: nobody weighed', (typed) => {
  expect(readWeight(typed)).toEqual({ ok: true, grams: null });
});

test.each([
  ...['0', '0 kg', '0.0004 kg', '1000001', '1000.1 kg', '-5', '- 5 kg', '12,5', '1.250', '1.250 g', '1,250', '1 250'],
  ...['1.2.3 kg', '1e3', '0x10', 'kg', '1 lb', '2.5 oz', '1250 g 3', 'heavy', '7K3F9QX24', '9'.repeat(100_000)],
])('%j is not understood', (typed) => {
  expect(readWeight(typed)).toEqual({ ok: false });
});
