import { findContest, payContest } from '#db/contests.ts';
import { lockOrder } from '#db/orders.ts';
import { loadReturn } from '#db/returns.ts';
import { contestWorkflow } from '#machines/contest/index.ts';
import { restore } from '#machines/kernel.ts';
import { type Result, refuse } from '../deps.ts';
import { type CreditDeps, giveGoodwillCredit } from '../issue-credit.server.ts';
import { commit, move, type Unit } from '../unit-of-work.server.ts';
import { mayDecide } from './may-decide.server.ts';
import { keepDeskMessage, MESSAGE_LIMIT } from './send-message.server.ts';

export interface ContestOutcome {
  readonly returnId: string;
  readonly staffId: string;
  /** `correct` with the difference in minor units, or `uphold`. */
  readonly outcome: { readonly type: 'uphold' } | { readonly type: 'correct'; readonly amount: number };
  /** What the customer is told. */
  readonly answer: string;
}

export type OutcomeRefusal =
  | 'contest.not-found'
  | 'contest.not-allowed'
  | 'contest.same-person'
  | 'contest.not-now'
  | 'contest.amount'
  | 'contest.answer';

/**
 * Another person decides on a contested decision, and answers: it stands, or the customer gets the difference as store credit, in one transaction.
 * Refuses the person who made the decision, more than was left out, and a second outcome. The machine asks the same once more.
 */
export async function decideContest(deps: CreditDeps, input: ContestOutcome): Promise<Result<object, OutcomeRefusal>> {
  const answer = input.answer.trim();
  if (answer === '' || answer.length > MESSAGE_LIMIT) return refuse('contest.answer', { limit: MESSAGE_LIMIT });
  return commit(deps, `staff:${input.staffId}`, async (unit): Promise<Result<object, OutcomeRefusal>> => {
    const { tx, actor: by } = unit;
    if (!(await mayDecide(tx, input.staffId))) return refuse('contest.not-allowed');
    const row = await loadReturn(tx, input.returnId);
    if (!row) return refuse('contest.not-found');
    await lockOrder(tx, row.orderId);
    const contest = await findContest(tx, row.id);
    if (!contest) return refuse('contest.not-found');
    if (contest.state !== 'waiting') return refuse('contest.not-now', { state: contest.state });
    const { decidedBy, most } = contestWorkflow.context.parse(restore(contestWorkflow, contest).context);
    if (decidedBy === by) return refuse('contest.same-person');
    const { outcome } = input;
    if (outcome.type === 'correct' && !(outcome.amount >= 1 && outcome.amount <= most))
      return refuse('contest.amount', { most });
    const moved = await move(unit, contestWorkflow, contest, { ...outcome, by });
    if (!moved.ok) return refuse('contest.not-now', { state: contest.state });
    if (outcome.type === 'correct') await pay(deps, unit, { row, contestId: contest.id, amount: outcome.amount });
    const formKey = `contest:${contest.id}`;
    await keepDeskMessage(unit, row, { text: answer, template: null, asks: false, formKey });
    return { ok: true };
  });
}

async function pay(
  deps: CreditDeps,
  unit: Unit,
  of: { readonly row: Parameters<typeof giveGoodwillCredit>[2]; readonly contestId: string; readonly amount: number },
): Promise<void> {
  const { row, contestId, amount } = of;
  const credit = await giveGoodwillCredit(deps, unit, row, { amount, key: `contest:${contestId}` });
  await payContest(unit.tx, contestId, credit.id);
}
