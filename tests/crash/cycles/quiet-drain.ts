import { setTimeout as wait } from 'node:timers/promises';
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Reader } from '#db/open.ts';
import type { Bank } from '../process/bank.ts';
import type { Fleet } from './fleet.ts';
import type { Problems } from './problems.ts';
import { readPayouts } from './stored.ts';

const LONGEST_MS = 60_000;
/** So long nothing has changed while something is left: it waits for a time to come. */
const STILL_MS = 250;
const PAUSE_MS = 20;

/** Lets those alive work until nothing is left to do, moving the clock on whenever all of it waits for a later time. */
export async function quietDrain(db: Reader, bank: Bank, fleet: Fleet, problems: Problems): Promise<void> {
  const giveUpAt = performance.now() + LONGEST_MS;
  let [seen, since] = ['', performance.now()];
  for (;;) {
    const left = await leftToDo(db);
    if (left.length === 0) return;
    const now = JSON.stringify(left);
    if (now !== seen) [seen, since] = [now, performance.now()];
    const parked = left.find(({ what }) => what.startsWith('parked'));
    if (parked) return void problems.add('missing', `left to a person: ${parked.what}`);
    if (performance.now() > giveUpAt) return void problems.add('missing', `it never ends: ${now.slice(0, 500)}`);
    if (performance.now() - since > STILL_MS) {
      advanceTo(bank, fleet, left);
      since = performance.now();
    }
    await wait(PAUSE_MS);
  }
}

interface Left {
  what: string;
  at: number;
}

async function leftToDo(db: Reader): Promise<Left[]> {
  const { effects, deadlines } = db.tables;
  const live = await db
    .select()
    .from(effects)
    .where(inArray(effects.status, ['ready', 'leased', 'parked']));
  const left = live.map(({ kind, status, attempts, lastError, runAfter, leaseUntil }) => ({
    what: `${status} ${kind} effect after ${attempts} tries: ${lastError}`,
    at: (leaseUntil ?? runAfter).epochMilliseconds,
  }));
  const payouts = (await readPayouts(db)).filter((payout) => payout.state !== 'settled');
  if (payouts.length === 0) return left;
  const due = await db
    .select({ id: deadlines.subjectId, at: deadlines.dueAt })
    .from(deadlines)
    .where(and(eq(deadlines.subjectKind, 'payout'), isNull(deadlines.doneAt)))
    .orderBy(asc(deadlines.dueAt));
  return [
    ...left,
    ...payouts.map(({ id, state }) => ({
      what: `${state} payout ${id}`,
      at: due.find((one) => one.id === id)?.at.epochMilliseconds ?? 0,
    })),
  ];
}

/** To the earliest time that is still to come. */
function advanceTo(bank: Bank, fleet: Fleet, left: readonly Left[]): void {
  const now = Date.now() + bank.offsetMs();
  const later = left.map(({ at }) => at).filter((at) => at > now);
  bank.advance(later.length === 0 ? 1000 : Math.min(...later) - now + 1);
  fleet.tellTime(bank.offsetMs());
}
