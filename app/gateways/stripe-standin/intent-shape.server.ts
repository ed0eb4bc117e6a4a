import { nothing, type Shape } from './object-shape.server.ts';
import type { ChargeRecord, IntentRecord } from './payment-records.server.ts';

/** What Stripe says of a payment that was declined, in the answer and on the intent. */
export const declineOf = {
  type: 'card_error',
  code: 'card_declined',
  decline_code: 'generic_decline',
  message: 'Your card was declined.',
} as const;

const intentNulls = nothing([
  'allowed_payment_method_types',
  'application',
  'application_fee_amount',
  'customer_account',
  'excluded_payment_method_types',
  'managed_payments',
  'next_action',
  'on_behalf_of',
  'payment_method_configuration_details',
  'payment_record',
  'processing',
  'review',
  'setup_future_usage',
  'shipping',
  'source',
  'statement_descriptor',
  'statement_descriptor_suffix',
  'transfer_data',
  'transfer_group',
]);

/** `charge` is the latest one; `latestCharge` is how it is shown, its id or itself. */
export function intentShape(
  intent: IntentRecord,
  charge: ChargeRecord | null,
  latestCharge: string | Shape | null,
): Shape {
  const failed = charge?.status === 'failed';
  return {
    id: intent.id,
    object: 'payment_intent',
    ...intentNulls,
    amount: intent.amount,
    amount_capturable: charge?.amountCapturable ?? 0,
    amount_details: { tip: {} },
    amount_received: charge?.status === 'succeeded' ? charge.amountCaptured : 0,
    automatic_payment_methods: { allow_redirects: 'always', enabled: true },
    canceled_at: intent.canceledAt,
    cancellation_reason: intent.cancellationReason,
    capture_method: intent.captureMethod,
    client_secret: `${intent.id}_secret_standin`,
    confirmation_method: 'automatic',
    created: intent.created,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    last_payment_error: failed && charge ? { ...declineOf, charge: charge.id } : null,
    latest_charge: latestCharge,
    livemode: false,
    metadata: intent.metadata,
    payment_method: intent.paymentMethod,
    payment_method_options: {},
    payment_method_types: [intent.methodType],
    receipt_email: intent.email,
    status: intent.status,
  };
}
