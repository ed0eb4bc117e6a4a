import { createHmac } from 'node:crypto';
import { renderEvent } from './events.server.ts';
import type { DeliveryRecord } from './records.server.ts';
import type { World } from './world.server.ts';

export interface WebhookTarget {
  url: string;
  secret: string;
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
export function createWebhookDelivery(world: World, target: WebhookTarget | undefined) {
  const counts = { delivered: 0, failed: 0 };
  const stopping = new AbortController();

  async function isTaken({ url, secret }: WebhookTarget, body: string): Promise<boolean> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'Stripe-Signature': signWebhook(body, secret, world.clock()),
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

  function settle(delivery: DeliveryRecord, taken: boolean): void {
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
    const taken = await isTaken(to, JSON.stringify(renderEvent(world, event), null, 2));
    if (taken || !stopping.signal.aborted) settle(delivery, taken);
  }

  return {
    counts,
    nextDueMs(): number | null {
      if (!target) return null;
      const due = world.records.deliveries.list().map((delivery) => delivery.dueMs);
      return due.length === 0 ? null : Math.min(...due);
    },
    /** Sends all that is due, oldest first, each once. */
    async sendDue(): Promise<void> {
      if (!target) return;
      const nowMs = world.clock().epochMilliseconds;
      for (const delivery of world.records.deliveries.list().reverse()) {
        if (stopping.signal.aborted) return;
        if (delivery.dueMs <= nowMs) await send(target, delivery);
      }
    },
    stop(): void {
      stopping.abort();
    },
  };
}
