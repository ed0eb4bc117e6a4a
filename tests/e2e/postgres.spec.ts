import { AppProcess } from '../support/app-process.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { demoOrder, makeReturn, openOrder } from './pages/journey.ts';
import { acceptAll, openAtDesk, receiveParcel, signIn } from './pages/staff-work.ts';
import { expect, test as onSqlite } from './pages/watched.ts';

/** The same program, with PostgreSQL below it. */
const test = onSqlite.extend<object, { app: AppProcess; shop: string }>({
  app: [
    async ({ shop: _ }, use) => {
      await using postgres = await startPostgres();
      const app = await AppProcess.start({ TRUST_PROXY: '1', DATABASE_URL: postgres.url });
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test('a return goes from the customer over dock and desk to its refund, on PostgreSQL', async ({ open, app }) => {
  test.setTimeout(120_000);
  const order = demoOrder('#1014');
  const customer = await open();
  await openOrder(customer, app, order);
  const rma = await makeReturn(customer, { lines: [0, 1] });
  await app.waitForMail(order.email, 'return-requested');
  const total = (await customer.locator('tfoot td').textContent()) ?? '';
  expect(total).toMatch(/^£\d+\.\d\d$/);

  const dock = await open();
  await signIn(dock, 'warehouse');
  await receiveParcel(dock, rma);
  await app.waitForMail(order.email, 'return-received');

  const desk = await open();
  await signIn(desk, 'agent');
  await openAtDesk(desk, rma);
  await acceptAll(desk);

  const mail = await app.waitForMail(order.email, 'refund-sent');
  expect(mail.text).toContain(total);
  await customer.goto(`/r/${rma}`);
  await expect(customer.getByText(`${total} was paid back`)).toBeVisible();
});
