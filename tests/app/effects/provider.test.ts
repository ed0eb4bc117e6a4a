import { expect, test } from 'vitest';
import { pollWhenDue } from '#app/effects/poller.server.ts';
import { drain } from '#app/effects/worker.server.ts';
import { cancelUncaptured } from '#app/services/cancel-uncaptured.server.ts';
import { loadOrderCase } from '#app/services/order-case.server.ts';
import { loadProviderHealth } from '#app/services/provider-health.server.ts';
import { receiveStripeEvent } from '#app/services/receive-stripe-event.server.ts';
import { tellPayout } from '#app/services/report-refund.server.ts';
import { retryPayout } from '#app/services/retry-payout.server.ts';
import { viewOutsideMoney } from '#app/services/view-outside-money.server.ts';
import { listParkedEffects } from '#db/effects.ts';
import { balancesOf } from '#db/ledger.ts';
import type { Database } from '#db/open.ts';
import { listPaymentFacts } from '#db/payment-facts.ts';
import { releaseLock, takeLock } from '#db/payment-locks.ts';
import { loadPayout } from '#db/payouts.ts';
import { payoutWorkflow } from '#machines/payout/index.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { type Bench, openBench } from '../gateways/stand-in-bench.ts';
import { openWorld, owedReturn, type TestWorld } from './arrange.ts';

const paid = { pi_o1: { amount: 4590, currency: 'EUR' } };
const stateOf = async (db: Database, id: string) => (await loadPayout(db, id))?.state;
const failureOf = async (db: Database, id: string) =>
  payoutWorkflow.context.parse((await loadPayout(db, id))?.context).failure;
const posts = (bench: Bench) => bench.standIn.counters().calls['POST /v1/refunds'] ?? 0;
const tell = (world: TestWorld, type: string, objectId: string, objectKind: string, id = `evt_${type}_${objectId}`) =>
  receiveStripeEvent(world, { id, type, objectId, objectKind });

testOnEachEngine(
  'one place at a payment: one owner at a time, the same one again, and free when its time is over',
  async (db) => {
    const at = (seconds: number) => Temporal.Instant.from('2026-11-21T09:00:00Z').add({ seconds });
    const take = (owner: string, now: number) =>
      db.transaction((tx) => takeLock(tx, { paymentRef: 'pi_1', owner, now: at(now), until: at(now + 10) }));
    expect(
      await Promise.all(['a', 'b', 'c'].map((owner) => take(owner, 0))).then((taken) => taken.filter(Boolean)),
    ).toHaveLength(1);
    await db.transaction(async (tx) => {
      for (const owner of ['a', 'b', 'c']) await releaseLock(tx, { paymentRef: 'pi_1', owner });
    });
    expect(await take('a', 0)).toBe(true);
    expect(await take('b', 9)).toBe(false);
    expect(await take('a', 9)).toBe(true);
    expect(await take('b', 18)).toBe(false);
    expect(await take('b', 19)).toBe(true);
    await db.transaction((tx) => releaseLock(tx, { paymentRef: 'pi_1', owner: 'a' }));
    expect(await take('c', 20)).toBe(false);
  },
);

test('while another has the place at the payment nothing is sent, and nothing is noted as sent', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench({ known: paid });
  const world = await openWorld(db, bench);
  const { payoutId } = await owedReturn(world);
  const lock = { paymentRef: 'pi_o1', owner: 'another', now: world.clock(), until: world.clock().add({ seconds: 60 }) };
  await db.transaction((tx) => takeLock(tx, lock));
  await drain(world);
  expect([await stateOf(db, payoutId), posts(bench)]).toEqual(['owed', 0]);
  world.pass({ seconds: 61 });
  await drain(world);
  expect([await stateOf(db, payoutId), posts(bench)]).toEqual(['settled', 1]);
});

test('401: one call, nothing shown as refunded, the desk is told, no further call; when it is put right it goes by itself', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench({ known: paid });
  const world = await openWorld(db, bench);
  const { payoutId } = await owedReturn(world);
  bench.standIn.faults.next({ on: '*', do: 'status401', times: 1 });
  await drain(world);
  const calls = () => Object.values(bench.standIn.counters().calls).reduce((sum, one) => sum + one, 0);
  expect([await stateOf(db, payoutId), calls()]).toEqual(['sending', 1]);
  expect(await loadProviderHealth(world)).toMatchObject({ cause: 'misconfigured' });
  expect(world.sent.some((mail) => mail.subject.includes('refund of'))).toBe(false);
  world.pass({ minutes: 14 });
  await drain(world);
  expect(calls()).toBe(1);
  world.pass({ minutes: 2 });
  await drain(world);
  expect(await stateOf(db, payoutId)).toBe('settled');
  expect(await loadProviderHealth(world)).toBeNull();
});

test('five calls in a row without an answer close the way for all; then one is tried, and the others follow', async () => {
  await using db = await openTestDatabase();
  const known = Object.fromEntries(['o1', 'o2', 'o3', 'o4', 'o5', 'o6'].map((id) => [`pi_${id}`, paid.pi_o1]));
  await using bench = await openBench({ known });
  const world = await openWorld(db, bench);
  const owed: { payoutId: string; returnId: string }[] = [];
  for (const id of ['o1', 'o2', 'o3', 'o4', 'o5', 'o6']) owed.push(await owedReturn(world, id));
  bench.standIn.faults.next({ on: 'GET /v1/payment_intents/:id', do: 'status500', times: 15 });
  await drain(world);
  expect(await loadProviderHealth(world)).toMatchObject({ cause: 'unavailable' });
  const states = () => Promise.all(owed.map(({ payoutId }) => stateOf(db, payoutId)));
  expect((await states()).filter((state) => state === 'owed')).toHaveLength(1);
  expect(posts(bench)).toBe(0);
  const [first] = owed;
  expect(
    await retryPayout(world, { payoutId: first?.payoutId ?? '', returnId: first?.returnId ?? '', staffId: 'x' }),
  ).toMatchObject({
    refusal: { code: 'provider.closed' },
  });
  world.pass({ minutes: 3 });
  await drain(world);
  expect(new Set(await states())).toEqual(new Set(['settled']));
  expect([await loadProviderHealth(world), posts(bench)]).toEqual([null, 6]);
});

test('the key was used for something else: an alarm and a task, and never asked again', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench({ known: paid });
  const world = await openWorld(db, bench);
  const { payoutId } = await owedReturn(world);
  const form = { payment_intent: 'pi_o1', amount: '1' };
  await bench.ask('POST', '/v1/refunds', form, { 'idempotency-key': `refund:${payoutId}:1` });
  await drain(world);
  expect([await stateOf(db, payoutId), await failureOf(db, payoutId), posts(bench)]).toEqual([
    'failed',
    'key-reused',
    2,
  ]);
  expect(await listParkedEffects(db, 10)).toMatchObject([{ kind: 'refund', lastError: 'key-reused' }]);
  world.pass({ hours: 30 });
  await drain(world);
  expect(posts(bench)).toBe(2);
});

test('a 500 that is kept and given for ever: a few tries, then the list says that nothing was made, and a person decides', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench({ known: paid });
  const world = await openWorld(db, bench);
  const { payoutId, returnId } = await owedReturn(world);
  const refusal = { status: 500, error: { type: 'api_error', message: 'words' }, stored: true } as const;
  bench.standIn.faults.next({ on: 'POST /v1/refunds', do: 'refuse', refusal });
  for (let turn = 0; turn < 6; turn += 1) {
    await drain(world);
    world.pass({ minutes: 1 });
  }
  expect([await stateOf(db, payoutId), await failureOf(db, payoutId)]).toEqual(['failed', 'provider-error']);
  // Three tries, each of them repeated twice by the SDK.
  expect(posts(bench)).toBe(9);
  expect(await retryPayout(world, { payoutId, returnId, staffId: 'agent' })).toEqual({ ok: true });
  await drain(world);
  expect([await stateOf(db, payoutId), bench.standIn.counters().refunds]).toEqual(['settled', 1]);
});

testOnEachEngine(
  'a refund made at the dashboard is recorded once, lowers the rest, and gives it back when it fails',
  async (db) => {
    await using bench = await openBench({ known: paid });
    const world = await openWorld(db, bench);
    const { returnId } = await owedReturn(world);
    const left = async () => (await loadOrderCase(db, 'o1', world.clock()))?.paidOut.get('o1-payment');
    const sales = async () => (await balancesOf(db, { orderId: 'o1' })).get('sales:o1');
    const [before, sold] = [await left(), await sales()];
    const refund = await bench.standIn.controls.refundInDashboard('pi_o1', { amount: 300 });
    for (const [index, type] of ['refund.created', 'refund.updated', 'refund.created'].entries())
      await tell(world, type, refund, 'refund', `evt_${index}`);
    await tell(world, 'charge.refunded', 'pi_o1', 'charge');
    await drain(world);
    expect(await left()).toBe((before ?? 0) + 300);
    expect(await sales()).toBe((sold ?? 0) - 300);
    expect((await viewOutsideMoney(world, returnId))?.external).toMatchObject([
      { ref: refund, amount: 300, back: false },
    ]);
    bench.standIn.moveRefund(refund, { to: 'failed', failureReason: 'lost_or_stolen_card' });
    await tell(world, 'refund.failed', refund, 'refund');
    await drain(world);
    expect([await left(), await sales()]).toEqual([before, sold]);
    const sums = [...(await balancesOf(db, { orderId: 'o1' })).values()];
    expect(sums.reduce((total, one) => total + one, 0)).toBe(0);
  },
);

test('only charge.refunded came: the refund is found through its payment', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench({ known: paid });
  const world = await openWorld(db, bench);
  const { returnId } = await owedReturn(world);
  const refund = await bench.standIn.controls.refundInDashboard('pi_o1', { amount: 300 });
  await tell(world, 'charge.refunded', 'pi_o1', 'charge');
  await tell(world, 'charge.refunded', 'pi_of_nobody', 'charge');
  await drain(world);
  expect((await viewOutsideMoney(world, returnId))?.external).toMatchObject([{ ref: refund }]);
});

testOnEachEngine(
  'a chargeback: the refund is refused before the call, the ledger has what the bank took; won, it is refunded',
  async (db) => {
    await using bench = await openBench({ known: paid });
    const world = await openWorld(db, bench);
    const { payoutId, returnId } = await owedReturn(world);
    const dispute = await bench.standIn.controls.dispute('pi_o1');
    await drain(world);
    expect([await stateOf(db, payoutId), await failureOf(db, payoutId), posts(bench)]).toEqual([
      'failed',
      'disputed',
      0,
    ]);
    const taken = async () => (await balancesOf(db, { paymentId: 'o1-payment' })).get('dispute:o1-payment') ?? 0;
    expect(await taken()).toBe(-4590);
    const again = { payoutId, returnId, staffId: 'agent' };
    expect(await retryPayout(world, again)).toMatchObject({ refusal: { code: 'payout.disputed' } });
    expect((await viewOutsideMoney(world, returnId))?.disputes).toMatchObject([
      { ref: dispute, standing: 'block', taken: 4590 },
    ]);
    // In any order, any number of times, each with two ids.
    bench.standIn.controls.moveDispute(dispute, { status: 'won' });
    for (const type of ['funds_reinstated', 'closed', 'created', 'funds_withdrawn', 'closed'])
      for (const twin of [1, 2]) await tell(world, `charge.dispute.${type}`, dispute, 'dispute', `evt_${type}_${twin}`);
    await drain(world);
    expect(await taken()).toBe(0);
    expect(await retryPayout(world, again)).toEqual({ ok: true });
    await drain(world);
    expect([await stateOf(db, payoutId), posts(bench)]).toEqual(['settled', 1]);
  },
);

test('disputed while the refund is pending: it fails, and no second one is possible while the bank may pay', async () => {
  await using db = await openTestDatabase();
  const known = { pi_o1: { amount: 4590, currency: 'EUR', paymentMethod: 'pm_card_pendingRefund' as const } };
  await using bench = await openBench({ known, settleAfterMs: 3_600_000 });
  const world = await openWorld(db, bench);
  const { payoutId, returnId } = await owedReturn(world);
  await drain(world);
  expect(await stateOf(db, payoutId)).toBe('pending');
  const dispute = await bench.standIn.controls.dispute('pi_o1');
  const refundRef = (await loadPayout(db, payoutId))?.refundRef ?? '';
  await tell(world, 'refund.failed', refundRef, 'refund');
  await drain(world);
  const again = () => retryPayout(world, { payoutId, returnId, staffId: 'agent' });
  expect([await stateOf(db, payoutId), await failureOf(db, payoutId)]).toEqual([
    'failed',
    'charge_for_pending_refund_disputed',
  ]);
  expect(await again()).toMatchObject({ refusal: { code: 'payout.disputed' } });
  await tell(world, 'charge.dispute.created', dispute, 'dispute');
  await drain(world);
  expect(await again()).toMatchObject({ refusal: { code: 'payout.disputed' } });
  bench.standIn.controls.moveDispute(dispute, { status: 'won' });
  await tell(world, 'charge.dispute.closed', dispute, 'dispute');
  await drain(world);
  expect(await again()).toEqual({ ok: true });
});

test('an inquiry and an early warning are shown, and refunds go on', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench({ known: paid });
  const world = await openWorld(db, bench);
  const { payoutId, returnId } = await owedReturn(world);
  await bench.standIn.controls.dispute('pi_o1', { inquiry: true });
  const warning = await bench.standIn.controls.warn('pi_o1');
  await tell(world, 'radar.early_fraud_warning.created', warning, 'radar.early_fraud_warning');
  await drain(world);
  expect([await stateOf(db, payoutId), posts(bench)]).toEqual(['settled', 1]);
  const standings = (await viewOutsideMoney(world, returnId))?.disputes.map(({ standing, taken }) => [standing, taken]);
  expect(standings?.toSorted()).toEqual([
    ['early', 0],
    ['warn', 0],
  ]);
  const facts = (await listPaymentFacts(db, ['o1-payment'])).get('o1-payment');
  expect(facts).toMatchObject({ method: 'card', captured: 4590, refundable: 4590, disputed: true, refundUntil: null });
});

test('held and not captured: the payment is let go instead, and nothing is owed any more', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench();
  bench.standIn.controls.pay({ id: 'pi_o1', amount: 4590, currency: 'eur', manual: true });
  const world = await openWorld(db, bench);
  const { payoutId, returnId } = await owedReturn(world);
  await drain(world);
  expect([await failureOf(db, payoutId), posts(bench)]).toEqual(['not-captured', 0]);
  const act = { payoutId, returnId, staffId: 'agent' };
  expect((await viewOutsideMoney(world, returnId))?.releasable).toEqual([payoutId]);
  expect(await cancelUncaptured(world, act)).toEqual({ ok: true });
  await drain(world);
  expect(await stateOf(db, payoutId)).toBe('cancelled');
  expect(await bench.payments.readPayment('pi_o1')).toMatchObject({ state: 'none' });
  expect(await cancelUncaptured(world, act)).toMatchObject({ refusal: { code: 'payment.captured' } });
});

test('a refund that waits for the customer is ended: what the provider says of it counts', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench();
  bench.standIn.controls.pay({
    id: 'pi_o1',
    amount: 4590,
    currency: 'eur',
    methodType: 'customer_balance',
    email: 'ada@example.com',
  });
  const world = await openWorld(db, bench);
  const { payoutId } = await owedReturn(world);
  await drain(world);
  const payout = await loadPayout(db, payoutId);
  expect(payout?.state).toBe('action-needed');
  expect(payoutWorkflow.context.parse(payout?.context)).toMatchObject({ askedAt: 'a***@e***.com', attempt: 1 });
  await tellPayout(world, { payoutId, attempt: 1, event: { type: 'stop' }, actor: 'staff:agent' });
  await drain(world);
  expect(await stateOf(db, payoutId)).toBe('failed');
});

test('no event was delivered: the list of events makes up for it, once in five minutes, by one worker', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench({ known: paid });
  const world = await openWorld(db, bench);
  const { returnId } = await owedReturn(world);
  const refund = await bench.standIn.controls.refundInDashboard('pi_o1', { amount: 300 });
  const polled = await Promise.all([1, 2, 3].map(() => pollWhenDue(world)));
  expect(polled.filter((one) => one !== null)).toEqual([{ read: 2, news: 2 }]);
  await drain(world);
  expect((await viewOutsideMoney(world, returnId))?.external).toMatchObject([{ ref: refund }]);
  world.pass({ seconds: 299 });
  expect(await pollWhenDue(world)).toBeNull();
  world.pass({ seconds: 1 });
  bench.advance({ seconds: 300 });
  await bench.standIn.controls.refundInDashboard('pi_o1', { amount: 100 });
  // The four of our own refund and of this one are new; two are read once more.
  expect(await pollWhenDue(world)).toEqual({ read: 6, news: 4 });
  world.pass({ minutes: 5 });
  bench.standIn.faults.next({ on: 'GET /v1/events', do: 'status500', times: 3 });
  expect(await pollWhenDue(world)).toBeNull();
  world.pass({ minutes: 5 });
  expect(await pollWhenDue(world)).toMatchObject({ news: 0 });
});
