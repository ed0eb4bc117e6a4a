import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { startStripeStandIn } from '#app/gateways/stripe-standin/start.server.ts';
import type { StandInStore } from '#app/gateways/stripe-standin/store.server.ts';
import { createMemoryStore } from '#app/gateways/stripe-standin/store-memory.server.ts';
import { openSqliteStore } from '#app/gateways/stripe-standin/store-sqlite.server.ts';
import { openBench, openEndpoint, secret } from '../stand-in-bench.ts';

const known = { pi_test_1: { amount: 3000, currency: 'GBP' } };

function openFolder() {
  const path = mkdtempSync(join(tmpdir(), 'stripe-standin-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

function openStore(file: string) {
  const store = openSqliteStore(file);
  return { store, [Symbol.dispose]: () => store.close() };
}

test('after a restart the refunds, the keys, the events, the undelivered webhooks and the balance are there', async () => {
  using folder = openFolder();
  const file = join(folder.path, 'new', 'standin.sqlite');
  const form = { payment_intent: 'pi_test_1', amount: '1000' };
  const key = { 'idempotency-key': 'k1' };
  await using endpoint = await openEndpoint();
  const webhook = { url: endpoint.url, secret };
  let first: unknown;
  {
    using opened = openStore(file);
    endpoint.statuses.push(503, 503);
    await using bench = await openBench({ ...opened, known, webhook });
    bench.standIn.controls.setBalance('GBP', 5000);
    first = (await bench.ask('POST', '/v1/refunds', form, key)).json;
    await bench.standIn.runDue();
    expect(bench.standIn.counters().deliveries).toMatchObject({ delivered: 0, waiting: 2 });
  }
  using opened = openStore(file);
  await using bench = await openBench({ ...opened, webhook });
  expect((await bench.ask('POST', '/v1/refunds', form, key)).json).toEqual(first);
  expect(bench.standIn.counters()).toMatchObject({ refunds: 1, payments: 1, events: 2 });
  expect(bench.standIn.controls.balance('GBP')).toBe(4000);
  expect((await bench.ask('POST', '/v1/refunds', { ...form, amount: '2001' })).status).toBe(400);
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

/** Numbers without a pattern that anybody would write by hand, the same in every run. */
function numbers(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function contents(store: StandInStore): unknown {
  const ids = Array.from({ length: 40 }, (_, id) => `r${id}`);
  return {
    all: store.list('refund'),
    count: store.count('refund'),
    parents: ['x', 'y', 'z'].map((parent) => store.list('refund', { parent, oldestFirst: true })),
    walks: ids.map((id) => [
      store.read('refund', id),
      store.list('refund', { before: id, limit: 3 }),
      store.list('refund', { after: id, limit: 3, oldestFirst: true }),
      store.list('refund', { after: id, before: 'r7', parent: 'x' }),
    ]),
  };
}

/** Writes, moves, removes and rolls back, inner transactions too, as the numbers say. */
function work(store: StandInStore, pick: (below: number) => number, depth: number): void {
  for (let step = 0; step < 12; step += 1) {
    const id = `r${pick(40)}`;
    const kind = pick(10);
    if (kind < 6) store.write('refund', id, ['x', 'y', 'z'][pick(3)] ?? 'x', JSON.stringify(`${id} ${pick(1000)}`));
    else if (kind < 8) store.remove('refund', id);
    else if (depth < 3) attempt(store, pick, depth + 1, pick(2) === 0);
  }
}

function attempt(store: StandInStore, pick: (below: number) => number, depth: number, fails: boolean): void {
  try {
    store.transaction(() => {
      work(store, pick, depth);
      if (fails) throw new RangeError('rolled back');
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}

test('both stores are the same after anything, in any order, rolled back or not', () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const [memory, sqlite] = [createMemoryStore(), openSqliteStore(':memory:')];
    const [one, other] = [numbers(seed), numbers(seed)];
    for (let round = 0; round < 20; round += 1) {
      attempt(memory, one, 0, round % 3 === 2);
      attempt(sqlite, other, 0, round % 3 === 2);
    }
    expect(contents(memory)).toEqual(contents(sqlite));
    sqlite.close();
  }
});

test('a memory store that threw away most of its rows still finds the others, by order and by parent', () => {
  const store = createMemoryStore();
  for (let id = 0; id < 3_000; id += 1) store.write('delivery', `d${id}`, `e${id % 3}`, String(id));
  for (let id = 0; id < 2_990; id += 1) store.transaction(() => store.remove('delivery', `d${id}`));
  expect(store.count('delivery')).toBe(10);
  expect(store.list('delivery', { limit: 3 })).toEqual(['2999', '2998', '2997']);
  expect(store.list('delivery', { parent: 'e0' })).toEqual(['2997', '2994', '2991']);
  expect(store.list('delivery', { before: 'd2992' })).toEqual(['2991', '2990']);
  expect(store.list('delivery', { after: 'd10' })).toEqual([]);
});

test('the clock of a started stand-in can be moved from another process, and does not go back with a restart', async () => {
  using folder = openFolder();
  const dataFile = join(folder.path, 'standin.sqlite');
  const controlToken = 'a token of the test';
  const options = { port: 0, dataFile, webhook: { url: 'http://127.0.0.1:9/none', secret }, controlToken };
  const created = async (): Promise<number> => {
    const standIn = await startStripeStandIn({
      ...options,
      findPayment: async () => ({ amount: 10, currency: 'EUR' }),
    });
    const post = (path: string, headers: Record<string, string>, body: string | URLSearchParams) =>
      fetch(`${standIn.url}${path}`, { method: 'POST', headers, body });
    const body = new URLSearchParams({ payment_intent: 'pi_1', amount: '1' });
    const refund = await (await post('/v1/refunds', { authorization: 'Bearer sk_test_x' }, body)).json();
    await post('/standin/clock', { 'standin-token': controlToken }, JSON.stringify({ byMs: 86_400_000 }));
    await standIn.close();
    return refund.created;
  };
  const first = await created();
  expect((await created()) - first).toBeGreaterThanOrEqual(86_400);
});
