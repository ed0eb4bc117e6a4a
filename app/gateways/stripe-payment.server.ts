import Stripe from 'stripe';
import type { ProviderDispute, ProviderPayment, ProviderRefund } from './provider-objects.ts';
import { isCharge, ofPayment, refundsOf, rowsOf } from './stripe-lists.server.ts';
import { holdsMoney, toProviderDispute, warningAsDispute } from './stripe-objects.server.ts';
import {
  type StripeCharge,
  stripeCharge,
  stripeDispute,
  stripePaymentIntent,
  stripeWarning,
} from './stripe-shapes.server.ts';

/** A payment with the refunds that were read along with it. */
export interface ReadPayment {
  readonly payment: ProviderPayment;
  readonly refunds: readonly ProviderRefund[];
}

interface Charged {
  readonly currency: string;
  readonly intentStatus: string | null;
  readonly charges: readonly StripeCharge[];
}

/** A bank debit is still pending days after it was made, and can be refunded; a failed try has paid nothing. */
const counts = ({ paid, status }: StripeCharge): boolean => status !== 'failed' && (paid || status === 'pending');

const total = (charges: readonly StripeCharge[], of: 'amount_captured' | 'amount_refunded'): number =>
  charges.reduce((sum, charge) => sum + charge[of], 0);

/** The charges of a payment. The latest alone is read where it has all the money that came in; else all of them are, failed tries too. */
async function readCharges(stripe: Stripe, paymentRef: string): Promise<Charged> {
  if (isCharge(paymentRef)) {
    const charge = stripeCharge.parse(await stripe.charges.retrieve(paymentRef));
    return { currency: charge.currency, intentStatus: null, charges: [charge] };
  }
  const answer = await stripe.paymentIntents.retrieve(paymentRef, { expand: ['latest_charge'] });
  const intent = stripePaymentIntent.parse(answer);
  const head = { currency: intent.currency, intentStatus: intent.status ?? null };
  const latest = intent.latest_charge ?? null;
  if (latest === null) return { ...head, charges: [] };
  const received = intent.amount_received ?? null;
  if (received !== null && counts(latest) && latest.amount_captured >= received) return { ...head, charges: [latest] };
  const charges: StripeCharge[] = [];
  for await (const charge of rowsOf(stripeCharge, (page) =>
    stripe.charges.list({ payment_intent: intent.id, ...page }),
  ))
    charges.push(charge);
  return { ...head, charges };
}

/** A key that may refund need not be one that may see disputes: then none is seen, and the payment's own mark says enough. */
async function disputesOf(stripe: Stripe, paymentRef: string): Promise<ProviderDispute[]> {
  const found: ProviderDispute[] = [];
  const rows = rowsOf(stripeDispute, (page) => stripe.disputes.list({ ...ofPayment(paymentRef), ...page }));
  try {
    for await (const dispute of rows) found.push(toProviderDispute(dispute));
  } catch (error) {
    if (error instanceof Stripe.errors.StripePermissionError) return [];
    throw error;
  }
  return found;
}

/** Reads a payment, its refunds to the end of the list and, where it is marked as disputed, its disputes. */
export async function readPayment(stripe: Stripe, paymentRef: string): Promise<ReadPayment> {
  const { currency, intentStatus, charges } = await readCharges(stripe, paymentRef);
  const good = charges.filter(counts);
  const state = stateOf(good, intentStatus);
  const refunds = good.length === 0 ? [] : await refundsOf(stripe, paymentRef);
  const disputed = good.some((charge) => charge.disputed);
  const captured = total(good, 'amount_captured');
  const held = refunds.filter(holdsMoney).reduce((sum, refund) => sum + refund.amount, 0);
  // The charge may not count pending refunds yet, and the list may be older than the charge: the larger sum is the safe one.
  const refundable = Math.max(0, captured - Math.max(held, total(good, 'amount_refunded')));
  return {
    refunds,
    payment: {
      ...{ ref: paymentRef, currency, state, captured, refundable, disputed },
      disputes: disputed ? await disputesOf(stripe, paymentRef) : [],
      method: good.map((charge) => charge.payment_method_details?.type).find((type) => type != null) ?? null,
      paidAt: oldest(good),
    },
  };
}

function stateOf(good: readonly StripeCharge[], intentStatus: string | null): ProviderPayment['state'] {
  if (intentStatus === 'canceled') return 'none';
  if (total(good, 'amount_captured') > 0) return 'captured';
  return good.length > 0 && good.every((charge) => !charge.captured) ? 'held' : 'none';
}

/** Of several charges the window of the oldest ends first. */
function oldest(charges: readonly StripeCharge[]): Temporal.Instant | null {
  const made = charges.flatMap(({ created }) => (created ? [created] : []));
  return made.toSorted(Temporal.Instant.compare)[0] ?? null;
}

/** Reads a dispute, or the early warning of one: their ids tell them apart. */
export async function readDispute(stripe: Stripe, ref: string): Promise<ProviderDispute> {
  if (ref.startsWith('issfr_')) {
    return warningAsDispute(stripeWarning.parse(await stripe.radar.earlyFraudWarnings.retrieve(ref)));
  }
  return toProviderDispute(stripeDispute.parse(await stripe.disputes.retrieve(ref)));
}
