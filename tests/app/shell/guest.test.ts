import { expect, test } from 'vitest';
import { browserOf, knowBrowser } from '#app/auth/browser.server.ts';
import { endGuestSession, guestOf, startGuestSession } from '#app/auth/guest.server.ts';
import { asCookieHeader, openShell } from './support.ts';

const from = (...setCookies: string[]) =>
  new Request('http://localhost/order', { headers: { Cookie: asCookieHeader(setCookies) } });

test('a guest is known for an hour, by that order only', async () => {
  await using shell = await openShell();
  const cookie = await startGuestSession(shell.deps, 'order-1');
  expect(await guestOf(from(cookie), shell.deps)).toMatchObject({ orderId: 'order-1' });
  shell.passes({ minutes: 59 });
  expect(await guestOf(from(cookie), shell.deps)).not.toBeNull();
  shell.passes({ minutes: 1, seconds: 1 });
  expect(await guestOf(from(cookie), shell.deps)).toBeNull();
});

test('the cookie is out of reach for scripts and other sites, and holds 128 bits that are stored nowhere', async () => {
  await using shell = await openShell();
  const cookie = await startGuestSession(shell.deps, 'order-1');
  expect(cookie).toMatch(/^guest=[\w-]{22}; Path=\/; Max-Age=3600; HttpOnly; SameSite=Lax$/);
  const rows = await shell.deps.db.select().from(shell.deps.db.tables.guestSessions);
  expect(JSON.stringify(rows)).not.toContain(/=([\w-]+)/.exec(cookie)?.[1] ?? cookie);
});

test('under https the cookie belongs to this host alone', async () => {
  await using shell = await openShell({ APP_URL: 'https://shop.example' });
  const cookie = await startGuestSession(shell.deps, 'order-1');
  expect(cookie).toMatch(/^__Host-guest=.*; Secure$/);
  const unprefixed = cookie.replace('__Host-', '');
  expect(await guestOf(from(unprefixed), shell.deps)).toBeNull();
  expect(await guestOf(from(cookie), shell.deps)).not.toBeNull();
});

test('leaving ends it on the server too', async () => {
  await using shell = await openShell();
  const cookie = await startGuestSession(shell.deps, 'order-1');
  expect(await endGuestSession(from(cookie), shell.deps)).toContain('Max-Age=0');
  expect(await guestOf(from(cookie), shell.deps)).toBeNull();
});

test.each(['guest=', 'guest=%00', 'guest=guessed', `guest=${'a'.repeat(5000)}`, ';;;=;', 'guest'])(
  'the cookie %j is nobody',
  async (cookie) => {
    await using shell = await openShell();
    const request = new Request('http://localhost/', { headers: { Cookie: cookie } });
    expect(await guestOf(request, shell.deps)).toBeNull();
  },
);

test('a browser gets its mark once, and keeps it', async () => {
  await using shell = await openShell();
  const first = knowBrowser(new Request('http://localhost/'), shell.deps);
  const again = knowBrowser(from(first.setCookie ?? ''), shell.deps);
  expect(again).toEqual({ browserHash: first.browserHash, setCookie: null });
  expect(browserOf(new Request('http://localhost/'), shell.deps)).toBeNull();
});
