import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ensureDemoStaff } from '#app/auth/demo-staff.server.ts';
import { demoPassword, demoStaff } from '#app/auth/demo-staff.ts';
import { sessionSecret } from '#app/auth/secret.server.ts';
import { endStaffSession, signInStaff, staffOf } from '#app/auth/staff.server.ts';
import { allow } from '#app/http.server.ts';
import { countStaff } from '#db/staff.ts';
import { asCookieHeader, openShell, routeArgs, type Shell, thrownBy } from './support.ts';

const agent = { email: 'agent@retour.example', password: demoPassword, clientIp: '192.0.2.7' };

async function signedIn(shell: Shell, email = agent.email): Promise<Request> {
  await ensureDemoStaff(shell.deps);
  const cookies: string[] = [];
  const result = await signInStaff({ ...agent, email }, shell.deps, (header) => cookies.push(header));
  if (!result.ok) throw new Error(result.refusal.code);
  return new Request('http://localhost/desk', { headers: { Cookie: asCookieHeader(cookies) } });
}

test('demo staff are made once, and in development only', async () => {
  await using shell = await openShell();
  await ensureDemoStaff(shell.deps);
  await ensureDemoStaff(shell.deps);
  expect(await countStaff(shell.deps.db)).toBe(demoStaff.length);
  await using real = await openShell({ RETOUR_MODE: 'production', ALLOW_STAND_INS: 'true' });
  await ensureDemoStaff(real.deps);
  expect(await countStaff(real.deps.db)).toBe(0);
});

test('who signs in is known, with the role that the database says', async () => {
  await using shell = await openShell();
  const request = await signedIn(shell);
  expect(await staffOf(request, shell.deps, () => undefined)).toMatchObject({ email: agent.email, role: 'agent' });
});

test('the cookie is Lax, out of reach for scripts, and under https bound to the host', async () => {
  await using shell = await openShell({ APP_URL: 'https://shop.example' });
  await ensureDemoStaff(shell.deps);
  const cookies: string[] = [];
  await signInStaff(agent, shell.deps, (header) => cookies.push(header));
  expect(cookies[0]).toMatch(/^__Host-staff=[^;]+; Max-Age=1800; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
});

test('an unknown person and a wrong password get the same answer', async () => {
  await using shell = await openShell();
  await ensureDemoStaff(shell.deps);
  const cookies: string[] = [];
  const tries = [
    { ...agent, password: 'not-the-password-at-all' },
    { ...agent, email: 'nobody@retour.example' },
    { ...agent, email: 'no address' },
    { ...agent, password: 'x'.repeat(500) },
  ];
  for (const input of tries) {
    const result = await signInStaff(input, shell.deps, (header) => cookies.push(header));
    expect(result).toEqual({ ok: false, refusal: { code: 'sign-in.wrong' } });
  }
  expect(cookies).toEqual([]);
});

test('too many tries from one address are refused, even with the right password', async () => {
  await using shell = await openShell({ RETOUR_MODE: 'production', ALLOW_STAND_INS: 'true' });
  const codes: string[] = [];
  for (let number = 0; number < 11; number++) {
    const result = await signInStaff({ ...agent, email: `${number}@shop.example` }, shell.deps, () => undefined);
    codes.push(result.ok ? 'ok' : result.refusal.code);
  }
  expect(codes).toEqual([...Array(10).fill('sign-in.wrong'), 'sign-in.too-many']);
});

test('too many tries at one account are refused, from wherever they come', async () => {
  await using shell = await openShell({ RETOUR_MODE: 'production', ALLOW_STAND_INS: 'true' });
  const codes: string[] = [];
  for (let number = 0; number < 21; number++) {
    const result = await signInStaff({ ...agent, clientIp: `192.0.2.${number}` }, shell.deps, () => undefined);
    codes.push(result.ok ? 'ok' : result.refusal.code);
  }
  expect(codes).toEqual([...Array(20).fill('sign-in.wrong'), 'sign-in.too-many']);
});

test('nobody can sign up', async () => {
  await using shell = await openShell();
  const { staffAuth } = await import('#app/auth/better-auth.server.ts');
  const body = JSON.stringify({
    email: 'me@evil.example',
    password: 'a-long-enough-password',
    name: 'Me',
    role: 'policy',
  });
  const answer = await staffAuth(shell.deps).handler(
    new Request('http://localhost:3000/staff/auth/sign-up/email', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: 'http://localhost:3000' },
      body,
    }),
  );
  expect(answer.ok).toBe(false);
  expect(await countStaff(shell.deps.db)).toBe(0);
});

test('after twelve hours one signs in again', async () => {
  await using shell = await openShell();
  const request = await signedIn(shell);
  shell.passes({ hours: 12, seconds: 1 });
  const cookies: string[] = [];
  expect(await staffOf(request, shell.deps, (header) => cookies.push(header))).toBeNull();
  expect(cookies.join()).toContain('Max-Age=0');
});

test('a session ended is ended for a copied cookie too', async () => {
  await using shell = await openShell();
  const request = await signedIn(shell);
  await endStaffSession(request, shell.deps, () => undefined);
  expect(await staffOf(request, shell.deps, () => undefined)).toBeNull();
});

test('allow: without a session to the sign-in page, and back afterwards', async () => {
  await using shell = await openShell();
  const loader = allow('desk.decide', () => 'reached');
  const answer = await thrownBy(loader(routeArgs(shell.deps, new Request('http://localhost/desk?page=2'))));
  expect(answer instanceof Response && [answer.status, answer.headers.get('Location')]).toEqual([
    303,
    '/staff/sign-in?next=%2Fdesk%3Fpage%3D2',
  ]);
});

test('allow: a role that lacks the permission gets 403, one that has it gets in', async () => {
  await using shell = await openShell();
  const warehouse = await signedIn(shell, 'warehouse@retour.example');
  const decide = allow('desk.decide', () => 'reached');
  const receive = allow('dock.receive', ({ staff }) => staff.role);
  expect(await thrownBy(decide(routeArgs(shell.deps, warehouse)))).toMatchObject({ init: { status: 403 } });
  expect(await receive(routeArgs(shell.deps, warehouse))).toBe('warehouse');
});

test('allow: staff are not guests, and nobody is a guest without proof', async () => {
  await using shell = await openShell();
  const loader = allow('guest', () => 'reached');
  const answer = await thrownBy(loader(routeArgs(shell.deps, await signedIn(shell))));
  expect(answer instanceof Response && answer.headers.get('Location')).toBe('/?next=%2Fdesk');
});

test('the secret is made once and readable for its owner only', async () => {
  await using shell = await openShell();
  const { env } = shell.deps;
  const secret = sessionSecret(env);
  expect(sessionSecret(env)).toBe(secret);
  const file = join(env.DATA_DIR, 'secret');
  expect(await readFile(file, 'utf8')).toBe(secret);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});
