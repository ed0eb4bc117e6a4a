import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { AppProcess } from '#tests/support/app-process.ts';
import { nextRefund } from './ledger.ts';
import { expectAllPaidOnce, startedApp } from './paid-once.ts';
import { importOrders, replay } from './replay-process.ts';

/** One of each moment, and one more: that of the many is proved by the cycles, which start in a fraction of the time. */
const KILLS = 5;

test('killed again and again while it works, it goes on: nothing is paid twice and nothing lost', {
  timeout: 900_000,
}, async () => {
  await using app = await startedApp();
  expect((await importOrders(app)).code).toBe(0);

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
  const result = await replaying;
  expect(kills).toBe(KILLS);
  expect(result.output).toContain('returns=28 settled=28 amounts-wrong=0 mails-wrong=0');
  expect(result.code).toBe(0);

  await expectAllPaidOnce(app);
});

/** The one kill in four that comes while the program migrates, opens its files and is not up yet. */
const STARTING = 3;

/** Any moment; every second time the worst one, when the money has left and nobody here has noted it. */
async function momentFor(kill: number, app: AppProcess): Promise<void> {
  if (kill % 4 === STARTING) return wait(100 + Math.random() * 700);
  if (kill % 2 === 0) return nextRefund(app.folder, 4000);
  await wait(1000 + Math.random() * 2500);
}
