import { expect, test } from 'vitest';
import { pollWhenDue } from '#app/effects/poller.server.ts';
import { drain } from '#app/effects/worker.server.ts';
import { startReconciliation } from '#app/services/start-reconciliation.server.ts';
import { loadRun } from '#db/reconciliation-runs.ts';
import { listEventsOfReturn } from '#db/workflow-events.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/databases.ts';
import { books, mailsOf, owe40, owe40Of100, payoutOf, payoutState, returnState, sellLines } from './decided-return.ts';
import { counted, type MoneyWorld, openMoney, wait } from './money-world.ts';
import { deliver, eventsAt, onlyEvent, onlyRefund } from './stripe-side.ts';

const stepsOf = async (db: TestDatabase, returnId: string, payoutId: string) =>
  (await listEventsOfReturn(db, returnId)).filter(({ subjectId }) => subjectId === payoutId).length;

test('25. refund.failed before refund.created: the end state is failed', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const { returnId, payoutId } = await owe40(world);
  world.stripe.scriptRefund({ status: 'pending' });
  await drain(world);
  world.stripe.moveRefund((await onlyRefund(world)).id, { to: 'failed', failureReason: 'declined' });
  const events = await eventsAt(world);
  expect(events.map(({ type }) => type)).toEqual(['refund.created', 'refund.failed']);
  for (const event of events.toReversed()) {
    await deliver(world, [event]);
    await drain(world);
    expect(await payoutState(db, payoutId)).toBe('failed');
  }
  expect(await returnState(db, returnId)).toEqual({ state: 'decided', closed: false });
  expect(await books(db, returnId)).toEqual({ owed: 4000, transit: 0, payment: -4000 });
  expect(await mailsOf(db, returnId)).toMatchObject({ 'refund-failed': 1 });
  expect(counted(world)).toEqual({ asked: 1, refunds: 1 });
});

test('26. the event is here before the answer to our own call: one refund, one row, one step', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const { returnId, payoutId } = await owe40Of100(world);
  let ahead = '';
  world.road = async (request, carry) => {
    const answer = await carry(request);
    if (request.method === 'POST') {
      world.road = null;
      await deliver(world, await eventsAt(world));
      await drain(world, 'another');
      ahead = await payoutState(db, payoutId);
    }
    return answer;
  };
  await drain(world);
  expect(ahead).toBe('settled');
  expect(await payoutOf(db, payoutId)).toMatchObject({ state: 'settled', refundRef: (await onlyRefund(world)).id });
  expect(counted(world)).toEqual({ asked: 1, refunds: 1 });
  expect(await returnState(db, returnId)).toEqual({ state: 'closed', closed: true });
  expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: -6000 });
  expect(await mailsOf(db, returnId)).toMatchObject({ 'refund-sent': 1 });
  expect(await db.select().from(db.tables.externalRefunds)).toEqual([]);
  // Start, send, settled: the answer itself had nothing new to say.
  expect(await stepsOf(db, returnId, payoutId)).toBe(3);
});

test('27. the same event five times, three of them at once: taken once', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const { returnId, payoutId } = await owe40(world);
  world.stripe.scriptRefund({ status: 'pending' });
  await drain(world);
  world.stripe.moveRefund((await onlyRefund(world)).id, { to: 'succeeded' });
  const event = await onlyEvent(world, 'refund.updated');
  const firsts = (await Promise.all([1, 2, 3].map(() => deliver(world, [event])))).flat();
  await drain(world);
  firsts.push(...(await deliver(world, [event, event])));
  await drain(world);
  expect(firsts.filter((first) => first)).toHaveLength(1);
  const inbox = (await db.select().from(db.tables.inbox)).filter(({ eventId }) => eventId === event.id);
  expect(inbox).toHaveLength(1);
  expect(await payoutState(db, payoutId)).toBe('settled');
  expect(await mailsOf(db, returnId)).toMatchObject({ 'refund-sent': 1 });
  expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: 0 });
  expect(counted(world)).toEqual({ asked: 1, refunds: 1 });
});

test('28. two events of one change: the second changes nothing', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const { returnId, payoutId } = await owe40(world);
  world.standIn.faults.next({ on: 'POST /v1/refunds', do: 'twin-webhook' });
  await drain(world);
  const twins = (await eventsAt(world)).filter(({ type }) => type === 'refund.created');
  expect(new Set(twins.map(({ id }) => id)).size).toBe(2);
  expect(await deliver(world, twins)).toEqual([true, true]);
  const before = await stepsOf(db, returnId, payoutId);
  await drain(world);
  expect(await stepsOf(db, returnId, payoutId)).toBe(before);
  expect(await payoutState(db, payoutId)).toBe('settled');
  expect(await mailsOf(db, returnId)).toMatchObject({ 'refund-sent': 1 });
  expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: 0 });
});

test('29. refund.updated with only a reference number: no change of state, and the number is kept', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const { returnId, payoutId } = await owe40(world);
  await drain(world);
  const before = await payoutOf(db, payoutId);
  expect(before.known.reference).toBeNull();
  const closed = await returnState(db, returnId);
  const { id } = await onlyRefund(world);
  world.stripe.moveRefund(id, { reference: '74537604221222132710572' });
  await deliver(world, [await onlyEvent(world, 'refund.updated')]);
  await drain(world);
  expect(await payoutOf(db, payoutId)).toMatchObject({
    state: 'settled',
    known: { reference: '74537604221222132710572', attempt: 1, refundRef: id },
  });
  expect(await returnState(db, returnId)).toEqual(closed);
  expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: 0 });
  expect(await mailsOf(db, returnId)).toMatchObject({ 'refund-sent': 1 });
  expect(counted(world)).toEqual({ asked: 1, refunds: 1 });
});

test('30. an old event after a newer state: ignored', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const { returnId, payoutId } = await owe40(world);
  world.stripe.scriptRefund({ status: 'pending' });
  await drain(world);
  const { id } = await onlyRefund(world);
  world.stripe.moveRefund(id, { to: 'succeeded' });
  world.stripe.moveRefund(id, { to: 'failed', failureReason: 'declined' });
  const [created, succeeded, failed] = await eventsAt(world);
  if (!created || !succeeded || !failed) throw new Error('three changes, three events');
  await deliver(world, [failed]);
  await drain(world);
  expect(await payoutState(db, payoutId)).toBe('failed');
  const steps = await stepsOf(db, returnId, payoutId);
  // What they say was true once: pending, and succeeded.
  expect(await deliver(world, [succeeded, created])).toEqual([true, true]);
  await drain(world);
  expect(await payoutState(db, payoutId)).toBe('failed');
  expect(await stepsOf(db, returnId, payoutId)).toBe(steps);
  expect(await mailsOf(db, returnId)).not.toHaveProperty('refund-sent');
  expect(await books(db, returnId)).toEqual({ owed: 4000, transit: 0, payment: -4000 });
});

/** What can become of four refunds, and of a fifth that somebody makes by hand. */
async function live(world: MoneyWorld, then: () => Promise<void>) {
  const owed = [];
  for (const id of ['o1', 'o2', 'o3', 'o4', 'o5']) owed.push(await owe40(world, { id }));
  for (const payment of ['pi_o2', 'pi_o3']) world.stripe.scriptRefund({ payment, status: 'pending' });
  await drain(world);
  await then();
  const refundOf = async (ref: string) => (await onlyRefund(world, ref)).id;
  world.stripe.moveRefund(await refundOf('pi_o2'), { to: 'succeeded' });
  world.stripe.moveRefund(await refundOf('pi_o3'), { to: 'failed', failureReason: 'insufficient_funds' });
  await then();
  world.pass({ hours: 24 });
  world.stripe.moveRefund(await refundOf('pi_o4'), { to: 'failed', failureReason: 'lost_or_stolen_card' });
  world.stripe.moveRefund(await refundOf('pi_o5'), { reference: '74537604221222132710572' });
  await sellLines(world, [{ unitPrice: 1000 }], { id: 'o6' });
  await world.stripe.refundInDashboard('pi_o6', { amount: 700 });
  await sellLines(world, [{ unitPrice: 1000 }], { id: 'o7' });
  await world.stripe.dispute('pi_o7');
  await then();
  return owed;
}

async function endOf(db: TestDatabase, owed: Awaited<ReturnType<typeof live>>) {
  const paid = [];
  for (const [index, { payoutId, returnId }] of owed.entries()) {
    const { state, known } = await payoutOf(db, payoutId);
    const { failure, reference } = known;
    const mails = await mailsOf(db, returnId);
    const money = await books(db, returnId, `o${index + 1}-payment`);
    paid.push({ state, failure, reference, mails, money, row: await returnState(db, returnId) });
  }
  const external = await db.select().from(db.tables.externalRefunds);
  const disputes = await db.select().from(db.tables.disputes);
  return {
    paid,
    external: external.map(({ orderId, amount, status }) => ({ orderId, amount, status })),
    disputes: disputes.map(({ orderId, amount, status, withdrawn }) => ({ orderId, amount, status, withdrawn })),
  };
}

test('31. no webhooks at all: what reads at the source reaches the same end state', async () => {
  await using heard = await openTestDatabase();
  await using listening = await openMoney(heard);
  const seen = new Set<string>();
  const expected = await live(listening, async () => {
    const fresh = (await eventsAt(listening)).filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    await deliver(listening, fresh);
    await drain(listening);
  });

  await using deaf = await openTestDatabase();
  await using reading = await openMoney(deaf);
  const owed = await live(reading, async () => {});
  expect(await pollWhenDue(reading)).toMatchObject({ news: (await eventsAt(reading)).length });
  await drain(reading);
  for (let hour = 0; hour < 2; hour += 1) {
    await wait(reading, { hours: 1 });
    await pollWhenDue(reading);
  }

  const end = await endOf(deaf, owed);
  expect(end.paid.map(({ state }) => state)).toEqual(['settled', 'settled', 'failed', 'reopened', 'settled']);
  expect(end.external).toEqual([{ orderId: 'o6', amount: 700, status: 'succeeded' }]);
  expect(end.disputes).toMatchObject([{ orderId: 'o7', withdrawn: 1000 }]);
  expect(end).toEqual(await endOf(heard, expected));
  expect(counted(reading)).toEqual(counted(listening));
  // Compared with Stripe's own list nothing is missing, nothing differs.
  const { runId } = await startReconciliation(reading, { days: 7, staffId: 'agent' });
  await drain(reading);
  expect(await loadRun(deaf, runId)).toMatchObject({ state: 'finished', counts: { read: 6 } });
  expect(await deaf.select().from(deaf.tables.reconciliationDifferences)).toEqual([]);
});
