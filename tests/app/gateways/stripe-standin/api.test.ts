import { expect, test } from 'vitest';
import { openBench } from '../stand-in-bench.ts';
import { objectErrors } from '../stripe-schema.ts';

const known = { pi_test_1: { amount: 3000, currency: 'GBP' } };
const refund = { payment_intent: 'pi_test_1', amount: '1000' };

test('the description of the API finds what is wrong', async () => {
  await using bench = await openBench({ known });
  const { json } = await bench.ask('POST', '/v1/refunds', refund);
  expect(objectErrors(json)).toEqual([]);
  expect(objectErrors({ ...json, amount: '1000' })).not.toEqual([]);
  expect(objectErrors({ ...json, status: 7 })).not.toEqual([]);
  const { balance_transaction: _gone, ...less } = json;
  expect(objectErrors(less)).not.toEqual([]);
  await bench.ask('POST', '/v1/refunds', { amount: '1', payment_intent: 'pi_test_1', reason: 'duplicate' });
});

test.each([
  [{ ...refund, amount: '3001' }, 400, { param: 'amount' }],
  [{ ...refund, amount: '0' }, 400, { code: 'parameter_invalid_integer', param: 'amount' }],
  [{ ...refund, amount: '-5' }, 400, { code: 'parameter_invalid_integer', param: 'amount' }],
  [{ ...refund, amount: '1.5' }, 400, { code: 'parameter_invalid_integer', param: 'amount' }],
  [{ ...refund, amount: '' }, 400, { code: 'parameter_invalid_empty', param: 'amount' }],
  [{ amount: '100' }, 400, {}],
  [{ charge: 'ch_none' }, 404, { code: 'resource_missing', param: 'id' }],
  [{ ...refund, reason: 'broken' }, 400, { param: 'reason' }],
  [{ ...refund, surprise: '1' }, 400, { code: 'parameter_unknown', param: 'surprise' }],
  [{ ...refund, 'metadata[a]': 'x'.repeat(501) }, 400, { param: 'metadata[a]' }],
  [{ ...refund, [`metadata[${'k'.repeat(41)}]`]: 'x' }, 400, {}],
  [{ ...refund, 'expand[0]': 'everything' }, 400, { param: 'expand' }],
])('refused as recorded: %j', async (form, status, error) => {
  await using bench = await openBench({ known });
  const answer = await bench.ask('POST', '/v1/refunds', form);
  expect(answer.status).toBe(status);
  expect(answer.json.error).toMatchObject({ type: 'invalid_request_error', ...error });
  expect('code' in answer.json.error).toBe('code' in error);
  expect(bench.standIn.counters().refunds).toBe(0);
});

test('no amount takes all that is left; then nothing is left', async () => {
  await using bench = await openBench({ known });
  await bench.ask('POST', '/v1/refunds', refund);
  const rest = await bench.ask('POST', '/v1/refunds', { payment_intent: 'pi_test_1' });
  expect(rest.json).toMatchObject({ amount: 2000, currency: 'gbp', status: 'succeeded' });
  const more = await bench.ask('POST', '/v1/refunds', { payment_intent: 'pi_test_1' });
  expect(more).toMatchObject({ status: 400, json: { error: { code: 'charge_already_refunded' } } });
  const charge = await bench.ask('GET', `/v1/charges/${rest.json.charge}?expand[]=refunds`);
  expect(charge.json).toMatchObject({
    amount_refunded: 3000,
    refunded: true,
    refunds: { data: [{}, {}], has_more: false },
  });
});

test('who asks: no key, a wrong one, a live one, basic authorisation', async () => {
  await using bench = await openBench({ known, apiKeys: undefined });
  const statusOf = async (authorization: string) =>
    (await bench.ask('GET', '/v1/payment_intents/pi_test_1', {}, { authorization })).status;
  expect(await statusOf('')).toBe(401);
  expect(await statusOf('Bearer sk_live_abc')).toBe(401);
  expect(await statusOf('Bearer rk_test_abc')).toBe(200);
  expect(await statusOf(`Basic ${btoa('sk_test_abc:')}`)).toBe(200);
});

test.each([
  ['amount=%zz', 'application/x-www-form-urlencoded'],
  ['amount[=1', 'application/x-www-form-urlencoded'],
  ['a[b][c][d][e]=1', 'application/x-www-form-urlencoded'],
  [`a=${'x'.repeat(300_000)}`, 'application/x-www-form-urlencoded'],
  ['a=1&'.repeat(1_001), 'application/x-www-form-urlencoded'],
  [new Uint8Array([0x61, 0x3d, 0xff]), 'application/x-www-form-urlencoded'],
  ['{"amount":1}', 'application/json'],
])('a body that is no form is 400 (%#)', async (body, type) => {
  await using bench = await openBench({ known });
  const headers = { authorization: 'Bearer sk_test_bench', 'content-type': type };
  const response = await fetch(`${bench.url}/v1/refunds`, { method: 'POST', body, headers });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
  expect(response.headers.get('request-id')).toMatch(/^req_/);
});

test('an address that is none', async () => {
  await using bench = await openBench();
  for (const path of ['/', '/v1/refunds/', '/v1/nothing', '/v1/refunds/re_1/expire', '//', '/v1/refunds/%zz']) {
    expect((await bench.ask('GET', path)).status).toBe(404);
  }
});

test('idempotency: replay with headers, other body or endpoint refused, refusals found early are not kept', async () => {
  await using bench = await openBench({ known });
  const key = { 'idempotency-key': 'k1' };
  const first = await bench.ask('POST', '/v1/refunds', refund, key);
  const again = await bench.ask('POST', '/v1/refunds', { amount: '1000', payment_intent: 'pi_test_1' }, key);
  expect(again.json).toEqual(first.json);
  expect(first.headers.get('idempotent-replayed')).toBeNull();
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(again.headers.get('original-request')).toBe(first.headers.get('request-id'));
  const other = await bench.ask('POST', '/v1/refunds', { ...refund, amount: '999' }, key);
  expect(other).toMatchObject({ status: 400, json: { error: { type: 'idempotency_error' } } });
  const note = [{ 'metadata[note]': '1' }, { 'idempotency-key': 'note' }] as const;
  expect((await bench.ask('POST', `/v1/refunds/${first.json.id}`, ...note)).status).toBe(200);
  const elsewhere = await bench.ask('POST', '/v1/refunds/re_other', ...note);
  expect(elsewhere).toMatchObject({ status: 400, json: { error: { type: 'idempotency_error' } } });
  const early = { 'idempotency-key': 'k2' };
  expect((await bench.ask('POST', '/v1/refunds', { ...refund, amount: '0' }, early)).status).toBe(400);
  expect((await bench.ask('POST', '/v1/refunds', { amount: '1000' }, early)).status).toBe(400);
  expect((await bench.ask('POST', '/v1/refunds', refund, early)).status).toBe(200);
  expect((await bench.ask('POST', '/v1/refunds', refund, { 'idempotency-key': 'k'.repeat(256) })).status).toBe(400);
  expect(bench.standIn.counters().refunds).toBe(2);
});

test('a refusal of the execution is kept: the same key gets it again after the reason is gone', async () => {
  await using bench = await openBench({ known });
  const whole = await bench.ask('POST', '/v1/refunds', { payment_intent: 'pi_test_1' });
  const key = { 'idempotency-key': 'late' };
  expect((await bench.ask('POST', '/v1/refunds', refund, key)).status).toBe(400);
  bench.standIn.moveRefund(whole.json.id, { to: 'failed' });
  const kept = await bench.ask('POST', '/v1/refunds', refund, key);
  expect(kept).toMatchObject({ status: 400, json: { error: { code: 'charge_already_refunded' } } });
  expect(kept.headers.get('idempotent-replayed')).toBe('true');
  expect((await bench.ask('POST', '/v1/refunds', refund, { 'idempotency-key': 'new' })).status).toBe(200);
});

test('the same key while the first request runs is a conflict', async () => {
  const { promise, resolve } = Promise.withResolvers<{ amount: number; currency: string }>();
  await using bench = await openBench({ findPayment: () => promise });
  const key = { 'idempotency-key': 'k1' };
  const first = bench.ask('POST', '/v1/refunds', refund, key);
  await expect.poll(() => bench.standIn.counters().calls['POST /v1/refunds']).toBe(1);
  const second = await bench.ask('POST', '/v1/refunds', refund, key);
  expect(second).toMatchObject({ status: 409, json: { error: { code: 'idempotency_key_in_use' } } });
  resolve({ amount: 3000, currency: 'GBP' });
  expect((await first).status).toBe(200);
  expect(bench.standIn.counters()).toMatchObject({ refunds: 1, payments: 1 });
});

test('twelve refunds: ten on the first page, two on the second, newest first', async () => {
  await using bench = await openBench({ known });
  const made: string[] = [];
  for (let amount = 1; amount <= 12; amount += 1) {
    const { json } = await bench.ask('POST', '/v1/refunds', { payment_intent: 'pi_test_1', amount: String(amount) });
    made.unshift(json.id);
  }
  const idsOf = (json: { data: { id: string }[] }) => json.data.map(({ id }) => id);
  const first = await bench.ask('GET', '/v1/refunds?payment_intent=pi_test_1');
  expect(first.json).toMatchObject({ has_more: true, url: '/v1/refunds' });
  const last = idsOf(first.json).at(-1);
  const second = await bench.ask('GET', `/v1/refunds?payment_intent=pi_test_1&starting_after=${last}`);
  expect(second.json.has_more).toBe(false);
  expect([...idsOf(first.json), ...idsOf(second.json)]).toEqual(made);
  const { charge } = first.json.data[0];
  expect(idsOf((await bench.ask('GET', `/v1/refunds?charge=${charge}&limit=100`)).json)).toEqual(made);
  expect(idsOf((await bench.ask('GET', '/v1/refunds?limit=3')).json)).toEqual(made.slice(0, 3));
  expect((await bench.ask('GET', '/v1/refunds?limit=101')).status).toBe(400);
  expect((await bench.ask('GET', '/v1/refunds?starting_after=re_none')).status).toBe(404);
});

test('metadata is merged, cleared and announced; it steers nothing', async () => {
  await using bench = await openBench({ known });
  const { json } = await bench.ask('POST', '/v1/refunds', { ...refund, 'metadata[a]': '1', 'metadata[b]': '2' });
  const path = `/v1/refunds/${json.id}`;
  const merged = await bench.ask('POST', path, { 'metadata[b]': '', 'metadata[status]': 'failed' });
  expect(merged.json).toMatchObject({ metadata: { a: '1', status: 'failed' }, status: 'succeeded' });
  const events = await bench.ask('GET', '/v1/events?type=refund.updated');
  expect(events.json.data).toMatchObject([{ data: { previous_attributes: { metadata: { a: '1', b: '2' } } } }]);
  expect((await bench.ask('POST', path, { metadata: '' })).json.metadata).toEqual({});
});

test('the API cancels only a refund that waits for the customer', async () => {
  await using bench = await openBench({ known });
  const { json } = await bench.ask('POST', '/v1/refunds', refund);
  const refused = await bench.ask('POST', `/v1/refunds/${json.id}/cancel`);
  expect(refused.json).toEqual({
    error: { type: 'invalid_request_error', message: 'Canceling this refund is unsupported.' },
  });
  bench.standIn.moveRefund(json.id, { to: 'requires_action' });
  const canceled = await bench.ask('POST', `/v1/refunds/${json.id}/cancel`);
  expect(canceled.json).toMatchObject({ status: 'canceled', failure_reason: 'merchant_request' });
  expect(() => bench.standIn.moveRefund(json.id, { to: 'succeeded' })).toThrow('does not go from canceled');
  expect((await bench.ask('POST', '/v1/refunds', { ...refund, amount: '3000' })).status).toBe(200);
});

test('payments: made and paid, declined, wrong methods, what the pinned version no longer takes', async () => {
  await using bench = await openBench();
  const pay = (form: Record<string, string>) => bench.ask('POST', '/v1/payment_intents', form);
  const card = { amount: '500', currency: 'JPY', payment_method: 'pm_card_visa', confirm: 'true' };
  const paid = await pay({ ...card, 'expand[0]': 'latest_charge' });
  expect(paid.json).toMatchObject({
    status: 'succeeded',
    amount_received: 500,
    currency: 'jpy',
    latest_charge: { captured: true },
  });
  expect((await pay({ ...card, confirm: 'false' })).json).toMatchObject({
    status: 'requires_confirmation',
    latest_charge: null,
  });
  expect(await pay({ ...card, payment_method: 'pm_card_chargeDeclined' })).toMatchObject({ status: 402 });
  expect(await pay({ ...card, payment_method: 'pm_card_none' })).toMatchObject({ status: 400 });
  expect(await pay({ ...card, 'payment_method_types[0]': 'card' })).toMatchObject({
    json: { error: { code: 'parameter_unknown' } },
  });
  expect(await pay({ currency: 'gbp' })).toMatchObject({
    json: { error: { code: 'parameter_missing', param: 'amount' } },
  });
});
