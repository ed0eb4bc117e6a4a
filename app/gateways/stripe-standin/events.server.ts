import { refusals } from './errors.server.ts';
import { type Form, onlyKnown, readText } from './form.server.ts';
import { page, readPage } from './lists.server.ts';
import type { EventRecord } from './records.server.ts';
import { eventShape, listShape, type Shape } from './shapes.server.ts';
import { type Cause, secondsNow, type World } from './world.server.ts';

export type EventType = 'refund.created' | 'charge.refunded' | 'refund.updated' | 'refund.failed';

function deliver(world: World, event: EventRecord, copies: number): void {
  const nowMs = world.clock().epochMilliseconds;
  for (let copy = 1; copy <= copies; copy += 1) {
    const id = `${event.id}#${copy}`;
    world.records.deliveries.put({ id, event: event.id, attempts: 0, dueMs: nowMs, madeMs: nowMs });
  }
}

/**
 * Writes an event as the object is now, and what has to be delivered of it. Belongs into the transaction of the change, so
 * that there is no change without its event and no event of a change that was rolled back.
 */
export function emit(world: World, cause: Cause, type: EventType, object: Shape, previous: Shape | null = null): void {
  const events = cause.travel === 'twin' ? 2 : 1;
  const copies = !world.hasWebhook || cause.travel === 'never' ? 0 : cause.travel === 'twice' ? 2 : 1;
  for (let made = 0; made < events; made += 1) {
    const { requestId, idempotencyKey } = cause;
    const created = secondsNow(world);
    const event = { id: world.newId('evt'), type, created, object, previous, requestId, idempotencyKey };
    world.records.events.put(event);
    deliver(world, event, copies);
  }
}

export function renderEvent(world: World, event: EventRecord): Shape {
  return eventShape(event, world.records.deliveries.list({ parent: event.id }).length);
}

export function readEvent(world: World, id: string): Shape {
  const event = world.records.events.get(id);
  if (!event) throw refusals.missing('event', id);
  return renderEvent(world, event);
}

export function listEvents(world: World, form: Form): Shape {
  onlyKnown(form, ['limit', 'starting_after', 'type']);
  const type = readText(form, 'type') ?? undefined;
  const { items, hasMore } = page(world.records.events, 'event', readPage(form), type);
  const data = items.map((event) => renderEvent(world, event));
  return listShape('/v1/events', data, hasMore);
}
