import { readExpand, readListExpand, renderCharge } from './charges.server.ts';
import { invalidRequest, refusals } from './errors.server.ts';
import { type Form, mergeMetadata, onlyKnown, readChoice, readInteger, readMetadata, readText } from './form.server.ts';
import { page, pageParameters, readPage } from './lists.server.ts';
import { listShape, type Shape } from './object-shape.server.ts';
import { renderIntent } from './paying.server.ts';
import { findIntent } from './payment-intents.server.ts';
import type { ChargeRecord, RefundRecord } from './payment-records.server.ts';
import { makeRefund } from './refund-making.server.ts';
import { moveRefund, saveChange } from './refund-moves.server.ts';
import { refundShape } from './refund-shape.server.ts';
import type { Cause, World } from './world.server.ts';

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

export function chargeOf(world: World, chargeId: string | null, intentId: string | null): ChargeRecord {
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
  if (charge && charge.status !== 'failed') return charge;
  const message = `This PaymentIntent (${intentId}) does not have a successful charge to refund.`;
  throw invalidRequest(message, { stored: true });
}

/** Reads the creation of a refund; the returned step carries it out, inside the transaction that also keeps its answer. */
export function planRefund(world: World, form: Form, cause: Cause) {
  onlyKnown(form, createParameters);
  const amount = readInteger(form, 'amount', 1);
  const chargeId = readText(form, 'charge');
  const intentId = readText(form, 'payment_intent');
  const reason = readChoice(form, 'reason', reasons);
  const metadata = mergeMetadata({}, readMetadata(form));
  const instructionsEmail = readText(form, 'instructions_email');
  const expand = readExpand(form, expandable);
  const run = (): Shape => {
    const charge = chargeOf(world, chargeId, intentId);
    return render(world, makeRefund(world, charge, { amount, reason, metadata, instructionsEmail }, cause), expand);
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
  onlyKnown(form, [...pageParameters, 'charge', 'payment_intent']);
  const request = readPage(form);
  const expand = readListExpand(form, expandable);
  const chargeId = readText(form, 'charge');
  const intentId = readText(form, 'payment_intent');
  // An intent that was never paid has no charge, and no refund has an empty parent.
  const ofIntent = intentId === null ? undefined : (findIntent(world, intentId, 'payment_intent').latestCharge ?? '');
  const parent = chargeId === null ? ofIntent : chargeOf(world, chargeId, null).id;
  const { items, hasMore } = page(world.records.refunds, 'refund', request, { parent });
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

/** In a sandbox the customer's time to answer can be ended at once. */
export function planRefundExpire(world: World, id: string, form: Form, cause: Cause): () => Shape {
  onlyKnown(form, ['expand']);
  const expand = readExpand(form, expandable);
  return () => {
    if (find(world, id).status !== 'requires_action') {
      throw invalidRequest('This refund does not wait for the customer.', { stored: true });
    }
    return render(world, moveRefund(world, id, { to: 'failed', failureReason: 'unknown' }, cause), expand);
  };
}
