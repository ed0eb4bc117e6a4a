import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { createMemoryStore } from '#app/gateways/stripe-standin/store-memory.server.ts';
import { openSqliteStore } from '#app/gateways/stripe-standin/store-sqlite.server.ts';
import { openBench, openEndpoint, refundOf, secret } from '../stand-in-bench.ts';

const known = { pi_test_1: { amount: 3000, currency: 'GBP' } };

function openFolder() {
  const path = mkdtempSync(join(tmpdir(), 'stripe-standin-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

function openStore(file: string) {
  const store = openSqliteStore(file);
  return { store, [Symbol.dispose]: () => store.close() };
}

test('after a restart the refunds, the keys, the events and the undelivered webhooks are there', async () => {
  using folder = openFolder();
  const file = join(folder.path, 'new', 'standin.sqlite');
  const request = refundOf('pi_test_1', 1000);
  await using endpoint = await openEndpoint();
  const webhook = { url: endpoint.url, secret };
  let first: unknown;
  {
    using opened = openStore(file);
    endpoint.statuses.push(503, 503);
    await using bench = await openBench({ ...opened, known, webhook });
    first = await bench.payments.refund(request);
    await bench.standIn.runDue();
    expect(bench.standIn.counters().deliveries).toMatchObject({ delivered: 0, waiting: 2 });
  }
  using opened = openStore(file);
  await using bench = await openBench({ ...opened, webhook });
  expect(await bench.payments.refund(request)).toEqual(first);
  expect(bench.standIn.counters()).toMatchObject({ refunds: 1, payments: 1, events: 2 });
  expect(await bench.payments.readRefundable('pi_test_1')).toMatchObject({ refundable: 2000 });
  bench.advance({ seconds: 1 });
  await bench.standIn.runDue();
  expect(endpoint.received.length).toBe(4);
  expect(bench.standIn.counters().deliveries).toEqual({ delivered: 2, failed: 0, waiting: 0 });
});

test('a refund that was answered survives a kill', async () => {
  using folder = openFolder();
  const file = join(folder.path, 'standin.sqlite');
  const program = `
    import { startStripeStandIn } from '#app/gateways/stripe-standin/start.server.ts';
    const webhook = { url: 'http://127.0.0.1:9/none', secret: 'whsec_x' };
    const findPayment = async () => ({ amount: 3000, currency: 'GBP' });
    const { url } = await startStripeStandIn({ port: 0, dataFile: ${JSON.stringify(file)}, webhook, findPayment });
    console.log(url);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = await once(createInterface(child.stdout), 'line');
  const response = await fetch(`${url}/v1/refunds`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_kill', 'idempotency-key': 'k1' },
    body: new URLSearchParams({ payment_intent: 'pi_test_1', amount: '700' }),
  });
  child.kill('SIGKILL');
  await once(child, 'exit');
  const answered = await response.json();
  using opened = openStore(file);
  await using bench = await openBench(opened);
  const form = { payment_intent: 'pi_test_1', amount: '700' };
  const again = await bench.ask('POST', '/v1/refunds', form, { 'idempotency-key': 'k1' });
  expect(again.json).toEqual(answered);
  expect(bench.standIn.counters()).toMatchObject({ refunds: 1, events: 2, deliveries: { waiting: 2 } });
});

test.each([
  ['memory', createMemoryStore],
  ['SQLite', () => openSqliteStore(':memory:')],
])('the %s store keeps order, parents and transactions', (_name, open) => {
  const store = open();
  for (const id of ['a', 'b', 'c']) store.write('refund', id, id === 'b' ? 'y' : 'x', JSON.stringify(id));
  store.write('refund', 'a', 'x', '"changed"');
  expect(store.list('refund')).toEqual(['"c"', '"b"', '"changed"']);
  expect(store.list('refund', { parent: 'x' })).toEqual(['"c"', '"changed"']);
  expect(store.list('refund', { before: 'c', limit: 1 })).toEqual(['"b"']);
  expect(store.list('refund', { before: 'nobody' })).toEqual([]);
  expect(store.list('event')).toEqual([]);
  const failing = () =>
    store.transaction(() => {
      store.write('refund', 'd', 'x', '1');
      store.remove('refund', 'a');
      throw new Error('stop');
    });
  expect(failing).toThrow('stop');
  expect([store.count('refund'), store.read('refund', 'a'), store.read('refund', 'd')]).toEqual([3, '"changed"', null]);
  store.close();
});
