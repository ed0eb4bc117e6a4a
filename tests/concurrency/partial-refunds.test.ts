import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import * as z from 'zod';
import { payableStep } from '#machines/money.ts';
import { askFor, type Crew, dropMails, sell, untilInHurry } from '#tests/crash/process/crew.ts';
import { ROUNDS, testWithCrew } from './with-crew.ts';

const RETURNS = 50;
/** In a short run the other two currencies have fewer. */
const RETURNS_IN_SHORT = 8;
const decided = z.object({ total: z.int() });

interface PartOrder {
  readonly currency: string;
  readonly shipping: number;
  readonly discount: number;
  readonly prices: readonly [number, number];
  readonly returns: number;
}

const few = ROUNDS > 1 ? RETURNS : RETURNS_IN_SHORT;

// Units that divide by nothing: what is left over has to go somewhere, and only once.
const ORDERS: readonly PartOrder[] = [
  { currency: 'EUR', shipping: 590, discount: 1013, prices: [1999, 7], returns: RETURNS },
  { currency: 'JPY', shipping: 501, discount: 777, prices: [333, 101], returns: few },
  { currency: 'KWD', shipping: 1500, discount: 2430, prices: [12_350, 70], returns: few },
];

testWithCrew(
  'refunds of one order, fifty at once in three processes: never more than was paid, and exactly what was decided',
  3,
  async (crew) => {
    for (let round = 1; round <= ROUNDS; round += 1) {
      for (const order of ORDERS) await refundAllAtOnce(crew, { ...order, number: `${order.currency}${round}` });
    }
  },
);

async function refundAllAtOnce(crew: Crew, order: PartOrder & { number: string }): Promise<void> {
  const { number, currency, shipping, discount, prices, returns } = order;
  const sold = prices.map((unitPrice) => ({ quantity: returns / 2, unitPrice }));
  const { orderId, total, lines } = await sell(crew, { number, currency, shipping, discount, lines: sold });
  const returnIds: string[] = [];
  // A customer writes one return after the other; it is the desk that is in a hurry.
  for (let count = 0; count < returns; count += 1) {
    const line = lines[count % lines.length];
    if (!line) throw new Error('an order without a line');
    returnIds.push((await askFor(crew, orderId, { lineId: line.lineId, quantity: 1 })).returnId);
  }
  const replies = await crew.atOnce(returnIds.map((returnId) => ({ act: 'decide', returnId })));
  const sums = replies.map((reply) => (reply.kind === 'done' ? decided.parse(reply.told).total : Number.NaN));
  expect(replies.filter((reply) => reply.kind !== 'done')).toEqual([]);

  await dropMails(crew);
  await crew.tellAll({ act: 'work', workers: 2 });
  // One call at a time for a payment: the others come back a moment later.
  await untilInHurry(crew, async () => (await statesOf(crew, orderId)).every((state) => state === 'settled'));
  await crew.tellAll({ act: 'work', workers: 0 });
  const refunds = (await crew.bank.refunds()).filter((refund) => refund.payment_intent === `pi_${number}`);
  const paid = sumOf(refunds.map((refund) => refund.amount));
  expect(refunds.map((refund) => refund.amount).toSorted(ascending)).toEqual(
    sums.filter((sum) => sum > 0).toSorted(ascending),
  );
  expect(refunds.map((refund) => refund.currency.toUpperCase())).toEqual(refunds.map(() => currency));
  expect(paid).toBeLessThanOrEqual(total);
  // Every piece went back: what was paid for them went back to the last unit, with delivery or without.
  const goods = sumOf(sold.map(({ quantity, unitPrice }) => quantity * unitPrice)) - discount;
  const left = Math.min(...[goods, total].map((sum) => sum - paid).filter((difference) => difference >= 0));
  expect(left).toBeLessThan(payableStep(currency));
}

async function statesOf({ db }: Crew, orderId: string): Promise<string[]> {
  const { payouts, returns } = db.tables;
  const rows = await db
    .select({ state: payouts.state })
    .from(payouts)
    .innerJoin(returns, eq(returns.id, payouts.returnId))
    .where(eq(returns.orderId, orderId));
  return rows.map(({ state }) => state);
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const ascending = (a: number, b: number): number => a - b;
