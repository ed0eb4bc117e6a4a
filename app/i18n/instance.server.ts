import { makeWords } from './instance.ts';
import type { Locale } from './locales.ts';
import { resources } from './resources.server.ts';
import { namespaces, type Translate, type Words } from './types.ts';

const made = new Map<Locale, Words>();

/** The words of one language; the same instance for all requests, since nothing on it depends on the reader. */
export function wordsFor(locale: Locale): Words {
  const known = made.get(locale);
  if (known) return known;
  const words = makeWords(locale, resources);
  made.set(locale, words);
  return words;
}

/** The `t` of one language over all namespaces, for loaders, actions and mails. */
export function translatorFor(locale: Locale): Translate {
  return wordsFor(locale).getFixedT(locale, [...namespaces]) as Translate;
}
