import { type Direction, isLocale, type Locale, localeFacts } from './locales.ts';

/** Languages in which only the withdrawal can be read: their other pages are in one that the whole product speaks. */
const partly = {
  bg: { name: 'Български', direction: 'ltr', format: 'bg-BG' },
  cs: { name: 'Čeština', direction: 'ltr', format: 'cs-CZ' },
  da: { name: 'Dansk', direction: 'ltr', format: 'da-DK' },
  el: { name: 'Ελληνικά', direction: 'ltr', format: 'el-GR' },
  es: { name: 'Español', direction: 'ltr', format: 'es-ES' },
  'es-AR': { name: 'Español (Argentina)', direction: 'ltr', format: 'es-AR' },
  et: { name: 'Eesti', direction: 'ltr', format: 'et-EE' },
  fi: { name: 'Suomi', direction: 'ltr', format: 'fi-FI' },
  fr: { name: 'Français', direction: 'ltr', format: 'fr-FR' },
  ga: { name: 'Gaeilge', direction: 'ltr', format: 'ga-IE' },
  hr: { name: 'Hrvatski', direction: 'ltr', format: 'hr-HR' },
  hu: { name: 'Magyar', direction: 'ltr', format: 'hu-HU' },
  it: { name: 'Italiano', direction: 'ltr', format: 'it-IT' },
  lt: { name: 'Lietuvių', direction: 'ltr', format: 'lt-LT' },
  lv: { name: 'Latviešu', direction: 'ltr', format: 'lv-LV' },
  mt: { name: 'Malti', direction: 'ltr', format: 'mt-MT' },
  nl: { name: 'Nederlands', direction: 'ltr', format: 'nl-NL' },
  pl: { name: 'Polski', direction: 'ltr', format: 'pl-PL' },
  pt: { name: 'Português', direction: 'ltr', format: 'pt-PT' },
  ro: { name: 'Română', direction: 'ltr', format: 'ro-RO' },
  sk: { name: 'Slovenčina', direction: 'ltr', format: 'sk-SK' },
  sl: { name: 'Slovenščina', direction: 'ltr', format: 'sl-SI' },
  sv: { name: 'Svenska', direction: 'ltr', format: 'sv-SE' },
} as const satisfies Record<string, LanguageFacts>;

export interface LanguageFacts {
  /** The language's name in itself. */
  readonly name: string;
  readonly direction: Direction;
  /** The tag given to Intl. */
  readonly format: string;
}

/**
 * A language that a statement of withdrawal can be made in: the official ones of the Union, whose consumers the law gives the function in
 * their own, and those of the whole product. `es-AR` is Spanish with Argentina's name for the button.
 */
export type Language = Locale | keyof typeof partly;

export const languageFacts: Readonly<Record<Language, LanguageFacts>> = { ...localeFacts, ...partly };

/** By their names in themselves, as a reader looks for theirs. */
export const languages: readonly Language[] = Object.keys(languageFacts)
  .filter(isLanguage)
  .toSorted((a, b) => languageFacts[a].name.localeCompare(languageFacts[b].name, 'en'));

/** Whether a string from outside names a language that the withdrawal speaks. */
export function isLanguage(value: unknown): value is Language {
  return isLocale(value) || (typeof value === 'string' && Object.hasOwn(partly, value));
}
