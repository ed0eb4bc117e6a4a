import { lacksSecondFactor, type Staff } from '#app/auth/staff.server.ts';
import type { Deps, RequestInfo } from '#app/context.server.ts';
import { areasOf } from '#app/permissions.ts';
import { mentionsOf } from './mentions.server.ts';
import { sessionWords } from './session-words.server.ts';
import { shopName } from './shop-name.server.ts';

/** What stands around a page of staff's, for whoever is there, or nobody. Who still has to set up a second factor is led nowhere else. */
export async function staffFrame(
  { deps, t, locale }: Pick<RequestInfo, 't' | 'locale'> & { readonly deps: Pick<Deps, 'db' | 'clock' | 'env'> },
  staff: Staff | null,
) {
  const inside = staff && !lacksSecondFactor(staff, deps.env) ? staff : null;
  const [name, session, mentions] = await Promise.all([
    shopName(deps),
    sessionWords(staff, { deps, t, locale }),
    mentionsOf(deps, inside, t),
  ]);
  const person = staff && { name: staff.name, role: staff.role };
  return { shopName: name, session, mentions, person, areas: inside ? areasOf(inside.role) : [] };
}
