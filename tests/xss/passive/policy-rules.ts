import { type Exchange, elementsOf, isHtml, type PassiveRule } from './exchange.ts';

type Directives = ReadonlyMap<string, readonly string[]>;

function directivesOf(policy: string): Directives {
  const parts = policy.split(';').map((part) => part.trim().split(/\s+/));
  return new Map(parts.map(([name = '', ...sources]) => [name.toLowerCase(), sources]));
}

/** The policies of a page, by header; the scanner too asks pages only, for files run nothing. */
const policiesOf = (exchange: Exchange): Directives[] =>
  isHtml(exchange) ? (exchange.headers.get('Content-Security-Policy') ?? '').split(',').map(directivesOf) : [];

const FETCHES = ['script', 'style', 'img', 'connect', 'frame', 'font', 'media', 'object', 'manifest', 'worker'].map(
  (kind) => `${kind}-src`,
);
/** What `default-src` says nothing about. */
const ALONE = ['form-action', 'frame-ancestors', 'base-uri'];

const sourcesOf = (policy: Directives, name: string): readonly string[] | undefined =>
  policy.get(name) ?? (ALONE.includes(name) ? undefined : policy.get('default-src'));

/** A source that a stranger's host fits. */
const isWide = (source: string) => /^(\*|https?:(\/\/\*)?|\*:\/\/.*|wss?:)$/.test(source);

const withWord = (name: string, word: string) => (exchange: Exchange) =>
  policiesOf(exchange).some((policy) => sourcesOf(policy, name)?.includes(`'${word}'`)) ? `${name} '${word}'` : null;

/** Beside a nonce or a hash browsers do not look at the word; the scanner does not find it then either. */
const inline = (name: string) => (exchange: Exchange) =>
  policiesOf(exchange).some((policy) => {
    const sources = sourcesOf(policy, name);
    return !sources || (sources.includes("'unsafe-inline'") && !sources.some((one) => /^'(nonce|sha\d+)-/.test(one)));
  })
    ? `${name} 'unsafe-inline'`
    : null;

function isOpenTo(names: readonly string[]): PassiveRule['finds'] {
  return (exchange) => {
    for (const policy of policiesOf(exchange)) {
      const open = names.find((name) => sourcesOf(policy, name)?.some(isWide) ?? true);
      if (open) return `${open} ${sourcesOf(policy, open)?.join(' ') ?? 'is not said'}`;
    }
    return null;
  };
}

const metaPolicies = (exchange: Exchange) =>
  elementsOf(exchange, 'meta').filter(
    ({ attributes }) => attributes.get('http-equiv')?.toLowerCase() === 'content-security-policy',
  );

const rule = (part: number, name: string, finds: PassiveRule['finds'], risk: PassiveRule['risk'] = 'medium') => ({
  ...{ id: `10055-${part}`, name: `CSP: ${name}`, risk, finds },
});

export const policyRules: readonly PassiveRule[] = [
  rule(1, 'X-Content-Security-Policy', ({ headers }) => oldHeader(headers, 'X-Content-Security-Policy'), 'low'),
  rule(2, 'X-WebKit-CSP', ({ headers }) => oldHeader(headers, 'X-WebKit-CSP'), 'low'),
  rule(4, 'Wildcard directive', isOpenTo(FETCHES)),
  rule(5, 'script-src unsafe-inline', inline('script-src')),
  rule(6, 'style-src unsafe-inline', inline('style-src')),
  rule(7, 'script-src unsafe-hashes', withWord('script-src', 'unsafe-hashes')),
  rule(8, 'style-src unsafe-hashes', withWord('style-src', 'unsafe-hashes')),
  rule(9, 'Malformed policy (non-ASCII)', ({ headers }) =>
    /[^\x20-\x7e]/.test(headers.get('Content-Security-Policy') ?? '') ? 'not ASCII' : null,
  ),
  rule(10, 'script-src unsafe-eval', withWord('script-src', 'unsafe-eval')),
  rule(11, 'Meta policy with a directive that does not work there', (exchange) =>
    metaPolicies(exchange).some(({ attributes }) =>
      /frame-ancestors|sandbox|report-uri/.test(attributes.get('content') ?? ''),
    )
      ? 'meta'
      : null,
  ),
  rule(13, 'Directive without fallback not defined', isOpenTo(ALONE)),
];

const oldHeader = (headers: Headers, name: string) => (headers.has(name) ? name : null);
