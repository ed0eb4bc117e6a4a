import type { HeldWebhook, WebhookControls } from './controls.ts';
import type { World } from './world.server.ts';

/** Keeps webhooks back, lets them go in any order, sends them once more. `onChange` after something can go out. */
export function createWebhookControls(world: () => World, onChange: () => void) {
  let holding = false;

  function held(): HeldWebhook[] {
    const { deliveries, events } = world().records;
    return deliveries
      .list({ oldestFirst: true })
      .filter((delivery) => delivery.held)
      .map(({ id, event }) => {
        const { type = '', object = {} } = events.get(event) ?? {};
        return { delivery: id, event, type, objectId: typeof object.id === 'string' ? object.id : null };
      });
  }

  function letGo(ids: readonly string[]): void {
    const { deliveries } = world().records;
    const dueMs = world().clock().epochMilliseconds;
    ids.forEach((id, rank) => {
      const delivery = deliveries.get(id);
      if (delivery) deliveries.put({ ...delivery, held: false, dueMs, rank });
    });
    onChange();
  }

  const webhooks: WebhookControls = {
    hold() {
      holding = true;
    },
    held,
    release(order) {
      if (order === undefined) holding = false;
      const waiting = held();
      const chosen = order?.flatMap((name) => {
        const found = waiting.filter(({ delivery, event }) => delivery === name || event === name);
        if (found.length === 0) throw new RangeError(`no webhook ${name} is held`);
        return found;
      });
      letGo((chosen ?? waiting).map(({ delivery }) => delivery));
    },
    resend(event) {
      const { deliveries, events } = world().records;
      if (!events.get(event)) throw new RangeError(`no event ${event}`);
      const nowMs = world().clock().epochMilliseconds;
      const id = world().newId(`${event}#again`);
      deliveries.put({ id, event, attempts: 0, dueMs: nowMs, madeMs: nowMs, rank: 0, held: holding });
      onChange();
    },
    drop() {
      const { deliveries } = world().records;
      for (const { id } of deliveries.list()) deliveries.remove(id);
    },
  };
  return { webhooks, isHolding: () => holding };
}
