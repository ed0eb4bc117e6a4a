import { expect, test } from 'vitest';
import { type Bench, openBench } from '../stand-in-bench.ts';

const known = { pi_1: { amount: 1000, currency: 'EUR' } };

const read = async (bench: Bench, path: string) => (await bench.ask('GET', path)).json;

async function eventsOf(bench: Bench): Promise<string[]> {
  const { data } = await read(bench, '/v1/events?limit=100');
  return data.map(({ type }: { type: string }) => type).reverse();
}

const refund = (bench: Bench, amount: number) =>
  bench.ask('POST', '/v1/refunds', { payment_intent: 'pi_1', amount: String(amount) });

test('a chargeback takes the money, stops refunds and fails those under way', async () => {
  await using bench = await openBench({ known });
  const { controls } = bench.standIn;
  controls.setBalance('EUR', 5000);
  await refund(bench, 100);
  controls.scriptRefund({ status: 'pending' });
  const pending = (await refund(bench, 200)).json.id;
  const id = await controls.dispute('pi_1', { reason: 'product_not_received' });
  expect(await read(bench, `/v1/disputes/${id}`)).toMatchObject({
    ...{ amount: 1000, status: 'needs_response', reason: 'product_not_received', is_charge_refundable: false },
    balance_transactions: [{ amount: -1000, reporting_category: 'dispute' }],
    payment_method_details: { card: { case_type: 'chargeback' } },
  });
  expect(await read(bench, `/v1/refunds/${pending}`)).toMatchObject({
    ...{ status: 'failed', failure_reason: 'charge_for_pending_refund_disputed' },
  });
  expect((await refund(bench, 1)).json.error).toMatchObject({ code: 'charge_disputed' });
  const { latest_charge: charge } = await read(bench, '/v1/payment_intents/pi_1?expand[]=latest_charge');
  expect(charge.disputed).toBe(true);
  expect(controls.balance('EUR')).toBe(5000 - 100 - 1000);
  expect((await eventsOf(bench)).slice(3)).toEqual([
    'charge.dispute.created',
    'refund.failed',
    'charge.dispute.funds_withdrawn',
  ]);
});

test('won gives the money back and frees the charge; lost does neither', async () => {
  await using bench = await openBench({ known });
  const { controls } = bench.standIn;
  const id = await controls.dispute('pi_1', { amount: 400 });
  expect(controls.moveDispute(id, { status: 'under_review' })).toBe('under_review');
  controls.moveDispute(id, { status: 'won' });
  const won = await read(bench, `/v1/disputes/${id}`);
  expect(won).toMatchObject({ status: 'won', is_charge_refundable: true });
  expect(won.balance_transactions.map(({ amount }: { amount: number }) => amount)).toEqual([-400, 400]);
  expect((await refund(bench, 10)).status).toBe(200);
  expect(() => controls.moveDispute(id, { status: 'needs_response' })).toThrow('does not go from won');
  const second = await controls.dispute('pi_1');
  const lost = await bench.ask('POST', `/v1/disputes/${second}/close`);
  expect(lost.json).toMatchObject({ status: 'lost', is_charge_refundable: false });
  expect((await bench.ask('POST', `/v1/disputes/${second}/close`)).status).toBe(400);
  expect((await refund(bench, 10)).json.error.code).toBe('charge_disputed');
  expect(await eventsOf(bench)).toEqual([
    ...['charge.dispute.created', 'charge.dispute.funds_withdrawn', 'charge.dispute.updated'],
    ...['charge.dispute.closed', 'charge.dispute.funds_reinstated', 'refund.created', 'charge.refunded'],
    ...['charge.dispute.created', 'charge.dispute.funds_withdrawn', 'charge.dispute.closed'],
  ]);
  const { data } = await read(bench, '/v1/disputes?payment_intent=pi_1&limit=1');
  expect(data).toMatchObject([{ id: second }]);
  const { data: all } = await read(bench, `/v1/disputes?charge=${won.charge}`);
  expect(all.map((dispute: { id: string }) => dispute.id)).toEqual([second, id]);
});

test('an inquiry leaves the charge refundable; as a chargeback it does not', async () => {
  await using bench = await openBench({ known });
  const { controls } = bench.standIn;
  const closed = await controls.dispute('pi_1', { inquiry: true });
  expect(await read(bench, `/v1/disputes/${closed}`)).toMatchObject({
    ...{ status: 'warning_needs_response', is_charge_refundable: true, balance_transactions: [] },
    payment_method_details: { card: { case_type: 'inquiry' } },
  });
  expect((await refund(bench, 10)).status).toBe(200);
  controls.moveDispute(closed, { status: 'warning_closed' });
  const escalated = await controls.dispute('pi_1', { inquiry: true });
  controls.scriptRefund({ status: 'pending' });
  const pending = (await refund(bench, 20)).json.id;
  controls.moveDispute(escalated, { status: 'needs_response' });
  expect(await read(bench, `/v1/disputes/${escalated}`)).toMatchObject({
    ...{ is_charge_refundable: false, balance_transactions: [{ amount: -1000 }] },
    payment_method_details: { card: { case_type: 'chargeback' } },
  });
  expect((await read(bench, `/v1/refunds/${pending}`)).status).toBe('failed');
  expect((await refund(bench, 10)).status).toBe(400);
});

test('what a script says wins: refundable though open, money moved by hand', async () => {
  await using bench = await openBench({ known });
  const { controls } = bench.standIn;
  const id = await controls.dispute('pi_1', { isChargeRefundable: true, dueInSeconds: 60 });
  expect((await refund(bench, 1)).status).toBe(200);
  controls.moveDispute(id, { isChargeRefundable: false, funds: 'reinstated' });
  expect((await refund(bench, 1)).status).toBe(400);
  expect((await read(bench, `/v1/disputes/${id}`)).balance_transactions.length).toBe(2);
  const noted = await bench.ask('POST', `/v1/disputes/${id}`, { 'metadata[return]': 'rt_1' });
  expect(noted.json.metadata).toEqual({ return: 'rt_1' });
  expect((await bench.ask('GET', '/v1/disputes/du_none')).status).toBe(404);
  await expect(controls.dispute('pi_none')).rejects.toThrow('no payment');
});

test('the test cards: dispute, inquiry, early warning', async () => {
  await using bench = await openBench();
  const pay = async (method: string) => {
    const form = { amount: '900', currency: 'eur', confirm: 'true', payment_method: method };
    return (await bench.ask('POST', '/v1/payment_intents', form)).json.id;
  };
  const disputed = await pay('pm_card_createDispute');
  const asked = await pay('pm_card_createDisputeInquiry');
  const warned = await pay('pm_card_createIssuerFraudRecord');
  const refundAll = async (payment: string) =>
    (await bench.ask('POST', '/v1/refunds', { payment_intent: payment })).status;
  expect((await read(bench, `/v1/disputes?payment_intent=${disputed}`)).data).toMatchObject([
    { status: 'needs_response' },
  ]);
  expect((await read(bench, `/v1/disputes?payment_intent=${asked}`)).data).toMatchObject([
    { status: 'warning_needs_response' },
  ]);
  const warnings = await read(bench, `/v1/radar/early_fraud_warnings?payment_intent=${warned}`);
  expect(warnings.data).toMatchObject([{ actionable: true, fraud_type: 'made_with_stolen_card' }]);
  expect(await read(bench, `/v1/radar/early_fraud_warnings/${warnings.data[0].id}`)).toEqual(warnings.data[0]);
  expect([await refundAll(disputed), await refundAll(asked), await refundAll(warned)]).toEqual([400, 200, 200]);
  expect(await eventsOf(bench)).toContain('radar.early_fraud_warning.created');
  const second = await bench.standIn.controls.warn(warned, { fraudType: 'misc', actionable: false });
  expect(await read(bench, `/v1/radar/early_fraud_warnings/${second}`)).toMatchObject({ fraud_type: 'misc' });
});
