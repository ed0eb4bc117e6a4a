import { and, asc, desc, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { first, inChunks, type NewRow, type Row } from './row.ts';

/** One scan at the dock, never changed. */
export type DockScan = Row<'dockScans'>;

/** Throws `conflict` when a scan with this id is there. */
export async function insertScan(tx: Tx, scan: DockScan): Promise<void> {
  await tx.insert(tx.tables.dockScans).values(scan);
}

/** The scans with these ids. */
export async function listScansById(db: Reader, ids: readonly string[]): Promise<Map<string, DockScan>> {
  const { dockScans } = db.tables;
  const rows = await Promise.all(
    inChunks(ids).map((chunk) => db.select().from(dockScans).where(inArray(dockScans.id, chunk))),
  );
  return new Map(rows.flat().map((row) => [row.id, row]));
}

/** What was scanned last, the latest first. */
export async function listLatestScans(db: Reader, limit: number): Promise<DockScan[]> {
  const { dockScans } = db.tables;
  return db.select().from(dockScans).orderBy(desc(dockScans.arrivedAt), desc(dockScans.id)).limit(limit);
}

/** Whether a parcel came under the label of a return of this order that had been cancelled. */
export async function wasVoidLabelScanned(db: Reader, orderId: string): Promise<boolean> {
  const { dockScans, returns } = db.tables;
  const found = await db
    .select({ id: dockScans.id })
    .from(returns)
    .innerJoin(dockScans, eq(dockScans.returnId, returns.id))
    .where(and(eq(returns.orderId, orderId), eq(dockScans.reason, 'cancelled')))
    .limit(1);
  return found.length > 0;
}

/** The first scan of a return's parcel. */
export type DockArrival = Row<'dockArrivals'>;

/** Notes that a return's parcel stands at the dock; the first scan counts. False when it was noted before. */
export async function insertArrival(tx: Tx, arrival: DockArrival): Promise<boolean> {
  const { dockArrivals } = tx.tables;
  const inserted = await tx
    .insert(dockArrivals)
    .values(arrival)
    .onConflictDoNothing()
    .returning({ id: dockArrivals.returnId });
  return inserted.length === 1;
}

export async function loadArrival(db: Reader, returnId: string): Promise<DockArrival | null> {
  const { dockArrivals } = db.tables;
  return first(await db.select().from(dockArrivals).where(eq(dockArrivals.returnId, returnId)));
}

/** The parcel waits no longer: somebody has opened and counted it. A second count does not move the first one's time. */
export async function noteCounted(tx: Tx, returnId: string, at: Temporal.Instant): Promise<void> {
  const { dockArrivals } = tx.tables;
  await tx
    .update(dockArrivals)
    .set({ countedAt: at })
    .where(and(eq(dockArrivals.returnId, returnId), isNull(dockArrivals.countedAt)));
}

/** A parcel that stands at the dock unopened, and of what return it is. */
export type WaitingParcel = Pick<DockArrival, 'returnId' | 'arrivedAt' | 'scannedBy'> &
  Pick<Row<'returns'>, 'rmaCode' | 'state'> & { orderNumber: string };

/** What was scanned and is not counted yet, the oldest first, without what was cancelled since. */
export async function listWaiting(db: Reader, limit: number): Promise<WaitingParcel[]> {
  const { dockArrivals, returns, orders } = db.tables;
  return db
    .select({
      ...{ returnId: dockArrivals.returnId, arrivedAt: dockArrivals.arrivedAt, scannedBy: dockArrivals.scannedBy },
      ...{ rmaCode: returns.rmaCode, state: returns.state, orderNumber: orders.number },
    })
    .from(dockArrivals)
    .innerJoin(returns, eq(returns.id, dockArrivals.returnId))
    .innerJoin(orders, eq(orders.id, returns.orderId))
    .where(and(isNull(dockArrivals.countedAt), ne(returns.state, 'cancelled')))
    .orderBy(asc(dockArrivals.arrivedAt), asc(dockArrivals.returnId))
    .limit(limit);
}

/** The returns whose parcel bears this code of somebody else, a carrier's number or an SSCC. */
export async function listReturnsByCode(db: Reader, value: string): Promise<string[]> {
  const { parcelCodes } = db.tables;
  const rows = await db
    .select({ returnId: parcelCodes.returnId })
    .from(parcelCodes)
    .where(eq(parcelCodes.value, value))
    .orderBy(asc(parcelCodes.notedAt))
    .limit(20);
  return rows.map((row) => row.returnId);
}

/** The codes of somebody else that a return's parcel is known by, the first one noted first. */
export async function listParcelCodes(db: Reader, returnId: string): Promise<string[]> {
  const { parcelCodes } = db.tables;
  const rows = await db
    .select({ value: parcelCodes.value })
    .from(parcelCodes)
    .where(eq(parcelCodes.returnId, returnId))
    .orderBy(asc(parcelCodes.notedAt), asc(parcelCodes.value))
    .limit(20);
  return rows.map(({ value }) => value);
}

/** Notes a code on the parcel of a return, so that the next scan of it knows; twice is once. */
export async function noteParcelCode(tx: Tx, code: Omit<NewRow<'parcelCodes'>, 'id'>): Promise<void> {
  const id = `${code.returnId}:${code.value}`;
  await tx
    .insert(tx.tables.parcelCodes)
    .values({ ...code, id })
    .onConflictDoNothing();
}
