import { nothing, type Shape } from './object-shape.server.ts';
import type { RefundStatus } from './payment-records.server.ts';

/** How refunds of a way of paying begin, and under which name `destination_details` has them. */
export interface Manner {
  start: Extract<RefundStatus, 'succeeded' | 'pending' | 'requires_action'>;
  destination: string;
  /** Whether `destination_details` carries the bank's number. */
  traced: boolean;
}

const traced = new Set([
  'afterpay_clearpay',
  'blik',
  'br_bank_transfer',
  'eu_bank_transfer',
  'gb_bank_transfer',
  'jp_bank_transfer',
  'klarna',
  'mb_way',
  'multibanco',
  'mx_bank_transfer',
  'p24',
  'paypal',
  'swish',
  'th_bank_transfer',
  'us_bank_transfer',
]);

const itself = new Set([
  ...['affirm', 'afterpay_clearpay', 'alipay', 'alma', 'amazon_pay', 'blik', 'card', 'cashapp', 'crypto', 'eps'],
  ...['giropay', 'grabpay', 'klarna', 'mb_way', 'multibanco', 'p24', 'paynow', 'paypal', 'pix', 'scalapay', 'sofort'],
  ...['swish', 'twint', 'wechat_pay', 'zip'],
]);

const elsewhere: ReadonlyMap<string, string> = new Map([
  ['au_becs_debit', 'au_bank_transfer'],
  ['bacs_debit', 'gb_bank_transfer'],
  ['bancontact', 'eu_bank_transfer'],
  ['boleto', 'br_bank_transfer'],
  ['ideal', 'eu_bank_transfer'],
  ['konbini', 'jp_bank_transfer'],
  ['promptpay', 'th_bank_transfer'],
  ['revolut_pay', 'revolut'],
  ['sepa_debit', 'eu_bank_transfer'],
  ['us_bank_account', 'us_bank_transfer'],
]);

const bankTransfers: ReadonlyMap<string, string> = new Map([
  ['eur', 'eu_bank_transfer'],
  ['gbp', 'gb_bank_transfer'],
  ['jpy', 'jp_bank_transfer'],
  ['mxn', 'mx_bank_transfer'],
  ['usd', 'us_bank_transfer'],
]);

const asksTheCustomer = new Set(['boleto', 'customer_balance', 'konbini', 'promptpay']);
const takesDays = new Set([
  ...['acss_debit', 'au_becs_debit', 'bacs_debit', 'bancontact', 'eps', 'giropay', 'ideal', 'p24', 'sepa_debit'],
  ...['sofort', 'upi', 'us_bank_account'],
]);

/** How a refund goes for a way of paying in a currency. Windows are not known here: Stripe says them in prose only. */
export function mannerOf(type: string, currency: string): Manner {
  const transfer = type === 'customer_balance' ? bankTransfers.get(currency) : undefined;
  const destination = transfer ?? elsewhere.get(type) ?? (itself.has(type) ? type : 'customer_cash_balance');
  const start = asksTheCustomer.has(type) ? 'requires_action' : takesDays.has(type) ? 'pending' : 'succeeded';
  return { start, destination, traced: traced.has(destination) };
}

const detailNames: Readonly<Record<string, readonly string[]>> = {
  affirm: ['transaction_id'],
  afterpay_clearpay: ['order_id', 'reference'],
  bancontact: [
    ...['bank_code', 'bank_name', 'bic', 'generated_sepa_debit', 'generated_sepa_debit_mandate', 'iban_last4'],
    ...['preferred_language', 'verified_name'],
  ],
  eps: ['bank', 'verified_name'],
  ideal: [
    ...['bank', 'bic', 'generated_sepa_debit', 'generated_sepa_debit_mandate', 'iban_last4', 'transaction_id'],
    'verified_name',
  ],
  klarna: ['payer_details', 'payment_method_category', 'preferred_locale'],
  konbini: ['store'],
  p24: ['bank', 'reference', 'verified_name'],
  paypal: ['country', 'payer_email', 'payer_id', 'payer_name', 'seller_protection', 'transaction_id'],
  promptpay: ['reference'],
  sepa_debit: ['bank_code', 'branch_code', 'country', 'fingerprint', 'last4', 'mandate'],
};

const cardNulls = nothing([
  ...['amount_authorized', 'authorization_code', 'electronic_commerce_indicator', 'installments', 'mandate'],
  ...['network_transaction_id', 'regulated_status', 'three_d_secure', 'transaction_link_id', 'wallet'],
]);

const cardDetails: Shape = {
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

/** `payment_method_details` of a charge. */
export function detailsOf(type: string): Shape {
  return { [type]: type === 'card' ? cardDetails : nothing(detailNames[type] ?? []), type };
}
