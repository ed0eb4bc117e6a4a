import { and, asc, desc, eq, gt, inArray, lt, ne, or } from 'drizzle-orm';
import { z } from 'zod';
import {
  afterSeenAgain,
  DIFFERENCE_STATES,
  type Difference,
  type DifferenceState,
  UNSOLVED,
} from '#machines/reconciliation/index.ts';
import { countRows } from './capped.ts';
import type { Reader, Tx } from './database.ts';
import { first, type Row } from './row.ts';

/** A difference over all runs that saw it. `ours` and `theirs` are untrusted until their schemas have parsed them. */
export type DifferenceRow = Row<'reconciliationDifferences'>;

const stateSchema = z.enum(DIFFERENCE_STATES);

/** The state of a row; one that this program does not know is a fault. */
export const differenceState = (row: Pick<DifferenceRow, 'state'>): DifferenceState => stateSchema.parse(row.state);

export interface Sighting {
  readonly runId: string;
  readonly at: Temporal.Instant;
  readonly nextId: () => string;
  /** Whether two stored documents say the same. */
  readonly same: (a: unknown, b: unknown) => boolean;
}

/** Notes that a run saw this difference: a new row, or the one that it has already. */
export async function noteDifference(
  tx: Tx,
  difference: Difference,
  { runId, at, nextId, same }: Sighting,
): Promise<void> {
  const { reconciliationDifferences: rows } = tx.tables;
  const { subject, kind, refundRef, payoutId, paymentId, ours, theirs } = difference;
  const known = first(await tx.select().from(rows).where(eq(rows.subject, subject)));
  if (known === null) {
    await tx.insert(rows).values({
      ...{ id: nextId(), runId, lastRunId: runId, kind, subject, refundRef, payoutId, paymentId, ours, theirs },
      ...{ state: 'open', foundAt: at, action: null, note: null, resolvedBy: null, resolvedAt: null, version: 1 },
    });
    return;
  }
  const saysTheSame = same(known.ours, ours) && same(known.theirs, theirs);
  const state = afterSeenAgain(differenceState(known), saysTheSame);
  await tx
    .update(rows)
    .set({ lastRunId: runId, ours, theirs, payoutId, paymentId, refundRef, state, version: known.version + 1 })
    .where(eq(rows.id, known.id));
}

export interface Resolution {
  readonly state: Exclude<DifferenceState, 'open'>;
  readonly action: string;
  readonly note: string | null;
  readonly resolvedBy: string;
  readonly resolvedAt: Temporal.Instant;
}

/** Writes what was done about a difference; false when it was changed since it was seen. */
export async function resolveRow(
  tx: Tx,
  seen: { readonly id: string; readonly version: number },
  resolution: Resolution,
): Promise<boolean> {
  const { reconciliationDifferences: rows } = tx.tables;
  const resolved = await tx
    .update(rows)
    .set({ ...resolution, version: seen.version + 1 })
    .where(and(eq(rows.id, seen.id), eq(rows.version, seen.version)))
    .returning({ id: rows.id });
  return resolved.length === 1;
}

export async function loadDifference(db: Reader, id: string): Promise<DifferenceRow | null> {
  const { reconciliationDifferences: rows } = db.tables;
  return first(await db.select().from(rows).where(eq(rows.id, id)));
}

/** Unsolved differences that a run has not seen, by id: each must be looked at by itself to say whether it is still there. */
export async function listUnseen(db: Reader, runId: string, afterId: string, limit: number): Promise<DifferenceRow[]> {
  const { reconciliationDifferences: rows } = db.tables;
  return db
    .select()
    .from(rows)
    .where(and(inArray(rows.state, [...UNSOLVED]), ne(rows.lastRunId, runId), gt(rows.id, afterId)))
    .orderBy(asc(rows.id))
    .limit(limit);
}

export interface DifferencePlace {
  readonly foundAt: Temporal.Instant;
  readonly id: string;
}

/** Differences in some states, the latest found first. */
export async function listDifferences(
  db: Reader,
  page: { readonly states: readonly DifferenceState[]; readonly after: DifferencePlace | null; readonly limit: number },
): Promise<DifferenceRow[]> {
  const { reconciliationDifferences: rows } = db.tables;
  const { foundAt, id } = rows;
  const earlier =
    page.after && or(lt(foundAt, page.after.foundAt), and(eq(foundAt, page.after.foundAt), lt(id, page.after.id)));
  return db
    .select()
    .from(rows)
    .where(and(inArray(rows.state, [...page.states]), earlier ?? undefined))
    .orderBy(desc(foundAt), desc(id))
    .limit(page.limit);
}

/** The differences that a run saw first, or last. */
export async function listDifferencesOfRun(db: Reader, runId: string, limit: number): Promise<DifferenceRow[]> {
  const { reconciliationDifferences: rows } = db.tables;
  return db
    .select()
    .from(rows)
    .where(or(eq(rows.runId, runId), eq(rows.lastRunId, runId)))
    .orderBy(desc(rows.foundAt), desc(rows.id))
    .limit(limit);
}

/** How many differences are in some states, counted up to `most`; one more than that means that there are further ones. */
export async function countDifferences(db: Reader, states: readonly DifferenceState[], most: number): Promise<number> {
  const { reconciliationDifferences: table } = db.tables;
  const rows = db
    .select({ id: table.id })
    .from(table)
    .where(inArray(table.state, [...states]));
  return countRows(db, rows, most + 1);
}
