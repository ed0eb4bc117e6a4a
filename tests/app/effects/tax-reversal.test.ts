import { expect, test } from 'vitest';
import { drain } from '#app/effects/worker.server.ts';
import { receiveStripeEvent } from '#app/services/receive-stripe-event.server.ts';
import { retryPayout } from '#app/services/retry-payout.server.ts';
import { enqueue } from '#db/effects.ts';
import type { Database } from '#db/open.ts';
import { loadPayout } from '#db/payouts.ts';
import { listTaxReversals } from '#db/tax-reversals.ts';
import { openTestDatabase } from '#tests/support/databases.ts';
import { type Bench, openBench } from '../gateways/stand-in-bench.ts';
import { openWorld, owedReturn, type TestWorld } from './arrange.ts';

const paid = { pi_o1: { amount: 4590, currency: 'EUR' } };
const sale = { currency: 'eur', lines: [{ reference: 'l1', amount: 4590, tax: 733 }], inclusive: true };
const made = (bench: Bench) => bench.standIn.counters().calls['POST /v1/tax/transactions/create_reversal'] ?? 0;

async function withTax(db: Database, bench: Bench): Promise<TestWorld & { payoutId: string; returnId: string }> {
  const world = await openWorld(db, bench);
  const owed = await owedReturn(world);
  const taxTransaction = bench.standIn.controls.taxTransaction(sale);
  await db.transaction(async (tx) => void (await tx.update(tx.tables.payments).set({ taxTransaction })));
  return { ...world, ...owed };
}

async function fail(world: TestWorld, bench: Bench, payoutId: string, id = 'evt_failed') {
  const objectId = (await loadPayout(world.db, payoutId))?.refundRef ?? '';
  bench.standIn.moveRefund(objectId, { to: 'failed', failureReason: 'declined' });
  await receiveStripeEvent(world, { id, type: 'refund.failed', objectId, objectKind: 'refund' });
  await drain(world);
}

test('the tax follows the money: taken back when it went out, put back when it came back, and again with a new attempt', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench({ known: paid });
  const world = await withTax(db, bench);
  const { payoutId, returnId } = world;
  await drain(world);
  const [reversal] = await listTaxReversals(db, payoutId, 1);
  expect(reversal).toMatchObject({ undo: false, amount: 4100, reference: `refund:${payoutId}:1:tax`, failure: null });
  expect(reversal?.ref).toMatch(/^tax_/);
  // The same task twice makes nothing twice.
  const payload = { kind: 'tax-reversal', payoutId, attempt: 1, undo: false } as const;
  const now = world.clock();
  await db.transaction((tx) =>
    enqueue(tx, [{ id: 'again', kind: payload.kind, payload, returnId, runAfter: now, createdAt: now }]),
  );
  await drain(world);
  expect(made(bench)).toBe(1);
  await fail(world, bench, payoutId);
  expect((await listTaxReversals(db, payoutId, 1)).map(({ undo }) => undo).sort()).toEqual([false, true]);
  expect(made(bench)).toBe(2);
  expect(await retryPayout(world, { payoutId, returnId, staffId: 'agent' })).toEqual({ ok: true });
  await drain(world);
  expect(await listTaxReversals(db, payoutId, 2)).toMatchObject([{ undo: false, ref: expect.stringMatching(/^tax_/) }]);
  expect(made(bench)).toBe(3);
});

test('an answer that is lost: asked again under the same name, one reversal; it came back before: both are made', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench({ known: paid, timeoutMs: 300 });
  const world = await withTax(db, bench);
  bench.standIn.faults.next({ on: 'POST /v1/tax/transactions/create_reversal', do: 'cut-body' });
  await drain(world);
  expect(await listTaxReversals(db, world.payoutId, 1)).toMatchObject([{ ref: null, failure: null }]);
  await fail(world, bench, world.payoutId);
  const rows = await listTaxReversals(db, world.payoutId, 1);
  expect(rows.map(({ undo, ref }) => [undo, ref !== null]).toSorted()).toEqual([
    [false, true],
    [true, true],
  ]);
});

test('it came back before its tax had gone: nothing is taken and nothing put back', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench({ known: paid });
  const world = await openWorld(db, bench);
  const { payoutId, returnId } = await owedReturn(world);
  await drain(world);
  await fail(world, bench, payoutId);
  const taxTransaction = bench.standIn.controls.taxTransaction(sale);
  const [runAfter, createdAt] = [world.clock(), world.clock()];
  await db.transaction(async (tx) => {
    await tx.update(tx.tables.payments).set({ taxTransaction });
    for (const undo of [true, false]) {
      const payload = { kind: 'tax-reversal', payoutId, attempt: 1, undo } as const;
      await enqueue(tx, [{ id: `late-${undo}`, kind: payload.kind, payload, returnId, runAfter, createdAt }]);
    }
  });
  await drain(world);
  expect([await listTaxReversals(db, payoutId, 1), made(bench)]).toEqual([[], 0]);
});
