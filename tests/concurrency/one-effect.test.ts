import { expect } from 'vitest';
import { listPayoutsOfReturn } from '#db/payouts.ts';
import { askFor, type Crew, sell, until } from '#tests/crash/process/crew.ts';
import { ROUNDS, testWithCrew } from './with-crew.ts';

const REFUND = 'POST /v1/refunds';
const LEASE_OVER_MS = 180_000;

// The first process sits there and waits for an answer, whether the bank has paid already or has not even begun.
for (const fault of ['hang-after', 'hang'] as const) {
  const name = `others take over what the first process has in hand (${fault}): the same key, one refund`;
  testWithCrew(name, 3, (crew) => takeOver(crew, fault), { rounds: ROUNDS });
}

async function takeOver(crew: Crew, fault: 'hang' | 'hang-after'): Promise<void> {
  const [first, second, third] = crew.processes;
  if (!first || !second || !third) throw new Error('three processes');
  const calls = () => crew.bank.standIn.counters().calls[REFUND] ?? 0;
  crew.bank.standIn.faults.next({ on: REFUND, do: fault });
  await first.ask({ act: 'work', workers: 2 });
  const owed = await owe(crew, '1001');
  await first.ask({ act: 'decide', returnId: owed.returnId });
  await until(async () => calls() > 0);
  // To them the lease of the first one has run out, and its place at the payment: both want the effect.
  for (const other of [second, third]) await other.ask({ act: 'time', offsetMs: LEASE_OVER_MS });
  await Promise.all([second, third].map((other) => other.ask({ act: 'work', workers: 2 })));
  await until(async () => (await statesOf(crew, owed.returnId)).includes('settled'));
  const refunds = (await crew.bank.refunds()).filter((refund) => refund.payment_intent === owed.reference);
  expect(refunds.map((refund) => refund.amount)).toEqual([owed.total]);
}

async function owe(crew: Crew, number: string) {
  const order = await sell(crew, { number, currency: 'EUR', shipping: 0, lines: [{ quantity: 1, unitPrice: 4_590 }] });
  const [line] = order.lines;
  if (!line) throw new Error('an order without a line');
  const { returnId } = await askFor(crew, order.orderId, line);
  return { returnId, total: order.total, reference: `pi_${number}` };
}

const statesOf = async ({ db }: Crew, returnId: string): Promise<string[]> =>
  (await listPayoutsOfReturn(db, returnId)).map((payout) => payout.state);
