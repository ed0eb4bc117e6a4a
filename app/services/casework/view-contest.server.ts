import { findContest } from '#db/contests.ts';
import type { Reader } from '#db/open.ts';
import { loadReturn } from '#db/returns.ts';
import { listEventsOfSubject } from '#db/workflow-events.ts';
import { CONTEST_STATES, type ContestState, contestWorkflow } from '#machines/contest/index.ts';
import { restore } from '#machines/kernel.ts';
import { staffNames } from '../staff-names.server.ts';
import { mayContest } from './contest-decision.server.ts';

/** A contested decision. Amounts in minor units. */
export interface ContestView {
  readonly state: ContestState;
  /** What the customer says. */
  readonly words: string;
  readonly at: string;
  /** `staff:<id>` or `policy`. */
  readonly decidedBy: string;
  /** Who made the decision; null: the merchant's rules. */
  readonly decider: string | null;
  /** Who looked at it again; null: nobody yet. */
  readonly reviewer: string | null;
  readonly most: number;
  /** Of the correction; 0 without one. */
  readonly amount: number;
  readonly currency: string;
}

/** The contest of a return's decision; null: there is none. */
export async function viewContest(db: Reader, returnId: string): Promise<ContestView | null> {
  const row = await findContest(db, returnId);
  const state = CONTEST_STATES.find((known) => known === row?.state);
  if (!row || !state) return null;
  const { decidedBy, most, amount } = contestWorkflow.context.parse(restore(contestWorkflow, row).context);
  const events = await listEventsOfSubject(db, { kind: 'contest', id: row.id });
  const last = events.findLast(({ type }) => type !== 'start');
  const nameOf = await staffNames(db);
  const { words, createdAt, currency } = row;
  return {
    ...{ state, words, decidedBy, most, amount, currency, at: createdAt.toString() },
    decider: decidedBy.startsWith('staff:') ? nameOf(decidedBy) : null,
    reviewer: last ? nameOf(last.actor) : null,
  };
}

/** Whether the customer can contest the decision on this return now. */
export async function canContest(db: Reader, returnId: string): Promise<boolean> {
  const row = await loadReturn(db, returnId);
  return row !== null && mayContest(db, row);
}
