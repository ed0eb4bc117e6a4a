import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskAccount, numberOf, parseBankAccount, type TypedAccount } from '#machines/transfer/index.ts';

const typed = (change: Partial<TypedAccount>): TypedAccount => ({
  ...{ holder: 'Ada Lovelace', iban: '', country: '', number: '', bankCode: '' },
  ...change,
});

// The registry's own examples.
const IBANS = [
  'DE89 3704 0044 0532 0130 00',
  'GB29 NWBK 6016 1331 9268 19',
  'FR14 2004 1010 0505 0001 3M02 606',
  'NL91 ABNA 0417 1643 00',
  'NO93 8601 1117 947',
  'MT84 MALT 0110 0001 2345 MTLC AST0 01S',
  'SA03 8000 0000 6080 1016 7519',
  'AE07 0331 2345 6789 0123 456',
  'CH93 0076 2011 6238 5295 7',
  'BR18 0036 0305 0000 1000 9795 493C 1',
];

test.each(IBANS)('%s is an account, however it is typed', (iban) => {
  const bare = iban.replaceAll(' ', '');
  for (const form of [iban, bare, bare.toLowerCase(), ` IBAN: ${iban} `, iban.replaceAll(' ', '-')]) {
    const parsed = parseBankAccount(typed({ iban: form }));
    expect(parsed).toMatchObject({ ok: true, account: { kind: 'iban', iban: bare } });
    if (parsed.ok) expect(numberOf(parsed.account)).toBe(iban);
  }
});

const wrong: [Partial<TypedAccount>, string, string][] = [
  [{ iban: 'DE89 3704 0044 0532 0130 01' }, 'iban', 'iban-checksum'],
  [{ iban: 'DE89 3704 0044 0532 0130' }, 'iban', 'iban-length'],
  [{ iban: 'US12 3456 7890' }, 'iban', 'iban-country'],
  [{ iban: '4242 4242 4242 4242' }, 'iban', 'iban-shape'],
  [{}, 'iban', 'iban-missing'],
  [{ iban: IBANS[0] ?? '', number: '12345678' }, 'iban', 'iban-or-number'],
  [{ iban: IBANS[0] ?? '', holder: ' 1 ' }, 'holder', 'holder'],
  [{ iban: IBANS[0] ?? '', holder: 'x'.repeat(71) }, 'holder', 'holder'],
  [{ country: 'DE', number: '12345678', bankCode: '37040044' }, 'iban', 'country-has-iban'],
  [{ country: 'XX', number: '12345678', bankCode: '021000021' }, 'country', 'country'],
  [{ country: 'US', number: '123', bankCode: '021000021' }, 'number', 'number'],
  [{ country: 'US', number: '12345678', bankCode: '' }, 'bankCode', 'bank-code'],
  [{ country: 'US', number: '12<script>', bankCode: '021000021' }, 'number', 'number'],
];

test.each(wrong)('%j: %s is told %s', (change, field, code) => {
  const parsed = parseBankAccount(typed(change));
  expect(parsed.ok).toBe(false);
  if (!parsed.ok) expect(parsed.problems).toContainEqual({ field, code });
});

test('a country without IBAN gives number and bank code', () => {
  const parsed = parseBankAccount(typed({ country: 'US', number: '0001-2345-6789', bankCode: '021000021' }));
  expect(parsed).toEqual({
    ok: true,
    account: { kind: 'local', holder: 'Ada Lovelace', country: 'US', number: '000123456789', bankCode: '021000021' },
  });
});

test('one wrong or exchanged digit of an IBAN is always found', () => {
  const digits = [...'370400440532013000'];
  fc.assert(
    fc.property(fc.nat({ max: digits.length - 1 }), fc.integer({ min: 1, max: 9 }), (place, more) => {
      const changed = digits.map((digit, index) => (index === place ? String((Number(digit) + more) % 10) : digit));
      expect(parseBankAccount(typed({ iban: `DE89${changed.join('')}` })).ok).toBe(false);
    }),
    { numRuns: 300, seed: 97 },
  );
});

test('everybody may see the country and the last four symbols, and no more', () => {
  expect(maskAccount({ kind: 'iban', holder: 'Ada', iban: 'DE89370400440532013000' })).toBe('DE•• •••• 3000');
  const local = { kind: 'local', holder: 'Ada', country: 'US', bankCode: '021000021' } as const;
  expect(maskAccount({ ...local, number: '000123456789' })).toBe('US •••• 6789');
  expect(maskAccount({ ...local, number: '12345' })).toBe('US •••• 5');
});
