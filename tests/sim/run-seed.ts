import { asItIs, type Composition } from './composition.ts';
import { endAll } from './ending.ts';
import { watchHistory } from './history.ts';
import { watchMoney } from './money.ts';
import { type Act, PEOPLE } from './people.ts';
import { PROVIDER, takeUpEvents } from './provider.ts';
import { RESCUE } from './rescue.ts';
import type { Shop } from './shop.ts';
import { type Violation, violation } from './violation.ts';
import { beginPoll, beginTurn, calm, crash, work } from './workers.ts';
import { createWorld, type World } from './world.ts';

export interface SeedResult {
  readonly seed: number;
  /** Steps that were made: all that were asked for, unless something was found before. */
  readonly steps: number;
  readonly found: (Violation & { readonly step: number }) | null;
  readonly hash: string;
  readonly met: ReadonlyMap<string, number>;
  /** The last lines of what happened, for a person. */
  readonly tail: readonly string[];
}

export interface SeedOptions {
  readonly shop: Shop;
  readonly seed: number;
  readonly steps: number;
  readonly composition?: Composition;
  readonly tail?: number;
}

/** How long is let pass at once, in seconds, with how likely each is. */
const SPANS = [
  [6, 2],
  [6, 21],
  [5, 90],
  [5, 620],
  [3, 3700],
  [1.5, 13 * 3600],
  [1, 26 * 3600],
  [0.4, 9 * 24 * 3600],
] as const;
/** Beyond this nothing that was begun is still at it. */
const LONGEST_STALL_SECONDS = 700;

const DAY_SECONDS = 24 * 3600;

/** The provider forgets its events after thirty days: of many days at least one is without faults. */
async function pollInPeace(world: World): Promise<void> {
  world.faults = false;
  beginPoll(world);
  await calm(world);
  world.faults = true;
}

async function passSome(world: World): Promise<boolean> {
  const most = world.random.weighted(SPANS) ?? 1;
  const seconds = 1 + world.random.below(most);
  if (seconds > LONGEST_STALL_SECONDS) await calm(world);
  await world.pass(seconds);
  if (seconds > DAY_SECONDS) await pollInPeace(world);
  world.trace.note(`${seconds} s passed`);
  return true;
}

async function workSome(world: World): Promise<boolean> {
  if (world.scheduler.fibers.length === 0) return false;
  await work(world, 1 + world.random.below(14));
  return true;
}

function someTurn(world: World): boolean {
  const idle = world.processes.filter((process) => !process.turning);
  if (idle.length > 0) beginTurn(world, world.random.pick(idle));
  return idle.length > 0;
}

function somePoll(world: World): boolean {
  beginPoll(world);
  return true;
}

function someCrash(world: World): boolean {
  crash(world, world.random.pick(world.processes));
  return true;
}

const MACHINES: readonly Act[] = [
  { weight: 16, name: 'work', begin: workSome },
  { weight: 7, name: 'turn', begin: someTurn },
  { weight: 6, name: 'time', begin: passSome },
  { weight: 0.5, name: 'poll', begin: somePoll },
  { weight: 1, name: 'crash', begin: someCrash },
];

const ACTS = [...MACHINES, ...PEOPLE, ...RESCUE, ...PROVIDER].map((act) => [act.weight, act] as const);
const TRIES = 8;

async function step(world: World): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const act = world.random.weighted(ACTS);
    if (!act || !(await act.begin(world))) continue;
    world.trace.note(`— ${act.name}`);
    takeUpEvents(world);
    return;
  }
}

/** Plays one seed: so many steps with a check after each, and then an end in which all has to come right. */
export async function runSeed({
  shop,
  seed,
  steps,
  composition = asItIs,
  tail = 60,
}: SeedOptions): Promise<SeedResult> {
  const world = createWorld(shop, seed, composition);
  const sent = new Set<string>();
  const history = watchHistory(world.file, (payoutId, attempt) => sent.add(`${payoutId} ${attempt}`));
  const money = watchMoney(world, sent);
  const check = (): Violation | null => {
    const wrong = history();
    return wrong === null ? money() : violation('invariant', wrong);
  };
  let made = 0;
  let found: SeedResult['found'] = null;
  try {
    while (made < steps && found === null) {
      made += 1;
      await step(world);
      const wrong = check();
      if (wrong) found = { ...wrong, step: made };
    }
    if (found === null) {
      const wrong = await endAll(world, check);
      if (wrong) found = { ...wrong, step: made };
    }
  } catch (error) {
    found = {
      kind: 'invariant',
      step: made,
      text: error instanceof Error ? (error.stack ?? error.message) : `${error}`,
    };
  }
  const { trace } = world;
  const result = { seed, steps: made, found, hash: trace.hash(), met: trace.met, tail: trace.tail(tail) };
  await world.close();
  return result;
}
