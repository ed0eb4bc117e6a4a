import { noteParcelCode } from '#db/dock-scans.ts';
import { addSearchTerms } from '#db/search.ts';
import type { CarrierCode } from '#machines/scan/carrier-code.ts';
import { searchTerms } from '#machines/search-terms.ts';
import type { Unit } from './unit-of-work.server.ts';

/** From now on a scan of this code, and a search for it, finds the return whose parcel bears it. */
export async function learnParcelCode({ tx, at, actor }: Unit, returnId: string, code: CarrierCode): Promise<void> {
  await noteParcelCode(tx, { ...code, returnId, notedAt: at, notedBy: actor });
  await addSearchTerms(tx, returnId, searchTerms([code.value]));
}
