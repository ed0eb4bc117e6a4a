import type { Deps } from '#app/context.server.ts';
import { staffAuth } from './better-auth.server.ts';
import { demoPassword, demoStaff } from './demo-staff.ts';
import { makeStaff } from './make-staff.server.ts';

type DemoDeps = Pick<Deps, 'db' | 'env' | 'log'>;

/** Makes the three demo accounts where they do not exist yet. Does nothing outside development: their password is public. */
export async function ensureDemoStaff(deps: DemoDeps): Promise<void> {
  if (deps.env.RETOUR_MODE !== 'development') return;
  for (const staff of demoStaff) await makeStaff(deps, { ...staff, password: demoPassword });
}

/** The demo accounts that a database holds: one that was filled in development must not serve a real shop. */
export async function findDemoStaff(deps: DemoDeps): Promise<string[]> {
  const { internalAdapter } = await staffAuth(deps).$context;
  const found: string[] = [];
  for (const { email } of demoStaff) if (await internalAdapter.findUserByEmail(email)) found.push(email);
  return found;
}
