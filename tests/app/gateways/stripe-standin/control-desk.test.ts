import { expect, test } from 'vitest';
import { type Bench, openBench } from '../stand-in-bench.ts';

const token = 'a token of the test';
const known = { pi_1: { amount: 3000, currency: 'GBP' } };

async function command(bench: Bench, name: string, sent: unknown = {}, headers: Record<string, string> = {}) {
  const response = await fetch(`${bench.url}/standin/${name}`, {
    method: 'POST',
    headers: { 'standin-token': token, ...headers },
    body: JSON.stringify(sent),
  });
  return { status: response.status, json: await response.json() };
}

const resultOf = async (bench: Bench, name: string, sent: unknown = {}) => {
  const { status, json } = await command(bench, name, sent);
  expect([name, status, json.error]).toEqual([name, 200, undefined]);
  return json.result;
};

test('without a token there is no desk; with one, only who has it gets in', async () => {
  await using closed = await openBench({ known });
  expect(await command(closed, 'counters')).toMatchObject({
    status: 404,
    json: { error: { type: expect.any(String) } },
  });
  await using bench = await openBench({ known, controlToken: token });
  expect((await command(bench, 'counters', {}, { 'standin-token': 'another' })).status).toBe(403);
  expect((await command(bench, 'counters', {}, { 'standin-token': '' })).status).toBe(403);
  expect(await resultOf(bench, 'counters')).toMatchObject({ refunds: 0 });
  const headers = { 'standin-token': token };
  expect((await fetch(`${bench.url}/standin/counters`, { headers })).status).toBe(405);
  expect((await command(bench, 'nothing')).status).toBe(404);
  expect((await command(bench, 'clock', { byMs: 1 })).status).toBe(409);
});

test('what is asked for in a wrong way is refused in words and changes nothing', async () => {
  await using bench = await openBench({ known, controlToken: token });
  const wrong = [
    ['fault', { on: 'POST /v1/refunds', do: 'explode' }],
    ['pay', { amount: -1, currency: 'EUR' }],
    ['pay', { amount: 1, currency: 'EUR', surprise: true }],
    ['move-refund', { id: 're_none', with: { to: 'failed' } }],
    ['dispute', { id: 'pi_none' }],
    ['release-webhooks', { order: ['evt_none'] }],
  ] as const;
  for (const [name, sent] of wrong) {
    const { status, json } = await command(bench, name, sent);
    expect([status, typeof json.error]).toEqual([400, 'string']);
  }
  const over = await command(bench, 'refund-in-dashboard', { id: 'pi_1', with: { amount: 3001 } });
  expect(over).toMatchObject({ status: 409, json: { error: { param: 'amount' } } });
  const headers = { 'standin-token': token };
  const broken = await fetch(`${bench.url}/standin/pay`, { method: 'POST', headers, body: '{' });
  expect(broken.status).toBe(400);
  expect(bench.standIn.counters()).toMatchObject({ refunds: 0 });
});

test('every control can be had from another process', async () => {
  let aheadMs = 0;
  const advanceClock = (byMs: number) => {
    aheadMs += byMs;
  };
  const clock = () => Temporal.Instant.fromEpochMilliseconds(1_800_000_000_000 + aheadMs);
  await using bench = await openBench({ known, controlToken: token, clock, advanceClock });
  const ask = (name: string, sent: unknown = {}) => resultOf(bench, name, sent);
  const payment = await ask('pay', { amount: 900, currency: 'EUR', email: null });
  const made = await ask('refund-in-dashboard', { id: payment, with: { amount: 100 } });
  expect(await ask('move-refund', { id: made, with: { to: 'failed', failureReason: 'declined' } })).toBe('failed');
  await ask('script-refund', { status: 'pending', later: { to: 'succeeded', afterMs: 60_000 } });
  const pending = await ask('refund-in-dashboard', { id: payment, with: { amount: 100 } });
  await ask('clock', { byMs: 60_000 });
  expect((await bench.ask('GET', `/v1/refunds/${pending}`)).json.status).toBe('succeeded');
  await ask('cancel-in-dashboard', { id: pending });
  const dispute = await ask('dispute', { id: payment, with: { inquiry: true } });
  expect(await ask('move-dispute', { id: dispute, with: { status: 'warning_closed' } })).toBe('warning_closed');
  expect(await ask('warn', { id: payment })).toMatch(/^issfr_/);
  await ask('balance', { currency: 'EUR', amount: 5 });
  expect(bench.standIn.controls.balance('EUR')).toBe(5);
  await ask('limit-rate', { limit: { perSecond: 1 } });
  await ask('limit-rate', { limit: null });
  await ask('fault', { on: 'GET /v1/refunds', do: 'status500' });
  expect((await bench.ask('GET', '/v1/refunds')).status).toBe(500);
  await ask('fault', { on: 'GET /v1/refunds', do: 'status500' });
  await ask('clear-faults');
  await ask('oddity', { object: 'list', set: { has_more: 'maybe' } });
  expect((await bench.ask('GET', '/v1/refunds')).json.has_more).toBe('maybe');
  await ask('clear-oddities');
  await ask('hold-webhooks');
  expect(await ask('held-webhooks')).toEqual([]);
  await ask('release-webhooks');
  await ask('drop-webhooks');
  const tax = { currency: 'EUR', lines: [{ reference: 'L1', amount: 10, tax: 2 }] };
  expect(await ask('tax-calculation', tax)).toMatch(/^taxcalc_/);
  expect(await ask('tax-transaction', { of: tax, reference: 'o1' })).toMatch(/^tax_/);
  const late = await ask('pay', { amount: 1, currency: 'EUR', chargePending: true, methodType: 'sepa_debit' });
  await ask('settle-payment', { id: late, to: 'failed' });
  await ask('forget-keys');
  await ask('run-due');
  expect(await ask('counters')).toMatchObject({ refunds: 2, payments: 2 });
});
