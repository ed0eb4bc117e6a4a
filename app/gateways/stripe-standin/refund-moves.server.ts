import { emit } from './events.server.ts';
import type { RefundRecord, RefundStatus } from './records.server.ts';
import { refundShape, type Shape } from './shapes.server.ts';
import { byItself, type Cause, type World } from './world.server.ts';

/** Where a refund may go from each state. A succeeded one can still come back, weeks later. */
const moves: Record<RefundStatus, readonly RefundStatus[]> = {
  pending: ['succeeded', 'failed', 'canceled', 'requires_action'],
  requires_action: ['pending', 'failed', 'canceled'],
  succeeded: ['failed', 'requires_action', 'canceled'],
  failed: [],
  canceled: [],
};

export interface RefundMove {
  to?: RefundStatus;
  failureReason?: string;
  reference?: string;
}

function moved(world: World, refund: RefundRecord, { to = refund.status, ...move }: RefundMove): RefundRecord {
  const undone = to !== refund.status && (to === 'failed' || to === 'canceled');
  const reason = move.failureReason ?? (to === 'canceled' ? 'merchant_request' : 'unknown');
  return {
    ...refund,
    status: to,
    balanceTransaction: refund.balanceTransaction ?? (to === 'succeeded' ? world.newId('txn') : null),
    failureReason: undone ? reason : refund.failureReason,
    failureBalanceTransaction: undone ? world.newId('txn') : refund.failureBalanceTransaction,
    reference: move.reference ?? refund.reference,
  };
}

const changed = (before: Shape, after: Shape): Shape =>
  Object.fromEntries(
    Object.keys(after)
      .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      .map((name) => [name, before[name] ?? null]),
  );

/** Writes a refund's change with its event: `refund.failed` when it failed, else `refund.updated`. */
export function saveChange(world: World, before: RefundRecord, after: RefundRecord, cause: Cause): void {
  world.records.refunds.put(after);
  if (after.status !== before.status) world.records.tasks.remove(after.id);
  const [was, is] = [refundShape(before), refundShape(after)];
  if (after.status === 'failed' && before.status !== 'failed') emit(world, cause, 'refund.failed', is);
  else emit(world, cause, 'refund.updated', is, changed(was, is));
}

/**
 * Moves a refund as Stripe, a bank or the Dashboard would. Throws for a move that Stripe does not make: a script that asks
 * for one tests nothing real.
 */
export function moveRefund(world: World, id: string, move: RefundMove, cause: Cause = byItself): RefundRecord {
  return world.store.transaction(() => {
    const refund = world.records.refunds.get(id);
    if (!refund) throw new RangeError(`no refund ${id}`);
    if (move.to !== undefined && !moves[refund.status].includes(move.to)) {
      throw new RangeError(`a refund does not go from ${refund.status} to ${move.to}`);
    }
    const after = moved(world, refund, move);
    saveChange(world, refund, after, cause);
    return after;
  });
}

/** When the next refund settles by itself. */
export function nextSettlementMs(world: World): number | null {
  const due = world.records.tasks.list().map((task) => task.dueMs);
  return due.length === 0 ? null : Math.min(...due);
}

/** Settles what is due, oldest first: pending becomes succeeded, and a refund that is bound to fail fails. */
export function settleDue(world: World): void {
  const nowMs = world.clock().epochMilliseconds;
  for (const { id, to, dueMs } of world.records.tasks.list().reverse()) {
    if (dueMs > nowMs) continue;
    moveRefund(world, id, to === 'failed' ? { to, failureReason: 'expired_or_canceled_card' } : { to });
  }
}
