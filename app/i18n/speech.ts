import { isLanguage, type Language, languageFacts } from './languages.ts';
import { type Direction, defaultLocale, isLocale, type Locale } from './locales.ts';
import { namespaces, type Translate, type Words } from './types.ts';
import type { WordKey } from './word-key.ts';

/** In which language something is said: `t` speaks over all namespaces. */
export interface Speech {
  readonly t: Translate;
  /** The language; English where only the withdrawal is spoken in it. */
  readonly locale: Locale;
}

/** How a whole page speaks. */
export interface PageSpeech extends Speech {
  readonly language: Language;
  readonly direction: Direction;
}

const made = new WeakMap<Words, PageSpeech>();

/** The speech of an instance: made once, because a page has hundreds of parts that speak. */
export function speechOf(words: Words): PageSpeech {
  const known = made.get(words);
  if (known) return known;
  const language = isLanguage(words.language) ? words.language : defaultLocale;
  const say = words.getFixedT(language, [...namespaces]);
  // A sentence without names is always the same, and a list says it in every row. One whose words are still to come is asked for again.
  const said = new Map<WordKey, string>();
  const sayAlways: Translate = (key) => {
    const known = said.get(key);
    if (known !== undefined) return known;
    const sentence = say(key, {});
    // As a plain text: i18next's type of a key works out all two thousand.
    const plain: string = key;
    if (words.exists(plain)) said.set(key, sentence);
    return sentence;
  };
  const speech: PageSpeech = {
    t: (key, names) => (names ? say(key, names) : sayAlways(key)),
    locale: isLocale(language) ? language : defaultLocale,
    language,
    direction: languageFacts[language].direction,
  };
  made.set(words, speech);
  return speech;
}
