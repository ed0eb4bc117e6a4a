import { refusals } from './errors.server.ts';
import { eventShape } from './event-shape.server.ts';
import { type Form, onlyKnown, readChoice, readList, readText } from './form.server.ts';
import { page, pageParameters, readPage } from './lists.server.ts';
import { listShape, type Shape } from './object-shape.server.ts';
import type { EventRecord } from './records.server.ts';
import { type Cause, secondsNow, type Travel, type World } from './world.server.ts';

export type EventType =
  | 'charge.captured'
  | 'charge.dispute.closed'
  | 'charge.dispute.created'
  | 'charge.dispute.funds_reinstated'
  | 'charge.dispute.funds_withdrawn'
  | 'charge.dispute.updated'
  | 'charge.failed'
  | 'charge.refunded'
  | 'charge.succeeded'
  | 'checkout.session.completed'
  | 'checkout.session.expired'
  | 'payment_intent.amount_capturable_updated'
  | 'payment_intent.canceled'
  | 'payment_intent.payment_failed'
  | 'payment_intent.succeeded'
  | 'radar.early_fraud_warning.created'
  | 'refund.created'
  | 'refund.failed'
  | 'refund.updated';

function deliver(world: World, event: EventRecord, { copies, afterMs, held, reversed }: Travel): void {
  const nowMs = world.clock().epochMilliseconds;
  const waiting = { event: event.id, attempts: 0, dueMs: nowMs + afterMs, madeMs: nowMs };
  for (let copy = 1; copy <= copies; copy += 1) {
    const rank = reversed ? -world.records.deliveries.count() - 1 : 0;
    world.records.deliveries.put({ id: `${event.id}#${copy}`, ...waiting, rank, held: held || world.isHolding() });
  }
}

/**
 * Writes an event as the object is now, and what has to be delivered of it. Belongs into the transaction of the change, so
 * that there is no change without its event and no event of a change that was rolled back.
 */
export function emit(world: World, cause: Cause, type: EventType, object: Shape, previous: Shape | null = null): void {
  for (let made = 0; made < cause.travel.events; made += 1) {
    const { requestId, idempotencyKey } = cause;
    const created = secondsNow(world);
    const event = { id: world.newId('evt'), type, created, object, previous, requestId, idempotencyKey };
    world.records.events.put(event);
    if (world.hasWebhook) deliver(world, event, cause.travel);
  }
}

const waitingFor = (world: World, event: EventRecord): number =>
  world.records.deliveries.list({ parent: event.id }).length;

export function renderEvent(world: World, event: EventRecord): Shape {
  return eventShape(event, waitingFor(world, event));
}

export function readEvent(world: World, id: string): Shape {
  const event = world.records.events.get(id);
  if (!event) throw refusals.missing('event', id);
  return renderEvent(world, event);
}

const fitsType = (wanted: string, type: string): boolean =>
  wanted.endsWith('.*') ? type.startsWith(wanted.slice(0, -1)) : wanted === type;

/** Events of the last 30 days: older ones are not listed any more. */
export function listEvents(world: World, form: Form): Shape {
  onlyKnown(form, [...pageParameters, 'type', 'types', 'delivery_success']);
  const type = readText(form, 'type');
  const types = readList(form, 'types');
  const delivered = readChoice(form, 'delivery_success', ['true', 'false']);
  const oldest = secondsNow(world) - 30 * 86_400;
  const request = readPage(form);
  const { items, hasMore } = page(
    world.records.events,
    'event',
    { ...request, created: { ...request.created, least: Math.max(request.created.least, oldest) } },
    {
      parent: type !== null && !type.endsWith('.*') ? type : undefined,
      fits: (event) =>
        (type === null || fitsType(type, event.type)) &&
        (types.length === 0 || types.some((wanted) => fitsType(wanted, event.type))) &&
        (delivered === null || (waitingFor(world, event) === 0) === (delivered === 'true')),
    },
  );
  const data = items.map((event) => renderEvent(world, event));
  return listShape('/v1/events', data, hasMore);
}
