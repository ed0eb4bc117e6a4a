import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, type Language, languageFacts } from './languages.ts';
import { type Direction, defaultLocale, isLocale, type Locale } from './locales.ts';
import { namespaces, type Translate } from './types.ts';

/**
 * What a component needs to speak: `t` over all namespaces, the language and its direction. `locale` is the same language; English where only
 * the withdrawal is spoken in it.
 */
export function useWords(): { t: Translate; locale: Locale; language: Language; direction: Direction } {
  const { t: say, i18n } = useTranslation([...namespaces]);
  const t = useCallback<Translate>((key, names) => say(key, names ?? {}), [say]);
  const language = isLanguage(i18n.language) ? i18n.language : defaultLocale;
  const locale = isLocale(language) ? language : defaultLocale;
  return { t, locale, language, direction: languageFacts[language].direction };
}
