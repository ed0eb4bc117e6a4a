import { asc, eq } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, type NewRow, type Row } from './row.ts';

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
