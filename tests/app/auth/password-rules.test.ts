import { expect, test } from 'vitest';
import { type PasswordProblem, passwordProblem } from '#app/auth/password-rules.ts';

const owner = { name: 'Grace Hopper', email: 'grace.h@fennel-oak.example' };

const cases: [string, PasswordProblem | null][] = [
  ['', 'too-short'],
  ['kettles hum low', null],
  ['kettles hum lo', 'too-short'],
  // Four characters that JavaScript counts as eight are still four.
  ['🫖🫖🫖🫖🫖🫖🫖🫖', 'too-short'],
  ['mauve otters juggle turnips', null],
  ['пятнадцать чайников гудят', null],
  ['十五个黄铜水壶在低声哼唱着古老的歌', null],
  [' spaces at the ends kettle ', null],
  [`${'turnip-otter '.repeat(9)}x+kettle!`.slice(0, 128), null],
  [`${'abcdefg hijk lm '.repeat(9)}`.slice(0, 129), 'too-long'],
  ['grace hopper likes kettles', 'personal'],
  ['GraceHopperKettles', 'personal'],
  ['my gr4ce kettle turnip', 'personal'],
  ['fennel-oak kettle turnip', 'personal'],
  ['aaaaaaaaaaaaaaaaaaaa', 'repeated'],
  ['abcabcabcabcabcabc', 'repeated'],
  ['xkettle7xkettle7xkettle7', 'repeated'],
  ['121212121212121', 'repeated'],
  ['passwordpassword', 'repeated'],
  ['Password1234567890', 'common'],
  ['P@ssw0rd-2026-2026!', 'common'],
  ['qwertyuiopasdfghjkl', 'common'],
  ['1qaz2wsx3edc4rfv', 'common'],
  ['123456789012345', 'common'],
  ['9876543210987654', 'common'],
  ['correct horse battery staple', 'common'],
  ['iloveyouforever2026', 'common'],
  ['Sommer2026Sommer2027', 'common'],
  ['the quick brown fox', 'common'],
  ['welcome to the warehouse', 'common'],
  ['abcdefghijklmnop', 'common'],
  ['839165174829503', null],
  ['kettleturnip99!', null],
  ['admin-user-login-99!', 'common'],
];

test.each(cases)('%j: %s', (password, expected) => {
  expect(passwordProblem(password, owner)).toBe(expected);
});

test('a part of a name too short to be one does not count', () => {
  expect(passwordProblem('mauve otters juggle turnips', { name: 'Mau Ott', email: 'ju@tu.example' })).toBeNull();
});
