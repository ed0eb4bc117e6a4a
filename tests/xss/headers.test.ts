import { request as httpRequest } from 'node:http';
import { expect, test, vi } from 'vitest';
import { openShell, type Shell } from '#tests/app/shell/support.ts';
import { commitsOf } from './commits-of.ts';
import { fillShop } from './full-shop.ts';
import type { MarkedShop } from './marked-shop.ts';
import type { Exchange } from './passive/exchange.ts';
import { type Finding, findingsOf, passiveRules } from './passive/rules.ts';
import { addressOf, type Person, peopleOf } from './people-of.ts';
import { allPlaces, type Place, serveAll } from './site.ts';
import { follow, HOME, type Visit, visit } from './visits.ts';

// Everything that the program answers with, over HTTP: every route of the table as a page and as a form, as everybody whom it answers differently;
// every page that can be reached from those of a full shop; files; and all that goes wrong. Whatever the answer is, it carries every header, and the
// passive rules of a scanner find nothing in it.

const NEVER = /unsafe-inline|unsafe-eval|\*|https?:/;

/** What each answer says, of whatever kind. */
function expectHeaders({ method, url, status, headers }: Exchange): void {
  const where = `${method} ${url} ${status}`;
  const policy = headers.get('Content-Security-Policy') ?? '';
  expect(policy, where).toContain("default-src 'none'");
  expect(policy, where).toMatch(/frame-ancestors 'none'|sandbox/);
  expect(NEVER.test(policy), where).toBe(false);
  expect(Object.fromEntries(headers), where).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': expect.stringMatching(/^(same-origin|no-referrer)$/),
    'permissions-policy': expect.stringContaining('camera=(self)'),
    'x-request-id': expect.stringMatching(/^[\w-]{36}$/),
  });
  if (/script-src/.test(policy)) {
    expect(policy, where).toMatch(/script-src 'self'( 'nonce-[\w+/=]{20,}')?;/);
    expect(policy, where).toContain("worker-src 'self';");
    expect(policy, where).toContain("require-trusted-types-for 'script';");
    // Only pages with the framework start workers; there is no rule for HTML, and none that is asked when no other fits.
    expect(policy, where).toMatch(/; trusted-types (?:retour|'none')$/);
    expect(policy.endsWith('trusted-types retour'), where).toBe(policy.includes("'nonce-"));
  }
  expect(headers.get('Cache-Control'), where).toMatch(/no-store|private|public, max-age=/);
}

interface Walk {
  readonly look: (asked: Visit) => Promise<Exchange>;
  readonly findings: Finding[];
  readonly statuses: Map<number, number>;
  readonly broken: string[];
  readonly types: Map<string, number>;
  /** Addresses whose reading wrote something. */
  readonly written: Set<string>;
}

const count = <Key>(counts: Map<Key, number>, key: Key) => counts.set(key, (counts.get(key) ?? 0) + 1);

function walkThrough(site: { readonly url: string }, shell: Shell): Walk & Disposable {
  const commits = commitsOf(shell);
  const findings: Finding[] = [];
  const broken: string[] = [];
  const statuses = new Map<number, number>();
  const types = new Map<string, number>();
  const written = new Set<string>();
  const look = async (asked: Visit) => {
    const before = commits();
    const exchange = await visit(site, asked);
    const { status, body } = exchange;
    if (exchange.method === 'GET' && commits() !== before) written.add(asked.path);
    if (status >= 500) broken.push(`${exchange.method} ${asked.path} ${body.slice(0, 300)}`);
    count(statuses, status);
    count(types, exchange.headers.get('Content-Type')?.split(';')[0] ?? 'none');
    expectHeaders(exchange);
    findings.push(...findingsOf(exchange));
    return exchange;
  };
  return { look, findings, statuses, types, broken, written, [Symbol.dispose]: commits[Symbol.dispose] };
}

/** Whatever goes wrong, on its way to a route or in one. */
async function allErrors(look: Walk['look'], site: { readonly url: string }, shell: Shell): Promise<number[]> {
  const form = new URLSearchParams({ intent: 'nothing' });
  const wrong: Visit[] = [
    { path: '/%E0%A4%A' },
    { path: '/', method: 'POST', body: form, headers: { 'Sec-Fetch-Site': 'cross-site' } },
    { path: '/nowhere' },
    { path: '/', method: 'PUT', body: 'x' },
    { path: '/', method: 'POST', body: 'x', headers: { 'Content-Type': 'text/plain' } },
  ];
  const statuses: number[] = [];
  for (const asked of wrong) statuses.push((await look(asked)).status);
  statuses.push(await tooLarge(site));
  Object.assign(shell.deps, {
    clock: () => {
      throw new Error('SqliteError: no such column: secret, in /srv/app/node_modules/clock.js:1:1');
    },
  });
  for (const path of ['/staff/sign-in', '/withdraw', '/order', '/health', '/r/not-there.data']) {
    const cookie = '__Host-guest=abcdefghijklmnop';
    statuses.push(
      (await look({ path, cookie })).status,
      (await look({ path, cookie, method: 'POST', body: form })).status,
    );
  }
  return [...new Set(statuses)].toSorted((one, other) => one - other);
}

/** A body that is only announced: the usual client would send it. */
async function tooLarge({ url }: { readonly url: string }): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<Exchange>();
  const init = { method: 'POST', headers: { 'Content-Length': String(65 * 1024 * 1024) } };
  const request = httpRequest(`${url}/`, init, (answer) => {
    const headers = new Headers(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]));
    resolve({ method: 'POST', url: `${HOME}/`, status: answer.statusCode ?? 0, headers, body: '' });
  });
  request.on('error', () => undefined);
  request.flushHeaders();
  const exchange = await promise;
  request.destroy();
  expectHeaders(exchange);
  expect(findingsOf(exchange)).toEqual([]);
  return exchange.status;
}

const FILES = [
  ...['/favicon.svg', '/enhance.js', '/session.js', '/dock-worker.js', '/products/candle.svg', '/assets/tokens.css'],
  ...['/schemas', '/assets/', '/fonts/'],
];
/** Where to go afterwards, as another site would like it. */
const ELSEWHERE = ['https://evil.example/', '//evil.example/', '/\\evil.example/', 'https:evil.example'];
const TYPES = [
  'text/html',
  'text/css',
  'text/csv',
  'text/javascript',
  'application/json',
  'application/pdf',
  'image/svg+xml',
];

/** Everything that can be reached from the pages of the shop, as everybody who has one; and files. */
async function followAll(look: Walk['look'], { cookies, pages }: MarkedShop): Promise<number> {
  const files = new Set<string>();
  let followed = 0;
  for (const [person, cookie] of cookies) {
    const own = pages.filter(({ as }) => as === person).map(({ path }) => path);
    followed += await follow(own, { depth: 2, files, look: (path) => look({ path, cookie }) });
  }
  for (const path of FILES) await look({ path });
  for (const next of ELSEWHERE) {
    for (const page of ['/', '/staff/sign-in', '/staff/sign-in/company', '/staff/security/factor']) {
      const path = `${page}?next=${encodeURIComponent(next)}`;
      for (const cookie of ['', cookies.get('guest') ?? '', cookies.get('agent') ?? '']) await look({ path, cookie });
    }
  }
  return followed + FILES.length;
}

/** Signing out comes last: after it everybody is nobody. */
const isEnd = ({ path }: Place) => /sign-out|leave/.test(path);

test('every answer carries the policy of contents and all other headers, and a passive scan finds nothing', async () => {
  await using shell = await openShell({ APP_URL: HOME });
  const shop = await fillShop(shell);
  await using site = await serveAll(shell);
  using walk = walkThrough(site, shell);
  const { look } = walk;
  // What React has to say against a page, such as an address that is empty.
  using complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const followed = await followAll(look, shop);
  const places = await allPlaces();
  for (const place of [...places.filter((one) => !isEnd(one)), ...places.filter(isEnd)]) {
    const path = addressOf(place);
    const as = (person: Person) => shop.cookies.get(person === 'nobody' ? 'guest' : person) ?? '';
    for (const person of peopleOf(place, 'loader')) await look({ path, cookie: person === 'nobody' ? '' : as(person) });
    const body = new URLSearchParams({ intent: 'nothing' });
    for (const person of peopleOf(place, 'action'))
      await look({ path, cookie: person === 'nobody' ? '' : as(person), method: 'POST', body });
  }
  const { findings, statuses, broken, written } = walk;
  expect(broken.slice(0, 3)).toEqual([]);
  expect(complaints.mock.calls.slice(0, 3)).toEqual([]);
  expect(await allErrors(look, site, shell)).toEqual([200, 400, 403, 404, 405, 413, 415, 422, 500]);
  const exchanges = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  const low = findings.filter(({ risk }) => risk === 'low').length;
  const byStatus = [...statuses].map(([status, count]) => `${status}:${count}`).join(' ');
  console.log(`answers by status: ${byStatus}; pages and files followed: ${followed}`);
  console.log(`answers by type: ${[...walk.types].map(([type, count]) => `${type}:${count}`).join(' ')}`);
  console.log(
    `passive rules=${passiveRules.length} exchanges=${exchanges} findings medium+=${findings.length - low} low=${low}`,
  );
  expect(findings.slice(0, 5)).toEqual([]);
  for (const type of TYPES) expect([...walk.types.keys()]).toContain(type);
  // Reading changes nothing, but that whoever opens a return is shown to others who have it open.
  expect([...written].filter((path) => !/^\/desk\/returns\/[\w-]+$/.test(path))).toEqual([]);
}, 180_000);
