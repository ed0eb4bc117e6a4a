import { readExpand, renderCharge } from './charges.server.ts';
import { invalidRequest, refusals } from './errors.server.ts';
import { emit } from './events.server.ts';
import { type Form, mergeMetadata, onlyKnown, readChoice, readInteger, readMetadata } from './form.server.ts';
import type { Shape } from './object-shape.server.ts';
import { captureCharge, renderIntent } from './paying.server.ts';
import { findIntent } from './payment-intents.server.ts';
import type { ChargeRecord, IntentRecord } from './payment-records.server.ts';
import { type Cause, secondsNow, type World } from './world.server.ts';

const mostCaptures = 50;

function heldCharge(world: World, intent: IntentRecord): ChargeRecord {
  const charge = intent.latestCharge === null ? null : world.records.charges.get(intent.latestCharge);
  if (intent.status === 'requires_capture' && charge) return charge;
  const message = `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`;
  throw refusals.badState(message);
}

/** Captures all or a part of what is held. With `final_capture: false` the rest stays held for another capture, 50 at most. */
export function planCapture(world: World, id: string, form: Form, cause: Cause): () => Shape {
  onlyKnown(form, ['amount_to_capture', 'final_capture', 'metadata', 'expand']);
  const asked = readInteger(form, 'amount_to_capture', 1);
  const final = readChoice(form, 'final_capture', ['true', 'false']) !== 'false';
  const sent = readMetadata(form);
  const expand = readExpand(form, ['latest_charge']);
  return () => {
    const intent = findIntent(world, id);
    const charge = heldCharge(world, intent);
    const amount = asked ?? charge.amountCapturable;
    if (amount > charge.amountCapturable) {
      const message = 'The amount to capture is greater than the amount that you can capture.';
      throw invalidRequest(message, { code: 'amount_too_large', param: 'amount_to_capture', stored: true });
    }
    if (charge.captures >= mostCaptures || (!final && charge.methodType !== 'card')) {
      throw refusals.badState('This PaymentIntent cannot be captured once more.');
    }
    const captured = captureCharge(world, charge, amount, final || amount === charge.amountCapturable);
    const after: IntentRecord = {
      ...intent,
      metadata: mergeMetadata(intent.metadata, sent),
      status: captured.amountCapturable === 0 ? 'succeeded' : 'requires_capture',
    };
    world.records.intents.put(after);
    emit(world, cause, 'charge.captured', renderCharge(world, captured));
    const type = after.status === 'succeeded' ? 'payment_intent.succeeded' : 'payment_intent.amount_capturable_updated';
    emit(world, cause, type, renderIntent(world, after, new Set()));
    return renderIntent(world, after, expand);
  };
}

const reasons = ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'] as const;

/** Cancels an intent that was not paid, or gives free what is held and was captured not even in part. */
export function planCancel(world: World, id: string, form: Form, cause: Cause): () => Shape {
  onlyKnown(form, ['cancellation_reason', 'expand']);
  const cancellationReason = readChoice(form, 'cancellation_reason', reasons);
  const expand = readExpand(form, ['latest_charge']);
  return () => {
    const intent = findIntent(world, id);
    const charge = intent.latestCharge === null ? null : world.records.charges.get(intent.latestCharge);
    const open = /^requires_/.test(intent.status) && (charge?.amountCaptured ?? 0) === 0;
    if (!open) {
      const message = `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action, processing.`;
      throw refusals.badState(message);
    }
    if (charge) world.records.charges.put({ ...charge, amountCapturable: 0 });
    const after: IntentRecord = { ...intent, status: 'canceled', canceledAt: secondsNow(world), cancellationReason };
    world.records.intents.put(after);
    emit(world, cause, 'payment_intent.canceled', renderIntent(world, after, new Set()));
    return renderIntent(world, after, expand);
  };
}
