import { enqueue } from '#db/effects.ts';
import { receiveOnce } from '#db/inbox.ts';
import type { ServiceDeps } from './deps.ts';
import { commit } from './unit-of-work.server.ts';

export interface ProviderEvent {
  readonly id: string;
  readonly type: string;
  readonly objectId: string | null;
  readonly objectKind: string;
}

/**
 * Takes an event whose signature was proved: noted once by its id, and where it is about a refund, an effect that reads the refund
 * again at the source. Any order, any number of times.
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
    if (first && event.objectKind === 'refund' && event.objectId !== null) {
      const payload = { kind: 'refund-event', refundRef: event.objectId } as const;
      await enqueue(tx, [{ id: nextId(), kind: payload.kind, payload, returnId: null, runAfter: at, createdAt: at }]);
    }
    return { first };
  });
}
