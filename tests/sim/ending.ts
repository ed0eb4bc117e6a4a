import * as z from 'zod';
import { verifyAudit } from '#db/audit.ts';
import { deskWakesTask } from './people.ts';
import { numberOf, prepared } from './prepared.ts';
import { deliver, settleAll, takeUpEvents } from './provider.ts';
import { moneyRows, type PayoutNow } from './rows.ts';
import { holdsMoney } from './stripe-side.ts';
import { type Violation, violation } from './violation.ts';
import { beginPoll, calm, drainAll } from './workers.ts';
import type { World } from './world.ts';

const HOUR = 3600;
/** Long enough for every look-up, back-off and deadline that is not set by people. */
const SPANS = [700, 2 * HOUR, 26 * HOUR] as const;

const MOST_TASKS = 20;

async function deliverAll(world: World): Promise<void> {
  takeUpEvents(world);
  while (world.deliveries.length > 0) {
    deliver(world, world.random.pick(world.deliveries));
    await calm(world);
  }
}

const NEXT = `select min(run_after) from effects where status = 'ready'`;
const MOST_PAUSES = 60;

/** Waits out what wants to be tried again later, until nothing does. */
async function waitOut(world: World): Promise<void> {
  for (let pauses = 0; pauses < MOST_PAUSES; pauses += 1) {
    await deliverAll(world);
    await drainAll(world);
    const next = numberOf(world.file, NEXT);
    if (next === 0) return;
    await world.pass(Math.max(1, Math.ceil((next - world.now().epochMilliseconds) / 1000)));
  }
}

async function letTimeRun(world: World): Promise<void> {
  for (const span of SPANS) {
    await world.pass(span);
    beginPoll(world);
    await calm(world);
    await waitOut(world);
  }
}

async function peopleDoTheirTasks(world: World): Promise<void> {
  for (let tries = 0; tries < MOST_TASKS && deskWakesTask(world); tries += 1) {
    await calm(world);
    await waitOut(world);
  }
}

/** All faults end, all waits come to their end, people do what is asked of them; the check is called in between. */
export async function endAll(world: World, check: () => Violation | null): Promise<Violation | null> {
  world.faults = false;
  await calm(world);
  const rounds = [
    () => letTimeRun(world),
    () => peopleDoTheirTasks(world),
    async () => settleAll(world),
    () => letTimeRun(world),
    async () => settleAll(world),
    () => letTimeRun(world),
  ];
  for (const round of rounds) {
    await round();
    takeUpEvents(world);
    const wrong = check();
    if (wrong) return wrong;
  }
  const audit = await verifyAudit(world.deps.db);
  if (!audit.ok) return violation('invariant', `the audit does not hold: ${JSON.stringify(audit)}`);
  return stuckEffect(world) ?? lostPayout(world);
}

const effectRow = z.object({ id: z.string(), kind: z.string(), status: z.string(), lastError: z.string().nullable() });

function stuckEffect(world: World): Violation | null {
  const now = world.now().epochMilliseconds;
  const left = prepared(
    world.file,
    `select id, kind, status, last_error as lastError from effects
       where status in ('leased', 'parked') or (status = 'ready' and run_after <= ?) limit 1`,
  ).get(now);
  if (left !== undefined) {
    const { kind, id, status, lastError } = effectRow.parse(left);
    return violation('stuck', `effect ${kind} ${id} is ${status}: ${lastError}`);
  }
  const overdue = numberOf(world.file, 'select count(*) from deadlines where done_at is null and due_at <= ?', now);
  return overdue ? violation('stuck', `${overdue} deadlines have passed unheard`) : null;
}

function lostPayout(world: World): Violation | null {
  for (const payout of moneyRows(world.file).payouts()) {
    const wrong = wrongEnd(world, payout);
    if (wrong) return wrong;
  }
  return null;
}

/** Paid exactly once, or in a state in which a person is asked; never anything in between. */
function wrongEnd(world: World, { id, state, way }: PayoutNow): Violation | null {
  const holding = world.stripe.refunds().filter((refund) => refund.metadata.payout === id && holdsMoney(refund));
  const is = `payout ${id} ended ${state} with ${holding.map((refund) => refund.status).join(', ') || 'no refund'}`;
  if (way !== 'payment') return null;
  if (state === 'settled') {
    return holding.length === 1 && holding[0]?.status === 'succeeded' ? null : violation('lost', is);
  }
  if (['failed', 'reopened', 'replaced', 'cancelled'].includes(state)) {
    return holding.length === 0 ? null : violation('double', `${is}: the next attempt would pay again`);
  }
  return violation(state === 'pending' || state === 'action-needed' ? 'stuck' : 'lost', is);
}
