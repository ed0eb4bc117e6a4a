import { and, asc, desc, eq, exists, gt, inArray, not } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { z } from 'zod';
import { DISPOSITIONS, type Disposition } from '#machines/dock/disposition.ts';
import {
  FINDING_KINDS,
  type Finding,
  LINE_MARKS,
  type LineMark,
  SERIAL_LENGTH,
  SERIALS_LIMIT,
} from '#machines/dock/findings.ts';
import { GRAMS_LIMIT } from '#machines/dock/weights.ts';
import { GRADES, type Grade } from '#machines/line/codes.ts';
import type { Reader, Tx } from './database.ts';
import { insertRows } from './insert-rows.ts';
import { inChunks, type Row } from './row.ts';

/** What the dock said of one line. */
export interface CountedLine {
  readonly lineId: string;
  readonly received: number;
  readonly grade: Grade;
  readonly note: string | null;
  /** Null where nothing was there. `proposed` is what the machine would have: another one was chosen by a person. */
  readonly disposition: Disposition | null;
  readonly proposed: Disposition | null;
  readonly marks: readonly LineMark[];
  readonly serials: readonly string[];
}

/** One count of a parcel: the whole of it, not what changed. */
export interface DockCount {
  readonly number: number;
  readonly at: Temporal.Instant;
  /** `staff:<id>`. */
  readonly by: string;
  /** What the whole parcel weighed; null: nobody put it on the scale. */
  readonly weightGrams: number | null;
  readonly lines: readonly CountedLine[];
  readonly findings: readonly (Finding & { readonly id: string })[];
}

const dispositionSchema = z.enum(DISPOSITIONS).nullable();
const lineSchema = z.object({
  lineId: z.string(),
  received: z.int().min(0),
  grade: z.enum(GRADES),
  note: z.string().nullable(),
  disposition: dispositionSchema,
  proposed: dispositionSchema,
  marks: z.array(z.enum(LINE_MARKS)),
  serials: z.array(z.string().max(SERIAL_LENGTH)).max(SERIALS_LIMIT),
});
const weightSchema = z.int().min(1).max(GRAMS_LIMIT).nullable();
const findingSchema = z.object({
  id: z.string(),
  lineId: z.string().nullable(),
  kind: z.enum(FINDING_KINDS),
  detail: z.string().nullable(),
  serial: z.string().nullable(),
});

/** Stores a count; throws `conflict` when somebody else's has its number. */
export async function insertDockCount(
  tx: Tx,
  returnId: string,
  count: Omit<DockCount, 'findings'> & { readonly findings: readonly Finding[] },
  nextId: () => string,
): Promise<void> {
  const { dockCounts, dockLines, dockFindings } = tx.tables;
  const { number, at, by, weightGrams, lines, findings } = count;
  const countId = nextId();
  await tx
    .insert(dockCounts)
    .values({ id: countId, returnId, number, at, by, weightGrams: weightSchema.parse(weightGrams) });
  const own = (position: number) => ({ id: nextId(), countId, returnId, position: position + 1 });
  await insertRows(
    tx,
    dockLines,
    lines.map((line, index) => ({ ...own(index), ...lineSchema.parse(line) })),
  );
  await insertRows(
    tx,
    dockFindings,
    findings.map((finding, index) => ({ ...findingSchema.omit({ id: true }).parse(finding), ...own(index), at, by })),
  );
}

/** The count that stands; null before the first, and for parcels from before counts were kept whole. */
export async function lastDockCount(db: Reader, returnId: string): Promise<DockCount | null> {
  const [last] = await listDockCounts(db, returnId, 1);
  return last ?? null;
}

/** Counts of a parcel, the last one first. */
export async function listDockCounts(db: Reader, returnId: string, limit: number): Promise<DockCount[]> {
  const { dockCounts } = db.tables;
  const rows = await db
    .select()
    .from(dockCounts)
    .where(eq(dockCounts.returnId, returnId))
    .orderBy(desc(dockCounts.number))
    .limit(limit);
  return withParts(db, rows);
}

async function withParts(db: Reader, rows: readonly Row<'dockCounts'>[]): Promise<DockCount[]> {
  if (rows.length === 0) return [];
  const { dockLines, dockFindings } = db.tables;
  const ids = rows.map((row) => row.id);
  const [lines, findings] = await Promise.all([
    db.select().from(dockLines).where(inArray(dockLines.countId, ids)).orderBy(asc(dockLines.position)),
    db.select().from(dockFindings).where(inArray(dockFindings.countId, ids)).orderBy(asc(dockFindings.position)),
  ]);
  return rows.map(({ id, number, at, by, weightGrams }) => ({
    ...{ number, at, by, weightGrams: weightSchema.parse(weightGrams) },
    lines: lines.filter((line) => line.countId === id).map((line) => lineSchema.parse(line)),
    findings: findings.filter((one) => one.countId === id).map((one) => findingSchema.parse(one)),
  }));
}

/** The counts that stand, by return. */
export async function lastDockCounts(db: Reader, returnIds: readonly string[]): Promise<Map<string, DockCount>> {
  const { dockCounts } = db.tables;
  const last = new Map<string, DockCount>();
  for (const chunk of inChunks(returnIds)) {
    const rows = await db
      .select()
      .from(dockCounts)
      .where(inArray(dockCounts.returnId, chunk))
      .orderBy(asc(dockCounts.returnId), asc(dockCounts.number));
    const standing = [...new Map(rows.map((row) => [row.returnId, row])).values()];
    const counts = await withParts(db, standing);
    for (const [index, row] of standing.entries()) {
      const count = counts[index];
      if (count) last.set(row.returnId, count);
    }
  }
  return last;
}

/** Whether something that was found in the parcel still stands: then no rule decides without a person. */
export async function hasFindings(db: Reader, returnId: string): Promise<boolean> {
  return (await returnsWithFindings(db, [returnId])).has(returnId);
}

/** In which of these parcels something was found, by the count that stands: one query, whatever their number. */
export async function returnsWithFindings(db: Reader, returnIds: readonly string[]): Promise<Set<string>> {
  const { dockCounts, dockFindings } = db.tables;
  const { returnId } = dockFindings;
  const later = alias(dockCounts, 'later');
  const anyLater = db
    .select({ id: later.id })
    .from(later)
    .where(and(eq(later.returnId, dockCounts.returnId), gt(later.number, dockCounts.number)));
  const found = new Set<string>();
  for (const ids of inChunks(returnIds)) {
    const rows = await db
      .selectDistinct({ returnId })
      .from(dockFindings)
      .innerJoin(dockCounts, eq(dockCounts.id, dockFindings.countId))
      .where(and(inArray(returnId, ids), not(exists(anyLater))));
    for (const row of rows) found.add(row.returnId);
  }
  return found;
}
