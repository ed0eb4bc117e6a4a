import { expect, test, vi } from 'vitest';
import { seedDemo } from '#db/seed/demo.ts';
import { signedIn } from '#tests/app/shell/signed-in.ts';
import { openShell } from '#tests/app/shell/support.ts';
import { allPlaces, serveAll } from './site.ts';

// Every route of the table over HTTP, as a page and as a form, as nobody and as somebody: whatever the answer is, it carries every header.

const NEVER = /unsafe-inline|unsafe-eval|\*|https?:/;

test('every answer of every route carries the policy of contents and all other headers, errors included', async () => {
  await using shell = await openShell();
  await seedDemo(shell.deps.db, { now: shell.deps.clock() });
  await using site = await serveAll(shell);
  const cookies = [
    '',
    ...(await Promise.all(
      (['agent', 'admin', 'auditor'] as const).map((role) =>
        signedIn(shell.deps, { email: `${role}@headers.example`, role }),
      ),
    )),
  ];
  const statuses = new Map<number, number>();
  const framed: string[] = [];
  const broken: string[] = [];
  // What React has to say against a page, such as an address that is empty.
  using complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const places = await allPlaces();
  // Signing out comes last: after it everybody is nobody.
  const isEnd = ({ path }: { path: string }) => /sign-out|leave/.test(path);
  for (const { path } of [...places.filter((one) => !isEnd(one)), ...places.filter(isEnd)]) {
    const address = `/${path.replaceAll(/:\w+|\*/g, 'not-there').replace(/^\//, '')}`;
    for (const Cookie of cookies) {
      for (const method of ['GET', 'POST'] as const) {
        const body = method === 'POST' ? new URLSearchParams({ intent: 'nothing' }) : null;
        const answer = await fetch(site.url + address, { method, body, headers: { Cookie }, redirect: 'manual' });
        const text = await answer.text();
        if (answer.status >= 500) broken.push(`${method} ${address} ${text.slice(0, 300)}`);
        const headers = Object.fromEntries(answer.headers);
        const policy = headers['content-security-policy'] ?? '';
        const where = `${method} ${address} ${answer.status}`;
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        expect(policy, where).toContain("default-src 'none'");
        expect(policy, where).toContain("base-uri 'none'");
        expect(policy, where).toMatch(/script-src 'self'( 'nonce-[\w+/=]{20,}')?;/);
        if (policy.includes("frame-ancestors 'self'")) framed.push(path);
        expect(NEVER.test(policy), where).toBe(false);
        expect(headers, where).toMatchObject({
          'x-content-type-options': 'nosniff',
          'cross-origin-opener-policy': 'same-origin',
          'referrer-policy': 'same-origin',
          'permissions-policy': expect.stringContaining('camera=(self)'),
          'x-request-id': expect.stringMatching(/^[\w-]{36}$/),
        });
        expect(headers['cache-control'], where).toMatch(/no-store|private/);
        expect(headers, where).not.toHaveProperty('x-powered-by');
      }
    }
  }
  console.log(`answers by status: ${[...statuses].map(([status, count]) => `${status}:${count}`).join(' ')}`);
  expect([...new Set(framed)]).toEqual([]);
  expect(broken.slice(0, 3)).toEqual([]);
  expect(complaints.mock.calls.slice(0, 3)).toEqual([]);
}, 180_000);
