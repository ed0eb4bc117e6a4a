import { expect, test } from 'vitest';
import { isCountry } from '#machines/policy/iso-country.ts';
import { isPresentCountry } from '#machines/policy/lint/country-codes.ts';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const ALL = letters.flatMap((first) => letters.map((second) => first + second));

test('a policy may name every country of ISO 3166, and the places beside it to which posts deliver', () => {
  const RESERVED = ['AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA'];
  for (let time = 0; time < 2; time += 1) {
    const present = ALL.filter(isPresentCountry);
    expect(present.filter((code) => !RESERVED.includes(code))).toEqual(ALL.filter(isCountry));
    expect(present.filter((code) => !isCountry(code))).toEqual(RESERVED);
  }
});

test.each(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ', 'YU', 'SU', 'DD', 'AN', 'ZR', 'UK', 'EL', 'QQ'])(
  'no policy may name %s: a group, a test, a country that is gone, or none',
  (code) => {
    expect(isPresentCountry(code)).toBe(false);
  },
);
