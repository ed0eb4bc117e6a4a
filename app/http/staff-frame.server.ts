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
  return {
    shopName: await shopName(deps),
    session: await sessionWords(staff, { deps, t, locale }),
    person: staff && { name: staff.name, role: staff.role },
    areas: inside ? areasOf(inside.role) : [],
    mentions: await mentionsOf(deps, inside, t),
  };
}
