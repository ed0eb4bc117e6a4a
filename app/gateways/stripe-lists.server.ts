import type Stripe from 'stripe';
import { z } from 'zod';
import { PaymentsFault, type ProviderEvent, type ProviderRefund, type Span } from './payments.ts';
import { toProviderEvent, toProviderRefund } from './stripe-objects.server.ts';
import { stripeEvent, stripeRefund } from './stripe-shapes.server.ts';

/** A hundred full pages: far above any real payment, and an end for a list that never says it is at its end. */
const PAGES_OF_PAYMENT = 100;
/** Of the whole account: a million rows. */
const PAGES_OF_ACCOUNT = 10_000;

/** The events that say something about money going back. `charge.refund.updated` is the deprecated form of `refund.updated`. */
export const MONEY_EVENTS = [
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.refunded',
  'charge.refund.updated',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
  'radar.early_fraud_warning.created',
] as const;

interface Page {
  readonly data: readonly unknown[];
  readonly has_more: boolean;
}

/** Reads a list to its end, a hundred at a time. Throws `unreadable` for a row that cannot be read, and for a list without an end. */
export async function* rowsOf<Row extends { id: string }>(
  row: z.ZodType<Row>,
  read: (page: { limit: number; starting_after?: string }) => Promise<Page>,
  mostPages: number = PAGES_OF_PAYMENT,
): AsyncGenerator<Row> {
  const schema = z.object({ data: z.array(row).max(100), has_more: z.boolean() });
  let last: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await read({ limit: 100, ...(last === undefined ? {} : { starting_after: last }) });
    const { data, has_more } = schema.parse({ data: answer.data, has_more: answer.has_more });
    yield* data;
    last = data.at(-1)?.id;
    if (!has_more) return;
    if (last === undefined) break;
  }
  throw new PaymentsFault('unreadable', 'a list has no end');
}

/** How the refunds, charges and disputes of a payment are asked for. */
export const ofPayment = (paymentRef: string) =>
  isCharge(paymentRef) ? { charge: paymentRef } : { payment_intent: paymentRef };

export const isCharge = (paymentRef: string): boolean => /^(ch|py)_/.test(paymentRef);

/** All refunds of a payment. */
export async function refundsOf(stripe: Stripe, paymentRef: string): Promise<ProviderRefund[]> {
  const found: ProviderRefund[] = [];
  const rows = rowsOf(stripeRefund, (page) => stripe.refunds.list({ ...ofPayment(paymentRef), ...page }));
  for await (const refund of rows) found.push(toProviderRefund(refund));
  return found;
}

/** Seconds, so that nothing of the span is left out. */
function between({ createdSince, until }: Span) {
  return {
    gte: Math.floor(createdSince.epochMilliseconds / 1000),
    lt: Math.ceil(until.epochMilliseconds / 1000),
  };
}

/** All refunds of the account in a span. */
export async function* listRefunds(stripe: Stripe, span: Span): AsyncGenerator<ProviderRefund> {
  const created = between(span);
  const rows = rowsOf(stripeRefund, (page) => stripe.refunds.list({ created, ...page }), PAGES_OF_ACCOUNT);
  for await (const refund of rows) yield toProviderRefund(refund);
}

/** The events about money in a span. */
export async function* listEvents(stripe: Stripe, span: Span): AsyncGenerator<ProviderEvent> {
  const created = between(span);
  const types = [...MONEY_EVENTS];
  const rows = rowsOf(stripeEvent, (page) => stripe.events.list({ created, types, ...page }), PAGES_OF_ACCOUNT);
  for await (const event of rows) yield toProviderEvent(event);
}
