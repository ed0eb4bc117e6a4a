import { mannerOf } from './methods.server.ts';
import { nothing, type Shape } from './object-shape.server.ts';
import type { RefundRecord } from './payment-records.server.ts';

const declinable: readonly string[] = ['blik', 'paypal', 'swish'];

function cardDestination(refund: RefundRecord): Shape {
  const type = refund.status === 'pending' ? 'pending' : refund.cardType;
  // A reversal takes the charge off the statement: there is nothing that a number could be for.
  if (type !== 'refund') return { type };
  const reference_type = 'acquirer_reference_number';
  if (refund.reference) return { reference: refund.reference, reference_status: 'available', reference_type, type };
  return { reference_status: refund.noReference ? 'unavailable' : 'pending', reference_type, type };
}

function destination(refund: RefundRecord): Shape {
  const { destination: name, traced } = mannerOf(refund.methodType, refund.currency);
  if (name === 'card') return { card: cardDestination(refund), type: 'card' };
  if (!traced) return { [name]: {}, type: name };
  const reference_status = refund.reference ? 'available' : refund.noReference ? 'unavailable' : 'pending';
  const code = declinable.includes(name) ? { network_decline_code: null } : {};
  return { [name]: { ...code, reference: refund.reference, reference_status }, type: name };
}

function nextAction({ status, asked }: RefundRecord): Shape {
  if (status !== 'requires_action' || !asked) return {};
  const email_sent = { email_sent_at: asked.at, email_sent_to: asked.email };
  const display_details = { email_sent, expires_at: asked.expiresAt };
  return { next_action: { display_details, type: 'display_details' } };
}

export function refundShape(refund: RefundRecord): Shape {
  return {
    id: refund.id,
    object: 'refund',
    ...nothing(['customer', 'customer_account', 'receipt_number', 'source_transfer_reversal', 'transfer_reversal']),
    amount: refund.amount,
    balance_transaction: refund.balanceTransaction,
    charge: refund.charge,
    created: refund.created,
    currency: refund.currency,
    destination_details: destination(refund),
    ...(refund.failureReason ? { failure_reason: refund.failureReason } : {}),
    ...(refund.failureBalanceTransaction ? { failure_balance_transaction: refund.failureBalanceTransaction } : {}),
    ...(refund.instructionsEmail ? { instructions_email: refund.instructionsEmail } : {}),
    metadata: refund.metadata,
    ...nextAction(refund),
    payment_intent: refund.intent,
    payment_method: null,
    ...(refund.status === 'pending' ? { pending_reason: refund.pendingReason } : {}),
    reason: refund.reason,
    status: refund.status,
  };
}
