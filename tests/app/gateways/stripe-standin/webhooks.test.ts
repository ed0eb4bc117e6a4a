import { expect, test } from 'vitest';
import { type Endpoint, openBench, openEndpoint, refundOf, secret } from '../stand-in-bench.ts';
import { objectErrors } from '../stripe-schema.ts';

const known = {
  pi_test_1: { amount: 3000, currency: 'GBP' },
  pi_test_fail: { amount: 3000, currency: 'GBP', paymentMethod: 'pm_card_refundFail' },
} as const;

const eventsAt = (endpoint: Endpoint): { id: string; type: string; data: { object: Record<string, unknown> } }[] =>
  endpoint.received.map(({ body }) => JSON.parse(body));

const typesAt = (endpoint: Endpoint): string[] => eventsAt(endpoint).map(({ type }) => type);

test('a refund is announced by itself, in the recorded order, and each event fits the description', async () => {
  await using endpoint = await openEndpoint();
  await using bench = await openBench({ known, webhook: { url: endpoint.url, secret } });
  await bench.payments.refund(refundOf('pi_test_1', 100));
  await expect.poll(() => endpoint.received.length).toBe(2);
  expect(typesAt(endpoint)).toEqual(['refund.created', 'charge.refunded']);
  for (const event of eventsAt(endpoint)) expect(objectErrors(event)).toEqual([]);
  expect(eventsAt(endpoint)[1]?.data.object).toMatchObject({ object: 'charge', amount_refunded: 100 });
  await expect.poll(() => bench.standIn.counters().deliveries).toEqual({ delivered: 2, failed: 0, waiting: 0 });
  const list = await bench.ask('GET', '/v1/events');
  expect(list.json.data.map(({ type }: { type: string }) => type)).toEqual(['charge.refunded', 'refund.created']);
  const { id } = list.json.data[0];
  expect((await bench.ask('GET', `/v1/events/${id}`)).json).toEqual(list.json.data[0]);
});

test('a refund that fails later says so', async () => {
  await using endpoint = await openEndpoint();
  await using bench = await openBench({ known, webhook: { url: endpoint.url, secret } });
  await bench.payments.refund(refundOf('pi_test_fail', 100));
  bench.advance({ seconds: 2 });
  await bench.standIn.runDue();
  expect(typesAt(endpoint)).toEqual(['refund.created', 'charge.refunded', 'refund.failed']);
  expect(eventsAt(endpoint)[2]?.data.object).toMatchObject({
    status: 'failed',
    failure_reason: 'expired_or_canceled_card',
  });
});

test('a pending refund that a bank refused does not settle any more', async () => {
  const pending = { amount: 100, currency: 'GBP', paymentMethod: 'pm_card_pendingRefund' } as const;
  await using bench = await openBench({ known: { pi_test_1: pending } });
  const outcome = await bench.payments.refund(refundOf('pi_test_1', 100));
  const ref = outcome.kind === 'accepted' ? outcome.refund.ref : '';
  bench.standIn.moveRefund(ref, { to: 'failed', failureReason: 'lost_or_stolen_card' });
  bench.advance({ seconds: 2 });
  await bench.standIn.runDue();
  expect(await bench.payments.readRefund(ref)).toMatchObject({
    status: 'failed',
    failureReason: 'lost_or_stolen_card',
  });
});

test('what the bank and the Dashboard do is announced too', async () => {
  await using endpoint = await openEndpoint();
  await using bench = await openBench({ known, webhook: { url: endpoint.url, secret } });
  const outcome = await bench.payments.refund(refundOf('pi_test_1', 100));
  const ref = outcome.kind === 'accepted' ? outcome.refund.ref : '';
  bench.standIn.moveRefund(ref, { reference: '74537604221222132710572' });
  bench.standIn.moveRefund(ref, { to: 'canceled' });
  await bench.standIn.runDue();
  expect(typesAt(endpoint)).toEqual(['refund.created', 'charge.refunded', 'refund.updated', 'refund.updated']);
  expect(await bench.payments.readRefund(ref)).toMatchObject({
    status: 'canceled',
    reference: '74537604221222132710572',
  });
});

test('an event is sent again, later and later, until it is taken', async () => {
  await using endpoint = await openEndpoint();
  endpoint.statuses.push(500, 500, 500, 302);
  await using bench = await openBench({ known, webhook: { url: endpoint.url, secret } });
  await bench.payments.refund(refundOf('pi_test_1', 100));
  await bench.standIn.runDue();
  expect(endpoint.received.length).toBe(2);
  await bench.standIn.runDue();
  expect(endpoint.received.length).toBe(2);
  bench.advance({ milliseconds: 500 });
  await bench.standIn.runDue();
  expect(bench.standIn.counters().deliveries).toEqual({ delivered: 0, failed: 4, waiting: 2 });
  bench.advance({ milliseconds: 999 });
  await bench.standIn.runDue();
  expect(endpoint.received.length).toBe(4);
  bench.advance({ milliseconds: 1 });
  await bench.standIn.runDue();
  expect(bench.standIn.counters().deliveries).toEqual({ delivered: 2, failed: 4, waiting: 0 });
  const last = endpoint.received.at(-1);
  expect(bench.payments.parseWebhook(last?.body ?? '', last?.signature ?? null, bench.now())).toMatchObject({
    ok: true,
  });
});

test('scripted: an event that never comes, one that comes twice, two events of one change', async () => {
  await using endpoint = await openEndpoint();
  await using bench = await openBench({ known, webhook: { url: endpoint.url, secret } });
  const refundWith = async (fault: 'drop-webhook' | 'duplicate-webhook' | 'twin-webhook') => {
    endpoint.received.length = 0;
    bench.standIn.faults.next({ on: 'POST /v1/refunds', do: fault });
    await bench.payments.refund(refundOf('pi_test_1', 100));
    await bench.standIn.runDue();
    return new Set(eventsAt(endpoint).map(({ id }) => id)).size;
  };
  expect(await refundWith('drop-webhook')).toBe(0);
  expect(bench.standIn.counters().events).toBe(2);
  expect(await refundWith('duplicate-webhook')).toBe(2);
  expect(endpoint.received.length).toBe(4);
  expect(await refundWith('twin-webhook')).toBe(4);
});
