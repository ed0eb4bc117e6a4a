import { expect, test } from 'vitest';
import type { Outcome } from '#app/effects/effect-deps.ts';
import { type Handle, runEffect } from '#app/effects/run-effect.server.ts';
import { enqueue, leaseEffects, listParkedEffects } from '#db/effects.ts';
import { openTestDatabase } from '#tests/support/databases.ts';
import { openBench } from '../gateways/stand-in-bench.ts';
import { openWorld, type TestWorld } from './arrange.ts';

const waits: Outcome = { kind: 'later', afterSeconds: 1, why: 'busy', waited: true };
const fails: Handle = () => Promise.reject(new Error('a fault'));

/** Leases what is due an hour later and lets it be done once; how many attempts it then had. */
async function runOnce(world: TestWorld, handle: Handle): Promise<number | undefined> {
  world.pass({ hours: 1 });
  const lease = { owner: 'w', now: world.clock(), leaseFor: Temporal.Duration.from({ minutes: 1 }), limit: 1 };
  const [leased] = await leaseEffects(world.db, lease);
  if (leased) await runEffect(world, handle, 'w', leased);
  return leased?.attempts;
}

test('who waits for its turn has not tried: twelve faults park an effect, after however many waits', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench({ known: {} });
  const world = await openWorld(db, bench);
  const payload = { kind: 'credit-issue', payoutId: 'p1' } as const;
  const [createdAt, runAfter] = [world.clock(), world.clock()];
  const effect = { id: 'one', kind: payload.kind, payload, returnId: null, createdAt, runAfter };
  await db.transaction((tx) => enqueue(tx, [effect]));
  for (let wait = 0; wait < 20; wait += 1) expect(await runOnce(world, async () => waits)).toBe(1);
  for (let fault = 1; fault < 12; fault += 1) expect(await runOnce(world, fails)).toBe(fault);
  expect(await listParkedEffects(db, 10)).toEqual([]);
  expect(await runOnce(world, fails)).toBe(12);
  expect(await listParkedEffects(db, 10)).toMatchObject([{ id: 'one', lastError: 'Error', attempts: 12 }]);
});
