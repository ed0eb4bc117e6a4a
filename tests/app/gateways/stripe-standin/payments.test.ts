import { expect, test } from 'vitest';
import { openBench } from '../stand-in-bench.ts';

const held = {
  amount: '1000',
  currency: 'eur',
  payment_method: 'pm_card_visa',
  confirm: 'true',
  capture_method: 'manual',
};

test('held, then captured in part: the rest is released and is no refund', async () => {
  await using bench = await openBench();
  const { json } = await bench.ask('POST', '/v1/payment_intents', held);
  expect(json).toMatchObject({ status: 'requires_capture', amount_capturable: 1000, amount_received: 0 });
  const early = await bench.ask('POST', '/v1/refunds', { payment_intent: json.id });
  expect(early).toMatchObject({ status: 400, json: { error: { type: 'invalid_request_error' } } });
  expect(early.json.error.code).toBeUndefined();
  const path = `/v1/payment_intents/${json.id}/capture`;
  const more = await bench.ask('POST', path, { amount_to_capture: '1001' });
  expect(more).toMatchObject({
    status: 400,
    json: { error: { code: 'amount_too_large', param: 'amount_to_capture' } },
  });
  const captured = await bench.ask('POST', path, { amount_to_capture: '600', 'expand[0]': 'latest_charge' });
  expect(captured.json).toMatchObject({
    ...{ status: 'succeeded', amount: 1000, amount_capturable: 0, amount_received: 600 },
    latest_charge: { amount: 1000, amount_captured: 600, amount_refunded: 0, captured: true, refunded: false },
  });
  expect(await bench.ask('POST', path)).toMatchObject({ json: { error: { code: 'payment_intent_unexpected_state' } } });
  const over = await bench.ask('POST', '/v1/refunds', { payment_intent: json.id, amount: '601' });
  expect(over.json.error).toMatchObject({ param: 'amount' });
  const all = await bench.ask('POST', '/v1/refunds', { payment_intent: json.id });
  expect(all.json.amount).toBe(600);
});

test('captured several times: what can be refunded grows with each', async () => {
  await using bench = await openBench();
  const { json } = await bench.ask('POST', '/v1/payment_intents', held);
  const capture = (amount: number, final: boolean) =>
    bench.ask('POST', `/v1/payment_intents/${json.id}/capture`, {
      ...{ amount_to_capture: String(amount), final_capture: String(final) },
    });
  const refund = (amount: number) =>
    bench.ask('POST', '/v1/refunds', { payment_intent: json.id, amount: String(amount) });
  expect((await capture(300, false)).json).toMatchObject({ status: 'requires_capture', amount_capturable: 700 });
  expect((await capture(701, true)).json.error.code).toBe('amount_too_large');
  expect((await refund(301)).status).toBe(400);
  expect((await refund(300)).status).toBe(200);
  expect((await capture(200, false)).json).toMatchObject({ amount_received: 500, amount_capturable: 500 });
  expect((await refund(201)).status).toBe(400);
  expect((await refund(200)).status).toBe(200);
  expect((await capture(100, true)).json).toMatchObject({ status: 'succeeded', amount_received: 600 });
  expect((await refund(101)).status).toBe(400);
  expect((await refund(100)).status).toBe(200);
  const types = (await bench.ask('GET', '/v1/events?types[]=charge.captured&limit=100')).json.data;
  expect(types.length).toBe(3);
});

test('fifty captures are the end, and only cards have more than one', async () => {
  await using bench = await openBench();
  const { json } = await bench.ask('POST', '/v1/payment_intents', held);
  const path = `/v1/payment_intents/${json.id}/capture`;
  for (let made = 0; made < 50; made += 1) {
    const { status } = await bench.ask('POST', path, { amount_to_capture: '1', final_capture: 'false' });
    expect(status).toBe(200);
  }
  expect((await bench.ask('POST', path)).status).toBe(400);
  const id = bench.standIn.controls.pay({ amount: 100, currency: 'eur', methodType: 'paypal', manual: true });
  const capture = { amount_to_capture: '1', final_capture: 'false' };
  expect((await bench.ask('POST', `/v1/payment_intents/${id}/capture`, capture)).status).toBe(400);
});

test('held and not captured is canceled, not refunded', async () => {
  await using bench = await openBench();
  const { json } = await bench.ask('POST', '/v1/payment_intents', held);
  const path = `/v1/payment_intents/${json.id}/cancel`;
  const canceled = await bench.ask('POST', path, { cancellation_reason: 'requested_by_customer' });
  expect(canceled.json).toMatchObject({
    ...{ status: 'canceled', amount_capturable: 0, cancellation_reason: 'requested_by_customer' },
    canceled_at: Math.floor(bench.now().epochMilliseconds / 1000),
  });
  expect((await bench.ask('POST', path)).json.error.code).toBe('payment_intent_unexpected_state');
  expect((await bench.ask('POST', path, { cancellation_reason: 'mood' })).json.error.param).toBe('cancellation_reason');
});

test('declined tries leave failed charges, and the payment is refunded by its intent', async () => {
  await using bench = await openBench();
  const declined = { amount: '500', currency: 'usd', payment_method: 'pm_card_chargeDeclined', confirm: 'true' };
  const first = await bench.ask('POST', '/v1/payment_intents', declined);
  expect(first).toMatchObject({ status: 402, json: { error: { type: 'card_error', code: 'card_declined' } } });
  const { id, last_payment_error: why } = first.json.error.payment_intent;
  expect(why).toMatchObject({ code: 'card_declined', charge: first.json.error.charge });
  expect((await bench.ask('POST', '/v1/refunds', { payment_intent: id })).json.error).toEqual({
    type: 'invalid_request_error',
    message: `This PaymentIntent (${id}) does not have a successful charge to refund.`,
  });
  const path = `/v1/payment_intents/${id}/confirm`;
  expect((await bench.ask('POST', path, { payment_method: 'pm_card_chargeDeclined' })).status).toBe(402);
  expect((await bench.ask('POST', path, { payment_method: 'pm_card_visa' })).json.status).toBe('succeeded');
  expect((await bench.ask('POST', path, { payment_method: 'pm_card_visa' })).json.error.code).toBe(
    'payment_intent_unexpected_state',
  );
  const { json } = await bench.ask('GET', `/v1/charges?payment_intent=${id}`);
  expect(json.data.map(({ status }: { status: string }) => status)).toEqual(['succeeded', 'failed', 'failed']);
  expect(json.data[1]).toMatchObject({
    paid: false,
    captured: false,
    amount_captured: 0,
    failure_code: 'card_declined',
  });
  const refund = await bench.ask('POST', '/v1/refunds', { payment_intent: id, amount: '500' });
  expect(refund.json).toMatchObject({ charge: json.data[0].id, status: 'succeeded' });
});

test('a payment made by a script: parts, failed tries, other ways of paying', async () => {
  await using bench = await openBench();
  const { controls } = bench.standIn;
  const captured = { amount: 40, final: false };
  const id = controls.pay({ amount: 100, currency: 'EUR', manual: true, captured, failedTries: 2 });
  const read = await bench.ask('GET', `/v1/payment_intents/${id}`);
  expect(read.json).toMatchObject({ amount_received: 40, amount_capturable: 60, status: 'requires_capture' });
  expect((await bench.ask('GET', `/v1/charges?payment_intent=${id}`)).json.data.length).toBe(3);
  expect(controls.pay({ id: 'pi_named', amount: 1, currency: 'EUR', methodType: 'ideal' })).toBe('pi_named');
  const ideal = await bench.ask('GET', '/v1/payment_intents/pi_named?expand[]=latest_charge');
  expect(ideal.json).toMatchObject({ latest_charge: { payment_method_details: { type: 'ideal' } } });
  expect(() => controls.pay({ amount: 1, currency: 'EUR', manual: true, captured: { amount: 2 } })).toThrow('is held');
  const other = await bench.ask('POST', '/v1/payment_intents', {
    ...{ amount: '700', currency: 'eur', confirm: 'true', 'payment_method_data[type]': 'paypal' },
    'payment_method_data[billing_details][email]': 'a@example.com',
  });
  expect(other.json).toMatchObject({ payment_method_types: ['paypal'], receipt_email: 'a@example.com' });
  expect((await bench.ask('GET', '/v1/payment_intents?limit=2')).json).toMatchObject({
    data: [{ id: other.json.id }, { id: 'pi_named' }],
    has_more: true,
  });
});
