import { findOrderByNumberKey } from '#db/orders.ts';
import { loadWithdrawal, updateWithdrawal } from '#db/withdrawals.ts';
import { orderNumberKey } from '#machines/order-number.ts';
import { withdrawalWorkflow } from '#machines/withdrawal/index.ts';
import { joinWithdrawal } from '#machines/withdrawal/join.ts';
import { scopeSchema } from '#machines/withdrawal/statement.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { type HandInput, type HandRefusal, handled } from './join-by-hand.server.ts';
import { findings } from './join-withdrawal.server.ts';
import { commit, move } from './unit-of-work.server.ts';
import { loadWithdrawalCase, WITHDRAWAL_REQUEST } from './withdrawal-case.server.ts';

/**
 * A person says which order a statement means: from then on its page shows what the law says of it, and which items can be returned. Nothing
 * becomes of it by that alone. Refuses a number that no order has.
 */
export async function matchWithdrawal(
  deps: ServiceDeps,
  input: HandInput & { readonly orderNumber: string },
): Promise<Result<object, HandRefusal | 'order.not-found'>> {
  return commit(deps, `staff:${input.staffId}`, async (unit) => {
    const event = { type: 'match', orderId: 'any', problem: 'matched' } as const;
    const found = handled(await loadWithdrawal(unit.tx, input.withdrawalId), input, event);
    if (!found.ok) return found;
    const { row } = found;
    const number = orderNumberKey(input.orderNumber);
    const order = number.ok ? await findOrderByNumberKey(unit.tx, number.key) : null;
    const loaded = order && (await loadWithdrawalCase(unit.tx, order.id, row.submittedAt));
    if (!order || !loaded) return refuse('order.not-found');
    const { orderCase, right } = loaded;
    const lines = orderCase.order.lines.flatMap(({ id }) => {
      const verdict = orderCase.judge(id, WITHDRAWAL_REQUEST)?.verdict;
      return verdict ? [{ id, verdict }] : [];
    });
    const joining = joinWithdrawal(scopeSchema.parse(row.scope), right, lines);
    const problem = joining.kind === 'ask' ? joining.problem : 'matched';
    const own = { ...row, returnId: row.id };
    const moved = await move(
      unit,
      withdrawalWorkflow,
      own,
      { type: 'match', orderId: order.id, problem },
      { always: true },
    );
    if (!moved.ok) throw new Error(`withdrawal ${row.id} in ${row.state} refuses what was asked of it before`);
    await updateWithdrawal(unit.tx, row.id, findings(loaded));
    return { ok: true };
  });
}
