import { expect, test } from 'vitest';
import { BENCH_NOW, openBench, refundOf } from './stand-in-bench.ts';

test('captured in parts: never more than was captured; the failed tries before it count for nothing', async () => {
  await using bench = await openBench();
  const { standIn, payments } = bench;
  const { controls } = standIn;
  const payment = controls.pay({
    amount: 5000,
    currency: 'eur',
    manual: true,
    captured: { amount: 3000 },
    failedTries: 2,
  });
  expect(await payments.readPayment(payment)).toMatchObject({ state: 'captured', captured: 3000, refundable: 3000 });
  expect(await payments.refund(refundOf(payment, 3001, 'EUR'))).toMatchObject({ code: 'over-refundable' });
  expect(await payments.refund(refundOf(payment, 3000, 'EUR'))).toMatchObject({ kind: 'accepted' });
  expect(standIn.counters().refunds).toBe(1);
});

test('captured several times: what can be refunded grows with what was captured', async () => {
  await using bench = await openBench();
  const { standIn, payments } = bench;
  const { controls } = standIn;
  const captured = { amount: 1000, final: false };
  const payment = controls.pay({ amount: 5000, currency: 'eur', manual: true, captured });
  expect(await payments.readPayment(payment)).toMatchObject({ captured: 1000 });
  const form = { amount_to_capture: '1500', final_capture: 'true' };
  expect(await bench.ask('POST', `/v1/payment_intents/${payment}/capture`, form)).toMatchObject({ status: 200 });
  expect(await payments.readPayment(payment)).toMatchObject({ captured: 2500, refundable: 2500 });
});

test('held and not captured: refused before the call, and let go instead; once more changes nothing', async () => {
  await using bench = await openBench();
  const { standIn, payments } = bench;
  const { controls } = standIn;
  const paymentRef = controls.pay({ amount: 5000, currency: 'eur', manual: true });
  expect(await payments.refund(refundOf(paymentRef, 100, 'EUR'))).toMatchObject({ code: 'not-captured' });
  expect(standIn.counters().calls['POST /v1/refunds']).toBeUndefined();
  expect(await payments.cancelPayment({ paymentRef, idempotencyKey: 'k1' })).toEqual({ kind: 'accepted' });
  expect(await payments.cancelPayment({ paymentRef, idempotencyKey: 'k2' })).toEqual({ kind: 'accepted' });
  expect(await payments.readPayment(paymentRef)).toMatchObject({ state: 'none', refundable: 0 });
});

test('a captured payment is not let go', async () => {
  await using bench = await openBench();
  const paymentRef = bench.standIn.controls.pay({ amount: 5000, currency: 'eur' });
  const outcome = await bench.payments.cancelPayment({ paymentRef, idempotencyKey: 'k1' });
  expect(outcome).toMatchObject({ kind: 'refused', code: 'captured' });
});

test('a chargeback refuses before the call, won it is free again; an inquiry is refunded with a warning', async () => {
  await using bench = await openBench();
  const { standIn, payments } = bench;
  const { controls } = standIn;
  const charged = controls.pay({ amount: 5000, currency: 'eur' });
  const dispute = await controls.dispute(charged);
  const refused = await payments.refund(refundOf(charged, 100, 'EUR'));
  expect(refused).toMatchObject({ code: 'disputed', payment: { disputes: [{ ref: dispute, withdrawn: 5000 }] } });
  expect(standIn.counters().calls['POST /v1/refunds']).toBeUndefined();
  controls.moveDispute(dispute, { status: 'won' });
  expect(await payments.readDispute(dispute)).toMatchObject({ status: 'won', withdrawn: 0, paymentRef: charged });
  expect(await payments.refund(refundOf(charged, 100, 'EUR'))).toMatchObject({ kind: 'accepted', warnings: [] });
  const asked = controls.pay({ amount: 5000, currency: 'eur' });
  await controls.dispute(asked, { inquiry: true });
  const outcome = await payments.refund(refundOf(asked, 100, 'EUR'));
  expect(outcome).toMatchObject({ kind: 'accepted', warnings: ['inquiry'] });
});

test('a key that may not see disputes: the mark on the payment is enough to refuse', async () => {
  await using bench = await openBench();
  const payment = bench.standIn.controls.pay({ amount: 5000, currency: 'eur' });
  await bench.standIn.controls.dispute(payment);
  bench.standIn.faults.next({ on: 'GET /v1/disputes', do: 'status403' });
  expect(await bench.payments.refund(refundOf(payment, 100, 'EUR'))).toMatchObject({ code: 'disputed' });
});

test('the window of the way of payment: warned near its end, refused without a call after it', async () => {
  await using bench = await openBench();
  const payment = bench.standIn.controls.pay({ amount: 5000, currency: 'eur', methodType: 'ideal' });
  const at = (days: number) => ({ ...refundOf(payment, 100, 'EUR'), now: BENCH_NOW.add({ hours: 24 * days }) });
  expect(await bench.payments.refund(at(165))).toMatchObject({ kind: 'accepted', warnings: [] });
  expect(await bench.payments.refund(at(166))).toMatchObject({ kind: 'accepted', warnings: ['window-ending'] });
  expect(await bench.payments.refund(at(180))).toMatchObject({ kind: 'refused', code: 'window-over' });
  expect(bench.standIn.counters().calls['POST /v1/refunds']).toBe(2);
});

test('a refund that waits for the customer says until when, and to whom only in part; it can be cancelled once', async () => {
  await using bench = await openBench();
  const { standIn, payments } = bench;
  const { controls } = standIn;
  const payment = controls.pay({ amount: 5000, currency: 'jpy', methodType: 'konbini', email: 'ada@example.com' });
  const outcome = await payments.refund(refundOf(payment, 100, 'JPY'));
  if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
  expect(outcome.refund).toMatchObject({ status: 'requires-action', askedAt: 'a***@e***.com' });
  expect(outcome.refund.expiresAt).toBe('2027-01-05T09:00:00Z');
  const { ref: refundRef } = outcome.refund;
  const ended = await payments.cancelRefund({ refundRef, idempotencyKey: 'c1' });
  expect(ended).toMatchObject({ kind: 'accepted', refund: { status: 'canceled' } });
  const again = await payments.cancelRefund({ refundRef, idempotencyKey: 'c2' });
  expect(again).toMatchObject({ kind: 'refused', code: 'unsupported' });
});

test('all refunds of a span, over all pages, each once', async () => {
  await using bench = await openBench();
  const { standIn, payments } = bench;
  const { controls } = standIn;
  const payment = controls.pay({ amount: 50_000, currency: 'eur' });
  const made: string[] = [];
  for (let index = 0; index < 230; index += 1) made.push(await controls.refundInDashboard(payment, { amount: 1 }));
  bench.advance({ hours: 1 });
  const late = await controls.refundInDashboard(payment, { amount: 1 });
  const span = async (createdSince: Temporal.Instant, until: Temporal.Instant) => {
    const refs: string[] = [];
    for await (const refund of payments.listRefunds({ createdSince, until })) refs.push(refund.ref);
    return refs;
  };
  expect((await span(BENCH_NOW, BENCH_NOW.add({ seconds: 1 }))).sort()).toEqual(made.sort());
  expect(await span(BENCH_NOW.add({ seconds: 1 }), BENCH_NOW.add({ hours: 1, seconds: 1 }))).toEqual([late]);
  expect(await span(BENCH_NOW.add({ hours: 2 }), BENCH_NOW.add({ hours: 3 }))).toEqual([]);
});

test('the events about money of a span, and no others', async () => {
  await using bench = await openBench();
  const { standIn, payments } = bench;
  const { controls } = standIn;
  const payment = controls.pay({ amount: 5000, currency: 'eur' });
  const refund = await controls.refundInDashboard(payment, { amount: 1 });
  const warning = await controls.warn(payment);
  const events = [];
  const span = { createdSince: BENCH_NOW, until: BENCH_NOW.add({ seconds: 1 }) };
  for await (const event of payments.listEvents(span)) events.push(event);
  expect(events.map(({ type }) => type)).toEqual([
    'radar.early_fraud_warning.created',
    'charge.refunded',
    'refund.created',
  ]);
  expect(events.map(({ paymentRef }) => paymentRef)).toEqual([payment, payment, payment]);
  expect(events.at(-1)).toMatchObject({ objectId: refund, objectKind: 'refund', livemode: false });
  expect(await payments.readDispute(warning)).toMatchObject({
    status: 'early-warning',
    paymentRef: payment,
    amount: null,
  });
});

test('tax is taken back once for each name, and put back by reversing that', async () => {
  await using bench = await openBench();
  const { standIn, payments } = bench;
  const { controls } = standIn;
  const transactionRef = controls.taxTransaction({
    currency: 'eur',
    lines: [{ reference: 'l1', amount: 1000, tax: 190 }],
  });
  const reversal = { transactionRef, reference: 'refund:po:1:tax', amount: 595 };
  const made = await payments.reverseTax(reversal);
  expect(await payments.reverseTax(reversal)).toEqual(made);
  if (made.kind !== 'accepted') throw new Error(made.kind);
  const undone = await payments.undoTaxReversal({ reversalRef: made.ref, reference: 'refund:po:1:tax-undone' });
  expect(undone).toMatchObject({ kind: 'accepted' });
  expect(await payments.reverseTax({ ...reversal, reference: 'other', amount: 1191 })).toMatchObject({
    kind: 'refused',
  });
});
