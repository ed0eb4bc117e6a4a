import { setTimeout as wait } from 'node:timers/promises';
import { ne } from 'drizzle-orm';
import * as z from 'zod';
import { type Database, openDatabase } from '#db/open.ts';
import { openShop } from '#tests/app/services/customer/arrange.ts';
import { type Bank, openBank } from './bank.ts';
import { bundledProcess } from './bundle.ts';
import { type OrderOfFile, orderFile } from './order-file.ts';
import type { Places } from './places.ts';
import { ProcessHandle, type Reply } from './process-handle.ts';
import type { Act } from './said.ts';

const LONGEST_MS = 60_000;

/** Several processes of the program on one database, and the bank that they all ask. */
export interface Crew extends AsyncDisposable {
  readonly db: Database;
  /** Of the database. */
  readonly url: string;
  readonly bank: Bank;
  readonly processes: readonly ProcessHandle[];
  /** One of them does it; anything but done is an error. */
  get<T>(act: Act, shape: z.ZodType<T>): Promise<T>;
  /** Each does it. */
  tellAll(act: Act): Promise<void>;
  /** All acts at the same time, dealt out among the processes. */
  atOnce(acts: readonly Act[]): Promise<Reply[]>;
}

/** Opens so many processes, without a worker yet, on a new database of a shop. */
export async function openCrew(places: Places, count: number): Promise<Crew> {
  const bundle = await bundledProcess();
  await using opening = new AsyncDisposableStack();
  const place = opening.use(await places.make());
  const bank = opening.use(await openBank());
  const processes = Array.from({ length: count }, () => new ProcessHandle(bundle));
  for (const process of processes) opening.defer(() => process.kill());
  const db = await openDatabase(place.url);
  opening.defer(() => db.close());
  await openShop(db);
  const settings = { databaseUrl: place.url, stripeUrl: bank.url, offsetMs: 0, workers: 0, plant: null };
  await Promise.all(processes.map((process) => process.open(settings)));
  const stack = opening.move();
  return { ...crewOf(db, bank, processes), url: place.url, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

function crewOf(
  db: Database,
  bank: Bank,
  processes: readonly ProcessHandle[],
): Omit<Crew, 'url' | keyof AsyncDisposable> {
  const nth = (number: number) => {
    const process = processes[number % processes.length];
    if (!process) throw new Error('a crew has processes');
    return process;
  };
  return {
    db,
    bank,
    processes,
    async get(act, shape) {
      const reply = await nth(0).ask(act);
      if (reply.kind !== 'done') throw new Error(`${act.act}: ${JSON.stringify(reply)}`);
      return shape.parse(reply.told);
    },
    async tellAll(act) {
      await Promise.all(processes.map((process) => process.ask(act)));
    },
    atOnce: (acts) => Promise.all(acts.map((act, index) => insist(nth(index), act))),
  };
}

/** Whoever is told that it did not work now tries again. */
async function insist(process: ProcessHandle, act: Act): Promise<Reply> {
  const giveUpAt = performance.now() + LONGEST_MS;
  for (;;) {
    const reply = await process.ask(act);
    if (reply.kind !== 'fault' || performance.now() > giveUpAt) return reply;
  }
}

/** Leaves nothing to the workers but the refunds: writing mails takes longer than paying. */
export async function dropMails({ db }: Crew): Promise<void> {
  const { effects } = db.tables;
  await db.transaction((tx) => tx.delete(effects).where(ne(effects.kind, 'refund')));
}

const sold = z.object({ orderId: z.string(), lines: z.array(z.object({ lineId: z.string(), quantity: z.int() })) });
const drafted = z.object({ draftId: z.string() });
const sent = z.object({ returnId: z.string(), rmaCode: z.string() });

/** An order that the shop has sold and the bank has the money of; says what was paid for it, in minor units. */
export async function sell(crew: Crew, order: Omit<OrderOfFile, 'reference'>) {
  const reference = `pi_${order.number}`;
  const { csv, total } = orderFile({ ...order, reference });
  crew.bank.know(reference, { amount: total, currency: order.currency });
  return { total, ...(await crew.get({ act: 'sell', csv, number: order.number }, sold)) };
}

/** A return that was asked for and not decided. */
export async function askFor(crew: Crew, orderId: string, line: { lineId: string; quantity: number }) {
  const { draftId } = await crew.get({ act: 'draft', orderId, chosen: [line] }, drafted);
  return crew.get({ act: 'send', orderId, draftId }, sent);
}

/** Waits until it is so, and looks again after so many milliseconds. */
export async function until(so: () => Promise<boolean>, pauseMs = 20): Promise<void> {
  const giveUpAt = performance.now() + LONGEST_MS;
  while (!(await so())) {
    if (performance.now() > giveUpAt) throw new Error('it never came to be');
    await wait(pauseMs);
  }
}

const HURRY_MS = 100;
const AT_A_TIME_MS = 1000;

/** The same while the clock of all runs ten times as fast: what is put off for a few seconds is done soon. */
export async function untilInHurry(crew: Crew, so: () => Promise<boolean>): Promise<void> {
  await until(async () => {
    crew.bank.advance(AT_A_TIME_MS);
    await crew.tellAll({ act: 'time', offsetMs: crew.bank.offsetMs() });
    return so();
  }, HURRY_MS);
}
