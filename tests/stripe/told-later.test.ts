import { expect, test } from 'vitest';
import { drain } from '#app/effects/worker.server.ts';
import { retryPayout } from '#app/services/retry-payout.server.ts';
import { stopWait } from '#app/services/stop-wait.server.ts';
import { viewDeskPayout } from '#app/services/view-desk-payout.server.ts';
import { taskOf, waysLeft } from '#app/services/ways-left.server.ts';
import { listFailedPayouts } from '#db/payouts.ts';
import { openTestDatabase } from '#tests/support/databases.ts';
import { books, mailsOf, owe40, oweFor, payoutOf, payoutState, returnState, sellLines } from './decided-return.ts';
import { counted, openMoney, wait } from './money-world.ts';
import { deliver, eventsAt, onlyEvent, onlyRefund, refundsAt } from './stripe-side.ts';

const konbini = { amount: 4000, currency: 'EUR', methodType: 'konbini', email: 'ada.lovelace@example.com' };

test('17. pending, then succeeded by an event: the customer is told only then', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const { returnId, payoutId } = await owe40(world);
  world.stripe.scriptRefund({ status: 'pending' });
  await drain(world);
  expect(await payoutState(db, payoutId)).toBe('pending');
  expect(await returnState(db, returnId)).toEqual({ state: 'decided', closed: false });
  expect(await books(db, returnId)).toEqual({ owed: 0, transit: 4000, payment: -4000 });
  await deliver(world, await eventsAt(world));
  await wait(world, { minutes: 5 });
  expect(await mailsOf(db, returnId)).not.toHaveProperty('refund-sent');

  world.stripe.moveRefund((await onlyRefund(world)).id, { to: 'succeeded' });
  await deliver(world, [await onlyEvent(world, 'refund.updated')]);
  await drain(world);
  expect(await payoutState(db, payoutId)).toBe('settled');
  expect(await returnState(db, returnId)).toEqual({ state: 'closed', closed: true });
  expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: 0 });
  expect(await mailsOf(db, returnId)).toMatchObject({ 'refund-sent': 1 });
  expect(counted(world)).toEqual({ asked: 1, refunds: 1 });
});

test('18. succeeded, then failed 20 days later: the debt is open again, and all that success did is undone', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const lines = [{ reference: 'o1-l1', amount: 4000, tax: 639 }];
  const taxTransaction = world.stripe.taxTransaction({ currency: 'eur', lines, inclusive: true });
  const payment = { id: 'o1-payment', position: 1, provider: 'stripe', reference: 'pi_o1', label: null };
  const payments = [{ ...payment, amount: 4000, currency: 'EUR', taxTransaction }];
  const { returnId, payoutId } = await owe40(world, { payments });
  await drain(world);
  expect(await returnState(db, returnId)).toEqual({ state: 'closed', closed: true });
  const { taxReversals } = db.tables;
  expect(await db.select().from(taxReversals)).toMatchObject([
    { payoutId, undo: false, ref: expect.stringMatching(/^tax_/) },
  ]);
  await wait(world, { hours: 20 * 24 });
  const { id } = await onlyRefund(world);
  world.stripe.moveRefund(id, { to: 'failed', failureReason: 'lost_or_stolen_card' });
  const failed = await onlyEvent(world, 'refund.failed');
  await deliver(world, [failed]);
  await drain(world);
  const payout = await payoutOf(db, payoutId);
  expect(payout).toMatchObject({ state: 'reopened', known: { failure: 'lost_or_stolen_card', attempt: 1 } });
  expect(await returnState(db, returnId)).toEqual({ state: 'decided', closed: false });
  expect(await books(db, returnId)).toEqual({ owed: 4000, transit: 0, payment: -4000 });
  expect(await mailsOf(db, returnId)).toMatchObject({ 'refund-sent': 1, 'refund-failed': 1 });
  expect(await listFailedPayouts(db, 9)).toMatchObject([{ id: payoutId, failure: 'lost_or_stolen_card' }]);
  expect(taskOf(payout)).toMatchObject({ task: 'other-way', customerChooses: true });
  const reversals = await db.select().from(taxReversals);
  expect(reversals.toSorted((a, b) => Number(a.undo) - Number(b.undo))).toMatchObject([
    { payoutId, undo: false, failure: null },
    { payoutId, undo: true, failure: null, ref: expect.stringMatching(/^tax_/) },
  ]);
  // Nothing is sent by itself, however long nobody looks.
  await wait(world, { hours: 48 });
  expect(counted(world)).toEqual({ asked: 1, refunds: 1 });
});

const reasons = [
  ['charge_for_pending_refund_disputed', 'dispute', []],
  ['expired_or_canceled_card', 'other-way', ['credit', 'transfer']],
  ['lost_or_stolen_card', 'other-way', ['credit', 'transfer']],
  ['declined', 'other-way', ['credit', 'transfer']],
  ['insufficient_funds', 'top-up', ['retry', 'credit', 'transfer']],
  ['merchant_request', 'restore', ['retry', 'credit', 'transfer']],
  ['unknown', 'decide', ['retry', 'credit', 'transfer']],
  ['a_word_of_next_year', 'decide', ['retry', 'credit', 'transfer']],
] as const;

test.each(reasons)(
  '19. failure_reason %s leads to the task %s, and nothing retries by itself',
  async (reason, task, ways) => {
    await using db = await openTestDatabase();
    await using world = await openMoney(db);
    const { returnId, payoutId } = await owe40(world);
    world.stripe.scriptRefund({ status: 'pending' });
    await drain(world);
    world.stripe.moveRefund((await onlyRefund(world)).id, { to: 'failed', failureReason: reason });
    await deliver(world, await eventsAt(world));
    await wait(world, { hours: 12 });
    const payout = await payoutOf(db, payoutId);
    expect(payout).toMatchObject({ state: 'failed', known: { failure: reason } });
    expect(taskOf(payout)).toMatchObject({ task });
    expect(waysLeft(payout, { credit: true, who: 'desk' })).toEqual(ways);
    expect(await listFailedPayouts(db, 9)).toMatchObject([{ id: payoutId, failure: reason }]);
    expect(counted(world)).toEqual({ asked: 1, refunds: 1 });
    expect(await books(db, returnId)).toEqual({ owed: 4000, transit: 0, payment: -4000 });
  },
);

test('20. a dispute while the refund is pending: no second refund is offered or made', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const { returnId, payoutId } = await owe40(world);
  world.stripe.scriptRefund({ status: 'pending' });
  await drain(world);
  await world.stripe.dispute('pi_o1');
  expect((await onlyRefund(world)).status).toBe('failed');
  await deliver(world, await eventsAt(world));
  await wait(world, { hours: 12 });
  const payout = await payoutOf(db, payoutId);
  expect(payout).toMatchObject({ state: 'failed', known: { failure: 'charge_for_pending_refund_disputed' } });
  expect(taskOf(payout)).toMatchObject({ task: 'dispute', mayRetry: false, customerChooses: false });
  for (const who of ['customer', 'desk'] as const) expect(waysLeft(payout, { credit: true, who })).toEqual([]);
  expect(await retryPayout(world, { payoutId, returnId, staffId: 'agent' })).toMatchObject({ ok: false });
  await wait(world, { minutes: 30 });
  expect(counted(world)).toEqual({ asked: 1, refunds: 1 });
  expect(await db.select().from(db.tables.disputes)).toMatchObject([
    { paymentId: 'o1-payment', orderId: 'o1', amount: 4000, withdrawn: 4000, refundable: false, closedAt: null },
  ]);
});

test('21. requires_action: where the customer was asked and until when is known, and the wait can be ended', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db, { known: { pi_o1: konbini, pi_o2: konbini } });
  const { returnId, payoutId } = await owe40(world);
  await drain(world);
  const expiresAt = world.clock().add({ hours: 45 * 24 });
  const waiting = await payoutOf(db, payoutId);
  expect(waiting.state).toBe('action-needed');
  expect(Temporal.Instant.from(waiting.known.expiresAt ?? '').epochMilliseconds).toBe(expiresAt.epochMilliseconds);
  expect(waiting.known.askedAt).toBe('a***@e***.com');
  const shown = await viewDeskPayout(world, { returnId, payoutId });
  expect(shown).toMatchObject({ state: 'action-needed', mayStop: true, expiresAt: waiting.known.expiresAt });
  // Only a mask of where it went is kept: the whole address stands nowhere in what we know of the payout.
  expect(JSON.stringify(waiting.context)).not.toContain('ada.lovelace');
  expect(await returnState(db, returnId)).toEqual({ state: 'decided', closed: false });
  expect(await books(db, returnId)).toEqual({ owed: 0, transit: 4000, payment: -4000 });
  expect(await mailsOf(db, returnId)).not.toHaveProperty('refund-sent');

  expect(await stopWait(world, { payoutId, returnId, by: { kind: 'staff', staffId: 'agent' } })).toEqual({ ok: true });
  await wait(world, { minutes: 1 });
  expect(await onlyRefund(world)).toMatchObject({ status: 'canceled' });
  expect(world.standIn.counters().calls['POST /v1/refunds/:id/cancel']).toBe(1);
  const stopped = await payoutOf(db, payoutId);
  expect(stopped.state).toBe('failed');
  expect(taskOf(stopped)).toMatchObject({ task: 'other-way', customerChooses: true });
  expect(await books(db, returnId)).toEqual({ owed: 4000, transit: 0, payment: -4000 });

  // Nobody answers for 45 days: it fails by itself, and nobody has to hear of it by an event.
  const late = await owe40(world, { id: 'o2' });
  await drain(world);
  await wait(world, { hours: 45 * 24 + 2 });
  await wait(world, { hours: 2 });
  expect((await onlyRefund(world, 'pi_o2')).status).toBe('failed');
  expect(await payoutState(db, late.payoutId)).toBe('failed');
  expect(counted(world)).toEqual({ asked: 2, refunds: 2 });
});

test('22. the bank returns it: from succeeded back to requires_action, and the customer is owed again', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const { returnId, payoutId } = await owe40(world);
  await drain(world);
  await wait(world, { hours: 5 * 24 });
  const { id } = await onlyRefund(world);
  world.stripe.moveRefund(id, { to: 'requires_action', emailSentTo: 'ada@example.com' });
  await deliver(world, [await onlyEvent(world, 'refund.updated')]);
  await drain(world);
  expect(await payoutState(db, payoutId)).toBe('action-needed');
  expect(await returnState(db, returnId)).toEqual({ state: 'decided', closed: false });
  expect(await books(db, returnId)).toEqual({ owed: 0, transit: 4000, payment: -4000 });
  // The customer says where it shall go.
  world.stripe.moveRefund(id, { to: 'pending' });
  world.stripe.moveRefund(id, { to: 'succeeded' });
  await deliver(world, await eventsAt(world));
  await drain(world);
  expect(await payoutState(db, payoutId)).toBe('settled');
  expect(await returnState(db, returnId)).toEqual({ state: 'closed', closed: true });
  expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: 0 });
  expect(counted(world)).toEqual({ asked: 1, refunds: 1 });
});

test('23. canceled in the Dashboard: the debt is open again, and a person finds out who stopped it', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const { returnId, payoutId } = await owe40(world);
  await drain(world);
  await wait(world, { minutes: 20 });
  const { id } = await onlyRefund(world);
  world.stripe.cancelInDashboard(id);
  await deliver(world, [await onlyEvent(world, 'refund.updated')]);
  await drain(world);
  const payout = await payoutOf(db, payoutId);
  expect(payout.state).toBe('reopened');
  expect(taskOf(payout)).toMatchObject({ task: 'restore' });
  expect(await returnState(db, returnId)).toEqual({ state: 'decided', closed: false });
  expect(await books(db, returnId)).toEqual({ owed: 4000, transit: 0, payment: -4000 });
  expect(await mailsOf(db, returnId)).toMatchObject({ 'refund-failed': 1 });
  expect(await retryPayout(world, { payoutId, returnId, staffId: 'agent' })).toEqual({ ok: true });
  await drain(world);
  expect(await payoutState(db, payoutId)).toBe('settled');
  expect(counted(world)).toEqual({ asked: 2, refunds: 2 });
  expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: 0 });
});

test('40. twelve refunds on one charge and many more by hand: all are found; a new word, an unknown field or a null breaks nothing', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const pieces = 14;
  await sellLines(world, [{ unitPrice: 1000, quantity: pieces }]);
  const owed = [];
  for (let piece = 0; piece < 12; piece += 1) owed.push(await oweFor(world, [{ lineId: 'o1-l1', quantity: 1 }]));
  // The last answer is lost, and with it what we know of the twelfth.
  let answered = 0;
  world.road = async (request, carry) => {
    const answer = await carry(request);
    if (request.method !== 'POST') return answer;
    answered += 1;
    return answered < 12 ? answer : { kind: 'silent' };
  };
  await drain(world);
  world.road = null;
  expect(counted(world)).toEqual({ asked: 12, refunds: 12 });
  const states = await Promise.all(owed.map(({ payoutId }) => payoutState(db, payoutId)));
  expect(states.toSorted()).toEqual([...Array.from({ length: 11 }, () => 'settled'), 'unknown'].toSorted());
  // More than a page of Stripe's holds, all newer than the one that is looked for; and no key protects any more.
  for (let cent = 0; cent < 110; cent += 1) await world.stripe.refundInDashboard('pi_o1', { amount: 1 });
  world.stripe.forgetKeys();
  await wait(world, { hours: 25 });
  for (const { payoutId } of owed) expect(await payoutState(db, payoutId)).toBe('settled');
  expect(counted(world)).toEqual({ asked: 12, refunds: 122 });
  const read = await world.gateways.payments.readPayment('pi_o1');
  expect(read.refundable).toBe(pieces * 1000 - 12_000 - 110);
  expect(await world.gateways.payments.refundsOf('pi_o1')).toHaveLength(122);

  // A later version of Stripe says more, says less, and has a word that nobody here knows.
  const next = await oweFor(world, [{ lineId: 'o1-l1', quantity: 1 }]);
  world.stripe.oddities.add({
    object: 'refund',
    set: { status: 'in_review', reason: null, charge: null, receipt_number: null, surprise: { deep: [1, null] } },
    drop: ['destination_details'],
  });
  world.stripe.oddities.add({ object: 'charge', set: { payment_method_details: null, surprise: 'x' } });
  world.stripe.oddities.add({ object: 'event', set: { surprise: true, request: null } });
  await drain(world);
  const parked = await payoutOf(db, next.payoutId);
  expect(parked.state).toBe('unknown');
  expect(await books(db, next.returnId)).toMatchObject({ owed: 0 });
  // What is told of it, and one word about the charge with all that was ever refunded of it.
  const told = await eventsAt(world);
  const about = told.filter(({ data }) => data.object.id === parked.refundRef);
  const hint = told.findLast(({ type }) => type === 'charge.refunded');
  if (about.length === 0 || !hint) throw new Error('nothing was told');
  await deliver(world, [...about, hint]);
  await wait(world, { hours: 2 });
  expect(await payoutState(db, next.payoutId)).toBe('unknown');
  // All that was made by hand is known by now: the hint had the whole list read.
  expect(await db.select().from(db.tables.externalRefunds)).toHaveLength(110);
  expect(counted(world)).toEqual({ asked: 13, refunds: 123 });
  expect(world.lines.filter(({ err }) => err !== undefined)).toEqual([]);
  // The word becomes one that is known.
  world.stripe.oddities.clear();
  await wait(world, { hours: 2 });
  expect(await payoutState(db, next.payoutId)).toBe('settled');
  expect(counted(world)).toEqual({ asked: 13, refunds: 123 });
  expect(await refundsAt(world)).toHaveLength(100);
});
