import { makeWords } from './instance.ts';
import type { Language } from './languages.ts';
import { isLocale } from './locales.ts';
import { resources } from './resources.server.ts';
import { speechOf } from './speech.ts';
import type { Translate, Words } from './types.ts';
import { withdrawalWords } from './withdrawal/index.server.ts';

const made = new Map<Language, Words>();

/** The words of one language; the same instance for all requests, since nothing on it depends on the reader. */
export function wordsFor(language: Language): Words {
  const known = made.get(language);
  if (known) return known;
  const words = makeWords(language, isLocale(language) ? resources : { ...withdrawalWords, en: resources.en });
  made.set(language, words);
  return words;
}

/** The `t` of one language over all namespaces, for loaders, actions and mails. */
export function translatorFor(language: Language): Translate {
  return speechOf(wordsFor(language)).t;
}
