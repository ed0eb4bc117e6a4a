import { expect, test } from 'vitest';
import { type Bench, openBench } from '../stand-in-bench.ts';

const refundOf = async (bench: Bench, payment: string, form: Record<string, string> = {}) =>
  (await bench.ask('POST', '/v1/refunds', { payment_intent: payment, ...form })).json;

const read = async (bench: Bench, id: string) => (await bench.ask('GET', `/v1/refunds/${id}`)).json;

const seconds = (bench: Bench): number => Math.floor(bench.now().epochMilliseconds / 1000);

test.each([
  ['ideal', 'pending', 'eu_bank_transfer'],
  ['sepa_debit', 'pending', 'eu_bank_transfer'],
  ['paypal', 'succeeded', 'paypal'],
  ['klarna', 'succeeded', 'klarna'],
  ['alipay', 'succeeded', 'alipay'],
])('%s: a refund begins as %s and goes to %s', async (methodType, status, type) => {
  await using bench = await openBench();
  const payment = bench.standIn.controls.pay({ amount: 500, currency: 'EUR', methodType });
  const refund = await refundOf(bench, payment, { amount: '200' });
  expect(refund).toMatchObject({ status, destination_details: { type } });
  bench.advance({ seconds: 2 });
  await bench.standIn.runDue();
  bench.standIn.moveRefund(refund.id, { reference: 'ref 1' });
  const after = await read(bench, refund.id);
  expect(after.status).toBe('succeeded');
  if (type !== 'alipay') {
    expect(after.destination_details[type]).toMatchObject({ reference: 'ref 1', reference_status: 'available' });
  }
});

test.each(['customer_balance', 'konbini', 'promptpay', 'boleto'])(
  '%s: Stripe asks the customer, whose time runs out',
  async (methodType) => {
    await using bench = await openBench();
    const { controls } = bench.standIn;
    const silent = controls.pay({ amount: 500, currency: 'EUR', methodType });
    const nobody = await bench.ask('POST', '/v1/refunds', { payment_intent: silent });
    expect(nobody).toMatchObject({ status: 400, json: { error: { param: 'instructions_email' } } });
    const named = await refundOf(bench, silent, { instructions_email: 'b@example.com', amount: '1' });
    expect(named.next_action.display_details.email_sent.email_sent_to).toBe('b@example.com');
    const payment = controls.pay({ amount: 500, currency: 'EUR', methodType, email: 'a@example.com' });
    const refund = await refundOf(bench, payment);
    expect(refund).toMatchObject({
      status: 'requires_action',
      balance_transaction: null,
      next_action: {
        type: 'display_details',
        display_details: {
          email_sent: { email_sent_at: seconds(bench), email_sent_to: 'a@example.com' },
          expires_at: seconds(bench) + 45 * 86_400,
        },
      },
    });
    bench.advance({ hours: 45 * 24 - 1 });
    await bench.standIn.runDue();
    expect((await read(bench, refund.id)).status).toBe('requires_action');
    bench.advance({ hours: 1 });
    await bench.standIn.runDue();
    expect(await read(bench, refund.id)).toMatchObject({ status: 'failed', failure_reason: 'unknown' });
  },
);

test('a customer who answers in time, one whose time is ended, and a refund that the bank sent back', async () => {
  await using bench = await openBench();
  const { controls } = bench.standIn;
  const payment = controls.pay({ amount: 500, currency: 'JPY', methodType: 'konbini', email: 'a@example.com' });
  const refund = await refundOf(bench, payment, { amount: '100' });
  controls.moveRefund(refund.id, { to: 'pending' });
  bench.advance({ hours: 60 * 24 });
  await bench.standIn.runDue();
  expect(await read(bench, refund.id)).toMatchObject({ status: 'pending', pending_reason: 'processing' });
  controls.moveRefund(refund.id, { to: 'succeeded' });
  controls.moveRefund(refund.id, { to: 'requires_action', emailSentTo: 'c@example.com', expiresInSeconds: 60 });
  const { next_action: next } = await read(bench, refund.id);
  expect(next.display_details).toMatchObject({ expires_at: seconds(bench) + 60 });
  const expire = (id: string) => bench.ask('POST', `/v1/test_helpers/refunds/${id}/expire`);
  expect((await expire(refund.id)).json.status).toBe('failed');
  expect((await expire(refund.id)).status).toBe(400);
});

test('the balance is short: a card waits for it and fails after 45 days, another way is refused', async () => {
  await using bench = await openBench();
  const { controls } = bench.standIn;
  const card = controls.pay({ amount: 1000, currency: 'EUR' });
  const paypal = controls.pay({ amount: 1000, currency: 'EUR', methodType: 'paypal' });
  controls.setBalance('EUR', 300);
  const sent = await refundOf(bench, card, { amount: '300' });
  expect([sent.status, controls.balance('eur')]).toEqual(['succeeded', 0]);
  const waits = await refundOf(bench, card, { amount: '100' });
  expect(waits).toMatchObject({ status: 'pending', pending_reason: 'insufficient_funds', balance_transaction: null });
  const refused = await bench.ask('POST', '/v1/refunds', { payment_intent: paypal });
  expect(refused).toMatchObject({ status: 402, json: { error: { code: 'balance_insufficient' } } });
  controls.setBalance('EUR', 100);
  expect([(await read(bench, waits.id)).status, controls.balance('EUR')]).toEqual(['succeeded', 0]);
  controls.moveRefund(waits.id, { to: 'failed' });
  expect(controls.balance('EUR')).toBe(100);
  const late = await refundOf(bench, card, { amount: '101' });
  bench.advance({ hours: 45 * 24 });
  await bench.standIn.runDue();
  expect(await read(bench, late.id)).toMatchObject({ status: 'failed', failure_reason: 'insufficient_funds' });
  expect(controls.balance('EUR')).toBe(100);
});

test.each(['succeeded', 'failed'] as const)('a refund of money that is not there yet: the payment %s', async (to) => {
  await using bench = await openBench();
  const { controls } = bench.standIn;
  const payment = controls.pay({ amount: 500, currency: 'EUR', methodType: 'sepa_debit', chargePending: true });
  const refund = await refundOf(bench, payment);
  expect(refund).toMatchObject({ status: 'pending', pending_reason: 'charge_pending' });
  await controls.settlePayment(payment, to);
  expect((await read(bench, refund.id)).status).toBe(to);
  await expect(controls.settlePayment(payment, to)).rejects.toThrow(`is ${to}`);
});

test('card refunds: pending, refund with a number, without one, reversal', async () => {
  await using bench = await openBench({ known: { pi_1: { amount: 500, currency: 'EUR' } } });
  const { controls } = bench.standIn;
  controls.scriptRefund({ status: 'pending' });
  const refund = await refundOf(bench, 'pi_1', { amount: '100' });
  const details = async () => (await read(bench, refund.id)).destination_details.card;
  expect(await details()).toEqual({ type: 'pending' });
  controls.moveRefund(refund.id, { to: 'succeeded' });
  expect(await details()).toMatchObject({ type: 'refund', reference_status: 'pending' });
  controls.moveRefund(refund.id, { noReference: true });
  expect(await details()).toMatchObject({ reference_status: 'unavailable' });
  controls.moveRefund(refund.id, { reference: '7453', noReference: false });
  expect(await details()).toMatchObject({ reference: '7453', reference_status: 'available' });
  controls.moveRefund(refund.id, { cardType: 'reversal' });
  expect(await details()).toEqual({ type: 'reversal' });
});

test('scripts: in order, for one payment, several times, with what follows', async () => {
  const known = { pi_1: { amount: 500, currency: 'EUR' }, pi_2: { amount: 500, currency: 'EUR' } };
  await using bench = await openBench({ known });
  const { controls } = bench.standIn;
  const later = { to: 'failed', afterMs: 86_400_000, failureReason: 'lost_or_stolen_card' } as const;
  controls.scriptRefund({ payment: 'pi_2', status: 'succeeded', later });
  controls.scriptRefund({ status: 'failed', failureReason: 'declined', times: 2 });
  const first = await refundOf(bench, 'pi_1', { amount: '1' });
  expect(first).toMatchObject({ status: 'failed', failure_reason: 'declined', balance_transaction: null });
  const second = await refundOf(bench, 'pi_2', { amount: '2' });
  expect(second.status).toBe('succeeded');
  expect((await refundOf(bench, 'pi_2', { amount: '3' })).status).toBe('failed');
  expect((await refundOf(bench, 'pi_2', { amount: '4' })).status).toBe('succeeded');
  bench.advance({ hours: 24 });
  await bench.standIn.runDue();
  expect(await read(bench, second.id)).toMatchObject({ status: 'failed', failure_reason: 'lost_or_stolen_card' });
  const impossible = { to: 'pending', afterMs: 0 } as const;
  expect(() => controls.scriptRefund({ status: 'failed', later: impossible })).toThrow('does not go');
});

test('in the Dashboard: refunded without a key, canceled within half an hour and never a reversal', async () => {
  await using bench = await openBench({ known: { pi_1: { amount: 500, currency: 'EUR' } } });
  const { controls } = bench.standIn;
  const id = await controls.refundInDashboard('pi_1', { amount: 200, reason: 'duplicate' });
  expect(await read(bench, id)).toMatchObject({ amount: 200, metadata: {}, reason: 'duplicate', status: 'succeeded' });
  const { json } = await bench.ask('GET', '/v1/events?type=refund.created');
  expect(json.data[0]).toMatchObject({ request: { id: null, idempotency_key: null }, data: { object: { id } } });
  await expect(controls.refundInDashboard('pi_1', { amount: 301 })).rejects.toThrow('greater than');
  await expect(controls.refundInDashboard('pi_none')).rejects.toThrow('no payment');
  bench.advance({ minutes: 30 });
  controls.cancelInDashboard(id);
  expect(await read(bench, id)).toMatchObject({ status: 'canceled', failure_reason: 'merchant_request' });
  const late = await controls.refundInDashboard('pi_1');
  bench.advance({ minutes: 31 });
  expect(() => controls.cancelInDashboard(late)).toThrow('no longer');
  controls.moveRefund(late, { to: 'failed' });
  const reversal = await controls.refundInDashboard('pi_1');
  controls.moveRefund(reversal, { cardType: 'reversal' });
  expect(() => controls.cancelInDashboard(reversal)).toThrow('no longer');
});

test('the list: by time, forwards and backwards, of all payments', async () => {
  const known = { pi_1: { amount: 500, currency: 'EUR' }, pi_2: { amount: 500, currency: 'EUR' } };
  await using bench = await openBench({ known });
  const made: string[] = [];
  const start = seconds(bench);
  for (let at = 0; at < 13; at += 1) {
    made.unshift((await refundOf(bench, at % 2 === 0 ? 'pi_1' : 'pi_2', { amount: '1' })).id);
    bench.advance({ seconds: 1 });
  }
  const list = async (query: string) => {
    const { json } = await bench.ask('GET', `/v1/refunds?${query}`);
    return { ids: json.data.map(({ id }: { id: string }) => id), more: json.has_more };
  };
  expect(await list(`created[gte]=${start + 3}&created[lt]=${start + 6}`)).toEqual({
    ids: made.slice(7, 10),
    more: false,
  });
  expect(await list(`created[gt]=${start + 3}&created[lte]=${start + 6}`)).toEqual({
    ids: made.slice(6, 9),
    more: false,
  });
  expect(await list(`created=${start + 4}`)).toEqual({ ids: [made[8]], more: false });
  expect(await list(`created[gte]=${start + 3}&limit=2`)).toEqual({ ids: made.slice(0, 2), more: true });
  expect(await list(`ending_before=${made[12]}&limit=4`)).toEqual({ ids: made.slice(8, 12), more: true });
  expect(await list(`ending_before=${made[3]}&limit=4`)).toEqual({ ids: made.slice(0, 3), more: false });
  expect(await list(`starting_after=${made[3]}&created[gte]=${start + 7}`)).toEqual({
    ids: made.slice(4, 6),
    more: false,
  });
  expect(await list(`ending_before=${made[9]}&created[lt]=${start + 5}`)).toEqual({ ids: [made[8]], more: false });
  expect(await list('payment_intent=pi_2&limit=100')).toEqual({
    ids: made.filter((_, at) => at % 2 === 1),
    more: false,
  });
  for (const query of [`ending_before=${made[1]}&starting_after=${made[2]}`, 'created[about]=1', 'created[gte]=x']) {
    expect((await bench.ask('GET', `/v1/refunds?${query}`)).status).toBe(400);
  }
  expect((await bench.ask('GET', '/v1/refunds?ending_before=re_none')).json.error.param).toBe('ending_before');
});
