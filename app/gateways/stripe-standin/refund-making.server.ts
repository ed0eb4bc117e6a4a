import { covers } from './balances.server.ts';
import { renderCharge, unrefunded } from './charges.server.ts';
import type { RefundScript } from './controls.ts';
import { invalidRequest, StripeRefusal } from './errors.server.ts';
import { emit } from './events.server.ts';
import { mannerOf } from './methods.server.ts';
import type { ChargeRecord, PendingReason, RefundRecord, RefundStatus } from './payment-records.server.ts';
import { saveNew, waitSeconds } from './refund-moves.server.ts';
import { refundShape } from './refund-shape.server.ts';
import { type Cause, secondsNow, type World } from './world.server.ts';

export interface RefundAsked {
  /** Null takes all that is left. */
  amount: number | null;
  reason: string | null;
  metadata: Record<string, string>;
  instructionsEmail: string | null;
}

const stored = true;

/** How much this refund takes of a charge. Refuses in the order in which Stripe does. */
function takeFrom(world: World, charge: ChargeRecord, asked: number | null): number {
  if (!charge.captured) {
    const message = `This uncaptured Charge was created by a PaymentIntent (${charge.intent}). You must cancel the PaymentIntent instead of refunding the charge directly.`;
    throw invalidRequest(message, { stored });
  }
  const disputes = world.records.disputes.list({ parent: charge.id });
  if (disputes.some((dispute) => !dispute.isChargeRefundable)) {
    const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`;
    throw invalidRequest(message, { code: 'charge_disputed', stored });
  }
  const left = unrefunded(world, charge);
  if (left === 0) {
    const message = `Charge ${charge.id} has already been refunded.`;
    throw invalidRequest(message, { code: 'charge_already_refunded', stored });
  }
  if (asked !== null && asked > left) {
    const code = charge.currency.toUpperCase();
    const message = `Refund amount (${asked} ${code}) is greater than unrefunded amount on charge (${left} ${code})`;
    throw invalidRequest(message, { param: 'amount', stored });
  }
  return asked ?? left;
}

interface Start {
  status: RefundStatus;
  pendingReason?: PendingReason;
  failureReason?: string | undefined;
  later: RefundScript['later'];
}

// A card's refund waits until the balance suffices; other ways of paying are refused at once.
function shortOfMoney(charge: ChargeRecord): Start {
  if (charge.methodType === 'card') return { status: 'pending', pendingReason: 'insufficient_funds', later: undefined };
  const message = 'You have insufficient available funds in your Stripe account.';
  throw new StripeRefusal(402, { type: 'invalid_request_error', code: 'balance_insufficient', message }, { stored });
}

function startOf(world: World, charge: ChargeRecord, amount: number): Start {
  const script = world.takeScript(charge);
  if (script) {
    const { status, pendingReason, failureReason, later } = script;
    return { status, failureReason, later, ...(pendingReason ? { pendingReason } : {}) };
  }
  if (charge.status === 'pending') return { status: 'pending', pendingReason: 'charge_pending', later: undefined };
  if (!covers(world, charge.currency, amount)) return shortOfMoney(charge);
  const afterMs = world.settleAfterMs;
  if (charge.paymentMethod === 'pm_card_refundFail') return { status: 'succeeded', later: { to: 'failed', afterMs } };
  const waits = charge.paymentMethod === 'pm_card_pendingRefund';
  const status = waits ? 'pending' : mannerOf(charge.methodType, charge.currency).start;
  return { status, later: status === 'pending' ? { to: 'succeeded', afterMs } : undefined };
}

function schedule(world: World, refund: RefundRecord, later: Start['later']): void {
  if (!later) return;
  const dueMs = world.clock().epochMilliseconds + later.afterMs;
  world.records.tasks.put({ id: refund.id, to: later.to, failureReason: later.failureReason ?? null, dueMs });
}

/** Who is asked for bank details. No address at all: the refund cannot be made. */
function askedOf(world: World, charge: ChargeRecord, status: RefundStatus, asked: RefundAsked): RefundRecord['asked'] {
  if (status !== 'requires_action') return null;
  const email = asked.instructionsEmail ?? charge.email;
  if (email === null) {
    const message = 'An email address is required to refund this payment. Provide one as instructions_email.';
    throw invalidRequest(message, { code: 'parameter_missing', param: 'instructions_email', stored });
  }
  const at = secondsNow(world);
  return { email, at, expiresAt: at + waitSeconds };
}

function announce(world: World, charge: ChargeRecord, refund: RefundRecord, cause: Cause): void {
  const shape = refundShape(refund);
  emit(world, cause, 'refund.created', shape);
  if (refund.status === 'succeeded') emit(world, cause, 'charge.refunded', renderCharge(world, charge));
  if (refund.status === 'failed') emit(world, cause, 'refund.failed', shape);
}

/** Makes a refund of a charge: for a request, or by hand in the Dashboard. Refuses before it writes. */
export function makeRefund(world: World, charge: ChargeRecord, asked: RefundAsked, cause: Cause): RefundRecord {
  const amount = takeFrom(world, charge, asked.amount);
  const { status, pendingReason = 'processing', failureReason, later } = startOf(world, charge, amount);
  const undone = status === 'failed' || status === 'canceled';
  const refund: RefundRecord = {
    id: world.newId('re'),
    charge: charge.id,
    intent: charge.intent,
    amount,
    currency: charge.currency,
    status,
    pendingReason,
    reason: asked.reason,
    metadata: asked.metadata,
    methodType: charge.methodType,
    cardType: 'refund',
    instructionsEmail: asked.instructionsEmail,
    asked: askedOf(world, charge, status, asked),
    balanceTransaction: status === 'succeeded' ? world.newId('txn') : null,
    failureReason: undone ? (failureReason ?? 'unknown') : null,
    failureBalanceTransaction: undone ? world.newId('txn') : null,
    reference: null,
    noReference: false,
    created: secondsNow(world),
  };
  saveNew(world, refund);
  schedule(world, refund, later);
  announce(world, charge, refund, cause);
  return refund;
}
