import { expect, test } from 'vitest';
import { drain } from '#app/effects/worker.server.ts';
import { receiveStripeEvent } from '#app/services/receive-stripe-event.server.ts';
import { retryPayout } from '#app/services/retry-payout.server.ts';
import { listParkedEffects } from '#db/effects.ts';
import { loadPayout } from '#db/payouts.ts';
import { loadReturn } from '#db/returns.ts';
import { listEventsOfReturn } from '#db/workflow-events.ts';
import { payoutWorkflow } from '#machines/payout/index.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { openBench } from '../gateways/stand-in-bench.ts';
import { openWorld, owedReturn } from './arrange.ts';
import { replayed, stored } from './replay-events.ts';

const paid = { pi_o1: { amount: 4590, currency: 'EUR' } };
const stateOf = async (db: Parameters<typeof loadPayout>[0], id: string) => (await loadPayout(db, id))?.state;

testOnEachEngine('a decided return is paid once, closed, and the customer is told the amount', async (db) => {
  await using bench = await openBench({ known: paid });
  const world = await openWorld(db, bench);
  const { returnId, payoutId, total } = await owedReturn(world);
  expect(total).toBe(4000 + 590 - 490);
  await drain(world);
  expect(await stateOf(db, payoutId)).toBe('settled');
  const row = await loadReturn(db, returnId);
  expect(row).toMatchObject({ state: 'closed', total });
  expect(row?.closedAt).not.toBeNull();
  expect(bench.standIn.counters()).toMatchObject({ refunds: 1, calls: { 'POST /v1/refunds': 1 } });
  const told = world.sent.find((mail) => mail.subject.includes('refund of'));
  expect(told?.text).toContain('€41.00');
  expect([...world.stored.keys()].map((id) => id.split('-').at(-1)).sort()).toEqual(['4x6', 'a4']);
  expect(await listParkedEffects(db, 10)).toEqual([]);
});

test('twenty workers at once pay once', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench({ known: paid });
  const world = await openWorld(db, bench);
  const { payoutId } = await owedReturn(world);
  await Promise.all(Array.from({ length: 20 }, (_, worker) => drain(world, `worker-${worker}`)));
  await drain(world);
  expect(await stateOf(db, payoutId)).toBe('settled');
  expect(bench.standIn.counters().refunds).toBe(1);
});

// The SDK itself repeats all but the cut body twice.
test.each([
  ['timeout-after', 3],
  ['cut-body', 1],
  ['status500-after', 3],
] as const)(
  'an answer lost after Stripe acted (%s): unknown, then the same key, one refund',
  async (fault, times) => {
    await using db = await openTestDatabase();
    await using bench = await openBench({ known: paid, timeoutMs: 300 });
    const world = await openWorld(db, bench);
    const { payoutId } = await owedReturn(world);
    bench.standIn.faults.next({ on: 'POST /v1/refunds', do: fault, times });
    await drain(world);
    expect(await stateOf(db, payoutId)).toBe('unknown');
    world.pass({ minutes: 1 });
    await drain(world);
    expect(await stateOf(db, payoutId)).toBe('settled');
    expect(bench.standIn.counters().refunds).toBe(1);
  },
  30_000,
);

test('a request lost before Stripe saw it is sent again with the same key', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench({ known: paid, timeoutMs: 300 });
  const world = await openWorld(db, bench);
  const { payoutId } = await owedReturn(world);
  bench.standIn.faults.next({ on: 'POST /v1/refunds', do: 'timeout-before', times: 3 });
  await drain(world);
  expect(await stateOf(db, payoutId)).toBe('unknown');
  world.pass({ minutes: 1 });
  await drain(world);
  expect(await stateOf(db, payoutId)).toBe('settled');
  expect(bench.standIn.counters().refunds).toBe(1);
}, 30_000);

test('too many requests: later, with the same key, and nothing is marked in between', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench({ known: paid });
  const world = await openWorld(db, bench);
  const { payoutId } = await owedReturn(world);
  bench.standIn.faults.next({ on: 'POST /v1/refunds', do: 'refuse429' });
  await drain(world);
  expect(await stateOf(db, payoutId)).toBe('sending');
  world.pass({ minutes: 2 });
  await drain(world);
  expect(await stateOf(db, payoutId)).toBe('settled');
  expect(bench.standIn.counters().refunds).toBe(1);
});

test('a refusal fails the payout, the customer is told, and a person can try again as a new attempt', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench({ known: paid });
  const world = await openWorld(db, bench);
  const { payoutId, returnId } = await owedReturn(world);
  const error = { type: 'invalid_request_error', param: 'amount', message: 'words' } as const;
  bench.standIn.faults.next({ on: 'POST /v1/refunds', do: 'refuse', refusal: { status: 400, error, stored: true } });
  await drain(world);
  expect(await stateOf(db, payoutId)).toBe('failed');
  expect(bench.standIn.counters().refunds).toBe(0);
  expect(world.sent.some((mail) => mail.subject.includes('did not get through'))).toBe(true);
  const again = { payoutId, returnId, staffId: 'agent' };
  expect(await retryPayout(world, again)).toEqual({ ok: true });
  expect(await retryPayout(world, again)).toMatchObject({ ok: false, refusal: { code: 'payout.not-failed' } });
  await drain(world);
  expect(await stateOf(db, payoutId)).toBe('settled');
  expect((await loadReturn(db, returnId))?.state).toBe('closed');
  expect(bench.standIn.counters().refunds).toBe(1);
});

testOnEachEngine(
  'pending, then settled by a webhook that comes five times; and without any webhook by the look-up',
  async (db) => {
    const known = { pi_o1: { amount: 4590, currency: 'EUR', paymentMethod: 'pm_card_pendingRefund' as const } };
    await using bench = await openBench({ known });
    const world = await openWorld(db, bench);
    const { payoutId, returnId } = await owedReturn(world);
    await drain(world);
    expect(await stateOf(db, payoutId)).toBe('pending');
    expect(world.sent.some((mail) => mail.subject.includes('refund of'))).toBe(false);
    const refundRef = (await loadPayout(db, payoutId))?.refundRef ?? '';
    bench.advance({ seconds: 10 });
    await bench.standIn.runDue();
    const event = { id: 'evt_1', type: 'refund.updated', objectId: refundRef, objectKind: 'refund' };
    const firsts = await Promise.all(Array.from({ length: 5 }, () => receiveStripeEvent(world, event)));
    expect(firsts.filter(({ first }) => first)).toHaveLength(1);
    await drain(world);
    expect(await stateOf(db, payoutId)).toBe('settled');
    expect((await loadReturn(db, returnId))?.state).toBe('closed');
    expect(world.sent.filter((mail) => mail.subject.includes('refund of'))).toHaveLength(1);
  },
);

test('no webhook ever comes: the deadline asks, and the same end is reached', async () => {
  const known = { pi_o1: { amount: 4590, currency: 'EUR', paymentMethod: 'pm_card_pendingRefund' as const } };
  await using db = await openTestDatabase();
  await using bench = await openBench({ known });
  const world = await openWorld(db, bench);
  const { payoutId } = await owedReturn(world);
  await drain(world);
  expect(await stateOf(db, payoutId)).toBe('pending');
  bench.advance({ seconds: 10 });
  await bench.standIn.runDue();
  world.pass({ hours: 2 });
  await drain(world);
  expect(await stateOf(db, payoutId)).toBe('settled');
});

test('a refund that fails after it succeeded reopens the debt and the return', async () => {
  const known = { pi_o1: { amount: 4590, currency: 'EUR' } };
  await using db = await openTestDatabase();
  await using bench = await openBench({ known });
  const world = await openWorld(db, bench);
  const { payoutId, returnId } = await owedReturn(world);
  await drain(world);
  const refundRef = (await loadPayout(db, payoutId))?.refundRef ?? '';
  bench.standIn.moveRefund(refundRef, { to: 'failed', failureReason: 'expired_or_canceled_card' });
  await receiveStripeEvent(world, { id: 'evt_9', type: 'refund.failed', objectId: refundRef, objectKind: 'refund' });
  await drain(world);
  const payout = await loadPayout(db, payoutId);
  expect(payout?.state).toBe('reopened');
  expect(payoutWorkflow.context.parse(payout?.context).failure).toBe('expired_or_canceled_card');
  expect(await loadReturn(db, returnId)).toMatchObject({ state: 'decided', closedAt: null });
});

test('a key that is too old to protect: the refund is found by its metadata and not sent again', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench({ known: paid, timeoutMs: 300 });
  const world = await openWorld(db, bench);
  const { payoutId } = await owedReturn(world);
  bench.standIn.faults.next({ on: 'POST /v1/refunds', do: 'timeout-after', times: 3 });
  await drain(world);
  const calls = bench.standIn.counters().calls['POST /v1/refunds'];
  world.pass({ hours: 25 });
  await drain(world);
  expect(await stateOf(db, payoutId)).toBe('settled');
  expect(bench.standIn.counters()).toMatchObject({ refunds: 1, calls: { 'POST /v1/refunds': calls } });
}, 30_000);

test('replaying the events of every workflow gives the stored rows', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench({ known: paid });
  const world = await openWorld(db, bench);
  const { returnId } = await owedReturn(world);
  await drain(world);
  const events = await listEventsOfReturn(db, returnId);
  expect(replayed(events)).toEqual(await stored(db, returnId));
});
