import { expect } from 'vitest';
import { drain } from '#app/effects/worker.server.ts';
import { decideReturn } from '#app/services/decide-return.server.ts';
import { retryPayout } from '#app/services/retry-payout.server.ts';
import { listFailedPayouts, listPayoutsOfReturn } from '#db/payouts.ts';
import { loadReturn } from '#db/returns.ts';
import { testOnEachEngine } from '#tests/support/databases.ts';
import {
  acceptAll,
  askReturn,
  books,
  mailsOf,
  owe40,
  owe40Of100,
  payoutState,
  returnState,
  sellLines,
} from './decided-return.ts';
import { counted, keysSent, openMoney, wait } from './money-world.ts';
import { asking, dying } from './roads.ts';
import { deliver, eventsAt, onlyRefund, refundsAt } from './stripe-side.ts';

const told = ['return.already-decided', 'return.stale'];

testOnEachEngine('4. a double click, twenty in parallel: one decision, one debt, one refund', async (db) => {
  await using world = await openMoney(db);
  await sellLines(world, [{ unitPrice: 4000 }]);
  const returnId = await askReturn(world, [{ lineId: 'o1-l1', quantity: 1 }]);
  const click = await acceptAll(world, returnId);
  const answers = await Promise.all(Array.from({ length: 20 }, () => decideReturn(world, click)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  for (const answer of answers) if (!answer.ok) expect(told).toContain(answer.refusal.code);
  const payouts = await listPayoutsOfReturn(db, returnId);
  expect(payouts).toHaveLength(1);
  expect(await books(db, returnId)).toEqual({ owed: 4000, transit: 0, payment: -4000 });

  await Promise.all(Array.from({ length: 20 }, (_, worker) => drain(world, `worker-${worker}`)));
  await drain(world);
  expect(counted(world)).toEqual({ asked: 1, refunds: 1 });
  expect(await returnState(db, returnId)).toEqual({ state: 'closed', closed: true });
  expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: 0 });
});

testOnEachEngine('5. two staff at once on one return: one refund, and the second is told so', async (db) => {
  await using world = await openMoney(db);
  await sellLines(world, [{ unitPrice: 4000 }]);
  const returnId = await askReturn(world, [{ lineId: 'o1-l1', quantity: 1 }]);
  const whole = await acceptAll(world, returnId, 'agent');
  const [line] = whole.decisions;
  const less = { type: 'reduce', quantity: 1, deduction: 500, reason: 'signs-of-use', note: null } as const;
  const part = { ...whole, staffId: 'other', decisions: [{ lineId: line?.lineId ?? '', ...less }] };
  const answers = await Promise.all([decideReturn(world, whole), decideReturn(world, part)]);
  const [won, ...more] = answers.flatMap((answer) => (answer.ok ? [answer.quote.total] : []));
  expect(more).toEqual([]);
  expect(answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code]))).toEqual([expect.toBeOneOf(told)]);
  await drain(world);
  expect(counted(world)).toEqual({ asked: 1, refunds: 1 });
  const refund = await onlyRefund(world);
  expect(refund.amount).toBe(won);

  // The bank sends it back, and both press "try again".
  world.stripe.moveRefund(refund.id, { to: 'failed', failureReason: 'merchant_request' });
  await deliver(world, await eventsAt(world));
  await drain(world);
  const [payout] = await listPayoutsOfReturn(db, returnId);
  const payoutId = payout?.id ?? '';
  expect(await payoutState(db, payoutId)).toBe('reopened');
  const retries = await Promise.all(
    ['agent', 'other'].map((staffId) => retryPayout(world, { payoutId, returnId, staffId })),
  );
  expect(retries.filter(({ ok }) => ok)).toHaveLength(1);
  expect(retries.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'payout.not-failed' } });
  await wait(world, { minutes: 1 });
  expect(keysSent(world)).toEqual([`refund:${payoutId}:1`, `refund:${payoutId}:2`]);
  expect((await refundsAt(world)).map(({ status, amount }) => [status, amount])).toEqual([
    ['failed', won],
    ['succeeded', won],
  ]);
  expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: (won ?? 0) - 4000 });
});

testOnEachEngine(
  '8. killed between the call and the commit: after the restart one refund, and the state is right',
  async (db) => {
    await using world = await openMoney(db);
    const { returnId, payoutId } = await owe40Of100(world);
    const { road, reached } = dying((request, carry) => carry(request));
    world.road = asking(road);
    void drain(world, 'killed');
    await reached;
    world.road = null;
    expect(counted(world)).toEqual({ asked: 1, refunds: 1 });
    expect(await payoutState(db, payoutId)).toBe('sending');
    await wait(world, { minutes: 5 });
    expect(world.standIn.counters().refunds).toBe(1);
    expect(new Set(keysSent(world))).toEqual(new Set([`refund:${payoutId}:1`]));
    expect(await payoutState(db, payoutId)).toBe('settled');
    expect(await returnState(db, returnId)).toEqual({ state: 'closed', closed: true });
    expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: -6000 });
    expect(await mailsOf(db, returnId)).toMatchObject({ 'refund-sent': 1 });
  },
);

testOnEachEngine(
  '24. a refund made in the Dashboard: recorded as external, and what is left is lowered',
  async (db) => {
    await using world = await openMoney(db);
    await sellLines(world, [{ unitPrice: 2500 }, { unitPrice: 1500 }]);
    const byHand = await world.stripe.refundInDashboard('pi_o1', { amount: 3000 });
    const told = await eventsAt(world);
    // Both its events, each twice: it is one refund.
    await deliver(world, [...told, ...told]);
    await drain(world);
    const { externalRefunds } = db.tables;
    expect(await db.select().from(externalRefunds)).toMatchObject([
      { id: byHand, paymentId: 'o1-payment', orderId: 'o1', amount: 3000, currency: 'EUR', status: 'succeeded' },
    ]);
    // 25.00 were asked for, 10.00 are left.
    const returnId = await askReturn(world, [{ lineId: 'o1-l1', quantity: 1 }]);
    const decided = await decideReturn(world, await acceptAll(world, returnId));
    expect(decided).toMatchObject({ ok: true, quote: { total: 1000, notPayable: 1500 } });
    await drain(world);
    expect(counted(world)).toEqual({ asked: 1, refunds: 2 });
    expect((await refundsAt(world)).map(({ amount }) => amount)).toEqual([3000, 1000]);
    expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: 0 });
    // It comes back, and with it what is left.
    world.stripe.moveRefund(byHand, { to: 'failed', failureReason: 'declined' });
    await deliver(world, await eventsAt(world));
    await drain(world);
    expect(await db.select().from(externalRefunds)).toMatchObject([
      { id: byHand, status: 'failed', failure: 'declined' },
    ]);
    expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: -3000 });
    expect(counted(world)).toEqual({ asked: 1, refunds: 2 });
  },
);

const twoPayments = (id: string) => ({
  id,
  payments: [
    { id: `${id}-card`, position: 1, amount: 3000, reference: `pi_${id}a`, label: 'Visa 4242' },
    { id: `${id}-other`, position: 2, amount: 1000, reference: `pi_${id}b`, label: 'Visa 1881' },
  ].map((payment) => ({ ...payment, provider: 'stripe', currency: 'EUR' })),
});

testOnEachEngine(
  '38. two payments, one refund fails: the other stands, and only the failed one is tried again',
  async (db) => {
    await using world = await openMoney(db);
    const { returnId, payouts } = await owe40(world, twoPayments('o1'));
    const [card, other] = payouts;
    if (!card || !other) throw new Error('a payout for each payment');
    expect(payouts.map(({ amount }) => amount)).toEqual([3000, 1000]);
    world.stripe.scriptRefund({ payment: 'pi_o1b', status: 'failed', failureReason: 'insufficient_funds' });
    await drain(world);
    await deliver(world, await eventsAt(world));
    await wait(world, { minutes: 5 });
    expect(await payoutState(db, card.id)).toBe('settled');
    expect(await payoutState(db, other.id)).toBe('failed');
    // Partly refunded: the return is not done, and says what is left.
    expect(await loadReturn(db, returnId)).toMatchObject({
      state: 'decided',
      closedAt: null,
      context: { outstanding: 1000 },
    });
    expect(await books(db, returnId, 'o1-card')).toEqual({ owed: 1000, transit: 0, payment: 0 });
    expect(await books(db, returnId, 'o1-other')).toEqual({ owed: 1000, transit: 0, payment: -1000 });
    expect((await listFailedPayouts(db, 9)).map(({ id }) => id)).toEqual([other.id]);
    // Only what failed can be tried again.
    const settled = await retryPayout(world, { payoutId: card.id, returnId, staffId: 'agent' });
    expect(settled).toMatchObject({ ok: false, refusal: { code: 'payout.not-failed' } });
    expect(await retryPayout(world, { payoutId: other.id, returnId, staffId: 'agent' })).toEqual({ ok: true });
    await wait(world, { minutes: 5 });
    expect(keysSent(world).toSorted()).toEqual(
      [`refund:${card.id}:1`, `refund:${other.id}:1`, `refund:${other.id}:2`].toSorted(),
    );
    expect((await refundsAt(world, 'pi_o1a')).map(({ amount, status }) => [amount, status])).toEqual([
      [3000, 'succeeded'],
    ]);
    expect((await refundsAt(world, 'pi_o1b')).map(({ amount, status }) => [amount, status])).toEqual([
      [1000, 'failed'],
      [1000, 'succeeded'],
    ]);
    expect(await returnState(db, returnId)).toEqual({ state: 'closed', closed: true });
    for (const payment of ['o1-card', 'o1-other']) {
      expect(await books(db, returnId, payment)).toEqual({ owed: 0, transit: 0, payment: 0 });
    }
  },
);
