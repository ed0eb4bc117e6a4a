import { expect, test } from 'vitest';
import { openBench } from '../stand-in-bench.ts';

const known = { pi_1: { amount: 3000, currency: 'GBP' }, pi_2: { amount: 3000, currency: 'GBP' } };
const refund = { payment_intent: 'pi_1', amount: '100' };

test('the limit of requests is a bucket that fills by the clock; a refused request is not kept by its key', async () => {
  await using bench = await openBench({ known });
  const { controls } = bench.standIn;
  controls.limitRate({ perSecond: 10, burst: 3 });
  const ask = (key: string) => bench.ask('POST', '/v1/refunds', refund, { 'idempotency-key': key });
  const statuses = [await ask('a'), await ask('b'), await ask('c'), await ask('d')].map(({ status }) => status);
  expect(statuses).toEqual([200, 200, 200, 429]);
  expect(await ask('d')).toMatchObject({ status: 429, json: { error: { code: 'rate_limit' } } });
  bench.advance({ milliseconds: 99 });
  expect((await ask('d')).status).toBe(429);
  bench.advance({ milliseconds: 1 });
  expect((await ask('d')).status).toBe(200);
  bench.advance({ seconds: 60 });
  const burst = [await ask('a'), await ask('b'), await ask('c'), await ask('d')].map(({ status }) => status);
  expect(burst).toEqual([200, 200, 200, 429]);
  controls.limitRate({ perSecond: 100, perRoute: 1 });
  expect([(await ask('a')).status, (await ask('b')).status]).toEqual([200, 429]);
  expect((await bench.ask('GET', '/v1/refunds')).status).toBe(200);
  controls.limitRate(null);
  expect(bench.standIn.counters().refunds).toBe(4);
});

test('two calls that change one payment at a time: the second is turned away, and may come again with its key', async () => {
  const waiting: (() => void)[] = [];
  const during = () => new Promise<void>((resolve) => waiting.push(resolve));
  await using bench = await openBench({ known, during });
  const ask = (payment: string, key: string) =>
    bench.ask('POST', '/v1/refunds', { ...refund, payment_intent: payment }, { 'idempotency-key': key });
  const first = ask('pi_1', 'a');
  await expect.poll(() => waiting.length).toBe(1);
  const locked = await ask('pi_1', 'b');
  expect(locked).toMatchObject({
    ...{ status: 429, json: { error: { type: 'invalid_request_error', code: 'lock_timeout' } } },
  });
  expect((await ask('pi_1', 'a')).json.error.code).toBe('idempotency_key_in_use');
  const other = ask('pi_2', 'c');
  await expect.poll(() => waiting.length).toBe(2);
  expect((await bench.ask('GET', '/v1/payment_intents/pi_1')).status).toBe(200);
  for (const go of waiting.splice(0)) go();
  const { json } = await first;
  expect((await other).status).toBe(200);
  const note = bench.ask('POST', `/v1/refunds/${json.id}`, { 'metadata[a]': '1' });
  await expect.poll(() => waiting.length).toBe(1);
  expect((await ask('pi_1', 'b')).status).toBe(429);
  for (const go of waiting.splice(0)) go();
  expect((await note).status).toBe(200);
  const again = ask('pi_1', 'b');
  await expect.poll(() => waiting.length).toBe(1);
  for (const go of waiting.splice(0)) go();
  expect((await again).status).toBe(200);
  expect(bench.standIn.counters().refunds).toBe(3);
});

test('keys end after 24 hours by the clock, and when they are forgotten', async () => {
  await using bench = await openBench({ known });
  const ask = async (key: string) =>
    (await bench.ask('POST', '/v1/refunds', refund, { 'idempotency-key': key })).headers.get('idempotent-replayed');
  await ask('a');
  bench.advance({ hours: 23, minutes: 59 });
  expect(await ask('a')).toBe('true');
  bench.advance({ minutes: 1 });
  expect(await ask('a')).toBeNull();
  expect(await ask('a')).toBe('true');
  bench.standIn.controls.forgetKeys();
  expect(await ask('a')).toBeNull();
  expect(bench.standIn.counters().refunds).toBe(3);
});

test('a refusal by script: kept by the key or not, for one payment, after some went by', async () => {
  await using bench = await openBench({ known });
  const { faults } = bench.standIn;
  const error = { type: 'invalid_request_error', code: 'charge_disputed', message: 'no' } as const;
  const ask = async (payment: string, key: string) =>
    (await bench.ask('POST', '/v1/refunds', { ...refund, payment_intent: payment }, { 'idempotency-key': key })).status;
  faults.next({ on: 'POST /v1/refunds', do: 'refuse', about: 'pi_2', refusal: { status: 400, error, stored: true } });
  expect([await ask('pi_1', 'a'), await ask('pi_2', 'b'), await ask('pi_2', 'b')]).toEqual([200, 400, 400]);
  expect(await ask('pi_2', 'c')).toBe(200);
  faults.next({ on: '*', do: 'refuse', skip: 1, refusal: { status: 503, error } });
  expect([await ask('pi_1', 'd'), await ask('pi_1', 'e'), await ask('pi_1', 'e')]).toEqual([200, 503, 200]);
  expect(bench.standIn.counters().refunds).toBe(4);
  faults.next({ on: 'POST /v1/refunds', do: 'not-json' });
  const response = await fetch(`${bench.url}/v1/refunds`, { method: 'POST' });
  expect([response.status, await response.text()]).toEqual([502, expect.stringContaining('<html>')]);
});

test('what a later version might send: unknown values, fields and nulls, in answers or webhooks, and nothing is stored', async () => {
  await using bench = await openBench({ known });
  const { oddities } = bench.standIn.controls;
  oddities.add({ object: 'refund', set: { status: 'in_review', surprise: { deep: [1] } }, drop: ['reason'], times: 1 });
  const { json } = await bench.ask('POST', '/v1/refunds', refund);
  expect(json).toMatchObject({ status: 'in_review', surprise: { deep: [1] } });
  expect('reason' in json).toBe(false);
  const read = async () => (await bench.ask('GET', '/v1/refunds?payment_intent=pi_1')).json;
  expect((await read()).data[0].status).toBe('succeeded');
  oddities.add({ object: 'refund', id: json.id, set: { charge: null }, in: 'answers' });
  oddities.add({ object: 'refund', id: 're_other', set: { status: 'x' } });
  oddities.add({ object: 'refund', set: { status: 'y' }, in: 'webhooks' });
  const list = await read();
  expect(list.data[0]).toMatchObject({ charge: null, status: 'succeeded' });
  oddities.clear();
  expect((await read()).data[0].charge).toMatch(/^ch_/);
});
