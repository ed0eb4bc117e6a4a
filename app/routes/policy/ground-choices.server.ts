import type { StaffArgs } from '#app/http.server.ts';
import { viewPolicy } from '#app/services/view-policy.server.ts';

/** The versions a draft can be put on: the one in force, those planned, and the one that is looked at. */
export async function groundChoices({ deps, t }: Pick<StaffArgs, 'deps' | 't'>, to: number) {
  const { versions } = await viewPolicy(deps);
  return versions
    .filter(({ number, standing }) => standing === 'in-force' || standing === 'planned' || number === to)
    .map(({ number }) => ({ number, label: t('policy:versions.version', { number }) }));
}
