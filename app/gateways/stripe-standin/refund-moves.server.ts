import { changeBalance } from './balances.server.ts';
import type { RefundMove } from './controls.ts';
import { emit } from './events.server.ts';
import { changedFields } from './object-shape.server.ts';
import type { RefundRecord, RefundStatus } from './payment-records.server.ts';
import { refundShape } from './refund-shape.server.ts';
import { byItself, type Cause, secondsNow, type World } from './world.server.ts';

/** Where a refund may go from each state. A succeeded one can still come back, weeks later. */
const moves: Record<RefundStatus, readonly RefundStatus[]> = {
  pending: ['succeeded', 'failed', 'canceled', 'requires_action'],
  requires_action: ['pending', 'failed', 'canceled'],
  succeeded: ['failed', 'requires_action', 'canceled'],
  failed: [],
  canceled: [],
};

export const canMove = (from: RefundStatus, to: RefundStatus): boolean => moves[from].includes(to);

/** How long a customer has to name a bank account, and a merchant to top up. */
export const waitSeconds = 45 * 86_400;

type Asked = RefundRecord['asked'];

function askedBy(world: World, refund: RefundRecord, { emailSentTo, expiresInSeconds }: RefundMove): Asked {
  const at = secondsNow(world);
  const known = refund.instructionsEmail ?? world.records.charges.get(refund.charge)?.email;
  return {
    email: emailSentTo ?? known ?? 'customer@example.com',
    at,
    expiresAt: at + (expiresInSeconds ?? waitSeconds),
  };
}

function moved(world: World, refund: RefundRecord, { to = refund.status, ...move }: RefundMove): RefundRecord {
  const turned = to !== refund.status;
  const undone = turned && (to === 'failed' || to === 'canceled');
  const reason = move.failureReason ?? (to === 'canceled' ? 'merchant_request' : 'unknown');
  return {
    ...refund,
    status: to,
    pendingReason: move.pendingReason ?? (turned ? 'processing' : refund.pendingReason),
    asked: turned && to === 'requires_action' ? askedBy(world, refund, move) : refund.asked,
    balanceTransaction: refund.balanceTransaction ?? (to === 'succeeded' ? world.newId('txn') : null),
    failureReason: undone ? reason : refund.failureReason,
    failureBalanceTransaction: undone ? world.newId('txn') : refund.failureBalanceTransaction,
    reference: move.reference ?? refund.reference,
    noReference: move.noReference ?? refund.noReference,
    cardType: move.cardType ?? refund.cardType,
  };
}

/** The money of a refund leaves the balance when it is sent, and is back there when it fails. */
function countMoney(world: World, before: RefundRecord | null, after: RefundRecord): void {
  const sent = !before?.balanceTransaction && after.balanceTransaction;
  const back = !before?.failureBalanceTransaction && after.failureBalanceTransaction && after.balanceTransaction;
  if (sent) changeBalance(world, after.currency, -after.amount);
  if (back) changeBalance(world, after.currency, after.amount);
}

/** Writes a new refund. */
export function saveNew(world: World, refund: RefundRecord): void {
  world.records.refunds.put(refund);
  countMoney(world, null, refund);
  scheduleEnd(world, refund);
}

// Who waits for a person waits 45 days.
function scheduleEnd(world: World, { id, status, asked, pendingReason }: RefundRecord): void {
  if (status === 'requires_action' && asked) {
    world.records.tasks.put({ id, to: 'failed', failureReason: 'unknown', dueMs: asked.expiresAt * 1_000 });
  }
  if (status === 'pending' && pendingReason === 'insufficient_funds') {
    const dueMs = world.clock().epochMilliseconds + waitSeconds * 1_000;
    world.records.tasks.put({ id, to: 'failed', failureReason: 'insufficient_funds', dueMs });
  }
}

/** Writes a refund's change with its event: `refund.failed` when it failed, else `refund.updated`. */
export function saveChange(world: World, before: RefundRecord, after: RefundRecord, cause: Cause): void {
  world.records.refunds.put(after);
  countMoney(world, before, after);
  if (after.status !== before.status) {
    world.records.tasks.remove(after.id);
    scheduleEnd(world, after);
  }
  const [was, is] = [refundShape(before), refundShape(after)];
  if (after.status === 'failed' && before.status !== 'failed') emit(world, cause, 'refund.failed', is);
  else emit(world, cause, 'refund.updated', is, changedFields(was, is));
}

/**
 * Moves a refund as Stripe, a bank or the Dashboard would. Throws for a move that Stripe does not make: a script that asks for
 * one tests nothing real.
 */
export function moveRefund(world: World, id: string, move: RefundMove, cause: Cause = byItself): RefundRecord {
  return world.store.transaction(() => {
    const refund = world.records.refunds.get(id);
    if (!refund) throw new RangeError(`no refund ${id}`);
    if (move.to !== undefined && !canMove(refund.status, move.to)) {
      throw new RangeError(`a refund does not go from ${refund.status} to ${move.to}`);
    }
    const after = moved(world, refund, move);
    saveChange(world, refund, after, cause);
    return after;
  });
}

/** When the next refund settles by itself. */
export function nextSettlementMs(world: World): number | null {
  return world.records.tasks
    .list()
    .reduce<number | null>((least, { dueMs }) => (least === null || dueMs < least ? dueMs : least), null);
}

/** Settles what is due, oldest first: pending becomes succeeded, and a refund that is bound to fail fails. */
export function settleDue(world: World): void {
  const nowMs = world.clock().epochMilliseconds;
  const due = world.records.tasks
    .list({ oldestFirst: true })
    .filter(({ dueMs }) => dueMs <= nowMs)
    .sort((a, b) => a.dueMs - b.dueMs);
  for (const { id, to, failureReason } of due) {
    const reason = failureReason ?? (to === 'failed' ? 'expired_or_canceled_card' : null);
    moveRefund(world, id, reason === null ? { to } : { to, failureReason: reason });
  }
}
