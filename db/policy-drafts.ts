import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { type PolicyDocument, PolicyDocumentSchema } from '#machines/policy/policy.ts';
import type { Reader, Tx } from './database.ts';
import { DatabaseError } from './errors.ts';
import { first, type NewRow, type Row } from './row.ts';

export const POLICY_DRAFT_STATES = ['editing', 'proposed', 'published', 'discarded'] as const;
export type PolicyDraftState = (typeof POLICY_DRAFT_STATES)[number];

/** A policy being written. Who did what is stored as `staff:<id>`; the document is whole at every moment. */
export type PolicyDraft = Omit<Row<'policyDrafts'>, 'state' | 'document'> & {
  state: PolicyDraftState;
  document: PolicyDocument;
};

/** A draft as a list names it, without its document. */
export type PolicyDraftEntry = Omit<PolicyDraft, 'document'>;

type NewDraft = Pick<
  PolicyDraft,
  'id' | 'title' | 'baseNumber' | 'document' | 'rollbackOf' | 'createdBy' | 'createdAt'
>;

export async function insertPolicyDraft(tx: Tx, draft: NewDraft): Promise<void> {
  const { policyDrafts } = tx.tables;
  await tx.insert(policyDrafts).values({
    ...draft,
    document: PolicyDocumentSchema.parse(draft.document),
    state: 'editing',
    updatedBy: draft.createdBy,
    updatedAt: draft.createdAt,
    version: 1,
  });
}

/** The draft with its document as the present schema reads it; null when there is none with this id. */
export async function loadPolicyDraft(db: Reader, id: string): Promise<PolicyDraft | null> {
  const { policyDrafts } = db.tables;
  const row = first(await db.select().from(policyDrafts).where(eq(policyDrafts.id, id)));
  return row && { ...row, state: stateOf(row.state), document: PolicyDocumentSchema.parse(row.document) };
}

/**
 * Lets other transactions about this draft wait until this one has ended, so that the draft and the versions read after it belong together: on
 * PostgreSQL each statement sees what others have committed by then. On SQLite a transaction has the only writer to itself anyway.
 */
export async function lockPolicyDraft(tx: Tx, id: string): Promise<void> {
  const { policyDrafts } = tx.tables;
  await tx
    .update(policyDrafts)
    .set({ version: sql`${policyDrafts.version}` })
    .where(eq(policyDrafts.id, id));
}

/** Drafts in these states, the one changed last first; at most `limit`. */
export async function listPolicyDrafts(
  db: Reader,
  states: readonly PolicyDraftState[],
  limit = 100,
): Promise<PolicyDraftEntry[]> {
  const { policyDrafts } = db.tables;
  const rows = await db
    .select(entryColumns(policyDrafts))
    .from(policyDrafts)
    .where(inArray(policyDrafts.state, [...states]))
    .orderBy(desc(policyDrafts.updatedAt), desc(policyDrafts.id))
    .limit(limit);
  return rows.map((row) => ({ ...row, state: stateOf(row.state) }));
}

function entryColumns(table: Reader['tables']['policyDrafts']) {
  const { id, title, state, baseNumber, effectiveFrom, reason, rollbackOf, proposedHash } = table;
  const { proposedBy, proposedAt, publishedNumber, createdBy, createdAt, updatedBy, updatedAt, version } = table;
  return {
    ...{ id, title, state, baseNumber, effectiveFrom, reason, rollbackOf, proposedHash },
    ...{ proposedBy, proposedAt, publishedNumber, createdBy, createdAt, updatedBy, updatedAt, version },
  };
}

type Changes = Partial<Omit<NewRow<'policyDrafts'>, 'id' | 'version' | 'state' | 'document'>> & {
  state?: PolicyDraftState;
  document?: PolicyDocument;
};

/**
 * Changes a draft that is still as it was read, in its version and its state. Throws `conflict` when somebody else was faster, so that the unit
 * of work reads again.
 */
export async function updatePolicyDraft(
  tx: Tx,
  seen: Pick<PolicyDraft, 'id' | 'version' | 'state'>,
  changes: Changes,
): Promise<void> {
  const { policyDrafts } = tx.tables;
  const { document, ...columns } = changes;
  const checked = document ? { document: PolicyDocumentSchema.parse(document) } : {};
  const changed = await tx
    .update(policyDrafts)
    .set({ ...columns, ...checked, version: seen.version + 1 })
    .where(
      and(eq(policyDrafts.id, seen.id), eq(policyDrafts.version, seen.version), eq(policyDrafts.state, seen.state)),
    )
    .returning({ id: policyDrafts.id });
  if (changed.length !== 1) throw new DatabaseError('conflict', 'the draft of a policy was changed meanwhile');
}

function stateOf(stored: string): PolicyDraftState {
  const state = POLICY_DRAFT_STATES.find((one) => one === stored);
  if (!state) throw new Error(`a draft of a policy is in no state that we know: ${stored.slice(0, 40)}`);
  return state;
}
