import { readExpand, renderCharge, unrefunded } from './charges.server.ts';
import { invalidRequest, refusals } from './errors.server.ts';
import { emit } from './events.server.ts';
import { type Form, mergeMetadata, onlyKnown, readChoice, readInteger, readMetadata, readText } from './form.server.ts';
import { page, readPage } from './lists.server.ts';
import { findIntent, renderIntent } from './payment-intents.server.ts';
import type { ChargeRecord, RefundRecord } from './records.server.ts';
import { moveRefund, saveChange } from './refund-moves.server.ts';
import { listShape, refundShape, type Shape } from './shapes.server.ts';
import { type Cause, secondsNow, type World } from './world.server.ts';

const expandable = ['charge', 'payment_intent'];
const reasons = ['duplicate', 'fraudulent', 'requested_by_customer'] as const;
const createParameters = ['amount', 'charge', 'payment_intent', 'reason', 'metadata', 'instructions_email', 'expand'];

function render(world: World, refund: RefundRecord, expand: ReadonlySet<string>): Shape {
  const shape = refundShape(refund);
  const charge = expand.has('charge') ? world.records.charges.get(refund.charge) : null;
  const intent = expand.has('payment_intent') ? world.records.intents.get(refund.intent) : null;
  return {
    ...shape,
    ...(charge ? { charge: renderCharge(world, charge) } : {}),
    ...(intent ? { payment_intent: renderIntent(world, intent, new Set()) } : {}),
  };
}

function find(world: World, id: string): RefundRecord {
  const refund = world.records.refunds.get(id);
  if (!refund) throw refusals.missing('refund', id, 'refund');
  return refund;
}

function chargeOf(world: World, chargeId: string | null, intentId: string | null): ChargeRecord {
  if (chargeId !== null) {
    const charge = world.records.charges.get(chargeId);
    if (!charge) throw refusals.missing('charge', chargeId);
    return charge;
  }
  if (intentId === null) {
    const message = 'One of the following params should be provided for this request: payment_intent or charge.';
    throw invalidRequest(message);
  }
  const { latestCharge } = findIntent(world, intentId, 'payment_intent');
  const charge = latestCharge === null ? null : world.records.charges.get(latestCharge);
  if (charge) return charge;
  const message = `This PaymentIntent (${intentId}) does not have a successful charge to refund.`;
  throw invalidRequest(message, { stored: true });
}

/** How much this refund takes of a charge. Refuses in the order in which Stripe does. */
function takeFrom(world: World, charge: ChargeRecord, asked: number | null): number {
  const stored = true;
  if (!charge.captured) {
    const message = `This uncaptured Charge was created by a PaymentIntent (${charge.intent}). You must cancel the PaymentIntent instead of refunding the charge directly.`;
    throw invalidRequest(message, { stored });
  }
  if (charge.paymentMethod === 'pm_card_createDispute') {
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

function scheduleSettlement(world: World, refund: RefundRecord, charge: ChargeRecord): void {
  const to =
    refund.status === 'pending' ? 'succeeded' : charge.paymentMethod === 'pm_card_refundFail' ? 'failed' : null;
  if (!to) return;
  world.records.tasks.put({ id: refund.id, to, dueMs: world.clock().epochMilliseconds + world.settleAfterMs });
}

/** Reads the creation of a refund; the returned step carries it out, inside the transaction that also keeps its answer. */
export function planRefund(world: World, form: Form, cause: Cause) {
  onlyKnown(form, createParameters);
  const asked = readInteger(form, 'amount', 1);
  const chargeId = readText(form, 'charge');
  const intentId = readText(form, 'payment_intent');
  const reason = readChoice(form, 'reason', reasons);
  const metadata = mergeMetadata({}, readMetadata(form));
  const expand = readExpand(form, expandable);
  const run = (): Shape => {
    const charge = chargeOf(world, chargeId, intentId);
    const amount = takeFrom(world, charge, asked);
    const pending = charge.paymentMethod === 'pm_card_pendingRefund';
    const refund: RefundRecord = {
      id: world.newId('re'),
      charge: charge.id,
      intent: charge.intent,
      amount,
      currency: charge.currency,
      status: pending ? 'pending' : 'succeeded',
      reason,
      metadata,
      balanceTransaction: pending ? null : world.newId('txn'),
      failureReason: null,
      failureBalanceTransaction: null,
      reference: null,
      created: secondsNow(world),
    };
    world.records.refunds.put(refund);
    emit(world, cause, 'refund.created', refundShape(refund));
    if (!pending) emit(world, cause, 'charge.refunded', renderCharge(world, charge));
    scheduleSettlement(world, refund, charge);
    return render(world, refund, expand);
  };
  return { paymentRef: chargeId ?? intentId, run };
}

export function readRefund(world: World, id: string, form: Form): Shape {
  onlyKnown(form, ['expand']);
  const expand = readExpand(form, expandable);
  return render(world, find(world, id), expand);
}

export const refundListFilter = (form: Form): string | null =>
  readText(form, 'charge') ?? readText(form, 'payment_intent');

export function listRefunds(world: World, form: Form): Shape {
  onlyKnown(form, ['charge', 'payment_intent', 'limit', 'starting_after', 'expand']);
  const request = readPage(form);
  const expand = new Set(
    [
      ...readExpand(
        form,
        expandable.map((field) => `data.${field}`),
      ),
    ].map((field) => field.slice(5)),
  );
  const chargeId = readText(form, 'charge');
  const intentId = readText(form, 'payment_intent');
  // An intent that was never paid has no charge, and no refund has an empty parent.
  const ofIntent = intentId === null ? undefined : (findIntent(world, intentId, 'payment_intent').latestCharge ?? '');
  const parent = chargeId === null ? ofIntent : chargeOf(world, chargeId, null).id;
  const { items, hasMore } = page(world.records.refunds, 'refund', request, parent);
  const data = items.map((refund) => render(world, refund, expand));
  return listShape('/v1/refunds', data, hasMore);
}

export function planRefundUpdate(world: World, id: string, form: Form, cause: Cause): () => Shape {
  onlyKnown(form, ['metadata', 'expand']);
  const sent = readMetadata(form);
  const expand = readExpand(form, expandable);
  return () => {
    const refund = find(world, id);
    const after = { ...refund, metadata: mergeMetadata(refund.metadata, sent) };
    saveChange(world, refund, after, cause);
    return render(world, after, expand);
  };
}

/** The API cancels a refund that waits for the customer, and no other. */
export function planRefundCancel(world: World, id: string, form: Form, cause: Cause): () => Shape {
  onlyKnown(form, ['expand']);
  const expand = readExpand(form, expandable);
  return () => {
    const refund = find(world, id);
    if (refund.status !== 'requires_action') {
      throw invalidRequest('Canceling this refund is unsupported.', { stored: true });
    }
    return render(world, moveRefund(world, id, { to: 'canceled' }, cause), expand);
  };
}
