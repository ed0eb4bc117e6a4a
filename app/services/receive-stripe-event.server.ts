import { enqueue } from '#db/effects.ts';
import { receiveOnce } from '#db/inbox.ts';
import type { Effect } from '#machines/effects.ts';
import type { ServiceDeps } from './deps.ts';
import { commit } from './unit-of-work.server.ts';

export interface ProviderEvent {
  readonly id: string;
  readonly type: string;
  readonly objectId: string | null;
  readonly objectKind: string;
  /** The payment that the object belongs to, where the event names one. */
  readonly paymentRef?: string | null;
}

/**
 * Takes an event whose signature was proved, or that was read at the provider: noted once by its id, and where it is about money going back, an
 * effect that reads the thing again at the source. Any order, any number of times: two events of one change lead to two readings of the same state.
 */
export async function receiveStripeEvent(deps: ServiceDeps, event: ProviderEvent): Promise<{ first: boolean }> {
  return commit(deps, 'stripe', async ({ tx, at, nextId }) => {
    const first = await receiveOnce(tx, {
      provider: 'stripe',
      eventId: event.id,
      type: event.type,
      objectId: event.objectId ?? '',
      receivedAt: at,
    });
    const payload = first ? readingOf(event) : null;
    if (payload) {
      await enqueue(tx, [{ id: nextId(), kind: payload.kind, payload, returnId: null, runAfter: at, createdAt: at }]);
    }
    return { first };
  });
}

/** What has to be read again because of an event; null: nothing of ours. */
function readingOf({ type, objectId, objectKind, paymentRef }: ProviderEvent): Effect | null {
  switch (objectKind) {
    case 'refund':
      return objectId === null ? null : { kind: 'refund-event', refundRef: objectId };
    case 'dispute':
    case 'radar.early_fraud_warning':
      return objectId === null ? null : { kind: 'dispute-event', disputeRef: objectId };
    case 'charge': {
      // Cumulative, and without the refund's id: only a hint that there may be one of which nothing else was heard.
      const ref = paymentRef ?? objectId;
      return type === 'charge.refunded' && ref !== null ? { kind: 'charge-event', paymentRef: ref } : null;
    }
    default:
      return null;
  }
}
