import type { Browser, Page } from '@playwright/test';
import type { AppProcess } from '../support/app-process.ts';
import { expect, test } from './fixtures.ts';
import { demoOrder, makeReturn, openOrder } from './pages/journey.ts';
import { receiveParcel, signIn } from './pages/staff-work.ts';

const open = (browser: Browser, app: AppProcess, javaScriptEnabled = true): Promise<Page> =>
  browser.newPage({ baseURL: app.url, locale: 'en-GB', javaScriptEnabled });

/** Opens a return at the desk by its code. */
async function openReturn(page: Page, rma: string): Promise<void> {
  await page.goto(`/desk?find=${rma}`);
  await expect(page).toHaveURL(/\/desk\/returns\//);
}

/** The second person of customer care. */
async function signInAgnes(page: Page): Promise<void> {
  await page.goto('/staff/sign-in');
  await page.locator('input[name="email"]').fill('agent2@retour.example');
  await page.locator('input[name="password"]').fill('retour-demo-password');
  await page.locator('main form .button-primary').click();
  await expect(page.locator('.staff-header a[aria-current="page"]')).toBeVisible();
}

test('two people talk about a return, to each other and to its customer', async ({ browser, app }) => {
  const order = demoOrder('#1012');
  const customer = await open(browser, app, false);
  await openOrder(customer, app, order);
  const rma = await makeReturn(customer, { reason: 'changed-mind', own: true });

  const [andrew, agnes] = [await open(browser, app), await open(browser, app)];
  await signIn(andrew, 'agent');
  await signInAgnes(agnes);
  await openReturn(andrew, rma);
  await openReturn(agnes, rma);
  await expect(agnes.locator('.who-is-here')).toHaveText('Open at this moment by Andrew Agent too.');

  // A note of a megabyte is refused and kept; a shorter one calls Andrew, and its tags are text.
  const long = 'x'.repeat(1024 * 1024);
  const note = () => agnes.locator('textarea[name="text"]');
  await note().evaluate((area, text) => Object.assign(area, { value: text }), long);
  await agnes.getByRole('button', { name: 'Keep this note' }).click();
  await expect(agnes.getByRole('alert')).toContainText('The note is too long');
  await expect(note()).toHaveValue(long);
  await note().fill('<script>document.title = "no"</script> please look');
  await agnes.getByText('Who shall see it').first().click();
  await agnes.getByRole('checkbox', { name: 'Andrew Agent' }).check({ force: true });
  await agnes.getByRole('button', { name: 'Keep this note' }).click();
  await expect(agnes.locator('#notes')).toContainText('<script>document.title = "no"</script> please look');
  await expect(agnes).toHaveTitle(/Return/);

  await andrew.goto('/desk/mentions');
  await expect(andrew.getByRole('main')).toContainText('Agnes Agent calls you in return');
  await expect(andrew.locator('.mentions-link')).toContainText('1');
  await andrew.getByRole('button', { name: /Mark return .+ as read/ }).click();
  await expect(andrew.locator('.mentions-link .tab-count')).toHaveCount(0);

  // The desk asks by a template in the customer's language; the customer answers without scripts.
  await openReturn(andrew, rma);
  await andrew.getByRole('link', { name: 'Write to the customer' }).click();
  await andrew.getByRole('combobox', { name: 'Begin with' }).selectOption('Ask for the serial number');
  await andrew.getByRole('button', { name: 'Use it' }).click();
  await expect(andrew.locator('textarea[name="text"]')).toHaveValue(/serial number/);
  await andrew.getByRole('button', { name: 'Send the message' }).click();
  await expect(andrew.getByText('Waiting for the customer')).toBeVisible();
  const mail = await app.waitForMail(order.email, 'message-asks');
  expect(mail.text).toContain('serial number');
  await customer.goto(`/r/${rma}`);
  await expect(customer.getByText('We have a question for you')).toBeVisible();
  await customer.getByRole('link', { name: 'Answer', exact: true }).click();
  await customer.locator('textarea[name="text"]').fill('SN 4711');
  await customer.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(customer.getByText('Your message has reached us')).toBeVisible();
  await expect(customer.getByText('We have a question for you')).toHaveCount(0);
  await openReturn(andrew, rma);
  await expect(andrew.locator('#messages')).toContainText('SN 4711');
  await expect(andrew.getByText('The customer answered; the return waits no longer')).toBeVisible();

  // Agnes takes it over from Andrew, who is told.
  await andrew.getByRole('button', { name: 'Take it', exact: true }).click();
  await expect(andrew.getByText('This return is yours.')).toBeVisible();
  await openReturn(agnes, rma);
  await agnes.getByRole('button', { name: 'Take it over from Andrew Agent' }).click();
  await andrew.goto('/desk/mentions');
  await expect(andrew.getByRole('main')).toContainText('Agnes Agent took over return');
  for (const page of [customer, andrew, agnes]) await page.close();
});

test('the second of two decisions is shown beside the first, and a contested one goes to another person', async ({
  browser,
  app,
}) => {
  const customer = await open(browser, app, false);
  await openOrder(customer, app, demoOrder('#1014'));
  const rma = await makeReturn(customer, { own: true });
  const dock = await open(browser, app);
  await signIn(dock, 'warehouse');
  await receiveParcel(dock, rma);

  const [andrew, agnes] = [await open(browser, app), await open(browser, app)];
  await signIn(andrew, 'agent');
  await signInAgnes(agnes);
  for (const [page, deduction] of [
    [andrew, '5.00'],
    [agnes, '2.50'],
  ] as const) {
    await openReturn(page, rma);
    await page.locator('input[name^="choice-"][value="reduce"]').first().focus();
    await page.keyboard.press('Space');
    await page.locator('input[name^="deduction-"]').fill(deduction);
    await page.locator('select[name^="reduce-reason-"]').selectOption('signs-of-use');
    await page.locator('button[value="preview"]').click();
    await expect(page.locator('button[value="decide"]')).toBeVisible();
  }
  await andrew.locator('button[value="decide"]').click();
  await expect(andrew.locator('button[value="decide"]')).toBeHidden();
  await agnes.locator('button[value="decide"]').click();
  await expect(agnes.getByRole('alert')).toContainText('This return is already decided');
  const row = agnes.locator('.merge').getByRole('row', { name: /^Deduction/ });
  await expect(row).toContainText('5.00');
  await expect(row).toContainText('2.50');
  await agnes.getByRole('button', { name: 'Keep mine as a note' }).click();
  await expect(agnes.locator('#notes')).toContainText('2.50');

  await customer.goto(`/r/${rma}`);
  await customer.getByRole('link', { name: 'Contest this decision' }).click();
  await customer.locator('textarea[name="words"]').fill('It had no signs of use.');
  await customer.getByRole('button', { name: 'Contest the decision' }).click();
  await expect(customer.getByText('You contested the decision')).toBeVisible();
  await openReturn(andrew, rma);
  await andrew.getByRole('link', { name: 'Look at it' }).click();
  await expect(andrew.getByText('You decided on this return.')).toBeVisible();
  await expect(andrew.getByRole('button', { name: 'Decide and answer' })).toHaveCount(0);
  await openReturn(agnes, rma);
  await agnes.getByRole('link', { name: 'Look at it' }).click();
  await agnes.locator('input[name="outcome"][value="correct"]').focus();
  await agnes.keyboard.press('Space');
  await agnes.locator('input[name="amount"]').fill('5.00');
  await agnes.locator('textarea[name="answer"]').fill('You are right.');
  await agnes.getByRole('button', { name: 'Decide and answer' }).click();
  await expect(agnes.getByText('Decided. The customer gets a mail.')).toBeVisible();
  await customer.goto(`/r/${rma}`);
  await expect(customer.getByText('corrected the decision')).toBeVisible();
  await expect(customer.getByText('You are right.')).toBeVisible();
  for (const page of [customer, dock, andrew, agnes]) await page.close();
});
