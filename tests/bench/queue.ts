import { join } from 'node:path';
import { Browser } from '#app/cli/replay/browser.ts';
import { findAll } from '#app/cli/replay/html.ts';
import { StaffMember } from '#app/cli/replay/staff.ts';
import { insertRows } from '#db/insert-rows.ts';
import { openDatabase, type Tx } from '#db/open.ts';
import { insertOrders } from '#db/orders.ts';
import { makeRmaCode } from '#machines/rma-code.ts';
import { anOrder, aReturn, aReturnLine, at } from '#tests/db/rows.ts';
import type { AppProcess } from '#tests/support/app-process.ts';
import { loadInTurn } from './load.ts';
import type { BenchResult } from './result.ts';
import { startApp } from './shop.ts';

const FEW = 100;
const MANY = 100_000;
const MOST = 1.5;
/** Both houses fill the page: it is the same work but for what lies behind it. */
const ROWS_A_PAGE = 50;
const BATCH = 5000;
/** Six in ten wait for the desk, so that the page is full in both houses; the others are spread over its other views. */
const STATES = [
  'received',
  'closed',
  'received',
  'open',
  'received',
  'decided',
  'received',
  'received',
  'cancelled',
  'received',
];

/** The desk's queue with a hundred returns and with a hundred thousand: the time of a page must not grow with the house. */
export async function benchQueue(): Promise<BenchResult> {
  await using small = await startApp();
  await using large = await startApp();
  await fill(small, FEW);
  await fill(large, MANY);
  const { few, many } = await loadInTurn({ few: await queueOf(small), many: await queueOf(large) });
  const detail = `p50 ${few.p50.toFixed(1)} ms with ${FEW}, ${many.p50.toFixed(1)} ms with ${MANY.toLocaleString('en')}; p95 ${few.p95.toFixed(1)} and ${many.p95.toFixed(1)} ms`;
  return { name: 'queue page time, 100,000 returns against 100', ratio: many.p50 / few.p50, detail, most: MOST };
}

async function queueOf(app: AppProcess) {
  const browser = new Browser(app.url);
  const agent = new StaffMember(browser, 'agent');
  const page = await agent.open('/desk');
  const rows = findAll(page.content, ({ attributes }) => attributes.get('href')?.startsWith('/desk/returns/') === true);
  if (page.status !== 200 || rows.length !== ROWS_A_PAGE) throw new Error(`the queue shows ${rows.length} returns`);
  return { url: `${app.url}/desk`, cookie: browser.cookies };
}

/** Puts returns beside what the demo shop has, while the program is away. */
async function fill(app: AppProcess, count: number): Promise<void> {
  await app.kill();
  const db = await openDatabase(join(app.folder, 'retour.sqlite'), { migrate: false });
  for (let start = 0; start < count; start += BATCH) {
    const keys = Array.from({ length: Math.min(BATCH, count - start) }, (_, index) => start + index);
    await db.transaction((tx) => insertReturns(tx, keys));
  }
  await db.close();
  await app.run();
}

async function insertReturns(tx: Tx, keys: readonly number[]): Promise<void> {
  await insertOrders(
    tx,
    keys.map((key) => anOrder(`queue-${key}`)),
  );
  const returns = keys.map((key) => {
    const state = STATES[key % STATES.length] ?? 'closed';
    const over = state === 'closed' ? at(key + 500) : null;
    const rmaCode = makeRmaCode(symbolsOf(key));
    const times = { receivedAt: at(key + 100), decidedAt: over, closedAt: over, refundDueAt: at(key + 900_000) };
    return { ...aReturn(`queue-${key}`), ...times, state, rmaCode, queueAt: at(key), requestedAt: at(key) };
  });
  await insertRows(tx, tx.tables.returns, returns);
  const lines = keys.map((key) =>
    aReturnLine(`queue-return-line-${key}`, {
      ...{ returnId: `return-queue-${key}`, orderLineId: `line-queue-${key}` },
      ...{ position: 1, quantity: 2, state: 'requested' },
    }),
  );
  await insertRows(tx, tx.tables.returnLines, lines);
}

/** The eight symbols of the number that a code is made from. */
const symbolsOf = (key: number): number[] =>
  Array.from({ length: 8 }, (_, place) => Math.floor(key / 31 ** place) % 31);
