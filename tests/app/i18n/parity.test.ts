import { expect, test } from 'vitest';
import { localeFacts, locales } from '#app/i18n/locales.ts';
import { resources } from '#app/i18n/resources.server.ts';
import { namespaces } from '#app/i18n/types.ts';
import { baseKey, flatWords, pluralFormOf, variablesOf } from './flat-words.ts';

/** Words that are the same in another language on purpose: names, formats, and what German took from English. */
const sameAsEnglish: Readonly<Record<string, readonly string[]>> = {
  'common:page-title': ['de', 'ar', 'zh'],
  'audit:filter.person': ['de'],
  'people:name': ['de'],
  'people:step.code': ['de'],
  'people:list.column.name': ['de'],
};

const translations = locales.filter((locale) => locale !== 'en');
const cases = translations.flatMap((locale) => namespaces.map((namespace) => ({ locale, namespace })));

test.each(cases)('$locale has exactly the sentences of English in $namespace', ({ locale, namespace }) => {
  const english = new Set(flatWords(resources.en[namespace]).map(([key]) => baseKey(key)));
  const translated = new Set(flatWords(resources[locale][namespace]).map(([key]) => baseKey(key)));
  expect([...translated].toSorted()).toEqual([...english].toSorted());
});

test.each(cases)('$locale fills in the same names as English in $namespace', ({ locale, namespace }) => {
  const english = new Map(flatWords(resources.en[namespace]).map(([key, text]) => [baseKey(key), variablesOf(text)]));
  for (const [key, text] of flatWords(resources[locale][namespace])) {
    // "One piece" and "two pieces" may be said without a number.
    const spelled = ['zero', 'one', 'two'].includes(pluralFormOf(key) ?? '');
    const wanted = (english.get(baseKey(key)) ?? []).filter(
      (name) => !spelled || name !== 'count' || text.includes('{{count}}'),
    );
    expect(variablesOf(text), `${namespace}:${key}`).toEqual(wanted);
  }
});

test.each(locales)('%s has every plural form that its grammar asks for', (locale) => {
  const forms = new Intl.PluralRules(localeFacts[locale].format).resolvedOptions().pluralCategories;
  for (const namespace of namespaces) {
    const keys = flatWords(resources[locale][namespace]).map(([key]) => key);
    const counted = new Set(keys.filter((key) => pluralFormOf(key)).map(baseKey));
    for (const key of counted) {
      const missing = forms.filter((form) => !keys.includes(`${key}_${form}`));
      expect(missing, `${namespace}:${key}`).toEqual([]);
    }
  }
});

test.each(locales)('%s says nothing with an empty sentence', (locale) => {
  for (const namespace of namespaces) {
    for (const [key, text] of flatWords(resources[locale][namespace])) {
      expect(text.trim(), `${namespace}:${key}`).not.toBe('');
    }
  }
});

test.each(translations)('%s leaves no sentence in English', (locale) => {
  const left = namespaces.flatMap((namespace) => {
    const english = new Map(flatWords(resources.en[namespace]));
    return flatWords(resources[locale][namespace])
      .filter(([key, text]) => english.get(key) === text && /\p{L}{3}/u.test(text.replace(/\{\{.*?\}\}/g, '')))
      .map(([key]) => `${namespace}:${key}`)
      .filter((key) => !sameAsEnglish[key]?.includes(locale));
  });
  expect(left).toEqual([]);
});

test('the list of words that stay English names only words that exist', () => {
  const known = namespaces.flatMap((namespace) =>
    flatWords(resources.en[namespace]).map(([key]) => `${namespace}:${key}`),
  );
  expect(Object.keys(sameAsEnglish).filter((key) => !known.includes(key))).toEqual([]);
});
