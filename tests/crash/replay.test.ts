import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { AppProcess } from '#tests/support/app-process.ts';
import { nextRefund } from './ledger.ts';
import { expectAllPaidOnce, startedApp } from './paid-once.ts';
import { importOrders, replay, runCommand } from './replay-process.ts';

/** One of each moment, and one more: that of the many is proved by the cycles, which start in a fraction of the time. */
const KILLS = 5;

test('28 real returns go through the pages, the dock and the desk to a settled refund, right to the penny, while the program is killed again and again', {
  timeout: 900_000,
}, async () => {
  await using app = await startedApp();
  expect(await importOrders(app)).toMatchObject({ code: 0, output: expect.stringContaining('19 new') });

  let ended = false;
  const replaying = replay(app, '--at-once', '8').finally(() => {
    ended = true;
  });
  let kills = 0;
  for (; kills < KILLS && !ended; kills += 1) {
    await momentFor(kills, app);
    await app.kill();
    const running = app.run().catch(() => undefined);
    if (kills % 4 !== STARTING - 1) await running;
  }
  const first = await replaying;
  expect(kills).toBe(KILLS);
  expect(first.output).toContain('returns=28 settled=28 amounts-wrong=0 mails-wrong=0');
  expect(first.code).toBe(0);

  // Once more: it finds all of them where they stand, and nothing is begun or paid a second time.
  const second = await replay(app, '--at-once', '6');
  expect(second.output).toContain('returns=28 settled=28 amounts-wrong=0 mails-wrong=0');

  // A shop whose prices say something else: the replay notices a penny.
  const dear = await withPrices(async (file) => runCommand('replay.ts', [file, '--url', app.url], app));
  expect(dear.output).toContain('returns=1 settled=1 amounts-wrong=1 mails-wrong=1');
  expect(dear.code).toBe(1);

  await expectAllPaidOnce(app);
});

/** One row whose article costs a penny more in the shop's file than in the program. */
async function withPrices<T>(work: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'retour-prices-'));
  try {
    const orders = await readFile('tests/fixtures/returns/orders.csv', 'utf8');
    const dearer = orders.replace('8,JAM MAKING SET WITH JARS,4.25,', '8,JAM MAKING SET WITH JARS,4.26,');
    const [, row = ''] = (await readFile('tests/fixtures/returns/returns.csv', 'utf8')).split('\n');
    await writeFile(join(folder, 'orders.csv'), dearer.replace('165.89', '165.97').replace('165.89', '165.97'));
    await writeFile(join(folder, 'returns.csv'), `order,email,sku,quantity,cancelled_at\n${row}\n`);
    return await work(join(folder, 'returns.csv'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The one kill in four that comes while the program migrates, opens its files and is not up yet. */
const STARTING = 3;

/** Any moment; every second time the worst one, when the money has left and nobody here has noted it. */
async function momentFor(kill: number, app: AppProcess): Promise<void> {
  if (kill % 4 === STARTING) return wait(100 + Math.random() * 700);
  if (kill % 2 === 0) return nextRefund(app.folder, 4000);
  await wait(1000 + Math.random() * 2500);
}
