import * as z from 'zod';
import { signWebhook } from '#app/gateways/stripe-standin/webhook-delivery.server.ts';
import { receiveStripeEvent } from '#app/services/receive-stripe-event.server.ts';
import { type MoneyWorld, SECRET } from './money-world.ts';

const refundSchema = z.looseObject({
  id: z.string(),
  amount: z.int(),
  currency: z.string(),
  status: z.string(),
  metadata: z.record(z.string(), z.string()),
});
export type RefundAtStripe = z.infer<typeof refundSchema>;

/** The refunds of a payment as Stripe tells them, the oldest first. */
export async function refundsAt(world: MoneyWorld, paymentRef = 'pi_o1'): Promise<RefundAtStripe[]> {
  const { json } = await world.ask('GET', `/v1/refunds?payment_intent=${paymentRef}&limit=100`);
  return z.array(refundSchema).parse(json.data).toReversed();
}

/** The only refund of a payment. */
export async function onlyRefund(world: MoneyWorld, paymentRef = 'pi_o1'): Promise<RefundAtStripe> {
  const refunds = await refundsAt(world, paymentRef);
  const [refund] = refunds;
  if (!refund || refunds.length > 1) throw new Error(`${refunds.length} refunds of ${paymentRef}`);
  return refund;
}

const eventSchema = z.looseObject({
  id: z.string(),
  type: z.string(),
  livemode: z.boolean(),
  data: z.object({ object: z.looseObject({ id: z.string() }) }),
});
export type StripeEvent = z.infer<typeof eventSchema>;

/** All events that there are, as they would be sent, the oldest first. */
export async function eventsAt(world: MoneyWorld): Promise<StripeEvent[]> {
  const { json } = await world.ask('GET', '/v1/events?limit=100');
  return z.array(eventSchema).parse(json.data).toReversed();
}

/** The only event of a type. */
export async function onlyEvent(world: MoneyWorld, type: string): Promise<StripeEvent> {
  const found = (await eventsAt(world)).filter((event) => event.type === type);
  const [event] = found;
  if (!event || found.length > 1) throw new Error(`${found.length} events ${type}`);
  return event;
}

/** Delivers events as the endpoint takes them: signed, checked, noted. Says which were new. */
export async function deliver(world: MoneyWorld, events: readonly StripeEvent[]): Promise<boolean[]> {
  const firsts: boolean[] = [];
  for (const event of events) {
    const body = JSON.stringify(event, null, 2);
    const header = signWebhook(body, SECRET, world.clock());
    const verdict = world.gateways.payments.parseWebhook(body, header, world.clock());
    if (!verdict.ok) throw new Error(`an event was refused: ${verdict.code}`);
    firsts.push((await receiveStripeEvent(world, verdict.event)).first);
  }
  return firsts;
}
