import { addressesOf, type Exchange, elementsOf, isElsewhere, isSecure, type PassiveRule } from './exchange.ts';

const LOADED = ['script', 'link', 'img', 'iframe', 'source', 'video', 'audio', 'object', 'embed'];

/** The first address of a page that an answer is yes for. */
const named =
  (wrong: (one: ReturnType<typeof addressesOf>[number], exchange: Exchange) => boolean) => (exchange: Exchange) =>
    addressesOf(exchange).find((one) => wrong(one, exchange))?.url.href ?? null;

/** A form of a page that came one way and is sent the other. */
const formGoes = (from: 'http:' | 'https:', to: 'http:' | 'https:') =>
  named(
    ({ url, element }, exchange) =>
      (element.tag === 'form' || element.attributes.has('formaction')) &&
      new URL(exchange.url).protocol === from &&
      url.protocol === to,
  );

const hiddenField = (pattern: RegExp) => (exchange: Exchange) =>
  elementsOf(exchange, 'input')
    .find(({ attributes }) => pattern.test(attributes.get('name') ?? ''))
    ?.attributes.get('name') ?? null;

/** Hosts that once served a script that all trusted, and then something else. */
const FALLEN = /(^|\.)(polyfill\.(io|com)|bootcss\.com|bootcdn\.net|staticfile\.(net|org)|unionadjs\.com)$/;

export const pageRules: readonly PassiveRule[] = [
  {
    ...{ id: '10017', name: 'Script of another domain', risk: 'low' },
    finds: named(({ url, element }, exchange) => element.tag === 'script' && isElsewhere(url, exchange)),
  },
  { id: '10032', name: 'Viewstate', risk: 'medium', finds: hiddenField(/^__(VIEWSTATE|EVENTVALIDATION)/i) },
  {
    ...{ id: '10040', name: 'Mixed content', risk: 'medium' },
    finds: named(
      ({ url, element }, exchange) => isSecure(exchange) && LOADED.includes(element.tag) && url.protocol === 'http:',
    ),
  },
  {
    id: '10041',
    name: 'Form of an insecure page is sent securely',
    risk: 'medium',
    finds: formGoes('http:', 'https:'),
  },
  { id: '10042', name: 'Form of a secure page is sent insecurely', risk: 'medium', finds: formGoes('https:', 'http:') },
  {
    ...{ id: '10108', name: 'Reverse tabnabbing', risk: 'medium' },
    // Browsers take noopener for granted with _blank only; the scanner relies on that, these pages need not.
    finds: named(
      ({ url, element: { attributes } }, exchange) =>
        attributes.has('target') &&
        isElsewhere(url, exchange) &&
        !/noopener|noreferrer/.test(attributes.get('rel') ?? ''),
    ),
  },
  {
    ...{ id: '10115', name: 'Script of a host that is known to be malicious', risk: 'high' },
    finds: named(({ url, element }) => element.tag === 'script' && FALLEN.test(url.hostname)),
  },
  { id: '90001', name: 'Insecure JSF ViewState', risk: 'medium', finds: hiddenField(/^javax\.faces\.ViewState/) },
  {
    ...{ id: '90003', name: 'Sub resource integrity attribute missing', risk: 'medium' },
    finds: named(
      ({ url, element }, exchange) =>
        (element.tag === 'script' ||
          (element.tag === 'link' && /stylesheet|preload/.test(element.attributes.get('rel') ?? ''))) &&
        isElsewhere(url, exchange) &&
        !element.attributes.get('integrity'),
    ),
  },
];
