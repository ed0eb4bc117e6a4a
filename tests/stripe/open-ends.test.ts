import { expect, test } from 'vitest';
import { drain } from '#app/effects/worker.server.ts';
import type { StandInAnswer } from '#app/gateways/stripe-standin/controls.ts';
import { loadProviderHealth } from '#app/services/provider-health.server.ts';
import { retryPayout } from '#app/services/retry-payout.server.ts';
import { listFailedPayouts, sumPayoutsByPayment } from '#db/payouts.ts';
import { openTestDatabase } from '#tests/support/databases.ts';
import { books, mailsOf, owe40Of100, oweFor, payoutState, returnState, sellLines } from './decided-return.ts';
import { counted, keysSent, type MoneyWorld, openMoney, type Road, wait } from './money-world.ts';
import { asking, dying } from './roads.ts';
import { onlyRefund, refundsAt } from './stripe-side.ts';

const answerLost: Record<string, Road> = {
  'no answer': async (request, carry) => {
    await carry(request);
    return { kind: 'silent' };
  },
  'half an answer': async (request, carry) => {
    const answer = await carry(request);
    return answer.kind === 'answer' ? { ...answer, cut: true } : answer;
  },
  'a 502 of something in between': async (request, carry) => {
    await carry(request);
    return {
      kind: 'answer',
      status: 502,
      headers: { 'content-type': 'text/html' },
      body: '<html>no</html>',
      cut: false,
    };
  },
};

test.each(Object.entries(answerLost))(
  '6. the answer lost after Stripe acted (%s): unknown, then the same key, one refund',
  async (_, road) => {
    await using db = await openTestDatabase();
    await using world = await openMoney(db);
    const { returnId, payoutId } = await owe40Of100(world);
    world.road = asking(road);
    await drain(world);
    world.road = null;
    expect(counted(world)).toEqual({ asked: 1, refunds: 1 });
    expect(await payoutState(db, payoutId)).toBe('unknown');
    expect(await returnState(db, returnId)).toEqual({ state: 'decided', closed: false });
    expect(await books(db, returnId)).toEqual({ owed: 0, transit: 4000, payment: -10_000 });
    expect(await mailsOf(db, returnId)).not.toHaveProperty('refund-sent');
    await wait(world, { minutes: 5 });
    expect(await payoutState(db, payoutId)).toBe('settled');
    expect(new Set(keysSent(world))).toEqual(new Set([`refund:${payoutId}:1`]));
    expect(world.standIn.counters().refunds).toBe(1);
    expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: -6000 });
  },
);

test('7. a request lost before it reached Stripe: asked again with the same key, one refund', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const { returnId, payoutId } = await owe40Of100(world);
  world.road = asking(async () => ({ kind: 'silent' }));
  await drain(world);
  expect(counted(world)).toEqual({ asked: 1, refunds: 0 });
  expect(await payoutState(db, payoutId)).toBe('unknown');
  world.road = asking(async () => ({ kind: 'lost' }));
  await wait(world, { minutes: 1 });
  expect(world.standIn.counters().refunds).toBe(0);
  world.road = null;
  await wait(world, { minutes: 5 });
  expect(await payoutState(db, payoutId)).toBe('settled');
  expect(new Set(keysSent(world))).toEqual(new Set([`refund:${payoutId}:1`]));
  expect(keysSent(world).length).toBeGreaterThanOrEqual(3);
  expect(world.standIn.counters().refunds).toBe(1);
  expect(await returnState(db, returnId)).toEqual({ state: 'closed', closed: true });
});

test('9. killed before the call: the refund still happens, once', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const { returnId, payoutId } = await owe40Of100(world);
  const { road, reached } = dying(async () => ({ kind: 'silent' }));
  world.road = road;
  void drain(world, 'killed');
  await reached;
  world.road = null;
  expect(world.standIn.counters().refunds).toBe(0);
  await wait(world, { minutes: 5 });
  expect(counted(world)).toEqual({ asked: 1, refunds: 1 });
  expect(await payoutState(db, payoutId)).toBe('settled');
  expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: -6000 });
});

test('10. a time-out while Stripe hangs: the amount stays reserved, and no second refund is possible meanwhile', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  await sellLines(world, [{ unitPrice: 2500 }, { unitPrice: 1500 }]);
  const one = await oweFor(world, [{ lineId: 'o1-l1', quantity: 1 }]);
  const hanging = Promise.withResolvers<StandInAnswer>();
  const reached = Promise.withResolvers<void>();
  world.road = asking(() => {
    world.road = null;
    reached.resolve();
    return hanging.promise;
  });
  const waiting = drain(world, 'hanging');
  await reached.promise;
  expect(await payoutState(db, one.payoutId)).toBe('sending');
  // Meanwhile somebody tries again, other workers look for work, and another return of the same payment is decided.
  const again = await retryPayout(world, { ...one, staffId: 'agent' });
  expect(again).toMatchObject({ ok: false, refusal: { code: 'payout.not-failed' } });
  const two = await oweFor(world, [{ lineId: 'o1-l2', quantity: 1 }]);
  await drain(world, 'other');
  expect(counted(world)).toEqual({ asked: 1, refunds: 0 });
  expect(await sumPayoutsByPayment(db, 'o1')).toEqual(new Map([['o1-payment', 4000]]));
  expect(await books(db, one.returnId)).toMatchObject({ owed: 0, payment: -4000 });
  // The caller gives up.
  hanging.resolve({ kind: 'silent' });
  await waiting;
  expect(await payoutState(db, one.payoutId)).toBe('unknown');
  expect(await sumPayoutsByPayment(db, 'o1')).toEqual(new Map([['o1-payment', 4000]]));
  for (let minute = 1; minute <= 5; minute += 1) await wait(world, { minutes: 1 });
  const refunds = await refundsAt(world);
  expect(refunds.map(({ amount }) => amount).toSorted()).toEqual([1500, 2500]);
  for (const { payoutId, returnId } of [one, two]) {
    expect(await payoutState(db, payoutId)).toBe('settled');
    expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: 0 });
  }
});

test('11. a key that was forgotten after 24 hours: the refund is found by its metadata and not sent again', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const { returnId, payoutId } = await owe40Of100(world);
  world.road = asking(async (request, carry) => {
    await carry(request);
    return { kind: 'silent' };
  });
  await drain(world);
  world.road = null;
  expect(await payoutState(db, payoutId)).toBe('unknown');
  world.stripe.forgetKeys();
  await wait(world, { hours: 25 });
  expect(counted(world)).toEqual({ asked: 1, refunds: 1 });
  expect(await payoutState(db, payoutId)).toBe('settled');
  expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: -6000 });
  expect((await onlyRefund(world)).metadata).toMatchObject({ payout: payoutId, attempt: '1' });
});

test('15. a 500 that is replayed for ever: it stops asking, and finds the refund by listing', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const { returnId, payoutId } = await owe40Of100(world);
  world.standIn.faults.next({ on: 'POST /v1/refunds', do: 'status500-stored' });
  await drain(world);
  expect(await payoutState(db, payoutId)).toBe('unknown');
  for (let minute = 0; minute < 180; minute += 10) await wait(world, { minutes: 10 });
  expect(await payoutState(db, payoutId)).toBe('settled');
  expect(new Set(keysSent(world))).toEqual(new Set([`refund:${payoutId}:1`]));
  expect(keysSent(world).length).toBeLessThanOrEqual(6);
  expect(world.standIn.counters().refunds).toBe(1);
  expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: -6000 });

  // Kept just as firmly, although nothing was made: the list says so, and a person tries again under a new key.
  const other = await owe40Of100(world, { id: 'o2' });
  const error = { type: 'api_error', message: 'An unexpected error occurred.' } as const;
  world.standIn.faults.next({ on: 'POST /v1/refunds', do: 'refuse', refusal: { status: 500, error, stored: true } });
  const before = keysSent(world).length;
  await drain(world);
  for (let minute = 0; minute < 180; minute += 10) await wait(world, { minutes: 10 });
  expect(await payoutState(db, other.payoutId)).toBe('failed');
  expect(keysSent(world).length - before).toBeLessThanOrEqual(6);
  expect(world.standIn.counters().refunds).toBe(1);
  expect(await books(db, other.returnId, 'o2-payment')).toEqual({ owed: 4000, transit: 0, payment: -10_000 });
  expect(await retryPayout(world, { ...other, staffId: 'agent' })).toEqual({ ok: true });
  await wait(world, { minutes: 1 });
  expect(await payoutState(db, other.payoutId)).toBe('settled');
  expect((await onlyRefund(world, 'pi_o2')).metadata).toMatchObject({ payout: other.payoutId, attempt: '2' });
});

const errors = (world: MoneyWorld) => world.lines.filter(({ level }) => level === 'error');

test('12. the same key with another amount: an alarm, and never a retry', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const { returnId, payoutId } = await owe40Of100(world);
  await owe40Of100(world, { id: 'o2' });
  // By a mistake of ours, or of a copy of the database, the key was used for something else.
  const headers = { 'idempotency-key': `refund:${payoutId}:1` };
  expect(await world.ask('POST', '/v1/refunds', { payment_intent: 'pi_o2', amount: '100' }, headers)).toMatchObject({
    status: 200,
  });
  await drain(world);
  for (let hour = 0; hour < 6; hour += 1) await wait(world, { hours: 1 });
  expect(keysSent(world).filter((key) => key.includes(payoutId))).toHaveLength(1);
  expect(await payoutState(db, payoutId)).toBe('failed');
  expect(errors(world).some((line) => line.payoutId === payoutId)).toBe(true);
  expect((await listFailedPayouts(db, 9)).map(({ id }) => id)).toContain(payoutId);
  expect(await returnState(db, returnId)).toEqual({ state: 'decided', closed: false });
  expect(await books(db, returnId)).toEqual({ owed: 4000, transit: 0, payment: -10_000 });
});

test('13. a 409 because the key is in use: it waits, and there is one refund', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const { returnId, payoutId } = await owe40Of100(world);
  world.standIn.faults.next({ on: 'POST /v1/refunds', do: 'key-in-use', times: 2 });
  await drain(world);
  await drain(world);
  expect(counted(world)).toEqual({ asked: 1, refunds: 0 });
  expect(await payoutState(db, payoutId)).toBe('sending');
  for (let minute = 0; minute < 3; minute += 1) await wait(world, { minutes: 1 });
  expect(counted(world)).toEqual({ asked: 3, refunds: 1 });
  expect(new Set(keysSent(world)).size).toBe(1);
  expect(await payoutState(db, payoutId)).toBe('settled');
  expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: -6000 });
});

test('14. 429 rate_limit and 429 lock_timeout: retried with growing pauses and the same key, and at last it succeeds', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const { returnId, payoutId } = await owe40Of100(world);
  for (const fault of ['refuse429', 'lock-timeout', 'refuse429', 'lock-timeout'] as const) {
    world.standIn.faults.next({ on: 'POST /v1/refunds', do: fault });
  }
  const start = world.clock();
  const seconds: number[] = [];
  await drain(world);
  for (let second = 0; second < 300 && (await payoutState(db, payoutId)) !== 'settled'; second += 1) {
    while (seconds.length < keysSent(world).length) seconds.push(world.clock().since(start).total('seconds'));
    expect(await payoutState(db, payoutId)).toBe('sending');
    await wait(world, { seconds: 1 });
  }
  while (seconds.length < keysSent(world).length) seconds.push(world.clock().since(start).total('seconds'));
  const pauses = seconds.slice(1).map((second, index) => second - (seconds[index] ?? 0));
  expect(pauses).toHaveLength(4);
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1);
  expect(pauses.at(-1)).toBeGreaterThan(pauses[0] ?? 0);
  expect(new Set(keysSent(world)).size).toBe(1);
  expect(world.standIn.counters().refunds).toBe(1);
  expect(await returnState(db, returnId)).toEqual({ state: 'closed', closed: true });
  expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: -6000 });
});

test.each(['status401', 'status403'] as const)(
  '16. %s: it stops at once with an alarm for staff, and nothing is marked as refunded',
  async (fault) => {
    await using db = await openTestDatabase();
    await using world = await openMoney(db);
    const { returnId, payoutId } = await owe40Of100(world);
    world.standIn.faults.next({ on: 'POST /v1/refunds', do: fault, times: 2 });
    await drain(world);
    expect(errors(world)).not.toEqual([]);
    expect(await loadProviderHealth(world)).toMatchObject({ cause: 'misconfigured' });
    // Another refund is not even tried: whoever put the key in must put it right.
    const other = await owe40Of100(world, { id: 'o2' });
    for (let minute = 0; minute < 10; minute += 1) await wait(world, { minutes: 1 });
    expect(counted(world)).toEqual({ asked: 1, refunds: 0 });
    expect(await returnState(db, returnId)).toEqual({ state: 'decided', closed: false });
    expect(await books(db, returnId)).toMatchObject({ payment: -10_000 });
    expect(await mailsOf(db, returnId)).not.toHaveProperty('refund-sent');
    // Tried once more after a while, and still wrong; then it is right.
    for (let minute = 0; minute < 60; minute += 5) await wait(world, { minutes: 5 });
    for (const paid of [payoutId, other.payoutId]) expect(await payoutState(db, paid)).toBe('settled');
    expect(keysSent(world)).toHaveLength(4);
    expect(new Set(keysSent(world)).size).toBe(2);
    expect(world.standIn.counters().refunds).toBe(2);
    expect(await loadProviderHealth(world)).toBeNull();
    expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: -6000 });
  },
);
