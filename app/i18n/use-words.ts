import { useTranslation } from 'react-i18next';
import { type Direction, defaultLocale, directionOf, isLocale, type Locale } from './locales.ts';
import { namespaces, type Translate } from './types.ts';

/** What a component needs to speak: `t` over all namespaces, the language and its direction. */
export function useWords(): { t: Translate; locale: Locale; direction: Direction } {
  const { t, i18n } = useTranslation([...namespaces]);
  const locale = isLocale(i18n.language) ? i18n.language : defaultLocale;
  return { t, locale, direction: directionOf(locale) };
}
