import { signWebhook } from '#app/gateways/stripe-standin/webhook-delivery.server.ts';
import type { Act } from './people.ts';
import { type MadeRefund, WEBHOOK_SECRET } from './stripe-side.ts';
import type { Delivery, World } from './world.ts';

type Status = MadeRefund['status'];

/** What banks, customers and the Dashboard do to refunds by themselves, and how likely each is. */
const MOVES: Readonly<Record<Status, readonly (readonly [number, Status])[]>> = {
  pending: [
    [5, 'succeeded'],
    [2, 'failed'],
    [1, 'canceled'],
    [1, 'requires_action'],
  ],
  requires_action: [
    [4, 'pending'],
    [2, 'failed'],
    [1, 'canceled'],
  ],
  succeeded: [
    [4, 'failed'],
    [1, 'requires_action'],
    [1, 'canceled'],
  ],
  failed: [],
  canceled: [],
};

const FAILURES = [
  'expired_or_canceled_card',
  'lost_or_stolen_card',
  'declined',
  'insufficient_funds',
  'unknown',
  'a_reason_of_tomorrow',
];

/** How often an event is sent, and how likely that is. */
const COPIES = [
  [8, 1],
  [1, 2],
  [0.5, 4],
  [1, 0],
] as const;

/** Takes up the events that were made: each is sent once, several times, or lost for good. */
export function takeUpEvents(world: World): void {
  for (const body of world.stripe.newEvents()) {
    const copies = world.faults ? (world.random.weighted(COPIES) ?? 1) : 1;
    for (let copy = 0; copy < copies; copy += 1) world.deliveries.push({ body, tries: 0 });
  }
}

/** Delivers one event: signed, by the product's own intake. What is not taken with a 2xx comes again. */
export function deliver(world: World, delivery: Delivery): void {
  world.deliveries.splice(world.deliveries.indexOf(delivery), 1);
  const process = world.random.pick(world.processes);
  const again = { ...delivery, tries: delivery.tries + 1 };
  // On its way until it was answered: a process that dies has not answered.
  world.deliveries.push(again);
  world.trace.meet('webhook');
  world.scheduler.spawn('webhook', process.index, async () => {
    const now = world.now();
    const verdict = world.deps.gateways.payments.parseWebhook(
      delivery.body,
      signWebhook(delivery.body, WEBHOOK_SECRET, now),
      now,
    );
    if (!verdict.ok) throw new Error(`a webhook was turned away: ${verdict.code}`);
    const { first } = await world.services.receiveStripeEvent(world.deps, verdict.event);
    world.trace.note(`event ${verdict.event.type} ${verdict.event.id} ${first ? 'first' : 'again'}`);
    world.trace.meet(first ? `event ${verdict.event.type}` : 'event again');
    const at = world.deliveries.indexOf(again);
    if (at >= 0) world.deliveries.splice(at, 1);
  });
}

/** The same where everything is to come to its end. */
const ENDS: Partial<Record<Status, readonly (readonly [number, Status])[]>> = {
  pending: [
    [3, 'succeeded'],
    [1, 'failed'],
    [1, 'canceled'],
  ],
  requires_action: [
    [1, 'failed'],
    [1, 'canceled'],
  ],
};

function move(world: World, refund: MadeRefund, moves = MOVES[refund.status]): void {
  const to = world.random.weighted(moves);
  if (to === null) return;
  const failureReason = to === 'failed' ? world.random.pick(FAILURES) : undefined;
  world.stripe.standIn.moveRefund(refund.id, { to, ...(failureReason === undefined ? {} : { failureReason }) });
  world.trace.note(`${refund.id} went from ${refund.status} to ${to}`);
  world.trace.meet(`bank ${refund.status} to ${to}`);
}

/** Somebody refunds by hand in the Dashboard, without a word of ours: a little, all that is left, or many times. */
async function refundByHand(world: World): Promise<void> {
  const { random, trace, stripe } = world;
  const { intent } = random.pick(stripe.charges());
  const times = random.chance(0.06) ? 11 : 1;
  const all = random.chance(0.15);
  for (let time = 0; time < times; time += 1) {
    const made = await stripe.standIn.controls.refundInDashboard(intent, all ? {} : { amount: 1 }).catch(() => null);
    trace.note(`by hand: ${all ? 'the rest' : 1} of ${intent}: ${made}`);
    trace.meet(made === null ? 'by hand: refused' : 'by hand');
  }
}

const inStatus = (world: World, ...states: Status[]): MadeRefund[] =>
  world.stripe.refunds().filter(({ status }) => states.includes(status));

/** A customer disputes a payment, or their bank goes on with one that is open. */
async function dispute(world: World): Promise<boolean> {
  const { random, stripe, trace } = world;
  if (stripe.charges().length === 0) return false;
  const { intent } = random.pick(stripe.charges());
  const inquiry = random.chance(0.5);
  const made = await stripe.standIn.controls.dispute(intent, { inquiry }).catch(() => null);
  trace.note(`${intent} is disputed: ${made}`);
  if (made !== null) trace.meet(inquiry ? 'inquiry' : 'dispute');
  return made !== null;
}

function bankMoves(world: World, ...states: Status[]): boolean {
  const refunds = inStatus(world, ...states);
  if (refunds.length > 0) move(world, world.random.pick(refunds));
  return refunds.length > 0;
}

function someEvent(world: World): boolean {
  if (world.deliveries.length === 0) return false;
  deliver(world, world.random.pick(world.deliveries));
  return true;
}

function byHand(world: World): boolean {
  if (world.stripe.charges().length === 0) return false;
  const process = world.random.pick(world.processes);
  world.scheduler.spawn('by hand', process.index, () => refundByHand(world));
  return true;
}

/** What the provider, banks and the Dashboard do. */
export const PROVIDER: readonly Act[] = [
  { weight: 3, name: 'bank settles', begin: (world) => bankMoves(world, 'pending', 'requires_action') },
  { weight: 0.6, name: 'bank sends back', begin: (world) => bankMoves(world, 'succeeded') },
  { weight: 6, name: 'webhook', begin: someEvent },
  { weight: 0.4, name: 'by hand', begin: byHand },
  { weight: 0.1, name: 'dispute', begin: dispute },
];

/** Everything that waits at the provider comes to an end. */
export function settleAll(world: World): void {
  for (const refund of world.stripe.refunds()) {
    const ends = ENDS[refund.status];
    if (ends) move(world, refund, ends);
  }
}
