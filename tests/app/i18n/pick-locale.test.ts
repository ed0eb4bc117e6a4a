import { expect, test } from 'vitest';
import { pickLanguage, pickLocale } from '#app/i18n/pick-locale.ts';

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

test.each([
  ['a language that only the withdrawal speaks', { acceptLanguage: 'pl-PL,pl;q=0.9,en;q=0.8' }, 'pl', 'en'],
  ['the next one for the rest', { acceptLanguage: 'pl, de;q=0.5' }, 'pl', 'de'],
  ['a language that all speak', { acceptLanguage: 'de, pl;q=0.5' }, 'de', 'de'],
  ['the choice that was kept', { cookie: 'mt', acceptLanguage: 'de' }, 'mt', 'de'],
  ['the link', { query: 'fi', cookie: 'mt', acceptLanguage: 'de' }, 'fi', 'de'],
  ['Argentina', { acceptLanguage: 'es-AR,es;q=0.9' }, 'es-AR', 'en'],
  ['Argentina, kept', { cookie: 'es-AR' }, 'es-AR', 'en'],
  ['Argentina with a script', { acceptLanguage: 'es-Latn-AR' }, 'es-AR', 'en'],
  ['Spain', { acceptLanguage: 'es-ES' }, 'es', 'en'],
  ['Mexico', { acceptLanguage: 'es-419,es;q=0.9' }, 'es', 'en'],
  ['nothing of ours', { query: '__proto__', cookie: 'toString', acceptLanguage: 'ja' }, 'en', 'en'],
] as const)('%s', (_, asked, language, locale) => {
  expect(pickLanguage(asked)).toBe(language);
  expect(pickLocale(asked)).toBe(locale);
});
