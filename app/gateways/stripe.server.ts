import Stripe from 'stripe';
import {
  type Payments,
  PaymentsFault,
  type ProviderRefund,
  type RefundOutcome,
  type RefundRequest,
} from './payments.ts';
import { describeError, readFault, refundOutcomeOf } from './stripe-errors.server.ts';
import {
  holdsMoney,
  type StripeCharge,
  stripeCharge,
  stripePaymentIntent,
  stripeRefund,
  stripeRefundPage,
  toProviderRefund,
} from './stripe-objects.server.ts';
import { judgeWebhook } from './stripe-webhook.server.ts';

export interface StripePaymentsOptions {
  apiKey: string;
  /** Address of a local stand-in, such as `http://localhost:12111`. Absent: Stripe itself. */
  apiBase?: string | undefined;
  /** Several while a secret is being rolled: a signature by any of them is taken. */
  webhookSecrets: readonly string[];
  /** Longest silence in one request; the SDK repeats a silent request twice with the same key. */
  timeoutMs?: number | undefined;
}

interface KnownPayment {
  currency: string;
  charge: StripeCharge | null;
}

const usualTimeoutMs = 30_000;
const pauseAfterFailedReadMs = 5_000;
// A hundred full pages: far above any real payment, and an end for a list that never says it is at its end.
const mostPages = 100;

function address(apiBase: string | undefined) {
  if (apiBase === undefined) return {};
  const url = new URL(apiBase);
  const protocol = url.protocol === 'http:' ? 'http' : url.protocol === 'https:' ? 'https' : null;
  if (protocol === null || url.pathname !== '/' || url.search !== '' || url.username !== '') {
    throw new TypeError('the Stripe address must be http://host:port or https://host:port, and nothing more');
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return { protocol, host, port: url.port === '' ? (protocol === 'http' ? 80 : 443) : Number(url.port) } as const;
}

const ofPayment = (paymentRef: string) =>
  /^(ch|py)_/.test(paymentRef) ? { charge: paymentRef } : { payment_intent: paymentRef };

async function readPayment(stripe: Stripe, paymentRef: string): Promise<KnownPayment> {
  if (/^(ch|py)_/.test(paymentRef)) {
    const charge = stripeCharge.parse(await stripe.charges.retrieve(paymentRef));
    return { currency: charge.currency, charge };
  }
  const answer = await stripe.paymentIntents.retrieve(paymentRef, { expand: ['latest_charge'] });
  const intent = stripePaymentIntent.parse(answer);
  return { currency: intent.currency, charge: intent.latest_charge ?? null };
}

async function listRefunds(stripe: Stripe, paymentRef: string): Promise<ProviderRefund[]> {
  const found: ProviderRefund[] = [];
  let last: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const from = last === undefined ? {} : { starting_after: last };
    const answer = await stripe.refunds.list({ ...ofPayment(paymentRef), limit: 100, ...from });
    const { data, has_more } = stripeRefundPage.parse({ data: answer.data, has_more: answer.has_more });
    found.push(...data.map(toProviderRefund));
    last = data.at(-1)?.id;
    if (!has_more) return found;
    if (last === undefined) break;
  }
  throw new PaymentsFault('unreadable', `the list of refunds of ${paymentRef} has no end`);
}

async function create(stripe: Stripe, request: RefundRequest, charge: StripeCharge | null): Promise<RefundOutcome> {
  let answer: unknown;
  try {
    const { paymentRef, amount, metadata, idempotencyKey } = request;
    // No `reason`: one of them would put the customer's card and address on the block list.
    answer = await stripe.refunds.create({ ...ofPayment(paymentRef), amount, metadata }, { idempotencyKey });
  } catch (error) {
    return refundOutcomeOf(error, charge);
  }
  const refund = stripeRefund.safeParse(answer);
  if (!refund.success) return { kind: 'unknown', detail: `a refund was made that cannot be read: ${refund.error}` };
  return { kind: 'accepted', refund: toProviderRefund(refund.data) };
}

async function requestRefund(stripe: Stripe, request: RefundRequest): Promise<RefundOutcome> {
  if (!Number.isSafeInteger(request.amount) || request.amount < 1) {
    return { kind: 'refused', code: 'invalid', detail: `amount ${request.amount}` };
  }
  let payment: KnownPayment;
  try {
    payment = await readPayment(stripe, request.paymentRef);
  } catch (error) {
    const outcome = refundOutcomeOf(error, null);
    if (outcome.kind !== 'unknown') return outcome;
    return { kind: 'retry-later', afterMs: pauseAfterFailedReadMs, detail: `before asking: ${describeError(error)}` };
  }
  // A refund is made in the currency of the charge and takes none of its own, so 1,000 yen would go out as 10 dollars.
  if (payment.currency !== request.currency.toUpperCase()) {
    const detail = `asked for ${request.currency}, paid in ${payment.currency}`;
    return { kind: 'refused', code: 'wrong-currency', detail };
  }
  return await create(stripe, request, payment.charge);
}

async function findRefund(stripe: Stripe, paymentRef: string, metadata: Record<string, string>) {
  const wanted = Object.entries(metadata);
  const refunds = await listRefunds(stripe, paymentRef);
  const matching = refunds.filter((refund) => wanted.every(([key, value]) => refund.metadata[key] === value));
  return matching.find(holdsMoney) ?? matching[0] ?? null;
}

async function readRefundable(stripe: Stripe, paymentRef: string) {
  const { currency, charge } = await readPayment(stripe, paymentRef);
  if (!charge) return { currency, refundable: 0, disputed: false };
  const refunds = await listRefunds(stripe, paymentRef);
  const held = refunds.filter(holdsMoney).reduce((sum, refund) => sum + refund.amount, 0);
  // The charge may not count pending refunds yet, and the list may be older than the charge: the larger sum is the safe one.
  const refundable = Math.max(0, charge.amount_captured - Math.max(held, charge.amount_refunded));
  return { currency, refundable, disputed: charge.disputed };
}

async function reading<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw readFault(error);
  }
}

/** Payments by Stripe, or by the local stand-in when `apiBase` is given: the same code talks to both. */
export function createStripePayments(options: StripePaymentsOptions): Payments {
  const secrets = options.webhookSecrets.map((secret) => secret.trim()).filter((secret) => secret !== '');
  const stripe = new Stripe(options.apiKey, {
    ...address(options.apiBase),
    maxNetworkRetries: 2,
    timeout: options.timeoutMs ?? usualTimeoutMs,
    telemetry: false,
  });
  return {
    refund: (input) => requestRefund(stripe, input),
    findRefund: ({ paymentRef, metadata }) => reading(() => findRefund(stripe, paymentRef, metadata)),
    readRefund: (refundRef) =>
      reading(async () => toProviderRefund(stripeRefund.parse(await stripe.refunds.retrieve(refundRef)))),
    readRefundable: (paymentRef) => reading(() => readRefundable(stripe, paymentRef)),
    parseWebhook: (rawBody, signatureHeader, now) => judgeWebhook(rawBody, signatureHeader, now, secrets),
  };
}
