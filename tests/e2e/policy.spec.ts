import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { demoPassword, demoStaff } from '#app/auth/demo-staff.ts';
import type { Role } from '#app/permissions.ts';
import { expect, test } from './fixtures.ts';
import { choose } from './pages/customer.ts';

async function signIn(page: Page, role: Role): Promise<void> {
  await page.goto('/staff/sign-in');
  await page
    .getByRole('textbox', { name: 'E-mail address' })
    .fill(demoStaff.find((one) => one.role === role)?.email ?? '');
  await page.getByRole('textbox', { name: 'Password' }).fill(demoPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}

const days = (page: Page) => page.getByRole('textbox', { name: 'Days after delivery' });
const next = (page: Page) => page.getByRole('button', { name: 'See what changes' }).click();

// They share one shop, so they run one after the other, in this order.
test.describe.configure({ mode: 'default' });

for (const [how, javaScriptEnabled, country, code] of [
  ['with scripts', true, 'Germany', 'DE'],
  ['without scripts', false, 'Austria', 'AT'],
] as const) {
  test(`the policy admin gives ${country} other rules, ${how}`, async ({ browser, app }) => {
    const context = await browser.newContext({ javaScriptEnabled, baseURL: app.url, locale: 'en-GB' });
    const page = await context.newPage();
    await signIn(page, 'policy');
    await page.goto('/policy');
    if (javaScriptEnabled) await expectAccessible(page);
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: country, exact: true }) });
    await expect(row).toContainText('45 days after delivery');
    await page.getByRole('link', { name: 'Prepare a new version' }).click();
    await page.getByRole('button', { name: 'Set the rules' }).click();
    await expect(page.getByRole('alert')).toContainText('Choose at least one country');
    if (javaScriptEnabled) await expectAccessible(page);
    await choose(page.getByRole('checkbox', { name: country }));
    await page.getByRole('button', { name: 'Set the rules' }).click();

    await expect(page.getByRole('heading', { name: `Rules for ${country}` })).toBeVisible();
    await days(page).fill('13');
    await next(page);
    const law = `${country}: 13 days after delivery is less than the law grants: 14 days after delivery`;
    await expect(page.getByRole('alert')).toContainText(law);
    await expect(page.getByRole('alert')).toContainText('Directive 2011/83/EU art. 9(1)');
    await expect(days(page)).toHaveValue('13');
    if (javaScriptEnabled) await expectAccessible(page);

    await days(page).fill('30');
    await next(page);
    await expect(
      page.getByText(`${country}: Return window – from “45 days after delivery” to “30 days after delivery”.`),
    ).toBeVisible();
    await page.getByRole('button', { name: /^Publish version/ }).click();
    await expect(page.getByRole('alert')).toContainText('Say in a sentence why the policy changes');
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByRole('textbox', { name: 'Reason' }).fill('Shorter after the holidays');
    await choose(page.getByRole('radio', { name: 'On a day and at a time' }));
    await page.getByLabel('Day', { exact: true }).fill('2020-01-31');
    await page.getByRole('textbox', { name: 'Time' }).fill('8:30');
    await page.getByRole('button', { name: /^Publish version/ }).click();
    await expect(page.getByRole('alert')).toContainText('A version cannot begin in the past');
    await expect(page.getByRole('textbox', { name: 'Reason' })).toHaveValue('Shorter after the holidays');
    await expect(page.getByLabel('Day', { exact: true })).toHaveValue('2020-01-31');
    await choose(page.getByRole('radio', { name: 'As soon as it is published' }));
    await page.getByRole('button', { name: /^Publish version/ }).click();

    await expect(page.getByText(/^Version \d+ is published/)).toBeVisible();
    await expect(row).toContainText('30 days after delivery');
    await page.goto(`/policy?country=${code}`);
    await expect(page.getByText('Your policy: 30 days after delivery')).toBeVisible();
    await page.goto('/policy');
    await page
      .getByRole('link', { name: /^Version \d+$/ })
      .first()
      .click();
    await expect(
      page.getByText(`${country}: Return window – from “45 days after delivery” to “30 days after delivery”.`),
    ).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
    await context.close();
  });
}

test('of two who publish, the second is told what came between and keeps what was typed', async ({ page, context }) => {
  await signIn(page, 'policy');
  const other = await context.newPage();
  const prepare = async (tab: Page, country: string) => {
    await tab.goto(`/policy/edit?step=rules&for=${country}`);
    await days(tab).fill('77');
    await next(tab);
    await tab.getByRole('textbox', { name: 'Reason' }).fill(`A longer window for ${country}`);
  };
  await prepare(page, 'FR');
  await prepare(other, 'NL');
  await other.getByRole('button', { name: /^Publish version/ }).click();
  await expect(other.getByText(/^Version \d+ is published/)).toBeVisible();
  await page.getByRole('button', { name: /^Publish version/ }).click();
  await expect(page.getByText(/^Version \d+ was published meanwhile/)).toBeVisible();
  await expect(page.getByText(/Paula Policy published it while you were working/)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Reason' })).toHaveValue('A longer window for FR');
  await page.getByRole('button', { name: /^Publish version/ }).click();
  await expect(page.getByText(/^Version \d+ is published/)).toBeVisible();
  for (const country of ['France', 'Netherlands']) {
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: country, exact: true }) });
    await expect(row).toContainText('77 days after delivery');
  }
});

test('rules for several countries at once, and an entry taken back', async ({ page }) => {
  await signIn(page, 'policy');
  await page.goto('/policy/edit?step=rules&for=CH&for=US&for=KW');
  await expect(page.getByText(/These have different rules now/)).toBeVisible();
  await choose(page.getByRole('radio', { name: 'A number of days' }));
  await days(page).fill('21');
  await choose(page.getByRole('radio', { name: 'The shop pays' }));
  await next(page);
  await expect(
    page.getByText(
      'Kuwait, Switzerland and United States: Return window – from “30 days after delivery” to “21 days after delivery”.',
    ),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Change another country too' }).click();
  await expect(page.getByText('In the new version so far')).toBeVisible();
  await choose(page.getByRole('checkbox', { name: 'Sweden' }));
  await page.getByRole('button', { name: 'Remove own rules' }).click();
  await expect(page.getByText('Sweden loses its own rules and uses the default.')).toBeVisible();
  await page.getByRole('link', { name: 'Take out Kuwait, Switzerland and United States' }).click();
  await expect(page.getByText(/^Kuwait/)).toHaveCount(0);
});

for (const [what, fields, sentence] of [
  ['no days', { days: '0' }, 'Enter a whole number of days from 1 to 3650'],
  ['days below none', { days: '-1' }, 'Enter a whole number of days from 1 to 3650'],
  ['a thousand million days', { days: '1e9' }, 'Enter a whole number of days from 1 to 3650'],
  ['letters', { days: 'thirty' }, 'Enter a whole number of days from 1 to 3650'],
  ['a price below zero', { fee: '-1' }, 'A price cannot be below zero'],
  ['a price of three decimals', { fee: '3.955' }, 'EUR has at most 2 decimals'],
  ['yen with decimals', { fee: '3.5', currency: 'jpy' }, 'JPY has no decimals'],
  ['a price in no currency', { fee: '3', currency: 'XYZ' }, '“XYZ” is not a currency we know'],
  ['a price of a fortune', { fee: '1000000' }, 'This price is too large'],
] as const) {
  test(`bad input is answered at its field and kept: ${what}`, async ({ page }) => {
    await signIn(page, 'policy');
    await page.goto('/policy/edit?step=rules&for=DE');
    const given = { days: '30', fee: '3.95', currency: 'EUR', ...fields };
    await choose(page.getByRole('radio', { name: 'The customer pays a fixed price' }));
    await days(page).fill(given.days);
    await page.getByRole('textbox', { name: 'Price of the label' }).fill(given.fee);
    await page.getByRole('textbox', { name: 'Currency' }).fill(given.currency);
    await next(page);
    await expect(page.getByRole('alert')).toContainText(sentence);
    await expect(days(page)).toHaveValue(given.days);
    await expect(page.getByRole('textbox', { name: 'Price of the label' })).toHaveValue(given.fee);
  });
}

test('an address that was tampered with is refused, and an unknown country explained', async ({ page }) => {
  await signIn(page, 'policy');
  for (const edit of ['DE~-5~merchant~-~-', 'DE~1e9~own~-~-', 'DE', 'default~remove', 'XX1~30~own~-~-'])
    expect((await page.goto(`/policy/edit?edit=${edit}`))?.status()).toBe(400);
  expect((await page.goto('/policy/versions/999'))?.status()).toBe(404);
  await page.goto('/policy/edit?step=rules&code=qq');
  await expect(page.getByRole('alert')).toContainText('“QQ” is not a country we know');
  await page.goto('/policy?country=QQ');
  await expect(page.getByText('“QQ” is not a country we know. Choose one from the list.')).toBeVisible();
  // Thirteen days written into the address by hand: shown, explained, and without a button.
  await page.goto('/policy/edit?step=check&edit=DE~13~merchant~-~-');
  await expect(page.getByText('This cannot be published')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Publish/ })).toHaveCount(0);
});

test('customer care reads the policy and cannot change it; the warehouse does not see it', async ({
  page,
  context,
}) => {
  await signIn(page, 'agent');
  await page.goto('/policy');
  await expect(page.getByRole('heading', { name: 'Return policy' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Prepare a new version' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: /^Change/ })).toHaveCount(0);
  expect((await page.goto('/policy/edit'))?.status()).toBe(403);
  await context.clearCookies();
  await signIn(page, 'warehouse');
  expect((await page.goto('/policy'))?.status()).toBe(403);
});
