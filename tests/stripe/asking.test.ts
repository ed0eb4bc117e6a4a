import { expect, test } from 'vitest';
import { drain } from '#app/effects/worker.server.ts';
import { cancelUncaptured } from '#app/services/cancel-uncaptured.server.ts';
import { retryPayout } from '#app/services/retry-payout.server.ts';
import { taskOf, waysLeft } from '#app/services/ways-left.server.ts';
import { listFailedPayouts } from '#db/payouts.ts';
import { money, parseDecimal, toDecimal } from '#machines/money.ts';
import { openTestDatabase } from '#tests/support/databases.ts';
import { books, mailsOf, owe40, oweFor, payoutOf, payoutState, returnState, sellLines } from './decided-return.ts';
import { bodiesSent, counted, keysSent, openMoney, wait } from './money-world.ts';
import { onlyRefund, refundsAt } from './stripe-side.ts';

test('1. a full refund of a card payment: one refund of the right amount, currency and metadata, and the return is closed', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const lines = [{ unitPrice: 1999 }, { unitPrice: 2501, quantity: 2, discountTotal: 502 }];
  await sellLines(world, lines, { shippingPaid: 590, shippingStandard: 590 });
  const all = [
    { lineId: 'o1-l1', quantity: 1 },
    { lineId: 'o1-l2', quantity: 2 },
  ];
  const { returnId, payoutId, total } = await oweFor(world, all);
  expect(total).toBe(1999 + 4500 + 590);
  expect(await books(db, returnId)).toEqual({ owed: 7089, transit: 0, payment: -7089 });

  await drain(world);

  const metadata = { return: returnId, payout: payoutId, attempt: '1' };
  expect(counted(world)).toEqual({ asked: 1, refunds: 1 });
  expect(keysSent(world)).toEqual([`refund:${payoutId}:1`]);
  expect(bodiesSent(world)).toEqual([
    {
      payment_intent: 'pi_o1',
      amount: '7089',
      'metadata[return]': returnId,
      'metadata[payout]': payoutId,
      'metadata[attempt]': '1',
    },
  ]);
  const refund = await onlyRefund(world);
  expect(refund).toMatchObject({ amount: 7089, currency: 'eur', status: 'succeeded', reason: null, metadata });
  expect(await payoutOf(db, payoutId)).toMatchObject({ state: 'settled', refundRef: refund.id });
  expect(await returnState(db, returnId)).toEqual({ state: 'closed', closed: true });
  expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: 0 });
  expect(await mailsOf(db, returnId)).toMatchObject({ 'refund-sent': 1 });
  expect(world.sent.find(({ subject }) => subject.includes('refund of'))?.text).toContain('€70.89');
});

test('2. two partial refunds of equal amount on one payment: both succeed, under different keys', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  await sellLines(world, [{ unitPrice: 2000 }, { unitPrice: 2000 }, { unitPrice: 500 }]);
  const one = await oweFor(world, [{ lineId: 'o1-l1', quantity: 1 }]);
  const two = await oweFor(world, [{ lineId: 'o1-l2', quantity: 1 }]);
  await drain(world);
  expect(counted(world)).toEqual({ asked: 2, refunds: 2 });
  expect(keysSent(world).toSorted()).toEqual([`refund:${one.payoutId}:1`, `refund:${two.payoutId}:1`].toSorted());
  expect((await refundsAt(world)).map(({ amount, metadata }) => [amount, metadata.return])).toEqual(
    expect.arrayContaining([
      [2000, one.returnId],
      [2000, two.returnId],
    ]),
  );
  for (const { returnId } of [one, two]) {
    expect(await returnState(db, returnId)).toEqual({ state: 'closed', closed: true });
    expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: -(4500 - 4000) });
  }
});

test('3. a refund above what is left is refused before any call; where Stripe refuses it, nothing is lost', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  // Somebody gave 30 back by hand, which nobody here has heard of.
  const early = await owe40(world);
  const byHand = await world.stripe.refundInDashboard('pi_o1', { amount: 3000 });
  await drain(world);
  expect(counted(world)).toEqual({ asked: 0, refunds: 1 });
  expect(await payoutOf(db, early.payoutId)).toMatchObject({ state: 'failed', known: { failure: 'over-refundable' } });
  expect(await books(db, early.returnId)).toMatchObject({ owed: 4000, transit: 0 });

  // The same in the moment between our look and our call: Stripe itself refuses, with a parameter and without a code.
  const late = await owe40(world, { id: 'o2' });
  world.road = async (request, carry) => {
    if (request.method === 'POST') await world.stripe.refundInDashboard('pi_o2', { amount: 1 });
    return carry(request);
  };
  await drain(world);
  world.road = null;
  expect(counted(world)).toEqual({ asked: 1, refunds: 2 });
  expect(await payoutOf(db, late.payoutId)).toMatchObject({ state: 'failed', known: { failure: 'over-refundable' } });
  expect(await returnState(db, late.returnId)).toEqual({ state: 'decided', closed: false });
  expect(await books(db, late.returnId, 'o2-payment')).toMatchObject({ owed: 4000, transit: 0 });
  expect((await listFailedPayouts(db, 9)).map(({ id }) => id).toSorted()).toEqual(
    [early.payoutId, late.payoutId].toSorted(),
  );
  expect(await mailsOf(db, late.returnId)).toMatchObject({ 'refund-failed': 1 });

  // The money comes back to the shop, and the whole debt is still there to be paid.
  world.stripe.moveRefund(byHand, { to: 'failed', failureReason: 'declined' });
  expect(await retryPayout(world, { ...early, staffId: 'agent' })).toEqual({ ok: true });
  await drain(world);
  expect(await payoutState(db, early.payoutId)).toBe('settled');
  expect(keysSent(world)).toEqual([`refund:${late.payoutId}:1`, `refund:${early.payoutId}:2`]);
});

test('37. partial capture and multicapture: never more than was captured; uncaptured: let go instead of refunded', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const held = { amount: 4000, currency: 'eur', manual: true };
  world.stripe.pay({ id: 'pi_o1', ...held, captured: { amount: 2500 } });
  world.stripe.pay({ id: 'pi_o2', ...held, captured: { amount: 1000, final: false } });
  world.stripe.pay({ id: 'pi_o3', ...held });

  // 25.00 of 40.00 were captured: 40.00 cannot go back, and nothing is asked for.
  const part = await owe40(world);
  await drain(world);
  expect(counted(world)).toEqual({ asked: 0, refunds: 0 });
  expect(await payoutOf(db, part.payoutId)).toMatchObject({ state: 'failed', known: { failure: 'over-refundable' } });
  expect(await books(db, part.returnId)).toMatchObject({ owed: 4000, transit: 0 });

  // Captured in two steps: only what is captured by then can go back.
  await sellLines(world, [{ unitPrice: 1000 }, { unitPrice: 3000 }], { id: 'o2' });
  const first = await oweFor(world, [{ lineId: 'o2-l1', quantity: 1 }], 'o2');
  const second = await oweFor(world, [{ lineId: 'o2-l2', quantity: 1 }], 'o2');
  await wait(world, { minutes: 5 });
  expect(await payoutState(db, first.payoutId)).toBe('settled');
  expect(await payoutState(db, second.payoutId)).toBe('failed');
  expect((await refundsAt(world, 'pi_o2')).map(({ amount }) => amount)).toEqual([1000]);
  const captured = await world.ask('POST', '/v1/payment_intents/pi_o2/capture', { amount_to_capture: '3000' });
  expect(captured.status).toBe(200);
  expect(await retryPayout(world, { ...second, staffId: 'agent' })).toEqual({ ok: true });
  await wait(world, { minutes: 5 });
  expect(await payoutState(db, second.payoutId)).toBe('settled');
  expect((await refundsAt(world, 'pi_o2')).map(({ amount }) => amount)).toEqual([1000, 3000]);
  const asked = keysSent(world).length;

  // Never captured: no refund is asked for, a person lets the payment go, and nothing is owed any more.
  const none = await owe40(world, { id: 'o3' });
  await wait(world, { minutes: 5 });
  expect(await payoutOf(db, none.payoutId)).toMatchObject({ state: 'failed', known: { failure: 'not-captured' } });
  expect(await cancelUncaptured(world, { ...none, staffId: 'agent' })).toEqual({ ok: true });
  await wait(world, { minutes: 5 });
  expect(keysSent(world)).toHaveLength(asked);
  expect(world.standIn.counters().calls['POST /v1/payment_intents/:id/cancel']).toBe(1);
  expect((await world.ask('GET', '/v1/payment_intents/pi_o3')).json.status).toBe('canceled');
  expect(await refundsAt(world, 'pi_o3')).toEqual([]);
  expect(await payoutState(db, none.payoutId)).toBe('cancelled');
  expect(await returnState(db, none.returnId)).toEqual({ state: 'closed', closed: true });
  expect(await books(db, none.returnId, 'o3-payment')).toMatchObject({ owed: 0, transit: 0 });
  expect(await cancelUncaptured(world, { ...second, staffId: 'agent' })).toMatchObject({ ok: false });
});

test('39. a disputed charge is refused before the call, an inquiry is allowed with a warning, and after the window another way is offered', async () => {
  await using db = await openTestDatabase();
  const ideal = { amount: 4000, currency: 'EUR', methodType: 'ideal' };
  await using world = await openMoney(db, { known: { pi_o3: ideal } });
  const disputed = await owe40(world);
  await world.stripe.dispute('pi_o1');
  await drain(world);
  expect(counted(world)).toEqual({ asked: 0, refunds: 0 });
  expect(await payoutOf(db, disputed.payoutId)).toMatchObject({ state: 'failed', known: { failure: 'disputed' } });
  expect(await books(db, disputed.returnId)).toMatchObject({ owed: 4000, transit: 0 });

  const inquiry = await owe40(world, { id: 'o2' });
  await world.stripe.dispute('pi_o2', { inquiry: true });
  await wait(world, { minutes: 1 });
  expect(counted(world)).toEqual({ asked: 1, refunds: 1 });
  expect(await payoutState(db, inquiry.payoutId)).toBe('settled');
  expect((await onlyRefund(world, 'pi_o2')).amount).toBe(4000);
  expect(
    world.lines.some((line) => line.payoutId === inquiry.payoutId && JSON.stringify(line).includes('inquiry')),
  ).toBe(true);

  // Paid by iDEAL, which takes refunds for 180 days.
  world.stripe.pay({ id: 'pi_o3', amount: 4000, currency: 'eur', methodType: 'ideal' });
  await wait(world, { hours: 24 * 181 });
  const late = await owe40(world, {
    id: 'o3',
    placedAt: world.clock().subtract({ hours: 240 }),
    shipments: [
      {
        ...{ id: 'o3-parcel', position: 1 },
        dispatchedAt: world.clock().subtract({ hours: 200 }),
        deliveredAt: world.clock().subtract({ hours: 120 }),
      },
    ],
  });
  const asked = counted(world);
  await wait(world, { minutes: 1 });
  expect(counted(world)).toEqual(asked);
  const over = await payoutOf(db, late.payoutId);
  expect(over).toMatchObject({ state: 'failed', known: { failure: 'window-over' } });
  expect(taskOf(over)).toMatchObject({ customerChooses: true, mayRetry: false });
  expect(waysLeft(over, { credit: true, who: 'customer' })).toEqual(['credit', 'transfer']);
  expect(await books(db, late.returnId, 'o3-payment')).toMatchObject({ owed: 4000, transit: 0 });
});

// Three pieces of one line at a discount that does not divide by three, and one more line; in Stripe's smallest unit.
const currencies = [
  { currency: 'JPY', step: 1, unitPrice: 1001, discountTotal: 100, other: 1, charged: '2904' },
  { currency: 'UGX', step: 100, unitPrice: 500_000, discountTotal: 10_000, other: 100, charged: '14901.00' },
  { currency: 'ISK', step: 100, unitPrice: 199_900, discountTotal: 5_000, other: 100, charged: '5948.00' },
  { currency: 'KWD', step: 10, unitPrice: 12_340, discountTotal: 1_000, other: 10, charged: '36.030' },
  { currency: 'HUF', step: 1, unitPrice: 123_450, discountTotal: 10_001, other: 1, charged: '3603.50' },
] as const;

test.each(currencies)(
  '35. $currency: exact amounts both ways, and partial refunds that sum to the charge',
  async ({ currency, step, unitPrice, discountTotal, other, charged }) => {
    await using db = await openTestDatabase();
    await using world = await openMoney(db);
    const order = await sellLines(world, [{ unitPrice, quantity: 3, discountTotal }, { unitPrice: other }], {
      currency,
    });
    const paid = unitPrice * 3 - discountTotal + other;
    expect(order.total).toBe(paid);
    expect(toDecimal(money(paid, currency))).toBe(charged);
    expect(parseDecimal(charged, currency)).toEqual({ ok: true, money: { amount: paid, currency } });

    const totals: number[] = [];
    for (const lineIds of [['o1-l1'], ['o1-l1', 'o1-l2'], ['o1-l1']]) {
      const chosen = lineIds.map((lineId) => ({ lineId, quantity: 1 }));
      const { returnId, payoutId, total } = await oweFor(world, chosen);
      totals.push(total);
      await drain(world);
      expect(await payoutState(db, payoutId)).toBe('settled');
      expect(await returnState(db, returnId)).toEqual({ state: 'closed', closed: true });
      const sum = totals.reduce((all, one) => all + one, 0);
      expect(await books(db, returnId)).toEqual({ owed: 0, transit: 0, payment: sum - paid });
    }
    expect(totals.reduce((all, one) => all + one, 0)).toBe(paid);
    for (const total of totals) expect(total % step).toBe(0);
    expect(bodiesSent(world).map(({ amount }) => amount)).toEqual(totals.map(String));
    const refunds = await refundsAt(world);
    expect(refunds.map(({ amount }) => amount)).toEqual(totals);
    expect(new Set(refunds.map((refund) => refund.currency))).toEqual(new Set([currency.toLowerCase()]));
    expect(counted(world)).toEqual({ asked: 3, refunds: 3 });
    const charge = await world.ask('GET', '/v1/payment_intents/pi_o1?expand[]=latest_charge');
    expect(charge.json.latest_charge).toMatchObject({ amount_captured: paid, amount_refunded: paid, refunded: true });
  },
);

test('36. an order of three lines with discount, tax and shipping, returned one by one: the sum is exactly what was paid', async () => {
  await using db = await openTestDatabase();
  await using world = await openMoney(db);
  const lines = [
    { unitPrice: 1999, quantity: 1, discountTotal: 333, taxTotal: 266 },
    { unitPrice: 749, quantity: 3, discountTotal: 101, taxTotal: 343 },
    { unitPrice: 3333, quantity: 1, discountTotal: 0, taxTotal: 532 },
  ];
  const order = await sellLines(world, lines, { shippingPaid: 590, shippingStandard: 590, taxIncluded: true });
  const paid = 1666 + 2146 + 3333 + 590;
  expect(order.total).toBe(paid);
  const totals: number[] = [];
  for (const lineId of ['o1-l2', 'o1-l3', 'o1-l2', 'o1-l1', 'o1-l2']) {
    const { returnId, total } = await oweFor(world, [{ lineId, quantity: 1 }]);
    totals.push(total);
    await drain(world);
    expect(await returnState(db, returnId)).toEqual({ state: 'closed', closed: true });
  }
  expect(totals.reduce((all, one) => all + one, 0)).toBe(paid);
  expect((await refundsAt(world)).map(({ amount }) => amount)).toEqual(totals);
  expect(counted(world)).toEqual({ asked: 5, refunds: 5 });
  expect(await books(db, 'none')).toEqual({ owed: 0, transit: 0, payment: 0 });
});
