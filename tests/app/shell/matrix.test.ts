import { fileURLToPath } from 'node:url';
import type { RouteConfigEntry } from '@react-router/dev/routes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_SHOP_KEY } from '#app/env.server.ts';
import { may, type Permission, type Role, roles, type StaffPermission, staffPermissions } from '#app/permissions.ts';
import { seedDemo } from '#db/seed/demo.ts';
import { signedIn } from './signed-in.ts';
import { openShell, routeArgs, type Shell } from './support.ts';

// Every loader and every action of the route table, as it is called for each kind of person: nobody, and each role. What a role may not do is
// refused before anything is looked at; what it may do is answered, also for a thing that is not there.

Object.assign(globalThis, { __reactRouterAppDirectory: fileURLToPath(new URL('../../../app', import.meta.url)) });
const { default: table } = await import('#app/routes.ts');
const modules = import.meta.glob<Record<string, unknown>>('../../../app/routes/**/*.tsx');

interface Place {
  readonly file: string;
  readonly path: string;
}

function placesOf(entries: readonly RouteConfigEntry[]): Place[] {
  return entries.flatMap((entry) => [
    ...(entry.path === undefined ? [] : [{ file: entry.file, path: entry.path }]),
    ...placesOf(entry.children ?? []),
  ]);
}
const places = placesOf(table);

let shell: Shell;
const cookies = new Map<Role, string>();

beforeAll(async () => {
  shell = await openShell();
  await seedDemo(shell.deps.db, { now: shell.deps.clock() });
  for (const role of roles) {
    const email = `${role}@matrix.example`;
    cookies.set(role, await signedIn(shell.deps, { email, role }));
  }
}, 120_000);
afterAll(() => shell[Symbol.asyncDispose]());

type Handler = ((args: ReturnType<typeof routeArgs>) => Promise<unknown>) & { permission: Permission };

const isHandler = (value: unknown): value is Handler => typeof value === 'function' && 'permission' in value;
const isStaffs = (permission: Permission): permission is StaffPermission =>
  staffPermissions.some((known) => known === permission);

/** The status of what came of it, as a browser would see it: a page without a status of its own is 200. */
async function statusOf(
  handler: Handler,
  place: Place,
  method: 'GET' | 'POST',
  cookie: string | undefined,
  key?: string,
) {
  const path = place.path.replaceAll(/:\w+|\*/g, 'not-there');
  const params = Object.fromEntries([...place.path.matchAll(/:(\w+)/g)].map(([, name]) => [name, 'not-there']));
  const headers = {
    ...(cookie ? { Cookie: cookie } : {}),
    ...(key ? { Authorization: `Bearer ${key}` } : {}),
    ...(method === 'POST' ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}),
  };
  const body = method === 'POST' ? 'intent=nothing' : null;
  const request = new Request(`http://localhost:3000/${path.replace(/^\//, '')}`, { method, headers, body });
  const answer = await handler({ ...routeArgs(shell.deps, request), params }).catch((error: unknown) => error);
  if (answer instanceof Error) throw answer;
  if (answer instanceof Response) return { status: answer.status, to: answer.headers.get('Location') };
  const init = typeof answer === 'object' && answer !== null && 'init' in answer ? answer.init : null;
  const status = typeof init === 'object' && init !== null && 'status' in init ? init.status : 200;
  return { status: status ?? 200, to: null };
}

test.each(places)('$path: each role gets what it may, and nobody else anything', async (place) => {
  const module = await modules[`../../../app/${place.file}`]?.();
  for (const [name, method] of [
    ['loader', 'GET'],
    ['action', 'POST'],
  ] as const) {
    const handler = module?.[name];
    if (handler === undefined) continue;
    if (!isHandler(handler)) throw new Error(`${place.file} does not say who may call its ${name}`);
    const { permission } = handler;
    if (!isStaffs(permission)) continue;
    const nobody = await statusOf(handler, place, method, undefined);
    expect(nobody, `nobody, ${name}`).toMatchObject({
      status: 303,
      to: expect.stringMatching(/^\/staff\/sign-in\?next=/),
    });
    for (const role of roles) {
      const { status } = await statusOf(handler, place, method, cookies.get(role));
      if (may(role, permission)) expect(status, `${role}, ${name}`).toBeOneOf([200, 303, 400, 404, 409, 410, 415, 422]);
      else expect(status, `${role}, ${name}`).toBe(403);
    }
  }
});

test('what a guest may see is asked for by proof of an order, also of staff', async () => {
  let asked = 0;
  for (const place of places) {
    const module = await modules[`../../../app/${place.file}`]?.();
    for (const [name, method] of [
      ['loader', 'GET'],
      ['action', 'POST'],
    ] as const) {
      const handler = module?.[name];
      if (!isHandler(handler) || handler.permission !== 'guest') continue;
      asked += 1;
      for (const cookie of [undefined, cookies.get('agent')]) {
        const { status, to } = await statusOf(handler, place, method, cookie);
        expect([status, to?.slice(0, 7)], `${place.path} ${name}`).toEqual([303, '/?next=']);
      }
    }
  }
  expect(asked).toBeGreaterThan(20);
});

test('the key of the shop’s own system opens nothing of the staff’s or of a guest’s: it is nobody there', async () => {
  let asked = 0;
  for (const place of places) {
    const module = await modules[`../../../app/${place.file}`]?.();
    for (const [name, method] of [
      ['loader', 'GET'],
      ['action', 'POST'],
    ] as const) {
      const handler = module?.[name];
      if (!isHandler(handler) || handler.permission === 'public') continue;
      asked += 1;
      const { status, to } = await statusOf(handler, place, method, undefined, DEMO_SHOP_KEY);
      if (handler.permission === 'shop-api') expect(status, place.path).toBeOneOf([200, 400, 404, 405, 415, 422]);
      else
        expect([status, to], `${place.path} ${name}`).toEqual([
          303,
          expect.stringMatching(/^\/(staff\/sign-in)?\?next=/),
        ]);
    }
  }
  expect(asked).toBeGreaterThan(100);
});

test('whoever is signed in is nobody to the routes of the shop’s system', async () => {
  for (const place of places) {
    const module = await modules[`../../../app/${place.file}`]?.();
    for (const [name, method] of [
      ['loader', 'GET'],
      ['action', 'POST'],
    ] as const) {
      const handler = module?.[name];
      if (!isHandler(handler) || handler.permission !== 'shop-api') continue;
      for (const role of roles) expect((await statusOf(handler, place, method, cookies.get(role))).status).toBe(401);
    }
  }
});
