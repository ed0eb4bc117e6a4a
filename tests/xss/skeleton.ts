import { type Element, parseHtml } from '#app/cli/replay/html.ts';

const ADDRESSES = new Set(['href', 'src', 'action', 'formaction', 'poster', 'data', 'srcset', 'xlink:href']);

/**
 * What a page is made of, without its texts: every element with the names of its attributes, in order. A text that stays a text leaves this as it
 * is, whatever it says. Throws where the page is not well-formed.
 */
export function skeletonOf(html: string): string[] {
  const made: string[] = [];
  const walk = (element: Element): void => {
    made.push(`${element.tag} ${[...element.attributes.keys()].toSorted().join(' ')}`);
    for (const child of element.children) if (typeof child !== 'string') walk(child);
  };
  walk(parseHtml(html));
  const comments = html.replaceAll('<!-- -->', '').split('<!--').length - 1;
  return [...made, `comments ${comments}`];
}

/** Addresses and handlers that a page must not have: of another scheme or another site, and any attribute that runs. */
export function dangersOf(html: string): string[] {
  const found: string[] = [];
  const walk = (element: Element): void => {
    for (const [name, value] of element.attributes) {
      if (/^on/i.test(name) || name === 'style' || name === 'srcdoc') found.push(`${element.tag} ${name}`);
      if (ADDRESSES.has(name) && !isOurs(value)) found.push(`${element.tag} ${name}=${value.slice(0, 60)}`);
    }
    for (const child of element.children) if (typeof child !== 'string') walk(child);
  };
  walk(parseHtml(html));
  return found;
}

function isOurs(address: string): boolean {
  const url = URL.parse(address, 'http://localhost:3000/');
  if (url === null) return false;
  return url.protocol === 'mailto:' || url.host === 'localhost:3000' || address.startsWith('data:image/');
}
