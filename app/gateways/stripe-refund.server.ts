import type Stripe from 'stripe';
import { checkRefund } from '#machines/refund-check.ts';
import type { ActOutcome, CancelOutcome, ProviderRefund, RefundOutcome, RefundRequest } from './payments.ts';
import { readFault, refusalCode, undecidedByRead, undecidedOf } from './stripe-errors.server.ts';
import { isCharge, ofPayment, refundsOf } from './stripe-lists.server.ts';
import { holdsMoney, toProviderRefund } from './stripe-objects.server.ts';
import { type ReadPayment, readPayment } from './stripe-payment.server.ts';
import { stripeRefund } from './stripe-shapes.server.ts';

/** Reads, judges, and only then asks. */
export async function requestRefund(stripe: Stripe, request: RefundRequest): Promise<RefundOutcome> {
  if (!Number.isSafeInteger(request.amount) || request.amount < 1) {
    return { kind: 'refused', code: 'invalid', detail: `amount ${request.amount}` };
  }
  const read = await readBefore(stripe, request.paymentRef);
  if ('kind' in read) return read;
  const { payment, refunds } = read;
  const there = made(request, refunds);
  if (there) return { ...there, payment };
  const check = checkRefund(payment, { amount: request.amount, currency: request.currency.toUpperCase() }, request.now);
  if (!check.ok) return { kind: 'refused', code: check.code, detail: described(request, payment), payment };
  const outcome = await create(stripe, request, payment);
  return outcome.kind === 'accepted' ? { ...outcome, warnings: check.warnings, payment } : { ...outcome, payment };
}

async function readBefore(stripe: Stripe, paymentRef: string): Promise<ReadPayment | RefundOutcome> {
  try {
    return await readPayment(stripe, paymentRef);
  } catch (error) {
    const fault = readFault(error);
    return undecidedByRead(fault) ?? { kind: 'refused', code: 'unknown-payment', detail: fault.message };
  }
}

/**
 * A refund of this payout that is there already, and holds money or is the one of this very attempt: made by a call whose answer was lost, or by an
 * attempt that was given up too soon. One of another sum is a mistake that a person must see.
 */
function made({ metadata, amount }: RefundRequest, refunds: readonly ProviderRefund[]): RefundOutcome | null {
  const own = refunds.filter((refund) => refund.metadata.payout === metadata.payout);
  const holding = own.filter(holdsMoney);
  // Of this very attempt one that failed is its answer too: where its key is forgotten, asking again would make a second.
  const ended = own.find((refund) => refund.metadata.attempt === metadata.attempt);
  const refund = holding.find((one) => one.amount === amount) ?? holding[0] ?? ended;
  if (!refund) return null;
  if (refund.amount === amount) return { kind: 'accepted', refund, warnings: [] };
  const detail = `asked for ${amount}, and ${refund.ref} has ${refund.amount}`;
  return { kind: 'misconfigured', why: 'key-reused', detail };
}

function described({ amount, currency }: RefundRequest, payment: ReadPayment['payment']): string {
  const { state, refundable, captured, method } = payment;
  return `asked for ${amount} ${currency} of ${refundable} left of ${captured} ${payment.currency}, ${state}, ${method}`;
}

async function create(stripe: Stripe, request: RefundRequest, payment: ReadPayment['payment']): Promise<RefundOutcome> {
  let answer: unknown;
  try {
    const { paymentRef, amount, metadata, idempotencyKey } = request;
    // No `reason`: one of them would put the customer's card and address on the block list.
    answer = await stripe.refunds.create({ ...ofPayment(paymentRef), amount, metadata }, { idempotencyKey });
  } catch (error) {
    const undecided = undecidedOf(error);
    return undecided ?? { kind: 'refused', code: refusalCode(error, payment), detail: readFault(error).message };
  }
  return answered(answer);
}

function answered(answer: unknown) {
  const refund = stripeRefund.safeParse(answer);
  if (refund.success) return { kind: 'accepted', refund: toProviderRefund(refund.data), warnings: [] } as const;
  const detail = `a refund was made that cannot be read: ${refund.error}`;
  return { kind: 'unknown', why: 'unreadable', detail } as const;
}

/** The API cancels a refund that waits for the customer, and no other. */
export async function cancelRefund(
  stripe: Stripe,
  { refundRef, idempotencyKey }: { refundRef: string; idempotencyKey: string },
): Promise<CancelOutcome> {
  try {
    return answered(await stripe.refunds.cancel(refundRef, {}, { idempotencyKey }));
  } catch (error) {
    const refused = { kind: 'refused', code: 'unsupported', detail: readFault(error).message } as const;
    return undecidedOf(error) ?? refused;
  }
}

/** Cancels an intent that was authorised and never captured. One that is cancelled already counts as done. */
export async function cancelPayment(
  stripe: Stripe,
  { paymentRef, idempotencyKey }: { paymentRef: string; idempotencyKey: string },
): Promise<ActOutcome> {
  if (isCharge(paymentRef)) return { kind: 'refused', code: 'unsupported', detail: `${paymentRef} is no intent` };
  const read = await readBefore(stripe, paymentRef);
  if ('kind' in read) return read.kind === 'accepted' ? { kind: 'accepted' } : read;
  if (read.payment.state === 'none') return { kind: 'accepted' };
  if (read.payment.state !== 'held') return { kind: 'refused', code: 'captured', detail: 'the payment was captured' };
  try {
    await stripe.paymentIntents.cancel(paymentRef, {}, { idempotencyKey });
    return { kind: 'accepted' };
  } catch (error) {
    const refused = { kind: 'refused', code: 'unexpected-state', detail: readFault(error).message } as const;
    return undecidedOf(error) ?? refused;
  }
}

/** The refund that carries all of `metadata`: one that holds or has sent money first, then the newest. */
export async function findRefund(stripe: Stripe, paymentRef: string, metadata: Record<string, string>) {
  const wanted = Object.entries(metadata);
  const refunds = await refundsOf(stripe, paymentRef);
  const matching = refunds.filter((refund) => wanted.every(([key, value]) => refund.metadata[key] === value));
  return matching.find(holdsMoney) ?? matching[0] ?? null;
}
