export const locales = ['en', 'de', 'ar', 'zh'] as const;

export type Locale = (typeof locales)[number];

export type Direction = 'ltr' | 'rtl';

export const defaultLocale: Locale = 'en';

interface LocaleFacts {
  /** The language's name in itself: a person looks for a word they can read. */
  name: string;
  direction: Direction;
  /**
   * The tag given to Intl. English writes the day first, as most of the shop's countries do. Arabic keeps Latin digits, so that
   * an amount or a date reads like the card statement, the parcel label and the order number beside it.
   */
  format: string;
}

export const localeFacts: Readonly<Record<Locale, LocaleFacts>> = {
  en: { name: 'English', direction: 'ltr', format: 'en-GB' },
  de: { name: 'Deutsch', direction: 'ltr', format: 'de-DE' },
  ar: { name: 'العربية', direction: 'rtl', format: 'ar-u-nu-latn' },
  zh: { name: '简体中文', direction: 'ltr', format: 'zh-Hans-CN' },
};

/** Whether a string from outside names a language we speak. */
export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

export function directionOf(locale: Locale): Direction {
  return localeFacts[locale].direction;
}
