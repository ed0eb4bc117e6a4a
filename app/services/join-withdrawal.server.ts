import { findOrderByNumberKey, lockOrder } from '#db/orders.ts';
import { loadWithdrawal, updateWithdrawal, type WithdrawalRow } from '#db/withdrawals.ts';
import { restore } from '#machines/kernel.ts';
import { type WithdrawalProblem, withdrawalWorkflow } from '#machines/withdrawal/index.ts';
import { joinWithdrawal } from '#machines/withdrawal/join.ts';
import { scopeSchema } from '#machines/withdrawal/statement.ts';
import type { ServiceDeps } from './deps.ts';
import { findEarlier } from './submit-withdrawal.server.ts';
import { commit, move, type Unit } from './unit-of-work.server.ts';
import { loadWithdrawalCase, storedRight, WITHDRAWAL_REQUEST, type WithdrawalCase } from './withdrawal-case.server.ts';
import { storeWithdrawalReturn } from './withdrawal-return.server.ts';

/**
 * Finds the order of a statement and makes the return of it, or says why a person has to look. Judged by the moment of the statement, however
 * late this runs. Joined by itself only when the sender has proved to own the order, or the acknowledgement goes to the order's own address:
 * anybody may type a number. Run again, or at the same moment by another, it does nothing more.
 */
export async function joinStatement(deps: ServiceDeps, input: { readonly withdrawalId: string }): Promise<void> {
  await commit(deps, 'system', async (unit) => {
    const row = await loadWithdrawal(unit.tx, input.withdrawalId);
    if (row?.state !== 'recorded') return;
    const orderId = await orderOf(unit, row);
    if (typeof orderId !== 'string') return ask(unit, row, orderId.problem);
    await lockOrder(unit.tx, orderId);
    const scope = scopeSchema.parse(row.scope);
    // Of two that were sent at the same moment neither may have seen the other.
    const earlier = await findEarlier(unit.tx, { ...row, scope }, row);
    const found = await loadWithdrawalCase(unit.tx, orderId, row.submittedAt);
    if (!found) return ask(unit, row, 'order-unknown');
    if (earlier) return repeat(unit, row, earlier.id, found);
    await decide(deps, unit, row, found);
  });
}

async function orderOf({ tx }: Unit, row: WithdrawalRow): Promise<string | { problem: WithdrawalProblem }> {
  const { proved } = withdrawalWorkflow.context.parse(restore(withdrawalWorkflow, row).context);
  if (proved && row.orderId !== null) return row.orderId;
  const order = row.numberKey === null ? null : await findOrderByNumberKey(tx, row.numberKey);
  if (!order) return { problem: 'order-unknown' };
  return order.emailKey === row.emailKey ? order.id : { problem: 'email-differs' };
}

async function decide(deps: ServiceDeps, unit: Unit, row: WithdrawalRow, found: WithdrawalCase): Promise<void> {
  const { orderCase, right } = found;
  const lines = orderCase.order.lines.map(({ id }) => {
    const judged = orderCase.judge(id, WITHDRAWAL_REQUEST);
    if (!judged) throw new Error(`line ${id} is not of its own order`);
    return { id, verdict: judged.verdict };
  });
  const joining = joinWithdrawal(scopeSchema.parse(row.scope), right, lines);
  if (joining.kind === 'ask') return ask(unit, row, joining.problem, found);
  const stored = await storeWithdrawalReturn(deps, unit, { row, orderCase, lines: joining.lines });
  if (!stored.ok) return ask(unit, row, 'not-payable', found);
  await step(unit, row, { type: 'join', returnId: stored.returnId });
  await updateWithdrawal(unit.tx, row.id, { ...findings(found), returnId: stored.returnId });
}

async function repeat(unit: Unit, row: WithdrawalRow, of: string, found: WithdrawalCase): Promise<void> {
  await step(unit, row, { type: 'repeat', of });
  await updateWithdrawal(unit.tx, row.id, { ...findings(found), repeatOf: of });
}

async function ask(unit: Unit, row: WithdrawalRow, problem: WithdrawalProblem, found?: WithdrawalCase): Promise<void> {
  await step(unit, row, { type: 'ask', problem });
  if (found) await updateWithdrawal(unit.tx, row.id, findings(found));
}

/** What the law said of the order at the moment of the statement. */
export const findings = ({ orderCase, right }: WithdrawalCase) => ({
  orderId: orderCase.order.id,
  late: right.kind === 'late',
  right: storedRight(right, orderCase.order),
});

async function step(unit: Unit, row: WithdrawalRow, event: Parameters<typeof withdrawalWorkflow.event.parse>[0]) {
  const moved = await move(
    unit,
    withdrawalWorkflow,
    { ...row, returnId: row.id },
    withdrawalWorkflow.event.parse(event),
  );
  if (!moved.ok) throw new Error(`withdrawal ${row.id} in ${row.state} refuses ${moved.refusal.event}`);
}
