import { addressesOf, type Exchange, firstMatch, type PassiveRule } from './exchange.ts';

const SESSION =
  /^(asp\.net_sessionid|aspsessionid\w*|siteserver|cfid|cftoken|jsessionid|phpsessid|sessid|sid|viewstate|zenid|session|sessionid|token|guest|id_?token|access_?token)$/i;
const SECRET = /pass(word|wd)?|secret|e-?mail|iban|account-?number|phone|ssn|birth|api-?key/i;
/** In an address as it stands, and percent-encoded. */
const PERSONAL = [/[\w.+-]+(@|%40)[\w-]+\.[a-z]{2,}/i, /\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b/];

/** Every address that can end in a history, a log or a referrer: the one that was asked for, those that a page names, and where it sends to. */
function addresses(exchange: Exchange): URL[] {
  const to = exchange.headers.has('Location') ? URL.parse(exchange.headers.get('Location') ?? '', exchange.url) : null;
  const named = addressesOf(exchange).map(({ url }) => url);
  return [new URL(exchange.url), ...(to ? [to] : []), ...named].filter(({ protocol }) => /^https?:$/.test(protocol));
}

const findsIn = (wrong: (url: URL) => string | null) => (exchange: Exchange) => {
  for (const url of addresses(exchange)) {
    const found = wrong(url);
    if (found !== null) return `${found} in ${url.pathname}`;
  }
  return null;
};

export const addressRules: readonly PassiveRule[] = [
  {
    ...{ id: '3', name: 'Session id in an address', risk: 'medium' },
    finds: findsIn((url) => {
      const named = [...url.searchParams].find(([name, value]) => SESSION.test(name) && value.length > 8);
      return named?.[0] ?? firstMatch(url.pathname, [/;j?sessionid=\w{8}/i]);
    }),
  },
  {
    // The scanner only tells of it; for a program that knows customers it is a fault.
    ...{ id: '10024', name: 'Personal data or a secret in an address', risk: 'medium' },
    finds: findsIn(
      (url) =>
        [...url.searchParams].find(([name, value]) => SECRET.test(name) && value !== '')?.[0] ??
        firstMatch(url.pathname + url.search, PERSONAL),
    ),
  },
];
