import type { Page } from '@playwright/test';
import type { AppProcess } from '../support/app-process.ts';
import { expect, test } from './fixtures.ts';
import { choose, goOn, openOrder } from './pages/customer.ts';
import { expectProblem, scan, signIn, signOut } from './pages/staff.ts';

/** A customer's return of one product of an order; gives its code. */
async function sendReturn(page: Page, app: AppProcess, order: { number: string; email: string }): Promise<string> {
  await openOrder(page, app, order);
  await page.getByRole('button', { name: 'Start a return' }).click();
  await choose(page.getByRole('checkbox').first());
  await goOn(page);
  await choose(page.getByRole('radio', { name: 'I changed my mind' }));
  await goOn(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('How do you want your money back?');
  await goOn(page);
  await choose(page.getByRole('radio', { name: 'With a carrier of my choice' }));
  await goOn(page);
  await page.getByRole('main').getByRole('button').last().click();
  await expect(page).toHaveURL(/\/r\/[^/]+\/sent$/);
  return new URL(page.url()).pathname.split('/')[2] ?? '';
}

for (const [how, javaScriptEnabled, order] of [
  ['with scripts', true, { number: '#1007', email: 'grace.bennett@example.com' }],
  ['without scripts', false, { number: '#1012', email: 'nina.keller@example.com' }],
] as const) {
  test(`a parcel is received, decided and paid, ${how}`, async ({ browser, app }) => {
    const customer = await browser.newPage({ baseURL: app.url, locale: 'en-GB' });
    const code = await sendReturn(customer, app, order);
    const page = await browser.newPage({ javaScriptEnabled, baseURL: app.url, locale: 'en-GB' });

    await signIn(page, 'warehouse');
    await scan(page, 'A PARCEL');
    await expect(page.getByRole('alert')).toContainText('We do not know this code');
    await scan(page, code.toLowerCase());
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Parcel');
    await page.getByRole('button', { name: 'Receive' }).click();
    await expectProblem(page, /choose the condition/);
    await choose(page.getByRole('radio', { name: 'Opened, unused' }).first());
    await page.getByRole('button', { name: 'Receive' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Received' })).toBeVisible();
    await signOut(page);

    await signIn(page, 'agent');
    await page.getByRole('searchbox', { name: 'Find a return' }).fill(code);
    await page.getByRole('button', { name: 'Find' }).click();
    await expect(page.getByText('Opened, unused').first()).toBeVisible();
    await choose(page.getByRole('radio', { name: 'Accept with a deduction' }));
    await page.getByRole('textbox', { name: /^Deduction in/ }).fill('99999,50');
    await page.getByRole('combobox', { name: 'Reason for the deduction' }).selectOption('Signs of use');
    await page.getByRole('button', { name: 'Preview the refund' }).click();
    await expectProblem(page, /the deduction can be .+ at the most/);
    await page.getByRole('textbox', { name: /^Deduction in/ }).fill('1,50');
    await page.getByRole('button', { name: 'Preview the refund' }).click();
    const confirm = page.getByRole('button', { name: /^Refund [^ ]*[£€]/ });
    const amount = ((await confirm.textContent()) ?? '').replace('Refund ', '');
    await confirm.click();
    await expect(page.getByRole('status').first()).toContainText(`The refund of ${amount} is on its way`);
    await expect(async () => {
      await page.reload();
      await expect(page.getByText('Paid back').first()).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 15_000 });
    await expect(page.getByText(`Refund of ${amount} paid`)).toBeVisible();

    await customer.goto(`/r/${code}`);
    await expect(customer.getByRole('main')).toContainText(amount);
    await app.waitForMail(order.email, 'refund-sent');
    await customer.close();
    await page.close();
  });
}

test('of two people the second is told that the first has decided, and nothing is paid twice', async ({
  browser,
  app,
}) => {
  const customer = await browser.newPage({ baseURL: app.url, locale: 'en-GB' });
  const code = await sendReturn(customer, app, { number: '#1008', email: 'maya.rivera@example.com' });
  const people = await Promise.all([1, 2].map(() => browser.newPage({ baseURL: app.url, locale: 'en-GB' })));
  for (const page of people) {
    await signIn(page, 'agent');
    await page.goto(`/desk?find=${code}`);
    await expect(page.getByText('The parcel has not arrived.')).toBeVisible();
    await choose(page.getByRole('radio', { name: 'Accept', exact: true }));
    await page.getByRole('button', { name: 'Preview the refund' }).click();
    // Both see what would be paid before either of them confirms.
    await expect(page.getByRole('button', { name: /^Refund / })).toBeVisible();
  }
  const [first, second] = people;
  if (!first || !second) throw new Error('two people');
  await first.getByRole('button', { name: /^Refund / }).click();
  await expect(first.getByText(/is on its way\. The customer gets a mail/)).toBeVisible();
  await second.getByRole('button', { name: /^Refund / }).click();
  await expect(second.getByRole('alert')).toContainText('This return is already decided');
  // The notice tells of it too; the story is what there is.
  const story = second.getByRole('list', { name: 'What happened' });
  await expect(story.getByText(/^Decided/)).toBeVisible();
  await expect(story.getByText(/^Refund of .+ owed/)).toHaveCount(1);
  for (const page of [...people, customer]) await page.close();
});

test('each role sees what is its own', async ({ browser, app }) => {
  const page = await browser.newPage({ baseURL: app.url, locale: 'en-GB' });
  await signIn(page, 'policy');
  await page.goto('/desk?view=finished');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Decisions');
  expect((await page.goto('/dock'))?.status()).toBe(403);
  await page.goto('/staff');
  await signOut(page);
  await signIn(page, 'warehouse');
  expect((await page.goto('/desk'))?.status()).toBe(403);
  await page.close();
});
