import { type Exchange, isElsewhere, isHtml, isSecure, type PassiveRule } from './exchange.ts';

// Stricter than the scanner where that costs nothing: it looks at pages that went well, these at every answer, errors and files included.

const lacks = (name: string, good: RegExp) => (exchange: Exchange) => {
  const value = exchange.headers.get(name);
  return value !== null && good.test(value) ? null : `${name}: ${value}`;
};
const ofPages = (finds: PassiveRule['finds']) => (exchange: Exchange) => (isHtml(exchange) ? finds(exchange) : null);
const has =
  (...names: readonly string[]) =>
  ({ headers }: Exchange) =>
    names.find((name) => headers.has(name)) ?? null;

/** Nobody else may put a page of ours into a frame: said by the policy, or for old browsers by the header of their time. */
function canBeFramed({ headers }: Exchange): string | null {
  const byPolicy = /frame-ancestors '(none|self)'/.test(headers.get('Content-Security-Policy') ?? '');
  return byPolicy || /^(DENY|SAMEORIGIN)$/.test(headers.get('X-Frame-Options') ?? '') ? null : 'no frame-ancestors';
}

function hasNoTransportSecurity(exchange: Exchange): string | null {
  if (!isSecure(exchange)) return exchange.headers.has('Strict-Transport-Security') ? 'said over plain http' : null;
  const [, seconds = '0'] = /max-age=(\d+)/.exec(exchange.headers.get('Strict-Transport-Security') ?? '') ?? [];
  return Number(seconds) >= 15_552_000 ? null : `max-age=${seconds}`;
}

/** Credentials in the clear are worse than credentials that are only weak. */
function asksForWeakProof({ headers, url }: Exchange): string | null {
  const asked = headers.get('WWW-Authenticate') ?? '';
  return /\b(Basic|Digest)\b/i.test(asked) && url.startsWith('http:') ? asked : null;
}

function leadsElsewhere(exchange: Exchange): string | null {
  const to = URL.parse(exchange.headers.get('Location') ?? '', exchange.url);
  if (!to || !exchange.headers.has('Location') || !isElsewhere(to, exchange)) return null;
  const given = [...new URL(exchange.url).searchParams.values()];
  return given.some((value) => value !== '' && to.href.includes(value)) ? to.href : null;
}

export const headerRules: readonly PassiveRule[] = [
  { id: '10019', name: 'Content-Type missing', risk: 'low', finds: (exchange) => typeMissing(exchange) },
  { id: '10020', name: 'Missing anti-clickjacking header', risk: 'medium', finds: canBeFramed },
  {
    id: '10021',
    name: 'X-Content-Type-Options missing',
    risk: 'low',
    finds: lacks('X-Content-Type-Options', /^nosniff$/),
  },
  { id: '10028', name: 'Open redirect', risk: 'high', finds: leadsElsewhere },
  { id: '10035', name: 'Strict-Transport-Security', risk: 'low', finds: hasNoTransportSecurity },
  { id: '10036', name: 'Server leaks its version', risk: 'low', finds: has('Server') },
  { id: '10037', name: 'X-Powered-By', risk: 'low', finds: has('X-Powered-By') },
  {
    id: '10038',
    name: 'Content Security Policy not set',
    risk: 'medium',
    finds: lacks('Content-Security-Policy', /\S/),
  },
  { id: '10039', name: 'X-Backend-Server', risk: 'low', finds: has('X-Backend-Server') },
  { id: '10052', name: 'X-ChromeLogger-Data', risk: 'medium', finds: has('X-ChromeLogger-Data', 'X-ChromePhp-Data') },
  { id: '10056', name: 'X-Debug-Token', risk: 'low', finds: has('X-Debug-Token', 'X-Debug-Token-Link') },
  { id: '10061', name: 'X-AspNet-Version', risk: 'low', finds: has('X-AspNet-Version', 'X-AspNetMvc-Version') },
  { id: '10063', name: 'Permissions-Policy not set', risk: 'low', finds: ofPages(lacks('Permissions-Policy', /\S/)) },
  { id: '10098', name: 'Cross-domain misconfiguration', risk: 'medium', finds: opensToAll },
  { id: '10105', name: 'Weak authentication', risk: 'high', finds: asksForWeakProof },
  {
    id: '90004-1',
    name: 'Cross-Origin-Resource-Policy',
    risk: 'low',
    finds: lacks('Cross-Origin-Resource-Policy', /^(same|cross)-origin$/),
  },
  {
    id: '90004-2',
    name: 'Cross-Origin-Embedder-Policy',
    risk: 'low',
    finds: ofPages(lacks('Cross-Origin-Embedder-Policy', /^(require-corp|credentialless)$/)),
  },
  {
    id: '90004-3',
    name: 'Cross-Origin-Opener-Policy',
    risk: 'low',
    finds: ofPages(lacks('Cross-Origin-Opener-Policy', /^same-origin$/)),
  },
];

function typeMissing({ headers, body }: Exchange): string | null {
  return body !== '' && !headers.get('Content-Type') ? 'a body without a type' : null;
}

function opensToAll({ headers }: Exchange): string | null {
  const open = headers.get('Access-Control-Allow-Origin');
  return open === '*' || open === 'null' ? `Access-Control-Allow-Origin: ${open}` : null;
}
