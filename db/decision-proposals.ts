import { and, asc, desc, eq } from 'drizzle-orm';
import {
  PROPOSAL_STATES,
  type ProposalState,
  type ProposedDecisions,
  proposedDecisions,
} from '#machines/four-eyes/proposal.ts';
import type { Reader, Tx } from './database.ts';
import { first, type NewRow, type Row } from './row.ts';

/** A decision that waits, or waited, for a second person. `total` in minor units of `currency`. */
export type DecisionProposal = Omit<Row<'decisionProposals'>, 'state' | 'decisions'> & {
  state: ProposalState;
  decisions: ProposedDecisions;
};

function proposalOf(row: Row<'decisionProposals'>): DecisionProposal {
  const state = PROPOSAL_STATES.find((one) => one === row.state);
  if (!state) throw new Error(`the proposal ${row.id} is in a state that does not exist`);
  return { ...row, state, decisions: proposedDecisions.parse(row.decisions) };
}

type NewProposal = Omit<NewRow<'decisionProposals'>, 'state' | 'decisions' | 'endedBy' | 'endedAt' | 'note'> & {
  decisions: ProposedDecisions;
};

export async function insertProposal(tx: Tx, proposal: NewProposal): Promise<void> {
  await tx.insert(tx.tables.decisionProposals).values({ ...proposal, state: 'open' });
}

export async function loadProposal(db: Reader, id: string): Promise<DecisionProposal | null> {
  const { decisionProposals } = db.tables;
  const row = first(await db.select().from(decisionProposals).where(eq(decisionProposals.id, id)));
  return row && proposalOf(row);
}

/** The last proposal about a return, whatever became of it. */
export async function latestProposal(db: Reader, returnId: string): Promise<DecisionProposal | null> {
  const { decisionProposals } = db.tables;
  const row = first(
    await db
      .select()
      .from(decisionProposals)
      .where(eq(decisionProposals.returnId, returnId))
      .orderBy(desc(decisionProposals.proposedAt), desc(decisionProposals.id))
      .limit(1),
  );
  return row && proposalOf(row);
}

/** What became of an open proposal. */
export interface ProposalEnd {
  readonly state: Exclude<ProposalState, 'open'>;
  readonly endedBy: string;
  readonly endedAt: Temporal.Instant;
  readonly note: string | null;
}

/** Ends an open proposal; false when it has ended already. */
export async function endProposal(tx: Tx, id: string, end: ProposalEnd): Promise<boolean> {
  const { decisionProposals } = tx.tables;
  const ended = await tx
    .update(decisionProposals)
    .set(end)
    .where(and(eq(decisionProposals.id, id), eq(decisionProposals.state, 'open')))
    .returning({ id: decisionProposals.id });
  return ended.length === 1;
}

/** Ends whatever is still open about a return. */
export async function endProposalsOf(tx: Tx, returnId: string, end: ProposalEnd): Promise<void> {
  const { decisionProposals } = tx.tables;
  await tx
    .update(decisionProposals)
    .set(end)
    .where(and(eq(decisionProposals.returnId, returnId), eq(decisionProposals.state, 'open')));
}

/** A proposal as a list names it. */
export type WaitingProposal = Pick<
  Row<'decisionProposals'>,
  'id' | 'returnId' | 'total' | 'currency' | 'proposedBy' | 'proposedAt'
> & { rmaCode: string };

/** Proposals that can still be approved, the longest waiting first: open, and the return has not moved on since. */
export async function listWaitingProposals(db: Reader, limit: number): Promise<WaitingProposal[]> {
  const { decisionProposals, returns } = db.tables;
  const { id, returnId, total, currency, proposedBy, proposedAt } = decisionProposals;
  return db
    .select({ id, returnId, total, currency, proposedBy, proposedAt, rmaCode: returns.rmaCode })
    .from(decisionProposals)
    .innerJoin(returns, and(eq(returns.id, returnId), eq(returns.version, decisionProposals.returnVersion)))
    .where(eq(decisionProposals.state, 'open'))
    .orderBy(asc(proposedAt), asc(id))
    .limit(limit);
}
