import { listCharges, readCharge } from './charges.server.ts';
import { listDisputes, planDisputeClose, planDisputeUpdate, readDispute } from './disputes.server.ts';
import { listEvents, readEvent } from './events.server.ts';
import { type Form, onlyKnown, readText } from './form.server.ts';
import { planCancel, planCapture } from './intent-ends.server.ts';
import type { Shape } from './object-shape.server.ts';
import { listIntents, planConfirm, planIntent, readIntent } from './payment-intents.server.ts';
import type { Plan } from './plan.server.ts';
import {
  listRefunds,
  planRefund,
  planRefundCancel,
  planRefundExpire,
  planRefundUpdate,
  readRefund,
} from './refunds.server.ts';
import { shopRoutes } from './shop-routes.server.ts';
import { listWarnings, readWarning } from './warnings.server.ts';
import type { Cause, World } from './world.server.ts';

export interface Route {
  method: 'GET' | 'POST';
  /** Such as `/v1/refunds/:id`: also the name under which faults and counters know the route. */
  path: string;
  plan: (world: World, id: string, form: Form, cause: Cause, part: string) => Plan;
}

type Read = (world: World, id: string, form: Form) => Shape;
type Write = (world: World, id: string, form: Form, cause: Cause) => () => Shape;
type About = 'payment' | 'refund' | 'nothing';

const planned = (about: About, id: string, run: () => Shape): Plan =>
  about === 'refund' ? { paymentRef: null, refund: id, run } : { paymentRef: about === 'payment' ? id : null, run };

const reading = (path: string, read: Read, about: About = 'nothing'): Route => ({
  method: 'GET',
  path,
  plan: (world, id, form) => planned(about, id, () => read(world, id, form)),
});

/** A list; one of a payment lets the stand-in meet it first. */
const listing = (path: string, list: (world: World, form: Form) => Shape): Route => ({
  method: 'GET',
  path,
  plan: (world, _id, form) => ({
    paymentRef: readText(form, 'charge') ?? readText(form, 'payment_intent'),
    run: () => list(world, form),
  }),
});

const writing = (path: string, write: Write, about: About = 'nothing'): Route => ({
  method: 'POST',
  path,
  plan: (world, id, form, cause) => planned(about, id, write(world, id, form, cause)),
});

const readEventPlainly: Read = (world, id, form) => {
  onlyKnown(form, ['expand']);
  return readEvent(world, id);
};

const routes: readonly Route[] = [
  writing('/v1/payment_intents', (world, _id, form, cause) => planIntent(world, form, cause)),
  listing('/v1/payment_intents', listIntents),
  reading('/v1/payment_intents/:id', readIntent, 'payment'),
  writing('/v1/payment_intents/:id/confirm', planConfirm, 'payment'),
  writing('/v1/payment_intents/:id/capture', planCapture, 'payment'),
  writing('/v1/payment_intents/:id/cancel', planCancel, 'payment'),
  listing('/v1/charges', listCharges),
  reading('/v1/charges/:id', readCharge, 'payment'),
  { method: 'POST', path: '/v1/refunds', plan: (world, _id, form, cause) => planRefund(world, form, cause) },
  listing('/v1/refunds', listRefunds),
  reading('/v1/refunds/:id', readRefund),
  writing('/v1/refunds/:id', planRefundUpdate, 'refund'),
  writing('/v1/refunds/:id/cancel', planRefundCancel, 'refund'),
  writing('/v1/test_helpers/refunds/:id/expire', planRefundExpire, 'refund'),
  listing('/v1/disputes', listDisputes),
  reading('/v1/disputes/:id', readDispute),
  writing('/v1/disputes/:id', planDisputeUpdate),
  writing('/v1/disputes/:id/close', planDisputeClose),
  listing('/v1/radar/early_fraud_warnings', listWarnings),
  reading('/v1/radar/early_fraud_warnings/:id', readWarning),
  listing('/v1/events', listEvents),
  reading('/v1/events/:id', readEventPlainly),
  ...shopRoutes,
];

interface Known {
  route: Route;
  names: readonly string[];
}

const known = new Map<string, Known[]>();
for (const route of routes) {
  const names = route.path.split('/');
  const shelf = `${route.method} ${names.length}`;
  known.set(shelf, [...(known.get(shelf) ?? []), { route, names }]);
}

/** Finds the route of a request, with the id in its path and, of a part of something, the part's. */
export function matchRoute(method: string, path: string): { route: Route; id: string; part: string } | null {
  const parts = path.split('/');
  for (const { route, names } of known.get(`${method} ${parts.length}`) ?? []) {
    const fits = names.every((name, at) => (name.startsWith(':') ? parts[at] : name === parts[at]));
    if (fits) return { route, id: parts[names.indexOf(':id')] ?? '', part: parts[names.indexOf(':part')] ?? '' };
  }
  return null;
}
