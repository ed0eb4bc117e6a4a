import { createHash } from 'node:crypto';
import { and, asc, desc, eq, gt, gte, lt, sql } from 'drizzle-orm';
import { type AuditEntry, auditText, FIRST_HASH } from '#machines/audit/entry.ts';
import type { Database, Reader, Tx } from './database.ts';
import { first, type Row } from './row.ts';

export type AuditRow = Row<'audit'>;

/** What is told of an act; the chain adds its place. */
export type AuditAct = Omit<AuditEntry, 'seq' | 'at'> & { readonly at: Temporal.Instant };

const HEAD = 'head';

/** Adds an act to the chain, in the transaction of the act itself. Writers take turns at the chain's end until they commit. */
export async function appendAudit(tx: Tx, act: AuditAct): Promise<void> {
  const { audit, auditHead } = tx.tables;
  await tx.insert(auditHead).values({ id: HEAD, seq: 0, hash: FIRST_HASH }).onConflictDoNothing();
  const taken = await tx
    .update(auditHead)
    .set({ seq: sql`${auditHead.seq} + 1` })
    .where(eq(auditHead.id, HEAD))
    .returning();
  const head = first(taken);
  if (!head) throw new Error('the chain of acts has no end');
  const said = { ...act, before: act.before ?? null, after: act.after ?? null };
  const hash = hashOf(head.hash, { ...said, seq: head.seq, at: act.at.toString() });
  await tx.insert(audit).values({ ...said, seq: head.seq, previousHash: head.hash, hash });
  await tx.update(auditHead).set({ hash }).where(eq(auditHead.id, HEAD));
}

function hashOf(previousHash: string, entry: AuditEntry): string {
  return createHash('sha256').update(auditText(previousHash, entry)).digest('hex');
}

export interface AuditFilter {
  readonly actor?: string;
  readonly act?: string;
  readonly subjectKind?: string;
  readonly subjectId?: string;
  readonly returnId?: string;
  readonly since?: Temporal.Instant;
  readonly until?: Temporal.Instant;
  /** Only what is older than this one. */
  readonly before?: number;
}

/** Acts, the newest first. */
export async function listAudit(db: Reader, filter: AuditFilter, limit: number): Promise<AuditRow[]> {
  const { audit } = db.tables;
  const { actor, act, subjectKind, subjectId, returnId, since, until, before } = filter;
  return db
    .select()
    .from(audit)
    .where(
      and(
        actor === undefined ? undefined : eq(audit.actor, actor),
        act === undefined ? undefined : eq(audit.act, act),
        subjectKind === undefined ? undefined : eq(audit.subjectKind, subjectKind),
        subjectId === undefined ? undefined : eq(audit.subjectId, subjectId),
        returnId === undefined ? undefined : eq(audit.returnId, returnId),
        since && gte(audit.at, since),
        until && lt(audit.at, until),
        before === undefined ? undefined : lt(audit.seq, before),
      ),
    )
    .orderBy(desc(audit.seq))
    .limit(limit);
}

/** What is wrong with the chain, at which act; null: nothing is. */
export type AuditVerdict =
  | { readonly ok: true; readonly entries: number; readonly head: string }
  | { readonly ok: false; readonly seq: number; readonly problem: 'gap' | 'hash' | 'order' | 'head' | 'kept' };

const PAGE = 1000;

/**
 * Reads the whole chain and makes each hash again. It notices an act that was changed, taken out, put in or moved, and an end that was cut off,
 * as long as the head row is right; where somebody changed that too, `kept`, a hash kept elsewhere, is missing.
 */
export async function verifyAudit(db: Database, kept?: string): Promise<AuditVerdict> {
  const { audit, auditHead } = db.tables;
  let [seq, hash] = [0, FIRST_HASH];
  let found = kept === undefined;
  for (;;) {
    const rows = await db.select().from(audit).where(gt(audit.seq, seq)).orderBy(asc(audit.seq)).limit(PAGE);
    for (const row of rows) {
      if (row.seq !== seq + 1) return { ok: false, seq: seq + 1, problem: 'gap' };
      if (row.previousHash !== hash) return { ok: false, seq: row.seq, problem: 'order' };
      const { previousHash, hash: written, ...said } = row;
      if (hashOf(previousHash, { ...said, at: said.at.toString() }) !== written)
        return { ok: false, seq: row.seq, problem: 'hash' };
      [seq, hash] = [row.seq, row.hash];
      found ||= row.hash === kept;
    }
    if (rows.length < PAGE) break;
  }
  const head = first(await db.select().from(auditHead).where(eq(auditHead.id, HEAD)));
  const agrees = head ? head.seq === seq && head.hash === hash : seq === 0;
  if (!found) return { ok: false, seq: seq + 1, problem: 'kept' };
  return agrees ? { ok: true, entries: seq, head: hash } : { ok: false, seq: seq + 1, problem: 'head' };
}
