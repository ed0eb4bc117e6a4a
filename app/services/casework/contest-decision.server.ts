import { findContest, insertContest } from '#db/contests.ts';
import type { Reader } from '#db/open.ts';
import { lockOrder } from '#db/orders.ts';
import { findReturnByRma, loadReturnOfOrder, type ReturnRow } from '#db/returns.ts';
import { listEventsOfSubject } from '#db/workflow-events.ts';
import { contestWorkflow, startContest } from '#machines/contest/index.ts';
import { QuoteSchema } from '#machines/policy/index.ts';
import { type Result, refuse, type ServiceDeps } from '../deps.ts';
import { begin, commit } from '../unit-of-work.server.ts';

/** Characters of what a customer says against a decision. */
export const CONTEST_LIMIT = 4000;

export type ContestRefusal = 'return.not-found' | 'contest.empty' | 'contest.too-large' | 'contest.impossible';

/**
 * The customer contests the decision on their return: once for each decision. It then waits for a person other than the one who decided. Refuses where
 * nothing was decided, or this decision was contested before.
 */
export async function contestDecision(
  deps: ServiceDeps,
  input: { readonly orderId: string; readonly rmaCode: string; readonly words: string },
): Promise<Result<object, ContestRefusal>> {
  const words = input.words.trim();
  if (words === '') return refuse('contest.empty');
  if (words.length > CONTEST_LIMIT) return refuse('contest.too-large', { limit: CONTEST_LIMIT });
  return commit(deps, 'customer', async (unit): Promise<Result<object, ContestRefusal>> => {
    const { tx } = unit;
    const found = await findReturnByRma(tx, input.rmaCode);
    if (found?.orderId !== input.orderId) return refuse('return.not-found');
    await lockOrder(tx, found.orderId);
    const row = await loadReturnOfOrder(tx, { returnId: found.id, orderId: input.orderId });
    if (!row) return refuse('return.not-found');
    if (!row.decidedAt || !(await mayContest(tx, row))) return refuse('contest.impossible');
    const id = unit.nextId();
    const decidedBy = await deciderOf(tx, row.id);
    const own = { returnId: row.id, decidedAt: row.decidedAt, words, currency: row.currency, creditId: null };
    const context = startContest({ id, returnId: row.id, decidedBy, most: leftOut(row) });
    await begin(unit, contestWorkflow, { id, returnId: row.id, input: context }, (columns) =>
      insertContest(tx, { ...columns, ...own }),
    );
    return { ok: true };
  });
}

/** Whether the decision on a return can be contested: there is one, and it was not contested before. */
export async function mayContest(db: Reader, row: Pick<ReturnRow, 'id' | 'state' | 'decidedAt'>): Promise<boolean> {
  if (row.decidedAt === null || row.state === 'cancelled') return false;
  const before = await findContest(db, row.id);
  return before === null || !before.decidedAt.equals(row.decidedAt);
}

/** Who decided, as the events have it: `staff:<id>`, or `policy`. */
async function deciderOf(db: Reader, returnId: string): Promise<string> {
  const events = await listEventsOfSubject(db, { kind: 'return', id: returnId });
  return events.findLast(({ type }) => type === 'decide')?.actor ?? 'policy';
}

/** What was asked for and not granted, minor units. */
function leftOut({ quote, settledQuote }: ReturnRow): number {
  if (settledQuote === null) return 0;
  return Math.max(0, QuoteSchema.parse(quote).total - QuoteSchema.parse(settledQuote).total);
}
