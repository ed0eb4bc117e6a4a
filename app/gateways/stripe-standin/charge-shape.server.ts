import { detailsOf } from './methods.server.ts';
import { nothing, type Shape } from './object-shape.server.ts';
import type { ChargeRecord } from './payment-records.server.ts';

const chargeNulls = nothing([
  'application',
  'application_fee',
  'application_fee_amount',
  'calculated_statement_descriptor',
  'customer',
  'description',
  'failure_balance_transaction',
  'on_behalf_of',
  'receipt_number',
  'receipt_url',
  'review',
  'shipping',
  'source',
  'source_transfer',
  'statement_descriptor',
  'statement_descriptor_suffix',
  'transfer_data',
  'transfer_group',
]);

const addressNulls = nothing(['city', 'country', 'line1', 'line2', 'postal_code', 'state']);
const outcome = {
  ...nothing(['advice_code', 'network_advice_code', 'network_decline_code', 'reason']),
  network_status: 'approved_by_network',
  seller_message: 'Payment complete.',
  type: 'authorized',
};

const declined = {
  ...outcome,
  network_status: 'declined_by_network',
  reason: 'generic_decline',
  seller_message: 'The bank did not return any further details with this decline.',
  type: 'issuer_declined',
};

export interface ChargeFacts {
  /** Succeeded refunds only, as Stripe may count: a pending one must be found in the list of refunds. */
  refunded: number;
  disputed: boolean;
  /** The list, when it was asked for. */
  refunds?: Shape;
}

export function chargeShape(charge: ChargeRecord, { refunded, disputed, refunds }: ChargeFacts): Shape {
  const failed = charge.status === 'failed';
  return {
    id: charge.id,
    object: 'charge',
    ...chargeNulls,
    amount: charge.amount,
    amount_captured: charge.amountCaptured,
    amount_refunded: refunded,
    balance_transaction: charge.balanceTransaction,
    billing_details: { address: addressNulls, email: charge.email, ...nothing(['name', 'phone', 'tax_id']) },
    captured: charge.captured,
    created: charge.created,
    currency: charge.currency,
    disputed,
    failure_code: failed ? 'card_declined' : null,
    failure_message: failed ? 'Your card was declined.' : null,
    fraud_details: {},
    livemode: false,
    metadata: {},
    outcome: failed ? declined : outcome,
    paid: charge.paid,
    payment_intent: charge.intent,
    payment_method: charge.paymentMethod,
    payment_method_details: detailsOf(charge.methodType),
    receipt_email: charge.email,
    refunded: charge.captured && charge.amountCaptured > 0 && refunded === charge.amountCaptured,
    ...(refunds ? { refunds } : {}),
    status: charge.status,
  };
}
