import type { i18n, ResourceKey } from 'i18next';
import { defaultLocale, isLocale, type Locale } from './locales.ts';

export type NamespaceLoaders = Readonly<Record<Locale, () => Promise<{ default: ResourceKey }>>>;
export type LoadedNamespace = { readonly locale: Locale; readonly words: ResourceKey } | null;

/** In the browser the words of one namespace in the page's language; null on the server, which knows them all. */
export async function loadNamespace(loaders: NamespaceLoaders): Promise<LoadedNamespace> {
  if (typeof document === 'undefined') return null;
  const { lang } = document.documentElement;
  const locale = isLocale(lang) ? lang : defaultLocale;
  const { default: words } = await loaders[locale]();
  return { locale, words };
}

/** Gives the words to those who speak, once. */
export function speak(instance: i18n, namespace: string, loaded: LoadedNamespace): void {
  if (loaded && !instance.hasResourceBundle(loaded.locale, namespace))
    instance.addResourceBundle(loaded.locale, namespace, loaded.words);
}
