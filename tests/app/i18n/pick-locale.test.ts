import { expect, test } from 'vitest';
import { pickLocale } from '#app/i18n/pick-locale.ts';

test.each([
  ['nothing known', {}, 'en'],
  ['the link wins over all', { query: 'ar', cookie: 'de', acceptLanguage: 'zh' }, 'ar'],
  ['the earlier choice wins over the browser', { cookie: 'de', acceptLanguage: 'zh' }, 'de'],
  ['an unknown link falls to the cookie', { query: 'xx', cookie: 'zh' }, 'zh'],
  ['an unknown cookie falls to the browser', { cookie: '../etc', acceptLanguage: 'ar-EG' }, 'ar'],
  ['a region does not matter', { acceptLanguage: 'de-AT' }, 'de'],
  ['upper case and underscore', { query: 'ZH_hans' }, 'zh'],
  ['the first that we speak', { acceptLanguage: 'fr-FR,fr;q=0.9,de;q=0.8,en;q=0.7' }, 'de'],
  ['weights decide, not the order', { acceptLanguage: 'en;q=0.2, zh-CN;q=0.9' }, 'zh'],
  ['equal weights keep the order', { acceptLanguage: 'ar, de' }, 'ar'],
  ['weight 0 means not this one', { acceptLanguage: 'de;q=0, ar;q=0.1' }, 'ar'],
  ['a weight that is no number counts as none', { acceptLanguage: 'de;q=best, zh;q=0.1' }, 'zh'],
  ['a star names no language', { acceptLanguage: '*' }, 'en'],
  ['a header of an experiment is not read', { acceptLanguage: `${'xx,'.repeat(400)}de` }, 'en'],
  ['nulls', { query: null, cookie: null, acceptLanguage: null }, 'en'],
  ['empty strings', { query: '', cookie: '', acceptLanguage: '' }, 'en'],
] as const)('%s', (_, input, expected) => {
  expect(pickLocale(input)).toBe(expected);
});
