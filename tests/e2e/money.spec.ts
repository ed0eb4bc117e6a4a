import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { createStripeStandIn } from '#app/gateways/stripe-standin/server.server.ts';
import { createMemoryStore } from '#app/gateways/stripe-standin/store-memory.server.ts';
import { openDatabase } from '#db/open.ts';
import { openPaymentLookup } from '#db/payment-lookup.ts';
import { AppProcess } from '../support/app-process.ts';
import { freePort } from '../support/free-port.ts';
import { inspection, shared } from './pages/inspect.ts';
import { press } from './pages/journey.ts';
import { signIn } from './pages/staff-work.ts';
import { test as base, expect } from './pages/watched.ts';

/** A Stripe whose clock is an hour behind, and which tells nobody: what is made there was made an hour ago, and no event was heard of it. */
const test = base.extend<object, { stripe: string }>({
  stripe: [async ({ browserName: _ }, use) => use(`http://127.0.0.1:${await freePort()}`), { scope: 'worker' }],
  app: [
    async ({ stripe }, use) => {
      const app = await AppProcess.start({ TRUST_PROXY: '1', STRIPE_API_BASE: stripe });
      const { findPayment, close } = await openPaymentLookup(join(app.folder, 'retour.sqlite'));
      let made = 0;
      const standIn = createStripeStandIn({
        store: createMemoryStore(),
        clock: () => Temporal.Now.instant().subtract({ hours: 1 }),
        newId: (prefix) => `${prefix}_money${++made}`,
        findPayment,
      });
      await standIn.listen(Number(new URL(stripe).port));
      await use(app);
      await standIn.close();
      await close();
      await app.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test.use({ shop: 'money' });

/** Somebody refunds a part of an order at the provider's dashboard; the order has been here for longer than that. */
async function refundAtDashboard(app: AppProcess, stripe: string): Promise<{ order: string; refundRef: string }> {
  const db = await openDatabase(join(app.folder, 'retour.sqlite'), { migrate: false });
  const { orders, payments } = db.tables;
  const [paid] = await db
    .select({ id: orders.id, order: orders.number, reference: payments.reference })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .where(eq(payments.provider, 'stripe'))
    .limit(1);
  if (!paid) throw new Error('no order was paid');
  const importedAt = Temporal.Now.instant().subtract({ hours: 2 });
  await db.transaction((tx) => tx.update(orders).set({ importedAt }).where(eq(orders.id, paid.id)));
  await db.close();
  const answer = await fetch(`${stripe}/v1/refunds`, {
    method: 'POST',
    headers: { Authorization: 'Bearer sk_test_dashboard' },
    body: new URLSearchParams({ payment_intent: paid.reference, amount: '123' }),
  });
  const refund: { id?: string } = await answer.json();
  expect(answer.status, JSON.stringify(refund)).toBe(200);
  return { order: paid.order, refundRef: refund.id ?? '' };
}

test('a refund made at the dashboard is found, recorded, and stands in the ledger and its files', async ({
  open,
  app,
  stripe,
}) => {
  test.setTimeout(300_000);
  const { order, refundRef } = await refundAtDashboard(app, stripe);
  const page = await open();
  const { look, pages } = inspection();
  await signIn(page, 'finance');
  await page.goto('/money');
  await look(page, 'money');
  await page.goto('/money/reconciliation');
  await look(page, 'reconciliation');
  await press(page.getByRole('button', { name: 'Start the comparison' }));
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('link', { name: 'Not ours' })).toBeVisible({ timeout: 1000 });
    await expect(page.locator('.summary').getByText('Done', { exact: true })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByText('The ledger agrees with the payouts')).toBeVisible();
  await look(page, 'run');

  await press(page.getByRole('link', { name: 'Not ours' }));
  await expect(page.getByRole('main')).toContainText(refundRef);
  await expect(page.getByRole('main')).toContainText('Most often somebody made it at the provider’s dashboard.');
  await look(page, 'difference');
  await press(page.getByRole('button', { name: 'Accept it' }));
  await look(page, 'difference, wrong', { error: true });
  await press(page.getByRole('button', { name: 'Record it' }));
  await expect(page.locator('.notice.tone-success')).toContainText('Fina Finance had it recorded as made outside');
  await expect(page.locator('.card-head .tag')).toHaveText('Waits for the next look');
  await look(page, 'difference, asked');

  await expect(async () => {
    await page.goto(`/money/ledger?find=${encodeURIComponent(order)}`);
    await expect(page.getByRole('cell', { name: 'Refund made outside' })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  await look(page, 'ledger');
  await page.goto('/money/ledger?find=nothing');
  await look(page, 'ledger, wrong', { error: true });
  await page.goto('/money');
  await look(page, 'money, with figures');
  await page.goto('/money/payouts?state=settled');
  await look(page, 'payouts');
  await page.goto('/money/exports?from=2026-02-02&to=2026-02-01');
  await look(page, 'exports, wrong', { error: true });
  await page.goto('/money/exports');
  await look(page, 'exports');
  expect(
    shared(
      pages.filter(({ name }) => !name.includes(',')),
      'heading',
    ),
  ).toEqual([]);

  const today = Temporal.Now.plainDateISO('UTC');
  const days = `from=${today.subtract({ days: 1 })}&to=${today.add({ days: 1 })}`;
  const journal = await page.request.get(`/money/exports/journal.csv?${days}`);
  expect(journal.headers()['content-type']).toBe('text/csv; charset=utf-8');
  expect(journal.headers()['content-disposition']).toMatch(/^attachment; filename="journal-[\d-]+\.csv"$/);
  const [header, ...lines] = (await journal.text()).trim().split('\r\n');
  expect(header).toMatch(/^"entry_id","cause","leg","booked_at","day","kind"/);
  expect(lines.find((line) => line.includes('"external-refund"'))).toContain(',1.23,"EUR",123,2,');
  const summary = await page.request.get(`/money/exports/summary.csv?${days}`);
  expect(await summary.text()).toMatch(/,"EUR","external-refund",1,1\.23,123,2\r\n/);

  const agent = await open();
  await signIn(agent, 'agent');
  await agent.goto('/money/reconciliation');
  await expect(agent.getByRole('button', { name: 'Start the comparison' })).toHaveCount(0);
  await expect(agent.getByRole('navigation', { name: 'Pages about money' }).getByText('Exports')).toHaveCount(0);
  expect((await agent.request.get(`/money/exports/journal.csv?${days}`)).status()).toBe(403);
  await page.goto('/money?lang=ar');
  await look(page, 'money, Arabic', { lang: 'ar' });
});
