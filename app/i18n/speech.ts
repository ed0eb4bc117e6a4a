import { isLanguage, type Language, languageFacts } from './languages.ts';
import { type Direction, defaultLocale, isLocale, type Locale } from './locales.ts';
import { namespaces, type Translate, type Words } from './types.ts';

/** How a page speaks: `t` over all namespaces, the language and its direction. */
export interface Speech {
  t: Translate;
  /** The language; English where only the withdrawal is spoken in it. */
  locale: Locale;
  language: Language;
  direction: Direction;
}

const made = new WeakMap<Words, Speech>();

/** The speech of an instance: made once, because a page has hundreds of parts that speak. */
export function speechOf(words: Words): Speech {
  const known = made.get(words);
  if (known) return known;
  const language = isLanguage(words.language) ? words.language : defaultLocale;
  const say = words.getFixedT(language, [...namespaces]);
  const speech: Speech = {
    t: (key, names) => say(key, names ?? {}),
    locale: isLocale(language) ? language : defaultLocale,
    language,
    direction: languageFacts[language].direction,
  };
  made.set(words, speech);
  return speech;
}
