import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, inChunks, type NewRow, type Row } from './row.ts';

/** A parcel on its way back. `context` is untrusted until the kernel has restored it. */
export type ParcelRow = Row<'parcels'>;

export async function insertParcel(tx: Tx, row: NewRow<'parcels'>): Promise<void> {
  await tx.insert(tx.tables.parcels).values(row);
}

export async function loadParcel(db: Reader, parcelId: string): Promise<ParcelRow | null> {
  const { parcels } = db.tables;
  return first(await db.select().from(parcels).where(eq(parcels.id, parcelId)));
}

/** The parcels of a return by position. */
export async function listParcelsOfReturn(db: Reader, returnId: string): Promise<ParcelRow[]> {
  const { parcels } = db.tables;
  return db.select().from(parcels).where(eq(parcels.returnId, returnId)).orderBy(asc(parcels.position));
}

/** When the first proof came that a parcel of each return was sent; returns without one are not in the map. */
export async function listDispatched(db: Reader, returnIds: readonly string[]): Promise<Map<string, Temporal.Instant>> {
  const { workflowEvents: t } = db.tables;
  const found = new Map<string, Temporal.Instant>();
  for (const chunk of inChunks(returnIds)) {
    const proofs = and(inArray(t.returnId, chunk), eq(t.subjectKind, 'parcel'), eq(t.type, 'dispatched'));
    const rows = await db.select({ id: t.returnId, at: t.at }).from(t).where(proofs).orderBy(desc(t.at));
    for (const { id, at } of rows) found.set(id, at);
  }
  return found;
}
