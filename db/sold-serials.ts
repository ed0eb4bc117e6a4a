import { asc, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { SERIAL_LENGTH, SERIALS_LIMIT } from '#machines/dock/findings.ts';
import type { Reader, Tx } from './database.ts';
import { insertRows } from './insert-rows.ts';
import { inChunks } from './row.ts';

const serialsSchema = z.array(z.string().min(1).max(SERIAL_LENGTH)).max(SERIALS_LIMIT);

/** Keeps the serial numbers of the pieces of order lines, as the shop sold them. */
export async function insertSoldSerials(
  tx: Tx,
  lines: readonly { readonly id: string; readonly serials?: readonly string[] }[],
): Promise<void> {
  const rows = lines.flatMap(({ id, serials = [] }) =>
    serialsSchema.parse(serials).map((serial, index) => ({
      ...{ id: `${id}-serial-${index + 1}`, orderLineId: id, position: index + 1, serial },
    })),
  );
  await insertRows(tx, tx.tables.soldSerials, rows);
}

/** Takes them out with the lines of an order that is replaced. */
export async function deleteSoldSerials(tx: Tx, orderLineIds: readonly string[]): Promise<void> {
  const { soldSerials } = tx.tables;
  for (const chunk of inChunks(orderLineIds)) {
    await tx.delete(soldSerials).where(inArray(soldSerials.orderLineId, chunk));
  }
}

/** The serial numbers that were sold, by order line. A line without any is not in it. */
export async function listSoldSerials(db: Reader, orderLineIds: readonly string[]): Promise<Map<string, string[]>> {
  const { soldSerials } = db.tables;
  const sold = new Map<string, string[]>();
  for (const chunk of inChunks(orderLineIds)) {
    const rows = await db
      .select()
      .from(soldSerials)
      .where(inArray(soldSerials.orderLineId, chunk))
      .orderBy(asc(soldSerials.orderLineId), asc(soldSerials.position));
    for (const { orderLineId, serial } of rows) sold.set(orderLineId, [...(sold.get(orderLineId) ?? []), serial]);
  }
  return sold;
}
