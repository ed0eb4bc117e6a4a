import ar from './ar/index.ts';
import de from './de/index.ts';
import en from './en/index.ts';
import type { Locale } from './locales.ts';
import zh from './zh/index.ts';

/** Every word of every language. Server only: a browser gets the words of one language, see load-words.ts. */
export const resources = { en, de, ar, zh } satisfies Record<Locale, Record<keyof typeof en, object>>;
