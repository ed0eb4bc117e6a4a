import type { ChargeRecord, EventRecord, IntentRecord, RefundRecord } from './records.server.ts';

export const apiVersion = '2026-10-28.endive';

export type Shape = Record<string, unknown>;

const nothing = (names: readonly string[]): Shape => Object.fromEntries(names.map((name) => [name, null]));

const intentNulls = nothing([
  'allowed_payment_method_types',
  'application',
  'application_fee_amount',
  'canceled_at',
  'cancellation_reason',
  'customer',
  'customer_account',
  'excluded_payment_method_types',
  'last_payment_error',
  'managed_payments',
  'next_action',
  'on_behalf_of',
  'payment_method_configuration_details',
  'payment_record',
  'processing',
  'receipt_email',
  'review',
  'setup_future_usage',
  'shipping',
  'source',
  'statement_descriptor',
  'statement_descriptor_suffix',
  'transfer_data',
  'transfer_group',
]);

export function intentShape(intent: IntentRecord, latestCharge: string | Shape | null): Shape {
  return {
    id: intent.id,
    object: 'payment_intent',
    ...intentNulls,
    amount: intent.amount,
    amount_capturable: intent.status === 'requires_capture' ? intent.amount : 0,
    amount_details: { tip: {} },
    amount_received: intent.status === 'succeeded' ? intent.amount : 0,
    automatic_payment_methods: { allow_redirects: 'always', enabled: true },
    capture_method: intent.captureMethod,
    client_secret: `${intent.id}_secret_standin`,
    confirmation_method: 'automatic',
    created: intent.created,
    currency: intent.currency,
    description: intent.description,
    latest_charge: latestCharge,
    livemode: false,
    metadata: intent.metadata,
    payment_method: intent.paymentMethod,
    payment_method_options: {},
    payment_method_types: ['card'],
    status: intent.status,
  };
}

const chargeNulls = nothing([
  'application',
  'application_fee',
  'application_fee_amount',
  'calculated_statement_descriptor',
  'customer',
  'description',
  'failure_balance_transaction',
  'failure_code',
  'failure_message',
  'on_behalf_of',
  'receipt_email',
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
const cardNulls = nothing([
  'amount_authorized',
  'authorization_code',
  'electronic_commerce_indicator',
  'installments',
  'mandate',
  'network_transaction_id',
  'regulated_status',
  'three_d_secure',
  'transaction_link_id',
  'wallet',
]);

const cardDetails = {
  ...cardNulls,
  brand: 'visa',
  checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
  country: 'US',
  exp_month: 12,
  exp_year: 2040,
  funding: 'credit',
  last4: '4242',
  network: 'visa',
};

const outcome = {
  ...nothing(['advice_code', 'network_advice_code', 'network_decline_code', 'reason']),
  network_status: 'approved_by_network',
  seller_message: 'Payment complete.',
  type: 'authorized',
};

export const isDisputed = (charge: ChargeRecord): boolean => charge.paymentMethod.startsWith('pm_card_createDispute');

/** `amountRefunded` counts succeeded refunds only, as Stripe may: a pending one must be found in the list of refunds. */
export function chargeShape(charge: ChargeRecord, amountRefunded: number, refunds?: Shape): Shape {
  return {
    id: charge.id,
    object: 'charge',
    ...chargeNulls,
    amount: charge.amount,
    amount_captured: charge.amountCaptured,
    amount_refunded: amountRefunded,
    balance_transaction: charge.balanceTransaction,
    billing_details: { address: addressNulls, ...nothing(['email', 'name', 'phone', 'tax_id']) },
    captured: charge.captured,
    created: charge.created,
    currency: charge.currency,
    disputed: isDisputed(charge),
    fraud_details: {},
    livemode: false,
    metadata: {},
    outcome,
    paid: charge.paid,
    payment_intent: charge.intent,
    payment_method: charge.paymentMethod,
    payment_method_details: { card: cardDetails, type: 'card' },
    refunded: charge.captured && amountRefunded === charge.amountCaptured,
    ...(refunds ? { refunds } : {}),
    status: 'succeeded',
  };
}

function destination(refund: RefundRecord): Shape {
  if (refund.status === 'pending') return { card: { type: 'pending' }, type: 'card' };
  const reference = refund.reference
    ? { reference: refund.reference, reference_status: 'available' }
    : { reference_status: 'pending' };
  return { card: { ...reference, reference_type: 'acquirer_reference_number', type: 'refund' }, type: 'card' };
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
    metadata: refund.metadata,
    payment_intent: refund.intent,
    payment_method: null,
    ...(refund.status === 'pending' ? { pending_reason: 'processing' } : {}),
    reason: refund.reason,
    status: refund.status,
  };
}

export function eventShape(event: EventRecord, pendingWebhooks: number): Shape {
  return {
    id: event.id,
    object: 'event',
    api_version: apiVersion,
    created: event.created,
    data: { object: event.object, ...(event.previous ? { previous_attributes: event.previous } : {}) },
    livemode: false,
    pending_webhooks: pendingWebhooks,
    request: { id: event.requestId, idempotency_key: event.idempotencyKey },
    type: event.type,
  };
}

export const listShape = (url: string, data: Shape[], hasMore: boolean): Shape => ({
  object: 'list',
  data,
  has_more: hasMore,
  url,
});
