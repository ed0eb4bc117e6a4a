import { expect, test } from 'vitest';
import { translatorFor } from '#app/i18n/instance.server.ts';
import { languageFacts, languages } from '#app/i18n/languages.ts';
import { isLocale, locales } from '#app/i18n/locales.ts';
import { resources } from '#app/i18n/resources.server.ts';
import { withdrawalWords } from '#app/i18n/withdrawal/index.server.ts';
import { confirmLabel, entryLabel } from '#app/i18n/withdrawal-label.server.ts';
import { missingCharacters } from '#app/pdf/shape.server.ts';
import { ARGENTINE_LABEL, WITHDRAWAL_LANGUAGES, withdrawalLabel } from '#machines/policy/withdrawal-function.ts';
import { flatWords, variablesOf } from './flat-words.ts';

type Tag = keyof typeof withdrawalWords;

/** Words that are the same in another language on purpose. */
const sameAsEnglish: Readonly<Partial<Record<string, readonly Tag[]>>> = {
  'common.frame.help': ['nl'],
  'common.problem.prefix': ['es'],
  'common.problem.page-title': ['es'],
};

const english = flatWords({ common: withdrawalWords.en.common, withdrawal: withdrawalWords.en.withdrawal });
const translations = Object.entries(withdrawalWords)
  .filter(([tag]) => tag !== 'en')
  .map(([tag, { common, withdrawal }]) => ({ tag, words: flatWords({ common, withdrawal }) }));

test('every official language of the Union is spoken, and the languages of the whole product', () => {
  const spoken = Object.keys(withdrawalWords).toSorted();
  expect(spoken).toEqual([...new Set([...WITHDRAWAL_LANGUAGES, ...locales])].toSorted());
  expect(languages.toSorted()).toEqual([...spoken, 'es-AR'].toSorted());
});

test.each(translations)('$tag says every sentence, with the same names filled in', ({ words }) => {
  const shape = (all: [string, string][]) => all.map(([key, text]) => [key, variablesOf(text)]).toSorted();
  expect(shape(words)).toEqual(shape(english));
});

test.each(translations)('$tag leaves no sentence in English, and none empty', ({ tag, words }) => {
  const known = new Map(english);
  const left = words
    .filter(([key, text]) => text.trim() === '' || known.get(key) === text)
    .map(([key]) => key)
    .filter((key) => !sameAsEnglish[key]?.some((one) => one === tag));
  expect(left).toEqual([]);
});

test.each(translations)('$tag can be printed', ({ words }) => {
  expect(words.flatMap(([, text]) => missingCharacters(text.replaceAll(/\{\{.*?\}\}/g, ''), 'regular'))).toEqual([]);
});

// The frame around a withdrawal is the frame around every other page.
test.each(locales)('%s says around the withdrawal what it says elsewhere', (locale) => {
  const elsewhere = new Map(flatWords(resources[locale].common));
  const differing = flatWords(withdrawalWords[locale].common).filter(
    // Written without a plural, since the number is always the same.
    ([key, text]) => key !== 'field.limit' && elsewhere.get(key) !== text,
  );
  expect(differing).toEqual([]);
});

test.each(languages)('%s: a page about a withdrawal has no word of another language', (language) => {
  const t = translatorFor(language);
  const own = new Map(flatWords(withdrawalWords[language === 'es-AR' ? 'es' : language].withdrawal));
  expect(t('withdrawal:check.title')).toBe(own.get('check.title'));
  if (isLocale(language)) return;
  expect(t('frame.skip')).not.toBe(translatorFor('en')('frame.skip'));
  expect(t('field.limit', { count: 500 })).toContain('500');
  expect(t('field.limit', { count: 500 })).not.toBe(translatorFor('en')('field.limit', { count: 500 }));
});

test.each(languages)('%s: the two controls carry the wording of the law where there is one', (language) => {
  const official = withdrawalLabel(language);
  const label = entryLabel(language, 'eu');
  if (WITHDRAWAL_LANGUAGES.includes(language)) {
    expect([label.text, confirmLabel(language)]).toEqual([official.withdraw, official.confirm]);
  } else if (language === 'es-AR') {
    expect(label).toEqual({ text: ARGENTINE_LABEL, lang: 'es', direction: 'ltr' });
  } else {
    expect(label.text).not.toBe(withdrawalLabel('en').withdraw);
    expect(confirmLabel(language)).not.toBe(withdrawalLabel('en').confirm);
  }
  expect(label.direction).toBe(languageFacts[language].direction);
});

test('an order from Argentina has the button of its law, whoever reads it', () => {
  expect(entryLabel('de', 'ar').text).toBe('Botón de arrepentimiento');
  expect(entryLabel('es', 'eu').text).toBe('Desistir del contrato aquí');
  expect(entryLabel('es-AR', null).text).toBe('Botón de arrepentimiento');
});

test('Intl knows every language by its own dates', () => {
  for (const language of languages) {
    const { format } = languageFacts[language];
    expect(Intl.DateTimeFormat.supportedLocalesOf([format]), format).toHaveLength(1);
  }
});
