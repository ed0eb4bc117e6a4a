import { type Element, findAll, parseHtml } from '#app/cli/replay/html.ts';

/** One request and its answer, as a proxy between browser and program would have seen them. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** A rule of the passive scanner: what it finds in an exchange, in a few words, or null. */
export interface PassiveRule {
  /** The number that ZAP gives it; behind a dash the part of it. */
  readonly id: string;
  readonly name: string;
  readonly risk: 'high' | 'medium' | 'low';
  readonly finds: (exchange: Exchange) => string | null;
}

const typeOf = ({ headers }: Exchange): string => headers.get('Content-Type')?.split(';')[0]?.trim() ?? '';
export const isHtml = (exchange: Exchange): boolean => typeOf(exchange) === 'text/html';
export const isScript = (exchange: Exchange): boolean => /javascript/.test(typeOf(exchange));
export const isStyle = (exchange: Exchange): boolean => typeOf(exchange) === 'text/css';
export const isPicture = (exchange: Exchange): boolean => /^(image|font)\//.test(typeOf(exchange));
export const isSecure = ({ url }: Exchange): boolean => url.startsWith('https:');

const pages = new WeakMap<Exchange, Element>();

/** The elements of these names in a page; none in anything else. */
export function elementsOf(exchange: Exchange, ...tags: readonly string[]): Element[] {
  if (!isHtml(exchange)) return [];
  const page = pages.get(exchange) ?? parseHtml(exchange.body);
  pages.set(exchange, page);
  return findAll(page, ({ tag }) => tags.length === 0 || tags.includes(tag));
}

const NAMES_AN_ADDRESS = ['href', 'src', 'action', 'formaction', 'poster', 'data'] as const;

/** Every address that a page names, made whole, with the element that names it. */
export function addressesOf(exchange: Exchange): { readonly url: URL; readonly element: Element }[] {
  return elementsOf(exchange).flatMap((element) =>
    NAMES_AN_ADDRESS.flatMap((name) => {
      const url = URL.parse(element.attributes.get(name) ?? '', exchange.url);
      return element.attributes.has(name) && url ? [{ url, element }] : [];
    }),
  );
}

export const isElsewhere = (url: URL, exchange: Exchange): boolean =>
  /^https?:$/.test(url.protocol) && url.host !== new URL(exchange.url).host;

/** What a text has of one of these patterns, with a little around it. */
export function firstMatch(text: string, patterns: readonly RegExp[]): string | null {
  for (const pattern of patterns) {
    const found = pattern.exec(text);
    if (found) return text.slice(Math.max(0, found.index - 20), found.index + 60).replaceAll(/\s+/g, ' ');
  }
  return null;
}
