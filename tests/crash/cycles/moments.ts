import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '#tests/sim/random.ts';
import type { Bank } from '../process/bank.ts';
import type { Fleet } from './fleet.ts';

const REFUND = 'POST /v1/refunds';
/** A moment that does not come: then any moment will do. */
const LONGEST_MS = 500;

/** `act`: shortly after somebody asked for something. `before-call`: the bank was asked for a refund and has not made it. `after-call`: it has, and nobody knows yet. */
export type Moment = 'act' | 'before-call' | 'after-call';

export const momentOf = (random: Random): Moment =>
  random.weighted<Moment>([
    [5, 'act'],
    [2, 'before-call'],
    [3, 'after-call'],
  ]) ?? 'act';

/** Waits for a moment to kill at, and calls `strike` within it, once. */
export async function atMoment(
  moment: Moment,
  { fleet, bank, random }: { fleet: Fleet; bank: Bank; random: Random },
  strike: () => void,
): Promise<void> {
  if (moment === 'after-call') await afterCall(bank, 1 + random.below(3), strike);
  else if (moment === 'before-call') await beforeCall(bank, strike);
  else {
    await Promise.race([fleet.asked(1 + random.below(8)), wait(LONGEST_MS)]);
    await wait(random.below(21));
    strike();
  }
}

async function afterCall(bank: Bank, calls: number, strike: () => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let left = calls;
  bank.watch(({ method, route, status }) => {
    if (`${method} ${route}` !== REFUND || status !== 200) return;
    left -= 1;
    if (left === 0) resolve(strike());
  });
  const timer = setTimeout(() => {
    left = 0;
    resolve(strike());
  }, LONGEST_MS);
  await promise;
  clearTimeout(timer);
  bank.watch(null);
}

async function beforeCall(bank: Bank, strike: () => void): Promise<void> {
  const calls = () => bank.standIn.counters().calls[REFUND] ?? 0;
  const before = calls();
  bank.standIn.faults.next({ on: REFUND, do: 'hang' });
  const giveUpAt = performance.now() + LONGEST_MS;
  while (calls() === before && performance.now() < giveUpAt) await wait(1);
  bank.standIn.faults.clear();
  strike();
}
