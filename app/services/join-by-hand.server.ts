import { lockOrder } from '#db/orders.ts';
import { loadWithdrawal, updateWithdrawal, type WithdrawalRow } from '#db/withdrawals.ts';
import { can } from '#machines/kernel.ts';
import { withdrawalWorkflow } from '#machines/withdrawal/index.ts';
import type { JoinedLine } from '#machines/withdrawal/join.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { commit, move } from './unit-of-work.server.ts';
import { loadWithdrawalCase, storedRightSchema, WITHDRAWAL_REQUEST } from './withdrawal-case.server.ts';
import { storeWithdrawalReturn } from './withdrawal-return.server.ts';

/** Which statement a person acts on, and as they saw it. */
export interface HandInput {
  readonly withdrawalId: string;
  readonly version: number;
  readonly staffId: string;
}

export type HandRefusal = 'withdrawal.not-found' | 'withdrawal.stale' | 'withdrawal.not-now';

/** The row when it is still as the person saw it. Staff act on nothing that has moved on since. */
export function handled(
  row: WithdrawalRow | null,
  { version }: HandInput,
  event: Parameters<typeof withdrawalWorkflow.event.parse>[0],
): Result<{ readonly row: WithdrawalRow }, HandRefusal> {
  if (!row) return refuse('withdrawal.not-found');
  if (row.version !== version) return refuse('withdrawal.stale');
  return can(withdrawalWorkflow, row, withdrawalWorkflow.event.parse(event))
    ? { ok: true, row }
    : refuse('withdrawal.not-now', { state: row.state });
}

/**
 * The moment by which a statement is judged when a person makes a return of it: its own. One that came late is judged by the last moment of the
 * right, because whoever accepts it all the same takes it as in time.
 */
export function judgedAt(row: WithdrawalRow): Temporal.Instant {
  const right = row.right === null ? null : storedRightSchema.parse(row.right);
  if (right?.kind !== 'late' || right.endExclusive === null) return row.submittedAt;
  return Temporal.Instant.from(right.endExclusive).subtract({ milliseconds: 1 });
}

/** A person makes the return: of the lines that the statement means, or although it came late. Refuses what cannot be returned by law or policy. */
export async function joinByHand(
  deps: ServiceDeps,
  input: HandInput & { readonly lines: readonly JoinedLine[] },
): Promise<Result<{ readonly returnId: string }, HandRefusal | 'items.none' | 'items.impossible'>> {
  return commit(deps, `staff:${input.staffId}`, async (unit) => {
    const found = handled(await loadWithdrawal(unit.tx, input.withdrawalId), input, { type: 'join', returnId: 'any' });
    if (!found.ok) return found;
    const { row } = found;
    if (row.orderId === null) return refuse('withdrawal.not-now', { state: row.state });
    await lockOrder(unit.tx, row.orderId);
    const loaded = await loadWithdrawalCase(unit.tx, row.orderId, judgedAt(row));
    if (!loaded || input.lines.length === 0) return refuse('items.none');
    const { orderCase } = loaded;
    const possible = input.lines.every(({ lineId, quantity }) => {
      const verdict = orderCase.judge(lineId, WITHDRAWAL_REQUEST)?.verdict;
      return verdict?.outcome === 'returnable' && quantity <= verdict.quantityLeft;
    });
    if (!possible) return refuse('items.impossible');
    const stored = await storeWithdrawalReturn(deps, unit, { row, orderCase, lines: input.lines });
    if (!stored.ok) return refuse('items.impossible');
    const { returnId } = stored;
    const moved = await move(unit, withdrawalWorkflow, { ...row, returnId: row.id }, { type: 'join', returnId });
    if (!moved.ok) throw new Error(`withdrawal ${row.id} in ${row.state} refuses what was asked of it before`);
    await updateWithdrawal(unit.tx, row.id, { returnId });
    return { ok: true, returnId };
  });
}
