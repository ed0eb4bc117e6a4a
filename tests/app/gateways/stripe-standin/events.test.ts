import { expect, test } from 'vitest';
import { signWebhook } from '#app/gateways/stripe-standin/webhook-delivery.server.ts';
import { openBench, secret } from '../stand-in-bench.ts';

const known = { pi_1: { amount: 3000, currency: 'GBP' } };

interface Taken {
  type: string;
  id: string;
}

/** An endpoint without a network: what it was sent, and what it answers. */
function openIntake() {
  const taken: Taken[] = [];
  const intake = { taken, types: () => taken.map(({ type }) => type), takes: true, signatures: new Set<string>() };
  const send = async (body: string, signature: string): Promise<boolean> => {
    taken.push(JSON.parse(body));
    intake.signatures.add(signature);
    return intake.takes;
  };
  return { intake, webhook: { url: 'none', secret, send } };
}

const refund = { payment_intent: 'pi_1', amount: '100' };

test('without timers nothing goes out until it is asked to; signed by the clock that is given', async () => {
  const { intake, webhook } = openIntake();
  await using bench = await openBench({ known, webhook, runsItself: false });
  await bench.ask('POST', '/v1/refunds', refund);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(intake.taken).toEqual([]);
  const { json } = await bench.ask('GET', '/v1/events?limit=1');
  expect(json.data[0].pending_webhooks).toBe(1);
  await bench.standIn.runDue();
  expect(intake.types()).toEqual(['refund.created', 'charge.refunded']);
  const body = JSON.stringify(json.data[0], null, 2);
  expect([...intake.signatures].at(-1)).toBe(signWebhook(body, secret, bench.now()));
});

test('held back, looked at, let go in another order', async () => {
  const { intake, webhook } = openIntake();
  await using bench = await openBench({ known, webhook, runsItself: false });
  const { webhooks } = bench.standIn.controls;
  webhooks.hold();
  const made = (await bench.ask('POST', '/v1/refunds', refund)).json.id;
  bench.standIn.moveRefund(made, { to: 'failed' });
  await bench.standIn.runDue();
  expect(intake.taken).toEqual([]);
  const held = webhooks.held();
  expect(held.map(({ type }) => type)).toEqual(['refund.created', 'charge.refunded', 'refund.failed']);
  expect(held[2]).toMatchObject({ objectId: made });
  const [created = '', , failed = ''] = held.map(({ event }) => event);
  webhooks.release([failed, created]);
  await bench.standIn.runDue();
  expect(intake.types()).toEqual(['refund.failed', 'refund.created']);
  expect(() => webhooks.release(['evt_none'])).toThrow('no webhook');
  webhooks.release();
  await bench.standIn.runDue();
  expect(intake.types()).toEqual(['refund.failed', 'refund.created', 'charge.refunded']);
  webhooks.resend(created);
  await bench.standIn.runDue();
  expect(intake.taken.at(-1)?.id).toBe(created);
  await bench.ask('POST', '/v1/refunds', refund);
  webhooks.drop();
  await bench.standIn.runDue();
  expect(intake.taken.length).toBe(4);
  expect(() => webhooks.resend('evt_none')).toThrow('no event');
});

test('scripted: later, only when let go, the last first, and before the answer', async () => {
  const { intake, webhook } = openIntake();
  await using bench = await openBench({ known, webhook, runsItself: false });
  const { faults, controls } = bench.standIn;
  const make = async (fault: 'delay-webhook' | 'hold-webhook' | 'reorder-webhook' | 'webhook-first') => {
    intake.taken.length = 0;
    faults.next({ on: 'POST /v1/refunds', do: fault, afterMs: 5_000 });
    await bench.ask('POST', '/v1/refunds', refund);
  };
  await make('webhook-first');
  expect(intake.types()).toEqual(['refund.created', 'charge.refunded']);
  await make('reorder-webhook');
  await bench.standIn.runDue();
  expect(intake.types()).toEqual(['charge.refunded', 'refund.created']);
  await make('delay-webhook');
  bench.advance({ milliseconds: 4_999 });
  await bench.standIn.runDue();
  expect(intake.taken).toEqual([]);
  bench.advance({ milliseconds: 1 });
  await bench.standIn.runDue();
  expect(intake.taken.length).toBe(2);
  await make('hold-webhook');
  bench.advance({ hours: 1 });
  await bench.standIn.runDue();
  expect(intake.taken).toEqual([]);
  controls.webhooks.release();
  await bench.standIn.runDue();
  expect(intake.taken.length).toBe(2);
});

test('what is not taken comes again for three days, and is listed as not delivered', async () => {
  const { intake, webhook } = openIntake();
  intake.takes = false;
  await using bench = await openBench({ known, webhook, runsItself: false });
  await bench.ask('POST', '/v1/refunds', refund);
  await bench.standIn.runDue();
  const list = async (query: string) => (await bench.ask('GET', `/v1/events?${query}`)).json.data.length;
  expect([await list('delivery_success=false'), await list('delivery_success=true')]).toEqual([2, 0]);
  bench.advance({ hours: 73 });
  await bench.standIn.runDue();
  expect(bench.standIn.counters().deliveries).toEqual({ delivered: 0, failed: 4, waiting: 0 });
  expect(await list('delivery_success=true')).toBe(2);
});

test('the list of events: by type, types, time and both cursors; 30 days back', async () => {
  await using bench = await openBench({ known });
  const start = Math.floor(bench.now().epochMilliseconds / 1000);
  for (let at = 0; at < 6; at += 1) {
    await bench.ask('POST', '/v1/refunds', refund);
    bench.advance({ seconds: 10 });
  }
  const list = async (query: string): Promise<Taken[]> =>
    (await bench.ask('GET', `/v1/events?limit=100&${query}`)).json.data;
  const all = await list('');
  expect(all.length).toBe(12);
  expect((await list('type=refund.created')).length).toBe(6);
  expect((await list('type=refund.*')).length).toBe(6);
  expect((await list('types[]=refund.failed&types[]=charge.refunded')).length).toBe(6);
  expect((await list(`created[gte]=${start + 10}&created[lt]=${start + 30}`)).length).toBe(4);
  expect(await list(`ending_before=${all[3]?.id}`)).toEqual(all.slice(0, 3));
  expect(await list(`ending_before=${all[11]?.id}&type=refund.created&limit=2`)).toEqual([all[7], all[9]]);
  expect(await list(`starting_after=${all[3]?.id}`)).toEqual(all.slice(4));
  bench.advance({ hours: 30 * 24 - 1 });
  expect((await list('')).length).toBe(12);
  bench.advance({ hours: 1 });
  expect(await list('')).toEqual([]);
  expect((await bench.ask('GET', `/v1/events/${all[0]?.id}`)).status).toBe(200);
});
