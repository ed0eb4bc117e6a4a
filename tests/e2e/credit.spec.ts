import type { Page } from '@playwright/test';
import { DEMO_SHOP_KEY } from '#app/env.server.ts';
import { expect, test } from './fixtures.ts';
import { axeProblems } from './pages/axe.ts';
import { choose, expectProblem, expectQuestion, goOn, openOrder } from './pages/customer.ts';
import { demoOrder } from './pages/journey.ts';
import { signIn } from './pages/staff.ts';
import { acceptAll, openAtDesk } from './pages/staff-work.ts';

const expectAccessible = async (page: Page) => expect(await axeProblems(page)).toEqual([]);

test('a customer takes store credit with its bonus without scripts, and the shop takes it as payment', async ({
  browser,
  app,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: app.url, locale: 'en-GB' });
  const page = await context.newPage();
  const order = demoOrder('#1001');
  await openOrder(page, app, order);
  await page.getByRole('button', { name: 'Start a return' }).click();
  await choose(page.getByRole('checkbox', { name: /Swing-arm desk lamp/ }));
  await goOn(page);
  await choose(page.getByRole('radio', { name: 'I changed my mind' }));
  await goOn(page);

  await expectQuestion(page, 'How do you want your money back?');
  await expect(page.getByRole('radio', { name: 'Back to the way you paid' })).toBeChecked();
  await choose(page.getByRole('radio', { name: 'Store credit' }));
  await expect(page.getByText('Your refund of €89.00 and a bonus of €8.90, to spend in the shop.')).toBeVisible();
  await goOn(page);
  await choose(page.getByRole('radio', { name: 'With a carrier of my choice' }));
  await goOn(page);
  await expectQuestion(page, 'Check your answers, then send your return');
  await expect(page.getByRole('row', { name: 'Bonus for store credit €8.90' })).toBeVisible();
  await expect(page.getByRole('row', { name: 'Your store credit €97.90' })).toBeVisible();
  await page.getByRole('link', { name: 'Change How the money comes back' }).click();
  await expect(page.getByRole('radio', { name: 'Store credit' })).toBeChecked();
  await goOn(page);
  await page.getByRole('button', { name: 'Send my return' }).click();
  await expect(page.getByText(/you get store credit of €97\.90/)).toBeVisible();
  const rma = new URL(page.url()).pathname.split('/')[2] ?? '';

  const desk = await browser.newPage({ baseURL: app.url, locale: 'en-GB' });
  await signIn(desk, 'agent');
  await openAtDesk(desk, rma);
  await expect(desk.getByText('Customer wants')).toBeVisible();
  await acceptAll(desk);
  const seen = await app.mails(order.email);
  const mail =
    seen.find(({ kind }) => kind === 'credit-issued') ?? (await app.waitForMail(order.email, 'credit-issued', seen));
  await desk.reload();
  await expect(desk.getByText(/Store credit ending in [0-9A-Z]{4}/).first()).toBeVisible();
  await desk.close();

  await page.goto(`/r/${rma}`);
  await expect(page.getByText('You have store credit of €97.90')).toBeVisible();
  const code = (await page.getByText(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/).textContent()) ?? '';
  expect(mail.text).toContain('€97.90');
  expect(mail.text.replaceAll(/[\s-]/g, '')).not.toContain(code.replaceAll('-', ''));

  const shop = { headers: { Authorization: `Bearer ${DEMO_SHOP_KEY}` } };
  const wish = { requestKey: 'e2e-1', amount: 5000, currency: 'EUR', orderRef: 'WEB-77' };
  const redeemed = await page.request.post(`/api/credits/${code}/redemptions`, { ...shop, data: wish });
  expect(await redeemed.json()).toMatchObject({ ...wish, reversedAt: null });
  const bare = await page.request.get(`/api/credits/${code}`);
  expect(bare.status()).toBe(401);
  expect(await bare.json()).toMatchObject({ code: 'auth.missing' });

  await page.goto('/credit');
  await page.getByRole('textbox', { name: 'Code of your store credit' }).fill('0000-0000-0000-0000');
  await page.getByRole('button', { name: 'Show the balance' }).click();
  await expectProblem(page, 'We find no store credit with this code. Check every letter and digit');
  await page.getByRole('textbox', { name: 'Code of your store credit' }).fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Show the balance' }).click();
  await expect(page.getByText('€47.90')).toBeVisible();
  await expect(page.getByRole('row', { name: /WEB-77 -€50\.00/ })).toBeVisible();
  expect((await app.mails(order.email)).map(({ kind }) => kind)).not.toContain('refund-sent');
  // Axe needs scripts: the same pages once more with them.
  const storageState = await context.storageState();
  const scripted = await browser.newContext({ storageState, baseURL: app.url, locale: 'en-GB' });
  const sighted = await scripted.newPage();
  await sighted.goto(`/r/${rma}`);
  await expectAccessible(sighted);
  await sighted.goto('/credit');
  await sighted.getByRole('textbox', { name: 'Code of your store credit' }).fill(code);
  await sighted.getByRole('button', { name: 'Show the balance' }).click();
  await expect(sighted.getByText('€47.90')).toBeVisible();
  await expectAccessible(sighted);
  await scripted.close();
  await context.close();
});
