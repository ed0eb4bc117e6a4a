import { and, asc, eq, exists, inArray, isNotNull, isNull, not } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { countRows } from './capped.ts';
import type { Reader } from './database.ts';
import type { FoundParcel } from './found-parcels.ts';

/**
 * Found parcels that wait for customer care: still on the shelf, said to be of an order, and of no return of that order so far. Of several orders in
 * one box one is enough.
 */
function waitsForCare(db: Reader) {
  const { foundParcels, foundMatches } = db.tables;
  const ofReturn = alias(foundMatches, 'of_return');
  const known = db
    .select({ id: ofReturn.id })
    .from(ofReturn)
    .where(
      and(
        eq(ofReturn.foundParcelId, foundMatches.foundParcelId),
        eq(ofReturn.orderId, foundMatches.orderId),
        isNotNull(ofReturn.returnId),
      ),
    );
  const asked = db
    .select({ id: foundMatches.id })
    .from(foundMatches)
    .where(and(eq(foundMatches.foundParcelId, foundParcels.id), isNull(foundMatches.returnId), not(exists(known))));
  return and(inArray(foundParcels.state, ['open', 'matched']), exists(asked));
}

/** The oldest first. */
export async function listFoundForCare(db: Reader, limit: number): Promise<FoundParcel[]> {
  const { foundParcels } = db.tables;
  return db
    .select()
    .from(foundParcels)
    .where(waitsForCare(db))
    .orderBy(asc(foundParcels.arrivedAt), asc(foundParcels.id))
    .limit(limit);
}

/** How many there are; counted as far as one beyond `most`. */
export async function countFoundForCare(db: Reader, most: number): Promise<number> {
  const { foundParcels } = db.tables;
  const rows = db.select({ id: foundParcels.id }).from(foundParcels).where(waitsForCare(db));
  return countRows(db, rows, most + 1);
}
