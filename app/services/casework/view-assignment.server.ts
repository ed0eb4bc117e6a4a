import type { Reader } from '#db/open.ts';
import { loadReturn } from '#db/returns.ts';
import { staffNames } from '../staff-names.server.ts';

/** Whose a return is; null: nobody's. */
export async function viewAssignment(
  db: Reader,
  { returnId, staffId }: { readonly returnId: string; readonly staffId: string },
): Promise<{ readonly mine: boolean; readonly name: string } | null> {
  const owner = (await loadReturn(db, returnId))?.assignedTo ?? null;
  if (owner === null) return null;
  const nameOf = await staffNames(db);
  return { mine: owner === staffId, name: nameOf(`staff:${owner}`) };
}
