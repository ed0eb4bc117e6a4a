import { request as httpRequest } from 'node:http';
import { expect, test } from 'vitest';
import { openShell } from '#tests/app/shell/support.ts';
import { commitsOf } from './commits-of.ts';
import { type MarkedShop, markShop } from './marked-shop.ts';
import { addressOf, peopleOf, permissionOf } from './people-of.ts';
import { allPlaces, type Place, serveAll } from './site.ts';
import { HOME, type Visit, visit } from './visits.ts';

// There is no token in our forms (docs/decisions/032). What a token is for is held here instead: another site can make a browser send a form, with the
// cookies of whoever is signed in, and no route does anything.

/** All that a form can be sent as without asking first (CORS). */
const BODIES: readonly Pick<Visit, 'headers' | 'body'>[] = [
  { body: new URLSearchParams({ intent: 'approve', all: 'yes' }) },
  {
    headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    body: '--x\r\nContent-Disposition: form-data; name="intent"\r\n\r\napprove\r\n--x--\r\n',
  },
  { headers: { 'Content-Type': 'text/plain' }, body: '{"scans":[{"id":"1"}],"x":"="}' },
];
/** What browsers tell about such a form: those of today, those on a page over plain http, and from a place without an origin. */
const TOLD: readonly Readonly<Record<string, string>>[] = [
  { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' },
  { 'Sec-Fetch-Site': 'cross-site', Origin: HOME },
  { 'Sec-Fetch-Site': 'same-site', Origin: 'https://blog.shop.example' },
  { Origin: 'https://evil.example' },
  { Origin: 'null' },
];

const isMachines = ({ path }: Place) => /^(api|webhooks)\//.test(path);

/** The cookies of everybody who may use a route. */
const cookieFor = (place: Place, { cookies }: MarkedShop): string =>
  peopleOf(place, 'action')
    .flatMap((person) => (person === 'nobody' ? [] : (cookies.get(person) ?? [])))
    .slice(0, permissionOf(place, 'action') === 'guest' || permissionOf(place, 'action') === 'public' ? 2 : 1)
    .join('; ');

test('a form that another site sends, with the cookies of whoever may do it, does nothing on any route', async () => {
  await using shell = await openShell({ APP_URL: HOME });
  const shop = await markShop(shell);
  await using site = await serveAll(shell);
  using commits = commitsOf(shell);
  const before = commits();
  const told = shell.lines.length;
  const wrong: string[] = [];
  const places = (await allPlaces()).filter((place) => permissionOf(place, 'action') !== null);
  const pages = places.filter((place) => !isMachines(place));
  let sent = 0;
  for (const place of pages) {
    const cookie = cookieFor(place, shop);
    // Each thing told with one body, each other body with one thing told; last the address by which the framework's own script would send it.
    const [form = {}, ...others] = BODIES;
    const [cross = {}] = TOLD;
    const sendings = [
      ...TOLD.map((facts) => ({ path: addressOf(place), facts, ...form })),
      ...others.map((body) => ({ path: addressOf(place), facts: cross, ...body })),
      { path: `${addressOf(place)}.data`, facts: cross, ...form },
    ];
    for (const { path, facts, headers, body = '' } of sendings) {
      sent += 1;
      const { status } = await visit(site, { path, method: 'POST', cookie, body, headers: { ...headers, ...facts } });
      if (status !== 403) wrong.push(`${path} ${JSON.stringify(facts)} ${status}`);
    }
  }
  const refused = shell.lines.slice(told).filter(({ msg }) => msg === 'refused a form that another site sent').length;
  console.log(
    `foreign forms: routes=${pages.length} sent=${sent} refused=${refused} changed=${commits() === before ? 0 : 1}`,
  );
  expect(wrong).toEqual([]);
  expect(refused).toBe(sent);
  expect(commits()).toBe(before);
  expect(pages.length).toBeGreaterThan(60);
}, 120_000);

test('routes for machines look at no cookie: a form of another site is nobody there', async () => {
  await using shell = await openShell({ APP_URL: HOME });
  const { cookies } = await markShop(shell);
  await using site = await serveAll(shell);
  using commits = commitsOf(shell);
  const before = commits();
  const places = (await allPlaces()).filter(isMachines);
  for (const place of places) {
    for (const { headers, body = '' } of BODIES) {
      const cookie = [...cookies.values()].join('; ');
      const facts = { ...headers, ...TOLD[0] };
      const { status } = await visit(site, { path: addressOf(place), method: 'POST', cookie, body, headers: facts });
      expect(status, place.path).toBeOneOf([400, 401, 405]);
    }
  }
  expect(places.length).toBe(4);
  expect(commits()).toBe(before);
}, 120_000);

test('the same form from a page of ours is taken: it is not refused for anything else', async () => {
  await using shell = await openShell({ APP_URL: HOME });
  const { cookies } = await markShop(shell);
  await using site = await serveAll(shell);
  using commits = commitsOf(shell);
  for (const headers of [{ 'Sec-Fetch-Site': 'same-origin' }, { Origin: HOME }]) {
    const before = commits();
    const cookie = cookies.get(headers.Origin ? 'agent' : 'finance') ?? '';
    const { status } = await visit(site, {
      path: '/staff/sign-out',
      method: 'POST',
      cookie,
      headers,
      body: new URLSearchParams(),
    });
    expect(status).toBe(303);
    expect(commits()).not.toBe(before);
  }
}, 120_000);

test('an address that only begins like one for machines is seen as the router sees it', async () => {
  await using shell = await openShell({ APP_URL: HOME });
  await using site = await serveAll(shell);
  // Browsers resolve these by themselves; a proxy may hand them on as they are, or make them out of encoded ones.
  for (const path of [
    '/api/../staff/sign-out',
    '/api/%2e%2e/staff/sign-out',
    '/api/..\\staff/sign-out',
    '/webhooks/x/../.%2e/staff/sign-out',
    'http://shop.example/api/../staff/sign-out',
  ])
    expect(await statusOf(site, path), path).toBe(403);
  expect(await statusOf(site, '/api/credits/../credits/x/redemptions'), 'one for machines').toBe(401);
});

/** What a form of another site is answered at exactly this target; the usual client would tidy it up. */
async function statusOf({ url }: { readonly url: string }, path: string): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const { hostname, port } = new URL(url);
  const headers = { 'Sec-Fetch-Site': 'cross-site', 'Content-Length': '0' };
  const request = httpRequest({ hostname, port, path, method: 'POST', headers }, (answer) => {
    answer.resume();
    resolve(answer.statusCode);
  });
  request.on('error', reject);
  request.end();
  return promise;
}
