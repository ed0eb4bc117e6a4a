import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { wordsFor } from '#app/i18n/instance.server.ts';
import type { Locale } from '#app/i18n/locales.ts';
import { WordsProvider } from '#app/i18n/words-provider.tsx';

/** A component as the server sends it, without anything of React's. */
export function html(node: ReactNode, locale: Locale = 'en'): string {
  return renderToStaticMarkup(<WordsProvider words={wordsFor(locale)}>{node}</WordsProvider>);
}

/** The attributes of the first element that carries `id`, by name. */
export function attributesOf(markup: string, id: string): Record<string, string> {
  const tag = Array.from(markup.matchAll(/<[a-z0-9]+((?:\s[\w-]+="[^"]*")*)\s*\/?>/g), (match) => match[1] ?? '');
  const own = tag.find((attributes) => attributes.includes(` id="${id}"`)) ?? '';
  return Object.fromEntries(Array.from(own.matchAll(/\s([\w-]+)="([^"]*)"/g), (match) => [match[1], match[2]]));
}

/** Words as a person hears them: tags and pictures away. */
export function wordsOf(markup: string): string {
  return markup
    .replace(/<svg.*?<\/svg>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
