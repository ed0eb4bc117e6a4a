import { listPresent, touchPresence } from '#db/presence.ts';
import { loadReturn } from '#db/returns.ts';
import type { ServiceDeps } from '../deps.ts';
import { staffNames } from '../staff-names.server.ts';

/** A page that is open is heard of every 20 seconds; who was not heard of for a minute has left. */
export const PRESENT_SECONDS = 60;

/**
 * Notes that a person has a return open now. Gives the names of all others who have, or null when there is no such return.
 */
export async function notePresence(
  { db, clock }: Pick<ServiceDeps, 'db' | 'clock'>,
  { returnId, staffId }: { readonly returnId: string; readonly staffId: string },
): Promise<string[] | null> {
  if (!(await loadReturn(db, returnId))) return null;
  const now = clock();
  const since = now.subtract({ seconds: PRESENT_SECONDS });
  const others = await db.transaction(async (tx) => {
    await touchPresence(tx, { returnId, staffId, seenAt: now }, since);
    return listPresent(tx, { returnId, but: staffId, since });
  });
  if (others.length === 0) return [];
  const nameOf = await staffNames(db);
  return others.map((id) => nameOf(`staff:${id}`));
}
