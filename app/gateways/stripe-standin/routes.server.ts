import { readCharge } from './charges.server.ts';
import { listEvents, readEvent } from './events.server.ts';
import { type Form, onlyKnown } from './form.server.ts';
import { discoverPayment, planIntent, readIntent } from './payment-intents.server.ts';
import {
  listRefunds,
  planRefund,
  planRefundCancel,
  planRefundUpdate,
  readRefund,
  refundListFilter,
} from './refunds.server.ts';
import type { Shape } from './shapes.server.ts';
import type { Cause, World } from './world.server.ts';

/**
 * A request that was read and found well formed. `run` carries it out in one go, inside a transaction, and refuses before
 * it writes. `paymentRef` names the payment that must be looked up in the shop before that.
 */
export interface Plan {
  paymentRef: string | null;
  run: () => Shape;
}

export interface Route {
  method: 'GET' | 'POST';
  /** Such as `/v1/refunds/:id`: also the name under which faults and counters know the route. */
  path: string;
  plan: (world: World, id: string, form: Form, cause: Cause) => Plan;
}

const now = (run: () => Shape, paymentRef: string | null = null): Plan => ({ paymentRef, run });

export const routes: readonly Route[] = [
  { method: 'POST', path: '/v1/payment_intents', plan: (world, _id, form) => now(planIntent(world, form)) },
  {
    method: 'GET',
    path: '/v1/payment_intents/:id',
    plan: (world, id, form) => now(() => readIntent(world, id, form), id),
  },
  { method: 'GET', path: '/v1/charges/:id', plan: (world, id, form) => now(() => readCharge(world, id, form), id) },
  { method: 'POST', path: '/v1/refunds', plan: (world, _id, form, cause) => planRefund(world, form, cause) },
  {
    method: 'GET',
    path: '/v1/refunds',
    plan: (world, _id, form) => now(() => listRefunds(world, form), refundListFilter(form)),
  },
  { method: 'GET', path: '/v1/refunds/:id', plan: (world, id, form) => now(() => readRefund(world, id, form)) },
  {
    method: 'POST',
    path: '/v1/refunds/:id',
    plan: (world, id, form, cause) => now(planRefundUpdate(world, id, form, cause)),
  },
  {
    method: 'POST',
    path: '/v1/refunds/:id/cancel',
    plan: (world, id, form, cause) => now(planRefundCancel(world, id, form, cause)),
  },
  { method: 'GET', path: '/v1/events', plan: (world, _id, form) => now(() => listEvents(world, form)) },
  {
    method: 'GET',
    path: '/v1/events/:id',
    plan(world, id, form) {
      onlyKnown(form, ['expand']);
      return now(() => readEvent(world, id));
    },
  },
];

/** Finds the route of a request, with the id in its path. */
export function matchRoute(method: string, path: string): { route: Route; id: string } | null {
  const parts = path.split('/');
  for (const route of routes) {
    const names = route.path.split('/');
    const fits =
      names.length === parts.length && names.every((name, at) => (name === ':id' ? parts[at] : name === parts[at]));
    if (fits && route.method === method) return { route, id: parts[names.indexOf(':id')] ?? '' };
  }
  return null;
}

/** Lets the stand-in meet the payments that a plan needs. */
export async function prepare(world: World, plan: Plan): Promise<void> {
  if (plan.paymentRef !== null) await discoverPayment(world, plan.paymentRef);
}
