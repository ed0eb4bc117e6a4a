import { and, asc, eq, inArray, notInArray } from 'drizzle-orm';
import { restore } from '#machines/kernel.ts';
import { lineWorkflow } from '#machines/line/index.ts';
import type { Reader, Tx } from './database.ts';
import { inChunks, type NewRow, type Row } from './row.ts';

/** A line of a return. `verdict` and `context` are untrusted: parse the one with its schema, restore the other with the kernel. */
export type ReturnLine = Row<'returnLines'>;

export async function insertReturnLine(tx: Tx, row: NewRow<'returnLines'>): Promise<void> {
  await tx.insert(tx.tables.returnLines).values(row);
}

/** Keeps the verdict that a line was decided on. Called in the transaction of its decision, which has taken the row. */
export async function settleReturnLine(
  tx: Tx,
  lineId: string,
  settled: Pick<ReturnLine, 'settledVerdict' | 'settledVerdictBasis'>,
): Promise<void> {
  const { returnLines } = tx.tables;
  await tx.update(returnLines).set(settled).where(eq(returnLines.id, lineId));
}

/** The lines of a return by position. */
export async function listReturnLines(db: Reader, returnId: string): Promise<ReturnLine[]> {
  const { returnLines } = db.tables;
  return db.select().from(returnLines).where(eq(returnLines.returnId, returnId)).orderBy(asc(returnLines.position));
}

/** The lines of several returns, by return. */
export async function listLinesOfReturns(db: Reader, returnIds: readonly string[]): Promise<Map<string, ReturnLine[]>> {
  const { returnLines } = db.tables;
  const found = new Map<string, ReturnLine[]>(returnIds.map((id) => [id, []]));
  for (const chunk of inChunks(returnIds)) {
    const rows = await db
      .select()
      .from(returnLines)
      .where(inArray(returnLines.returnId, chunk))
      .orderBy(asc(returnLines.returnId), asc(returnLines.position));
    for (const row of rows) found.get(row.returnId)?.push(row);
  }
  return found;
}

/** Lines that no longer hold any pieces: these may be returned again. */
const LET_GO = ['rejected', 'cancelled'];

/** Pieces of its order line that a line of a return holds: what was accepted once it is decided, what was announced before, none once let go. */
export function heldPieces(row: Pick<ReturnLine, 'quantity' | 'state' | 'context' | 'machineVersion'>): number {
  if (LET_GO.includes(row.state)) return 0;
  const line = lineWorkflow.context.parse(restore(lineWorkflow, row).context);
  return line.acceptedQuantity ?? row.quantity;
}

/**
 * Pieces of each order line that are in a return under way or came back with one. A decided line counts with what was accepted,
 * any other with what was announced. Lines without any are not in the map.
 */
export async function returnedQuantities(db: Reader, orderId: string): Promise<Map<string, number>> {
  const { returnLines, returns } = db.tables;
  const { orderLineId, quantity, state, context, machineVersion } = returnLines;
  const rows = await db
    .select({ orderLineId, quantity, state, context, machineVersion })
    .from(returns)
    .innerJoin(returnLines, eq(returnLines.returnId, returns.id))
    .where(and(eq(returns.orderId, orderId), notInArray(returnLines.state, LET_GO)));
  const pieces = new Map<string, number>();
  for (const row of rows) {
    const held = heldPieces(row);
    if (held > 0) pieces.set(row.orderLineId, (pieces.get(row.orderLineId) ?? 0) + held);
  }
  return pieces;
}
