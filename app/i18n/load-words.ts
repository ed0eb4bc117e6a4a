import type { ResourceLanguage } from 'i18next';
import { makeWords } from './instance.ts';
import type { Locale } from './locales.ts';
import type { Words } from './types.ts';

const loaders: Readonly<Record<Locale, () => Promise<{ default: ResourceLanguage }>>> = {
  en: () => import('./en/browser.ts'),
  de: () => import('./de/browser.ts'),
  ar: () => import('./ar/browser.ts'),
  zh: () => import('./zh/browser.ts'),
};

/** For the browser, before it hydrates a staff page: fetches the words of one language, without those of customer pages and mails. */
export async function loadWords(locale: Locale): Promise<Words> {
  const { default: words } = await loaders[locale]();
  return makeWords(locale, { [locale]: words });
}
