import { and, asc, count, desc, eq, inArray } from 'drizzle-orm';
import type { FoundState } from '#machines/scan/found.ts';
import type { Reader, Tx } from './database.ts';
import { first, type Row } from './row.ts';

/** A parcel without a code that could be used. */
export type FoundParcel = Row<'foundParcels'>;
export type FoundPhoto = Row<'foundPhotos'>;
export type FoundMatch = Row<'foundMatches'>;

/** Throws `conflict` when a parcel with this id is there. */
export async function insertFoundParcel(tx: Tx, row: FoundParcel): Promise<void> {
  await tx.insert(tx.tables.foundParcels).values(row);
}

export async function loadFoundParcel(db: Reader, id: string): Promise<FoundParcel | null> {
  const { foundParcels } = db.tables;
  return first(await db.select().from(foundParcels).where(eq(foundParcels.id, id)));
}

/** A parcel that stands on the shelf with this carrier's number; one that is closed is no answer to a scan. */
export async function findFoundByCode(db: Reader, value: string): Promise<FoundParcel | null> {
  const { foundParcels } = db.tables;
  const here = and(eq(foundParcels.codeValue, value), inArray(foundParcels.state, ['open', 'matched']));
  return first(await db.select().from(foundParcels).where(here).orderBy(asc(foundParcels.arrivedAt)).limit(1));
}

/** Found parcels in one state: the oldest first, or last with `newestFirst`. */
export async function listFoundParcels(
  db: Reader,
  { state, limit, newestFirst = false }: { state: FoundState; limit: number; newestFirst?: boolean },
): Promise<FoundParcel[]> {
  const { foundParcels } = db.tables;
  const direction = newestFirst ? desc : asc;
  return db
    .select()
    .from(foundParcels)
    .where(eq(foundParcels.state, state))
    .orderBy(direction(foundParcels.arrivedAt), direction(foundParcels.id))
    .limit(limit);
}

/** How many are in a state. */
export async function countFoundParcels(db: Reader, state: FoundState): Promise<number> {
  const { foundParcels } = db.tables;
  return first(await db.select({ count: count() }).from(foundParcels).where(eq(foundParcels.state, state)))?.count ?? 0;
}

/** Takes the row as it was seen: of two people who saw the same version one gets true. */
export async function updateFoundParcel(
  tx: Tx,
  { id, version }: Pick<FoundParcel, 'id' | 'version'>,
  changes: Partial<Pick<FoundParcel, 'state' | 'closedAt' | 'closedWhy'>>,
): Promise<boolean> {
  const { foundParcels } = tx.tables;
  const updated = await tx
    .update(foundParcels)
    .set({ ...changes, version: version + 1 })
    .where(and(eq(foundParcels.id, id), eq(foundParcels.version, version)))
    .returning({ id: foundParcels.id });
  return updated.length === 1;
}

/** The same photo twice is kept once. */
export async function insertFoundPhoto(tx: Tx, photo: FoundPhoto): Promise<void> {
  await tx.insert(tx.tables.foundPhotos).values(photo).onConflictDoNothing();
}

export async function loadFoundPhoto(db: Reader, id: string): Promise<FoundPhoto | null> {
  const { foundPhotos } = db.tables;
  return first(await db.select().from(foundPhotos).where(eq(foundPhotos.id, id)));
}

/** The photos of these parcels in the order in which they were taken. */
export async function listFoundPhotos(db: Reader, parcelIds: readonly string[]): Promise<FoundPhoto[]> {
  const { foundPhotos } = db.tables;
  if (parcelIds.length === 0) return [];
  return db
    .select()
    .from(foundPhotos)
    .where(inArray(foundPhotos.foundParcelId, [...parcelIds]))
    .orderBy(asc(foundPhotos.foundParcelId), asc(foundPhotos.position));
}

/** Says whose a parcel is; false when it was said before. */
export async function insertMatch(tx: Tx, match: Omit<FoundMatch, 'id'>): Promise<boolean> {
  const { foundMatches } = tx.tables;
  const id = `${match.foundParcelId}:${match.returnId ?? match.orderId}`;
  const inserted = await tx
    .insert(foundMatches)
    .values({ ...match, id })
    .onConflictDoNothing()
    .returning({ id: foundMatches.id });
  return inserted.length === 1;
}

/** Whose these parcels are. */
export async function listMatches(db: Reader, parcelIds: readonly string[]): Promise<FoundMatch[]> {
  const { foundMatches } = db.tables;
  if (parcelIds.length === 0) return [];
  return db
    .select()
    .from(foundMatches)
    .where(inArray(foundMatches.foundParcelId, [...parcelIds]))
    .orderBy(asc(foundMatches.matchedAt), asc(foundMatches.id));
}
