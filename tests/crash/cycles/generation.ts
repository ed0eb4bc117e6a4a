import { setTimeout as wait } from 'node:timers/promises';
import { type Database, openDatabase } from '#db/open.ts';
import { openShop } from '#tests/app/services/customer/arrange.ts';
import { type Random, randomOf } from '#tests/sim/random.ts';
import { type Bank, openBank } from '../process/bank.ts';
import type { Place } from '../process/places.ts';
import type { Plant } from '../process/said.ts';
import { compareAtEnd, compareWithBank, compareWithin, compareWithTold } from './compare.ts';
import { Fleet } from './fleet.ts';
import { checkFile } from './integrity.ts';
import { atMoment, momentOf } from './moments.ts';
import type { Problems } from './problems.ts';
import { quietDrain } from './quiet-drain.ts';
import { readStored } from './stored.ts';
import { liveThrough } from './story.ts';
import { Told } from './told.ts';

/** How many people are at it at the same time. */
const CUSTOMERS = 4;
const SOME_TOLD = 3;
const SOME_TOLD_MS = 1500;
/** The clock goes on so far at each kill: the leases of the dead run out. */
const LEASE_OVER_MS = 25_000;

export interface GenerationOptions {
  readonly bundle: string;
  readonly place: Place;
  readonly cycles: number;
  readonly seed: number;
  readonly problems: Problems;
  readonly plant?: Plant | null;
  readonly onCycle?: () => void;
}

/**
 * One database from its first start through so many kills to a quiet end, when everything that was promised has to be done. What is wrong goes
 * into `problems`; says how many acts were acknowledged.
 */
export async function liveGeneration(options: GenerationOptions): Promise<number> {
  const generation = new Generation(options);
  await using bank = await openBank((body, signature) => generation.hear(body, signature));
  await using fleet = new Fleet(options.bundle, () => ({
    databaseUrl: options.place.url,
    stripeUrl: bank.url,
    offsetMs: bank.offsetMs(),
    workers: 1,
    plant: options.plant ?? null,
  }));
  return await generation.live(bank, fleet);
}

interface World {
  readonly bank: Bank;
  readonly fleet: Fleet;
}

class Generation {
  readonly #options: GenerationOptions;
  readonly #random: Random;
  readonly #told = new Told();
  #fleet: Fleet | undefined;
  #over = false;
  #orders = 0;

  constructor(options: GenerationOptions) {
    this.#options = options;
    this.#random = randomOf(options.seed);
  }

  async live(bank: Bank, fleet: Fleet): Promise<number> {
    this.#fleet = fleet;
    const world = { bank, fleet };
    await this.#killedAtFirstStart(world);
    await this.#withDatabase((db) => openShop(db), { migrate: true });
    const customers = Promise.all(Array.from({ length: CUSTOMERS }, () => this.#shopOn(world)));
    // Whatever goes wrong with them is thrown where they are waited for.
    customers.catch(() => undefined);
    for (let cycle = 1; cycle < this.#options.cycles && !this.#foundPlant(); cycle += 1) {
      await this.#cycle(world);
      this.#options.onCycle?.();
    }
    this.#over = true;
    await fleet.fill(1);
    await customers;
    if (!this.#foundPlant()) await this.#end(world);
    return this.#told.count;
  }

  /** A mistake that was made on purpose has nothing more to show. */
  #foundPlant(): boolean {
    const { plant, problems } = this.#options;
    return Boolean(plant) && problems.list().length > 0;
  }

  /** A webhook at the door; taken when a process has said that it is stored. */
  async hear(body: string, signature: string): Promise<boolean> {
    const fleet = this.#fleet;
    if (!fleet || fleet.live.length === 0) return false;
    const reply = await fleet.ask({ act: 'hear', body, signature });
    if (reply.kind !== 'done') return false;
    const { id } = JSON.parse(body);
    if (!this.#told.heard.has(String(id))) this.#told.add();
    this.#told.heard.add(String(id));
    return true;
  }

  async #shopOn({ bank, fleet }: World): Promise<void> {
    while (!this.#over) {
      this.#orders += 1;
      await liveThrough({ bank, fleet, told: this.#told, random: this.#random }, String(this.#orders));
    }
  }

  /** While it makes its tables. */
  async #killedAtFirstStart({ fleet }: World): Promise<void> {
    const { process } = await fleet.begin();
    await wait(this.#random.below(80));
    await fleet.kill([process]);
    await this.#options.place.quiet();
    this.#options.onCycle?.();
  }

  async #cycle({ bank, fleet }: World): Promise<void> {
    const random = this.#random;
    if (random.chance(0.12)) await this.#killedAtStart(fleet);
    await fleet.fill(random.chance(0.25) ? 2 : 1);
    if (random.chance(0.5)) await this.#compare(bank, { quiet: false });
    await this.#someTold();
    let killed: Promise<void> = Promise.resolve();
    await atMoment(momentOf(random), { bank, fleet, random }, () => {
      // Of two, one that goes on may have to do what the other began.
      killed = fleet.kill(random.chance(0.5) ? undefined : fleet.live.slice(0, 1));
    });
    await killed;
    if (fleet.live.length === 0) {
      await this.#options.place.quiet();
      await this.#compare(bank, { quiet: true });
    }
    bank.advance(LEASE_OVER_MS);
    fleet.tellTime(bank.offsetMs());
  }

  /** However slow the machine is, each life gets something done. */
  async #someTold(): Promise<void> {
    const before = this.#told.count;
    for (let waited = 0; waited < SOME_TOLD_MS && this.#told.count < before + SOME_TOLD; waited += 5) await wait(5);
  }

  /** Before it is open: this kill comes on top of the cycle's own. */
  async #killedAtStart(fleet: Fleet): Promise<void> {
    const { process } = await fleet.begin();
    await wait(this.#random.below(30));
    await fleet.kill([process]);
  }

  async #compare(bank: Bank, { quiet }: { quiet: boolean }): Promise<void> {
    const { place, problems } = this.#options;
    const told = this.#told.snapshot();
    checkFile(place.url, problems);
    const stored = await this.#withDatabase(readStored);
    compareWithTold(told, stored, problems);
    if (quiet) compareWithin(stored, problems);
    compareWithBank(await bank.refunds(), problems);
  }

  async #end({ bank, fleet }: World): Promise<void> {
    const { place, problems } = this.#options;
    await this.#withDatabase((db) => quietDrain(db, bank, fleet, problems));
    await fleet.kill();
    await place.quiet();
    await this.#compare(bank, { quiet: true });
    compareAtEnd(this.#told, await this.#withDatabase(readStored), await bank.refunds(), problems);
    for (const fault of bank.faults()) problems.add('corrupt', `the stand-in failed: ${String(fault)}`);
    this.#options.onCycle?.();
  }

  /** Opened anew each time: only a file that nobody has open is recovered by who opens it next. */
  async #withDatabase<T>(use: (db: Database) => Promise<T>, { migrate = false } = {}): Promise<T> {
    const db = await openDatabase(this.#options.place.url, { migrate });
    try {
      return await use(db);
    } finally {
      await db.close();
    }
  }
}
