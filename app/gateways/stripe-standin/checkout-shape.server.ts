import { nothing, type Shape } from './object-shape.server.ts';
import type { CheckoutRecord } from './shop-records.server.ts';

const sessionNulls = nothing([
  ...['adaptive_pricing', 'after_expiration', 'allow_promotion_codes', 'allowed_payment_method_types'],
  ...['billing_address_collection', 'client_secret', 'collected_information', 'consent', 'consent_collection'],
  ...['currency_conversion', 'customer_account', 'customer_details', 'integration_identifier', 'invoice'],
  ...['invoice_creation', 'locale', 'managed_payments', 'origin_context', 'payment_link'],
  ...['payment_method_configuration_details', 'permissions', 'recovered_from', 'saved_payment_method_options'],
  ...['setup_intent', 'shipping_address_collection', 'shipping_cost', 'submit_type', 'subscription', 'wallet_options'],
]);

const textNulls = nothing(['after_submit', 'shipping_address', 'submit', 'terms_of_service_acceptance']);

/** What a session costs: its items, without tax and shipping, which it knows nothing of. */
export const totalOf = ({ items }: CheckoutRecord): number =>
  items.reduce((total, { unitAmount, quantity }) => total + unitAmount * quantity, 0);

export function itemShape(
  session: CheckoutRecord,
  { id, name, unitAmount, quantity }: CheckoutRecord['items'][number],
) {
  return {
    id,
    object: 'item',
    ...nothing(['adjustable_quantity', 'price']),
    amount_discount: 0,
    amount_subtotal: unitAmount * quantity,
    amount_tax: 0,
    amount_total: unitAmount * quantity,
    currency: session.currency,
    description: name,
    metadata: {},
    quantity,
  };
}

export function checkoutShape(session: CheckoutRecord): Shape {
  const total = totalOf(session);
  const open = session.status === 'open';
  return {
    id: session.id,
    object: 'checkout.session',
    ...sessionNulls,
    amount_subtotal: total,
    amount_total: total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    cancel_url: session.cancelUrl,
    client_reference_id: session.clientReference,
    created: session.created,
    currency: session.currency,
    custom_fields: [],
    custom_text: textNulls,
    customer: session.customer,
    customer_creation: 'if_required',
    customer_email: session.email,
    discounts: [],
    expires_at: session.expiresAt,
    livemode: false,
    metadata: session.metadata,
    mode: 'payment',
    payment_intent: session.intent,
    payment_method_collection: 'if_required',
    payment_method_options: {},
    payment_method_types: ['card'],
    payment_status: session.status === 'complete' ? 'paid' : 'unpaid',
    phone_number_collection: { enabled: false },
    shipping_options: [],
    status: session.status,
    success_url: session.successUrl,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: open ? `https://checkout.stripe.com/c/pay/${session.id}` : null,
  };
}
