import { createInstance, type ResourceLanguage } from 'i18next';
import type { Language } from './languages.ts';
import { defaultLocale } from './locales.ts';
import { namespaces, type Words } from './types.ts';

/**
 * An i18next instance that speaks one language and is ready on return. English stands behind it for a key that a translation
 * lacks, where English was given too.
 */
export function makeWords(language: Language, resources: Partial<Record<Language, ResourceLanguage>>): Words {
  const words = createInstance();
  void words.init({
    lng: language,
    fallbackLng: defaultLocale,
    ns: [...namespaces],
    defaultNS: 'common',
    resources,
    initAsync: false,
    // React escapes what it renders, and mails are rendered by React too.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return words;
}
