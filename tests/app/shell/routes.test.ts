import { fileURLToPath } from 'node:url';
import type { RouteConfigEntry } from '@react-router/dev/routes';
import { expect, test } from 'vitest';
import { staffPermissions } from '#app/permissions.ts';

// The route table asks the framework where the routes are; outside a build nobody else tells it.
Object.assign(globalThis, { __reactRouterAppDirectory: fileURLToPath(new URL('../../../app', import.meta.url)) });
const { default: table } = await import('#app/routes.ts');

function filesOf(entries: readonly RouteConfigEntry[]): string[] {
  return entries.flatMap((entry) => [entry.file, ...filesOf(entry.children ?? [])]);
}
const files = ['root.tsx', ...filesOf(table)];
const modules = import.meta.glob<Record<string, unknown>>(['../../../app/root.tsx', '../../../app/routes/**/*.tsx']);

async function load(file: string): Promise<Record<string, unknown>> {
  const module = await modules[`../../../app/${file}`]?.();
  if (!module) throw new Error(`app/${file} is in the route table but not there`);
  return module;
}

const known = new Set<unknown>(['public', 'guest', 'shop-api', ...staffPermissions]);

test.each(files)('%s says who may call its loader and its action', async (file) => {
  const module = await load(file);
  const handlers = [module.loader, module.action].filter((handler) => handler !== undefined);
  for (const handler of handlers) {
    const permission = typeof handler === 'function' && 'permission' in handler ? handler.permission : undefined;
    expect(known).toContain(permission);
  }
});

test.each(files.filter((file) => /^routes\/(dock|desk|policy)\//.test(file)))('%s is for staff only', async (file) => {
  const module = await load(file);
  const section = file.split('/')[1];
  expect(module.loader).toBeTypeOf('function');
  for (const handler of [module.loader, module.action]) {
    if (handler === undefined) continue;
    expect(handler).toHaveProperty('permission', expect.stringMatching(`^${section}\\.`));
  }
});

test('no route is listed twice', () => {
  expect(new Set(files).size).toBe(files.length);
});
