import type SqliteFile from 'better-sqlite3';
import * as z from 'zod';
import type { Decision } from '#app/services/decide-return.server.ts';
import type { Count } from '#app/services/receive-parcel.server.ts';
import { GRADES, REDUCE_REASONS, REJECT_REASONS } from '#machines/line/index.ts';
import { prepared } from './prepared.ts';
import type { World } from './world.ts';

/** Something that may happen next. False: not as things stand. */
export interface Act {
  readonly weight: number;
  readonly name: string;
  readonly begin: (world: World) => boolean | Promise<boolean>;
}

const returnRow = z.object({
  id: z.string(),
  rma: z.string(),
  orderId: z.string(),
  state: z.string(),
  version: z.int(),
});
const lineRow = z.object({ id: z.string(), quantity: z.int(), received: z.int().nullable(), state: z.string() });
const payoutRow = z.object({ id: z.string(), returnId: z.string(), state: z.string() });

type ReturnOnScreen = z.infer<typeof returnRow>;
type LineOnScreen = z.infer<typeof lineRow>;

function rows<T>(file: SqliteFile.Database, schema: z.ZodType<T>, sql: string, ...params: unknown[]): T[] {
  return z.array(schema).parse(prepared(file, sql).all(...params));
}

const returnsOfCast = ({ file, cast }: World): ReturnOnScreen[] =>
  rows(
    file,
    returnRow,
    `select id, rma_code as rma, order_id as orderId, state, version from returns
     where order_id in (select value from json_each(?)) order by id`,
    JSON.stringify(cast),
  );

const linesOf = ({ file }: World, returnId: string): LineOnScreen[] =>
  rows(
    file,
    lineRow,
    `select id, quantity, state, json_extract(context, '$.received') as received from return_lines
     where return_id = ? order by position`,
    returnId,
  );

const stranded = ({ file }: World) =>
  rows(
    file,
    payoutRow,
    `select id, return_id as returnId, state from payouts where state in ('failed', 'reopened') order by id`,
  );

const parked = ({ file }: World): string[] =>
  rows(file, z.object({ id: z.string() }), `select id from effects where status = 'parked' order by id`).map(
    ({ id }) => id,
  );

/** Begins a request of somebody's at one of the processes; what it answers is written down. */
export function ask(
  world: World,
  name: string,
  work: () => Promise<{ ok: boolean; refusal?: { code: string } | undefined }>,
): void {
  const process = world.random.pick(world.processes);
  world.trace.meet(name);
  world.scheduler.spawn(name, process.index, async () => {
    const answer = await work();
    const said = answer.ok ? 'done' : (answer.refusal?.code ?? 'refused');
    world.trace.note(`${name}: ${said}`);
    world.trace.meet(`${name}: ${said}`);
  });
}

function countOf(world: World, line: LineOnScreen): Count {
  const { random } = world;
  const all = random.chance(0.75);
  const received = all ? line.quantity : random.below(line.quantity + 1);
  const grade = received === 0 ? 'missing' : random.chance(0.7) ? 'as-new' : random.pick(GRADES);
  return { lineId: line.id, received, grade, note: null };
}

function decisionOf(world: World, line: LineOnScreen): Decision {
  const { random } = world;
  const lineId = line.id;
  const most = line.received ?? line.quantity;
  if (most === 0 || random.chance(0.08))
    return { lineId, type: 'reject', reason: random.pick(REJECT_REASONS), note: null };
  const quantity = random.chance(0.8) ? most : 1 + random.below(most);
  if (random.chance(0.8)) return { lineId, type: 'accept', quantity };
  const deduction = 1 + random.below(900);
  return { lineId, type: 'reduce', quantity, deduction, reason: random.pick(REDUCE_REASONS), note: null };
}

function decide(world: World, row: ReturnOnScreen, times: number): void {
  for (let time = 0; time < times; time += 1) {
    const decisions = linesOf(world, row.id).map((line) => decisionOf(world, line));
    const input = { returnId: row.id, version: row.version, decisions, staffId: `agent-${time}` };
    ask(world, 'decide', () => world.services.decideReturn(world.deps, input));
  }
}

/** Does something with one of these, if there is any. */
function withOne<T>(world: World, items: readonly T[], use: (item: T) => void): boolean {
  if (items.length > 0) use(world.random.pick(items));
  return items.length > 0;
}

const inStates = (world: World, ...states: string[]): ReturnOnScreen[] =>
  returnsOfCast(world).filter(({ state }) => states.includes(state));

/** Sometimes from two browsers at once. */
function customerAsks(world: World): boolean {
  const orderId = world.random.pick(world.cast);
  const drafts = world.shop.drafts.filter((draft) => draft.orderId === orderId);
  const browsers = world.random.chance(0.4) ? 2 : 1;
  for (let browser = 0; browser < browsers; browser += 1) {
    withOne(world, drafts, (draft) =>
      ask(world, 'request', () => world.services.requestReturn(world.deps, { ...draft, locale: 'en' })),
    );
  }
  return drafts.length > 0;
}

const customerCancels = (world: World): boolean =>
  withOne(world, inStates(world, 'open'), ({ orderId, rma: rmaCode }) =>
    ask(world, 'cancel', () => world.services.cancelReturn(world.deps, { orderId, rmaCode })),
  );

const dockReceives = (world: World): boolean =>
  withOne(world, inStates(world, 'open', 'received'), ({ id, rma: rmaCode }) => {
    const counts = linesOf(world, id).map((line) => countOf(world, line));
    ask(world, 'receive', () => world.services.receiveParcel(world.deps, { rmaCode, staffId: 'dock', counts }));
  });

const deskDecides = (world: World): boolean =>
  withOne(world, inStates(world, 'open', 'received'), (row) => decide(world, row, world.random.weighted(CROWDS) ?? 1));

/** Somebody whose page is old. */
const deskDecidesAgain = (world: World): boolean =>
  withOne(world, inStates(world, 'decided', 'closed'), (row) => decide(world, row, 1));

const deskRetries = (world: World): boolean =>
  withOne(world, stranded(world), ({ id: payoutId, returnId }) => {
    const people = 1 + world.random.below(3);
    for (let one = 0; one < people; one += 1) {
      const input = { payoutId, returnId, staffId: `agent-${one}` };
      ask(world, 'retry', () => world.services.retryPayout(world.deps, input));
    }
  });

/** A person looks after a task that waits for one. */
export const deskWakesTask = (world: World): boolean =>
  withOne(world, parked(world), (effectId) =>
    ask(world, 'retry-effect', () => world.services.retryEffect(world.deps, { effectId })),
  );

/** How many people do the same at the same time. */
const CROWDS = [
  [5, 1],
  [3, 2],
  [1, 4],
] as const;

/** What customers, the dock and the desk do. */
export const PEOPLE: readonly Act[] = [
  { weight: 0.6, name: 'customer asks', begin: customerAsks },
  { weight: 0.3, name: 'customer cancels', begin: customerCancels },
  { weight: 1, name: 'dock', begin: dockReceives },
  { weight: 5, name: 'desk decides', begin: deskDecides },
  { weight: 0.5, name: 'desk decides again', begin: deskDecidesAgain },
  { weight: 2, name: 'desk retries', begin: deskRetries },
  { weight: 1, name: 'desk wakes a task', begin: deskWakesTask },
];
