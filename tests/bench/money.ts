import { eq, inArray } from 'drizzle-orm';
import { createStripePayments } from '#app/gateways/stripe.server.ts';
import type { Engine } from '#db/open.ts';
import { askFor, type Crew, openCrew, sell, until } from '#tests/crash/process/crew.ts';
import { openPlaces } from '#tests/crash/process/places.ts';
import { API_KEY, WEBHOOK_SECRET } from '#tests/crash/process/secrets.ts';
import type { BenchResult } from './result.ts';

const REFUNDS = 60;
const AT_ONCE = 4;
const PRICE = 1999;

/**
 * Refunds settled a second through the whole path: a person's decision, the outbox, the gateway, a stand-in that answers at once, and the payout
 * settled; the mails of each return are written by the same workers meanwhile. Against the same number of bare calls of the gateway, four at a
 * time, without a database.
 */
export async function benchRefunds(engine: Engine, workers: number): Promise<BenchResult> {
  await using places = await openPlaces(engine);
  await using crew = await openCrew(places, workers);
  const returnIds: string[] = [];
  for (let number = 1; number <= REFUNDS; number += 1) returnIds.push(await askedFor(crew, `${number}`));
  await crew.tellAll({ act: 'work', workers: 1 });
  await until(async () => !(await isAnythingLeft(crew)));
  const settledMs = await timeOfRefunds(crew, returnIds);
  const whole = performance.now();
  await until(async () => !(await isAnythingLeft(crew)));
  const mailsMs = settledMs + performance.now() - whole;
  const bare = await bareCallsPerSecond(crew);
  const perSecond = (REFUNDS * 1000) / settledMs;
  const detail = `${perSecond.toFixed(1)} refunds/s settled, ${((REFUNDS * 1000) / mailsMs).toFixed(1)} with their mails; ${bare.toFixed(0)} bare calls/s`;
  const who = workers === 1 ? 'one worker' : `${workers} workers`;
  return { name: `refunds settled per second against bare calls, ${who}, ${engine}`, ratio: perSecond / bare, detail };
}

/** A return of one piece, asked for and not decided. */
export async function askedFor(crew: Crew, number: string): Promise<string> {
  const order = { number, currency: 'EUR', shipping: 0, lines: [{ quantity: 1, unitPrice: PRICE }] };
  const { orderId, lines } = await sell(crew, order);
  const [line] = lines;
  if (!line) throw new Error('an order without a line');
  return (await askFor(crew, orderId, line)).returnId;
}

/** Decides them all at once and waits until their money has arrived; milliseconds. */
export async function timeOfRefunds(crew: Crew, returnIds: readonly string[]): Promise<number> {
  const started = performance.now();
  const replies = await crew.atOnce(returnIds.map((returnId) => ({ act: 'decide', returnId })));
  const refused = replies.find((reply) => reply.kind !== 'done');
  if (refused) throw new Error(`a decision was not taken: ${JSON.stringify(refused)}`);
  await until(async () => (await settledOf(crew, returnIds)) === returnIds.length, 2);
  return performance.now() - started;
}

async function settledOf({ db }: Crew, returnIds: readonly string[]): Promise<number> {
  const { payouts } = db.tables;
  const rows = await db
    .select({ state: payouts.state })
    .from(payouts)
    .where(inArray(payouts.returnId, [...returnIds]));
  return rows.filter(({ state }) => state === 'settled').length;
}

/** Mails and labels among it. */
export async function isAnythingLeft({ db }: Crew): Promise<boolean> {
  const { effects } = db.tables;
  for (const status of ['ready', 'leased', 'parked']) {
    const [row] = await db.select({ kind: effects.kind }).from(effects).where(eq(effects.status, status)).limit(1);
    if (row && status === 'parked') throw new Error(`a ${row.kind} effect waits for a person`);
    if (row) return true;
  }
  return false;
}

async function bareCallsPerSecond({ bank }: Crew): Promise<number> {
  const payments = createStripePayments({ apiKey: API_KEY, apiBase: bank.url, webhookSecrets: [WEBHOOK_SECRET] });
  const clock = () => Temporal.Instant.fromEpochMilliseconds(Date.now());
  const waiting = Array.from({ length: REFUNDS }, (_, index) => `bare${index}`);
  for (const name of waiting) bank.know(`pi_${name}`, { amount: PRICE, currency: 'EUR' });
  const pay = async () => {
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      const named = { idempotencyKey: `refund:${name}:1`, metadata: { payout: name, attempt: '1' } };
      const outcome = await payments.refund({
        paymentRef: `pi_${name}`,
        amount: PRICE,
        currency: 'EUR',
        now: clock(),
        ...named,
      });
      if (outcome.kind !== 'accepted') throw new Error(`a bare call was not taken: ${outcome.kind}`);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, pay));
  return (REFUNDS * 1000) / (performance.now() - started);
}
