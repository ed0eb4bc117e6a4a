import type { ResourceKey } from 'i18next';
import { useTranslation } from 'react-i18next';
import { defaultLocale, isLocale, type Locale } from './locales.ts';
import { useWords } from './use-words.ts';

const loaders: Readonly<Record<Locale, () => Promise<{ default: ResourceKey }>>> = {
  en: () => import('./en/scan.json'),
  de: () => import('./de/scan.json'),
  ar: () => import('./ar/scan.json'),
  zh: () => import('./zh/scan.json'),
};

/** In the browser the dock's pages wait for the words of their language; the other pages of staff do without them. The server knows them all. */
const loaded = typeof document === 'undefined' ? null : await load(document.documentElement.lang);

async function load(language: string) {
  const locale = isLocale(language) ? language : defaultLocale;
  const { default: words } = await loaders[locale]();
  return { locale, words };
}

/** `useWords`, with the words of scans and found parcels. */
export function useScanWords(): ReturnType<typeof useWords> {
  const { i18n } = useTranslation();
  if (loaded && !i18n.hasResourceBundle(loaded.locale, 'scan'))
    i18n.addResourceBundle(loaded.locale, 'scan', loaded.words);
  return useWords();
}
