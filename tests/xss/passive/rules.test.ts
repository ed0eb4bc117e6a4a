import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contentSecurityPolicy } from '#app/security/headers.server.ts';
import { findingsOf, leftOut, passiveRules } from './rules.ts';

// Each rule on an exchange in which it finds something, and on one that looks like it and is well.

interface Told {
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Headers that do not come. */
  readonly without?: string;
  readonly body?: string;
}

const CSP = contentSecurityPolicy();

function found({ url = 'https://shop.example/order', headers = {}, without, body = '<p>Hello</p>' }: Told): string[] {
  const all = new Headers({
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': CSP,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Permissions-Policy': 'camera=(self)',
    ...(url.startsWith('https:') ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
    ...headers,
  });
  if (without) all.delete(without);
  const exchange = { method: 'GET', url, status: 200, headers: all, body };
  return findingsOf(exchange).map(({ rule }) => rule.split(' ')[0] ?? '');
}

const header = (name: string, value: string): Told => ({ headers: { [name]: value } });
const policy = (from: string, to: string) => header('Content-Security-Policy', CSP.replace(from, to));
const body = (text: string): Told => ({ body: text });
const script = (text: string): Told => ({ body: text, headers: { 'Content-Type': 'text/javascript' } });
const cookie = (attributes: string) => header('Set-Cookie', `a=1; Path=/${attributes}`);
const lacking = (name: string): Told => ({ without: name });
const ALL_GOOD: Told = {};

const CASES: readonly (readonly [id: string, bad: Told, good: Told])[] = [
  ['10019', lacking('Content-Type'), { without: 'Content-Type', body: '' }],
  ['10020', policy("frame-ancestors 'none'", ''), policy("frame-ancestors 'none'", "frame-ancestors 'self'")],
  ['10021', lacking('X-Content-Type-Options'), ALL_GOOD],
  [
    '10028',
    { url: 'https://shop.example/x?next=https://evil.example/', ...header('Location', 'https://evil.example/') },
    { url: 'https://shop.example/x?next=/order', ...header('Location', '/order') },
  ],
  ['10035', lacking('Strict-Transport-Security'), { url: 'http://shop.example/' }],
  ['10036', header('Server', 'nginx/1.27'), ALL_GOOD],
  ['10037', header('X-Powered-By', 'Express'), ALL_GOOD],
  ['10038', lacking('Content-Security-Policy'), ALL_GOOD],
  ['10039', header('X-Backend-Server', 'app-3'), ALL_GOOD],
  ['10052', header('X-ChromeLogger-Data', 'eyJ2'), ALL_GOOD],
  ['10056', header('X-Debug-Token', 'abc'), ALL_GOOD],
  ['10061', header('X-AspNet-Version', '4.0'), ALL_GOOD],
  ['10063', lacking('Permissions-Policy'), { without: 'Permissions-Policy', ...script('1') }],
  ['10098', header('Access-Control-Allow-Origin', '*'), header('Access-Control-Allow-Origin', 'https://shop.example')],
  [
    '10105',
    { url: 'http://shop.example/', ...header('WWW-Authenticate', 'Basic realm="x"') },
    { url: 'http://shop.example/', ...header('WWW-Authenticate', 'Bearer') },
  ],
  [
    '90004-1',
    header('Cross-Origin-Resource-Policy', 'same-site'),
    header('Cross-Origin-Resource-Policy', 'cross-origin'),
  ],
  ['90004-2', lacking('Cross-Origin-Embedder-Policy'), ALL_GOOD],
  ['90004-3', header('Cross-Origin-Opener-Policy', 'unsafe-none'), ALL_GOOD],
  ['10055-1', header('X-Content-Security-Policy', "default-src 'self'"), ALL_GOOD],
  ['10055-2', header('X-WebKit-CSP', "default-src 'self'"), ALL_GOOD],
  ['10055-4', policy("img-src 'self'", 'img-src https:'), policy("img-src 'self'", 'img-src https://cdn.example')],
  [
    '10055-5',
    policy("script-src 'self'", "script-src 'unsafe-inline'"),
    policy("script-src 'self'", "script-src 'nonce-abc' 'unsafe-inline'"),
  ],
  [
    '10055-6',
    policy("style-src 'self'", "style-src 'unsafe-inline'"),
    policy("style-src 'self'", "style-src 'nonce-abc'"),
  ],
  [
    '10055-7',
    policy("script-src 'self'", "script-src 'unsafe-hashes' 'sha256-x'"),
    policy("script-src 'self'", "script-src 'sha256-x'"),
  ],
  [
    '10055-8',
    policy("style-src 'self'", "style-src 'unsafe-hashes' 'sha256-x'"),
    policy("style-src 'self'", "style-src 'sha256-x'"),
  ],
  ['10055-9', header('Content-Security-Policy', `${CSP}; img-src "\u00e9"`), ALL_GOOD],
  ['10055-10', policy("script-src 'self'", "script-src 'self' 'unsafe-eval'"), ALL_GOOD],
  [
    '10055-11',
    body(`<meta http-equiv="Content-Security-Policy" content="frame-ancestors 'none'">`),
    body(`<meta http-equiv="Content-Security-Policy" content="default-src 'self'">`),
  ],
  ['10055-13', policy("form-action 'self'; ", ''), ALL_GOOD],
  ['10010', cookie('; Secure; SameSite=Lax'), cookie('; HttpOnly; Secure; SameSite=Lax')],
  ['10011', cookie('; HttpOnly; SameSite=Lax'), { url: 'http://shop.example/', ...cookie('; HttpOnly; SameSite=Lax') }],
  ['10054', cookie('; HttpOnly; Secure; SameSite=None'), cookie('; Max-Age=0')],
  ['90033', cookie('; HttpOnly; Secure; SameSite=Lax; Domain=example'), cookie('; HttpOnly; Secure; SameSite=Strict')],
  [
    '10017',
    body('<script src="https://cdn.example/a.js" integrity="sha256-x"></script>'),
    body('<script src="/a.js"></script>'),
  ],
  ['10032', body('<input name="__VIEWSTATE" value="x">'), body('<input name="state" value="x">')],
  ['10040', body('<img src="http://shop.example/a.png">'), body('<a href="http://shop.example/">x</a>')],
  [
    '10041',
    { url: 'http://shop.example/', ...body('<form action="https://shop.example/"></form>') },
    { url: 'http://shop.example/', ...body('<form action="/x"></form>') },
  ],
  ['10042', body('<form action="http://shop.example/"></form>'), body('<form action="/x"></form>')],
  [
    '10108',
    body('<a href="https://a.example" target="_blank">x</a>'),
    body('<a href="https://a.example" target="_blank" rel="noopener">x</a>'),
  ],
  [
    '10115',
    body('<script src="https://cdn.polyfill.io/v3/p.js" integrity="x"></script>'),
    body('<script src="/polyfill.js"></script>'),
  ],
  ['90001', body('<input name="javax.faces.ViewState">'), body('<input name="faces">')],
  [
    '90003',
    body('<link rel="stylesheet" href="https://cdn.example/a.css">'),
    body('<link rel="stylesheet" href="https://cdn.example/a.css" integrity="sha256-x">'),
  ],
  ['2', body('<p>from 192.168.0.7</p>'), body('<p>from 192.0.2.7, version 10.2.1.0.3</p>')],
  ['10023', body('<pre>Stack trace:</pre>'), body('<p>A trace of lipstick</p>')],
  ['10033', body('<title>Index of /files</title>'), body('<title>Your orders</title>')],
  ['10062', body('<p>4716 1869 7854 4330</p>'), body('<p>4716 1869 7854 4331, 0.4716186978544330, order 4711</p>')],
  ['10097', body(`<p>$2b$12$${'a'.repeat(53)}</p>`), body('<p>$12.50</p>')],
  ['10099', body('<p>Select a parcel from the list.</p>'), body('<p>Choose a parcel from the list.</p>')],
  ['10110', script('eval(x)'), script('evaluate(x)')],
  ['90002', body('rO0ABXNyAA'), body('rO0')],
  [
    '90022',
    body('<pre>TypeError: x is undefined\n    at f (/srv/app/x.js:1:2)</pre>'),
    body('<p>Something went wrong at 10:20:30.</p>'),
  ],
  ['3', { url: 'https://shop.example/order?sid=0123456789' }, { url: 'https://shop.example/order?sid=5' }],
  ['10024', body('<a href="/dev/mailbox?to=ada%40example.com">x</a>'), body('<a href="/dev/mailbox?to=ada">x</a>')],
];

test.each(CASES)('%s finds what is wrong and lets pass what is well', (id, bad, good) => {
  expect(found(bad)).toContain(id);
  expect(found(good)).not.toContain(id);
});

test('every rule stands in the table, once, and none that is left out', () => {
  expect(CASES.map(([id]) => id)).toEqual(passiveRules.map(({ id }) => id));
  expect(new Set(passiveRules.map(({ id }) => id)).size).toBe(passiveRules.length);
  for (const { id } of leftOut) expect(passiveRules.map((rule) => rule.id)).not.toContain(id);
});

test('the scanner itself is told the same: what is of medium risk and above fails, and one rule is off', () => {
  const lines = readFileSync(new URL('../../zap/baseline.conf', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const told = lines.filter((line) => !line.startsWith('#')).map((line) => line.split('\t').slice(0, 2));
  const heavy = passiveRules.filter(({ risk }) => risk !== 'low').map(({ id }) => id.replace(/-.*/, ''));
  const all = new Set([...heavy, ...leftOut.map(({ id }) => id)]);
  const wanted = [...all].map((id) => [id, id === '10202' ? 'IGNORE' : 'FAIL']);
  expect(told.toSorted()).toEqual(wanted.toSorted());
});

test('a page as ours are has no finding at all', () => {
  expect(found({ body: '<form method="post"><input name="email"><a href="/help">Help</a></form>' })).toEqual([]);
});
