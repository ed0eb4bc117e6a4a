import { join } from 'node:path';
import { startStripeStandIn } from '#app/gateways/stripe-standin/start.server.ts';
import { openPaymentLookup } from '#db/payment-lookup.ts';
import { AppProcess } from '../support/app-process.ts';
import { freePort } from '../support/free-port.ts';
import { inspection } from './pages/inspect.ts';
import { choose, demoOrder, makeReturn, onward, openOrder, press } from './pages/journey.ts';
import { acceptAll, openAtDesk, receiveParcel, signIn } from './pages/staff-work.ts';
import { test as base, expect } from './pages/watched.ts';

const TOKEN = 'a token of a test, long enough';

/** The program with a Stripe beside it that a test can tell what its banks do. */
const test = base.extend<object, { bankPort: number }>({
  bankPort: [async ({ browserName: _ }, use) => use(await freePort()), { scope: 'worker' }],
  app: [
    async ({ bankPort: port }, use) => {
      const app = await AppProcess.start({ TRUST_PROXY: '1', STRIPE_API_BASE: `http://127.0.0.1:${port}` });
      const { findPayment, close } = await openPaymentLookup(join(app.folder, 'retour.sqlite'));
      const standIn = await startStripeStandIn({
        port,
        dataFile: join(app.folder, 'stand-in.sqlite'),
        webhook: { url: `${app.url}/webhooks/stripe`, secret: 'whsec_standin_development_only' },
        findPayment,
        controlToken: TOKEN,
      });
      await use(app);
      await standIn.close();
      await close();
      await app.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test.use({ shop: 'rescue' });

test('a refund comes back: the customer names an account without scripts, two people pay, the page says by which number', async ({
  open,
  app,
  bankPort,
}) => {
  test.setTimeout(180_000);
  const { look } = inspection();
  const order = demoOrder('#1012');
  const later = { to: 'failed', afterMs: 300, failureReason: 'expired_or_canceled_card' };
  const scripted = await fetch(`http://127.0.0.1:${bankPort}/standin/script-refund`, {
    method: 'POST',
    headers: { 'Standin-Token': TOKEN, 'Content-Type': 'application/json' },
    body: JSON.stringify({ status: 'succeeded', later }),
  });
  expect(scripted.ok, await scripted.text()).toBe(true);

  const customer = await open({ javaScriptEnabled: false });
  await openOrder(customer, app, order);
  const rma = await makeReturn(customer);
  const desk = await open();
  await signIn(desk, 'warehouse');
  await receiveParcel(desk, rma);
  const agent = await open();
  await signIn(agent, 'agent');
  await openAtDesk(agent, rma);
  await acceptAll(agent);
  const failed = await app.waitForMail(order.email, 'refund-failed');
  expect(failed.text).toContain('Please choose on the page of your return');

  await agent.reload();
  await expect(agent.getByText('A new refund to the same place fails too.')).toBeVisible();
  await expect(agent.locator('button[value="retry"]')).toHaveCount(0);
  await press(agent.getByRole('link', { name: 'Other ways to settle it' }));
  await look(agent, 'the desk about an amount that came back');

  await customer.goto(`/r/${rma}`);
  // The same person in a browser with scripts, which looking at a page needs.
  const reader = await open({ storageState: await customer.context().storageState() });
  await reader.goto(`/r/${rma}`);
  await look(reader, 'a return with an amount that came back');
  await expect(customer.getByText('The card has expired or was cancelled.')).toBeVisible();
  await press(customer.getByRole('link', { name: 'Choose how to get your money' }));
  await expect(customer.locator('input[name="way"][value="retry"]')).toHaveCount(0);
  await onward(customer);
  await expect(customer).toHaveTitle(/^Error: /);
  await choose(customer.locator('input[name="way"][value="transfer"]'));
  await onward(customer);
  await customer.locator('input[name="holder"]').fill('Nina Keller');
  await customer.locator('input[name="iban"]').fill('DE89 3704 0044 0532 0130 01');
  await onward(customer);
  await reader.goto(new URL(customer.url()).pathname);
  await onward(reader);
  await look(reader, 'the account that money shall go to', { error: true });
  await expect(customer.getByRole('alert')).toContainText('This IBAN has a typing mistake');
  await expect(customer.locator('input[name="holder"]')).toHaveValue('Nina Keller');
  await customer.locator('input[name="iban"]').fill('DE89 3704 0044 0532 0130 00');
  await onward(customer);
  await expect(customer).toHaveURL(`/r/${rma}`);
  await expect(customer.getByText('We have your account and are making the transfer.').first()).toBeVisible();
  await expect(customer.locator('main')).toContainText('•••• 3000');
  expect(await customer.content()).not.toContain('0532');

  const first = await open();
  await signIn(first, 'finance');
  await first.goto('/money/transfers');
  await press(first.locator('table a').first());
  expect(await first.content()).not.toContain('0532');
  await press(first.getByRole('button', { name: 'Show the account' }));
  await expect(first.getByText('DE89 3704 0044 0532 0130 00')).toBeVisible();
  await look(first, 'a transfer with its account');
  const reference = first.locator('input[name="reference"]');
  await press(first.getByRole('button', { name: 'I have made this transfer' }));
  await expect(first).toHaveTitle(/^Error: /);
  await reference.fill('SEPA-2026-77');
  await press(first.getByRole('button', { name: 'I have made this transfer' }));
  await expect(first.getByText('Another person has to confirm it')).toBeVisible();
  await expect(first.getByRole('button', { name: 'I have found it at the bank' })).toHaveCount(0);
  const second = await open();
  await signIn(second, 'finance2');
  await second.goto(new URL(first.url()).pathname);
  await expect(second.getByRole('button', { name: 'Show the account' })).toHaveCount(0);
  await press(second.getByRole('button', { name: 'I have found it at the bank' }));
  await expect(second.getByText('A second person confirmed the transfer')).toBeVisible();

  const sent = await app.waitForMail(order.email, 'transfer-sent');
  expect(sent.text).toContain('SEPA-2026-77');
  expect(sent.text).not.toContain('0532');
  await customer.reload();
  await expect(customer.locator('main')).toContainText('SEPA-2026-77');
  await expect(customer.locator('main')).toContainText('was paid back');
});
