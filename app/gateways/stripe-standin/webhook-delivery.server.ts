import { createHmac } from 'node:crypto';
import { renderEvent } from './events.server.ts';
import type { DeliveryRecord } from './records.server.ts';
import type { World } from './world.server.ts';

export interface WebhookTarget {
  url: string;
  secret: string;
  /** Takes a signed body in place of the network; answers whether it was taken with a 2xx. */
  send?: ((body: string, signature: string) => Promise<boolean>) | undefined;
}

export interface DeliveryOptions {
  world: World;
  target: WebhookTarget | undefined;
  applyOddities: (body: string) => string;
}

const answerWithinMs = 10_000;
const firstPauseMs = 500;
const longestPauseMs = 60_000;
const giveUpAfterMs = 3 * 24 * 60 * 60 * 1_000;

/** The `Stripe-Signature` header of a body: HMAC-SHA256 over time and raw body. */
export function signWebhook(body: string, secret: string, now: Temporal.Instant): string {
  const time = Math.floor(now.epochMilliseconds / 1_000);
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}

const pauseMs = (attempts: number): number => Math.min(firstPauseMs * 2 ** attempts, longestPauseMs);

/**
 * Sends events to the endpoint until it answers 2xx, for three days. What is to be sent lives in the store and survives a
 * restart; an event whose answer was lost is sent again.
 */
export function createWebhookDelivery({ world, target, applyOddities }: DeliveryOptions) {
  const counts = { delivered: 0, failed: 0 };
  const stopping = new AbortController();

  async function isTaken({ url, secret, send }: WebhookTarget, body: string): Promise<boolean> {
    const signature = signWebhook(body, secret, world.clock());
    try {
      if (send) return await send(body, signature);
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'Stripe-Signature': signature,
        },
        redirect: 'manual',
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(answerWithinMs)]),
      });
      await response.body?.cancel();
      return response.ok;
    } catch {
      // Nobody listens, or not in time. Either way the event is sent again; there is nobody here to tell.
      return false;
    }
  }

  function settle({ id }: DeliveryRecord, taken: boolean): void {
    const delivery = world.records.deliveries.get(id);
    if (!delivery) return;
    const nowMs = world.clock().epochMilliseconds;
    counts[taken ? 'delivered' : 'failed'] += 1;
    if (taken || nowMs - delivery.madeMs > giveUpAfterMs) world.records.deliveries.remove(delivery.id);
    else {
      const attempts = delivery.attempts + 1;
      world.records.deliveries.put({ ...delivery, attempts, dueMs: nowMs + pauseMs(delivery.attempts) });
    }
  }

  async function send(to: WebhookTarget, delivery: DeliveryRecord): Promise<void> {
    const event = world.records.events.get(delivery.event);
    if (!event) return world.records.deliveries.remove(delivery.id);
    const taken = await isTaken(to, applyOddities(JSON.stringify(renderEvent(world, event), null, 2)));
    if (taken || !stopping.signal.aborted) settle(delivery, taken);
  }

  return {
    counts,
    nextDueMs(): number | null {
      if (!target) return null;
      let least: number | null = null;
      for (const { dueMs, held } of world.records.deliveries.list()) {
        if (!held && (least === null || dueMs < least)) least = dueMs;
      }
      return least;
    },
    /** Sends all that is due, oldest first, each once. */
    async sendDue(): Promise<void> {
      if (!target) return;
      const nowMs = world.clock().epochMilliseconds;
      const due = world.records.deliveries.list({ oldestFirst: true }).filter((one) => !one.held && one.dueMs <= nowMs);
      for (const { id } of due.sort((a, b) => a.dueMs - b.dueMs || a.rank - b.rank)) {
        if (stopping.signal.aborted) return;
        // Between two sendings somebody may have kept it back or thrown it away.
        const delivery = world.records.deliveries.get(id);
        if (delivery && !delivery.held) await send(target, delivery);
      }
    },
    stop(): void {
      stopping.abort();
    },
  };
}
