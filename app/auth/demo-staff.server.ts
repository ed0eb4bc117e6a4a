import type { Deps } from '#app/context.server.ts';
import { staffAuth } from './better-auth.server.ts';
import { demoPassword, demoStaff } from './demo-staff.ts';

/** Makes the three demo accounts where they do not exist yet. Does nothing outside development: their password is public. */
export async function ensureDemoStaff(deps: Pick<Deps, 'db' | 'env' | 'log'>): Promise<void> {
  if (deps.env.RETOUR_MODE !== 'development') return;
  const { internalAdapter, password } = await staffAuth(deps).$context;
  for (const { email, name, role } of demoStaff) {
    if (await internalAdapter.findUserByEmail(email)) continue;
    const user = await internalAdapter.createUser({ email, name, role, emailVerified: true }, { method: 'admin' });
    const hash = await password.hash(demoPassword);
    await internalAdapter.linkAccount({
      userId: user.id,
      providerId: 'credential',
      accountId: user.id,
      password: hash,
    });
  }
}
