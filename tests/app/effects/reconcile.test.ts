import { expect, test } from 'vitest';
import { drain } from '#app/effects/worker.server.ts';
import { type Payments, PaymentsFault } from '#app/gateways/payments.ts';
import { loadProviderHealth } from '#app/services/provider-health.server.ts';
import { resolveDifference } from '#app/services/resolve-difference.server.ts';
import { startReconciliation } from '#app/services/start-reconciliation.server.ts';
import { viewRun } from '#app/services/view-reconciliation.server.ts';
import { openTestDatabase } from '#tests/support/databases.ts';
import { openBench } from '../gateways/stand-in-bench.ts';
import { sell } from '../services/customer/arrange.ts';
import { openWorld, owedReturn, type TestWorld } from './arrange.ts';

const paid = { pi_o1: { amount: 4590, currency: 'EUR' }, pi_o2: { amount: 3590, currency: 'EUR' } };

/** The world with a provider that answers in another way. */
const withPayments = (world: TestWorld, changes: Partial<Payments>): TestWorld => ({
  ...world,
  gateways: { ...world.gateways, payments: { ...world.gateways.payments, ...changes } },
});

test('over all pages of the real list: a refund of the dashboard is found, recorded, and gone at the next look', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench({ known: paid });
  const world = await openWorld(db, bench);
  bench.advance(bench.now().until(world.clock()));
  await owedReturn(world);
  await drain(world);
  await sell(world, { id: 'o2', number: '#o2', lines: [{ id: 'o2-l1', unitPrice: 3000 }] });
  for (let made = 0; made < 120; made += 1) {
    await bench.ask('POST', '/v1/refunds', { payment_intent: 'pi_o2', amount: '1' });
  }
  bench.advance({ hours: 2 });
  world.pass({ hours: 2 });
  const run = async () => {
    const { runId } = await startReconciliation(world, { days: 1, staffId: 'fina' });
    await drain(world);
    const view = await viewRun(db, runId);
    if (!view) throw new Error('no run');
    return view;
  };
  const first = await run();
  expect(first.run).toMatchObject({
    state: 'finished',
    found: 120,
    counts: { read: 121, agree: 1, ledger: { ok: true } },
  });
  for (const { id, version } of first.differences) {
    const act = { differenceId: id, version, action: 'record-outside', note: '', staffId: 'fina' } as const;
    expect(await resolveDifference(world, act)).toEqual({ ok: true });
  }
  await drain(world);
  world.pass({ hours: 1 });
  bench.advance({ hours: 1 });
  expect((await run()).run).toMatchObject({
    found: 0,
    counts: { read: 121, agree: 121, gone: 120, ledger: { ok: true } },
  });
}, 120_000);

test.each(['unavailable', 'rate-limited'] as const)(
  'a list that is %s is read later, and closes nothing',
  async (code) => {
    await using db = await openTestDatabase();
    await using bench = await openBench({ known: paid });
    const world = await openWorld(db, bench);
    const { runId } = await startReconciliation(world, { days: 1, staffId: 'fina' });
    const listRefunds: Payments['listRefunds'] = () => {
      throw new PaymentsFault(code, 'as the test wants');
    };
    const broken = withPayments(world, { listRefunds });
    for (let tries = 0; tries < 8; tries += 1) {
      await drain(broken);
      world.pass({ hours: 1 });
    }
    expect((await viewRun(db, runId))?.run.state).toBe('running');
    expect(await loadProviderHealth(world)).toBeNull();
    await drain(world);
    expect((await viewRun(db, runId))?.run).toMatchObject({ state: 'finished', counts: { read: 0 } });
  },
);

test('a list that cannot be read ends the run with its reason', async () => {
  await using db = await openTestDatabase();
  await using bench = await openBench({ known: paid });
  const world = await openWorld(db, bench);
  const { runId } = await startReconciliation(world, { days: 1, staffId: 'fina' });
  const listRefunds: Payments['listRefunds'] = () => {
    throw new PaymentsFault('unreadable', 'as the test wants');
  };
  await drain(withPayments(world, { listRefunds }));
  expect((await viewRun(db, runId))?.run).toMatchObject({ state: 'failed', failure: 'unreadable' });
});
