import { confirmBulk } from '#app/services/confirm-bulk.server.ts';
import { decideReturn, previewDecision } from '#app/services/decide-return.server.ts';
import { proposeBulk } from '#app/services/propose-bulk.server.ts';
import { runBulk } from '#app/services/run-bulk.server.ts';
import { searchReturns } from '#app/services/search-returns.server.ts';
import { viewBulk } from '#app/services/view-bulk.server.ts';
import { viewQueue } from '#app/services/view-queue.server.ts';
import type { Engine } from '#db/open.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { loadReturn } from '#db/returns.ts';
import { openPlaces } from '#tests/crash/process/places.ts';
import { type House, openHouse } from './desk-house.ts';
import { benchPaint } from './desk-paint.ts';
import { type BenchResult, middle, ninetyFifth } from './result.ts';

export const FEW = 1000;
const ROUNDS = 25;
const MOST = 1.5;
const LIMIT_MS = 100;
const BULK = 500;

type Ask = (house: House) => Promise<unknown>;

const page = (filter = {}, view: 'decide' | 'mine' | 'overdue' | 'finished' = 'decide'): Ask => {
  return ({ shop }) => viewQueue(shop, { view, staffId: 'desk', filter });
};

/** What a person at the desk asks for, each as the page asks for it, counts of all views included. */
const ASKS: Readonly<Record<string, Ask>> = {
  'queue page': page(),
  'page of what is over': page({}, 'finished'),
  'page narrowed by country and amount': page({ country: 'DE', amount: { currency: 'EUR', from: 100 } }),
  'page of a text': page({ text: 'mail770x' }),
  'search of one return': ({ shop }) => searchReturns(shop, 'mail777x'),
  'search of a common and a rare word': ({ shop }) => searchReturns(shop, 'item mail777x'),
};

/** Pages and searches in a house with a thousand returns and in larger ones, in turn: neither may take longer the more there are. */
export async function benchDesk(engine: Engine, sizes: readonly number[]): Promise<BenchResult[]> {
  await using places = await openPlaces(engine);
  await using small = await openHouse(places, engine, FEW);
  const results: BenchResult[] = [];
  for (const size of sizes) {
    const seeding = performance.now();
    await using large = await openHouse(places, engine, size);
    const seeded = ((performance.now() - seeding) / 1000).toFixed(0);
    console.log(`          ${engine}: ${size.toLocaleString('en')} returns, ${seeded} s to seed`);
    for (const [name, ask] of Object.entries(ASKS))
      results.push(...(await compare(engine, name, size, ask, small, large)));
    results.push(...(await benchPaint(engine, small, large, size)));
    if (size === sizes[0]) results.push(await benchBulk(engine, large));
  }
  return results;
}

async function compare(engine: Engine, name: string, size: number, ask: Ask, small: House, large: House) {
  const [few, many]: [number[], number[]] = [[], []];
  // Once for the caches, then in turn, because the machine is not ours alone.
  for (const house of [small, large]) await ask(house);
  for (let round = 0; round < ROUNDS; round += 1) {
    few.push(await timed(() => ask(small)));
    many.push(await timed(() => ask(large)));
  }
  const about = `${name}, ${size.toLocaleString('en')} returns against ${FEW.toLocaleString('en')}, ${engine}`;
  const detail = `p50 ${middle(many).toFixed(1)} ms against ${middle(few).toFixed(1)} ms`;
  const flat: BenchResult = { name: about, ratio: middle(many) / middle(few), detail, most: MOST };
  const fast: BenchResult = {
    name: `the same: the 95th percentile as a part of ${LIMIT_MS} ms`,
    ratio: ninetyFifth(many) / LIMIT_MS,
    detail: `${ninetyFifth(many).toFixed(1)} ms`,
    most: 1,
  };
  return [flat, fast];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Five hundred returns proposed, confirmed and decided together, against five hundred that a person previews and decides one by one. */
async function benchBulk(engine: Engine, { shop, decidable }: House): Promise<BenchResult> {
  const [together, single] = [decidable.slice(0, BULK), decidable.slice(BULK, 2 * BULK)];
  const own = { id: 'bench', staffId: 'desk' };
  const decideSome = (ids: readonly string[]) =>
    timed(async () => {
      for (const returnId of ids) await decideOne({ shop, returnId });
    });
  // One half before and one after, because the machine is not ours alone.
  const before = await decideSome(single.slice(0, BULK / 2));
  const proposing = await timed(() => proposeBulk(shop, { ...own, returnIds: together }));
  await confirmBulk(shop, { ...own, proved: true, limits: {} });
  const running = await timed(() => runBulk(shop, { bulkId: own.id }));
  const alone = before + (await decideSome(single.slice(BULK / 2)));
  const view = await viewBulk(shop, { ...own, limits: {} });
  const decided = view?.rows.filter((row) => row.outcome === 'done').length;
  if (decided !== BULK)
    throw new Error(`${decided} of ${BULK} were decided: ${view?.rows.find((row) => row.code)?.code}`);
  return {
    name: `${BULK} approved together against ${BULK} one by one, ${engine}`,
    ratio: (proposing + running) / alone,
    detail: `shown in ${(proposing / 1000).toFixed(1)} s, decided in ${(running / 1000).toFixed(1)} s; one by one ${(alone / 1000).toFixed(1)} s`,
    most: MOST,
  };
}

async function decideOne({ shop, returnId }: Pick<House, 'shop'> & { returnId: string }): Promise<void> {
  const row = await loadReturn(shop.db, returnId);
  const lines = await listReturnLines(shop.db, returnId);
  const decisions = lines.map(({ id, quantity }) => ({ lineId: id, type: 'accept', quantity }) as const);
  const input = { returnId, version: row?.version ?? 0, staffId: 'desk', decisions };
  await previewDecision(shop, input);
  const decided = await decideReturn(shop, input);
  if (!decided.ok) throw new Error(decided.refusal.code);
}
