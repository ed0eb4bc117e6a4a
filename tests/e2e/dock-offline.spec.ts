import type { Page } from '@playwright/test';
import { makeRmaCode, RMA_ALPHABET } from '#machines/rma-code.ts';
import { demoOrder, makeReturn, openOrder } from './pages/journey.ts';
import { TAB } from './pages/keys.ts';
import { scanCode } from './pages/scanner.ts';
import { openStaffPage, receiveParcel, signIn } from './pages/staff-work.ts';
import { expect, test } from './pages/watched.ts';

test.use({ shop: 'dock-offline' });
/** How long the network is away: a few seconds, or the whole minute that the dock has to bear. */
const AWAY_MS = process.env.DOCK_OFFLINE_MS ? Number(process.env.DOCK_OFFLINE_MS) : 3000;
test.describe.configure({ timeout: 180_000 + AWAY_MS });

/** A sound code that nobody gave out. */
const noCode = (last: number) => makeRmaCode([...Array.from({ length: 7 }, () => 3), last % RMA_ALPHABET.length]);

/** What the dock's list says, the oldest first. */
const waiting = (page: Page) => page.locator('section[aria-labelledby="waiting"] tbody th').allTextContents();

/** Turns off that each scan leads on to the count. */
async function onlyNote(page: Page): Promise<void> {
  const box = page.locator('.device-options input').first();
  if (await box.isChecked()) await box.uncheck();
}

test('scans made without a network are kept, sent once and in order, and conflicts are shown', async ({
  open,
  app,
}) => {
  const customer = await open();
  const codes: string[] = [];
  for (const number of ['#1014', '#1007', '#1012']) {
    await openOrder(customer, app, demoOrder(number));
    codes.push(await makeReturn(customer, {}));
  }
  const [first = '', second = '', third = ''] = codes;
  const page = await open();
  await signIn(page, 'warehouse');
  await openStaffPage(page, '/dock');
  await onlyNote(page);
  await scanCode(page, first);
  await expect(page.locator('.verdict.tone-success')).toContainText('Arrived');
  await expect.poll(() => waiting(page)).toHaveLength(1);
  await scanCode(page, first);
  await expect(page.locator('.verdict.tone-warning')).toContainText('Already scanned');

  await page.waitForFunction(() => navigator.serviceWorker.ready.then(() => true));
  await expect
    .poll(() => page.evaluate(async () => (await (await caches.open('dock-1')).keys()).length), { timeout: 10_000 })
    .toBeGreaterThan(5);
  await page.context().setOffline(true);
  const away = Date.now();
  await scanCode(page, third);
  await expect(page.locator('.verdict.tone-info')).toContainText('Kept on this device');
  await scanCode(page, second, TAB);
  await scanCode(page, noCode(1));
  await scanCode(page, third);
  await expect(page.locator('.queue-unsent')).toHaveAttribute('data-unsent', '4');
  await expect(page.locator('.queue-unsent h2')).toHaveText('4 not sent yet');

  // A reload shows the page that is kept on the device, with what stands on it still to be sent.
  await page.reload();
  await expect(page).toHaveURL(/\/dock\/offline/);
  await expect(page.locator('.queue-unsent')).toHaveAttribute('data-unsent', '4');
  expect(await page.content()).not.toMatch(/Wally|warehouse@|Warehouse/);
  await scanCode(page, first);
  await expect(page.locator('.queue-unsent')).toHaveAttribute('data-unsent', '5');

  // Meanwhile somebody else counts one of them.
  const colleague = await open();
  await signIn(colleague, 'warehouse');
  await receiveParcel(colleague, third);
  await page.waitForTimeout(Math.max(0, AWAY_MS - (Date.now() - away)));

  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/dock/sync'))
      sent.push(...[...(request.postData() ?? '').matchAll(/"code":"([^"]+)"/g)].map(([, code]) => code ?? ''));
  });
  await page.context().setOffline(false);
  await expect(page.locator('.queue-unsent')).toBeHidden({ timeout: 15_000 });
  expect(sent).toEqual([third, second, noCode(1), third, first]);
  const told = page.locator('.queue-told li');
  await expect(told).toHaveCount(4);
  await expect(told.nth(0)).toContainText('Already counted');
  await expect(told.nth(1)).toContainText('We do not know this code');
  await expect(told.nth(3)).toContainText('Already scanned');

  await openStaffPage(page, '/dock');
  expect((await waiting(page)).map((code) => code.replaceAll('-', ''))).toEqual([first, second]);
  await page
    .getByRole('button', { name: /^Seen: / })
    .first()
    .click();
  await expect(page.locator('.queue-told li')).toHaveCount(3);
});

test('a scanner is heard anywhere, also where a parcel is counted, and the focus comes back', async ({ open, app }) => {
  const customer = await open();
  await openOrder(customer, app, demoOrder('#1001'));
  const one = await makeReturn(customer, {});
  await openOrder(customer, app, demoOrder('#1013'));
  const other = await makeReturn(customer, {});
  const page = await open();
  await signIn(page, 'warehouse');
  await openStaffPage(page, '/dock');
  const field = page.locator('input[name="code"]');
  await page.locator('h1').click();
  await expect(field).toBeFocused();
  await field.blur();
  await expect(field).toBeFocused();
  await scanCode(page, one);
  await expect(page).toHaveURL(new RegExp(`/dock/${one}$`));
  // Digits among the keys are no grades here, nor do they stay in the field that has the focus.
  const count = page.locator('input[name^="count-"]').first();
  const before = await count.inputValue();
  await count.focus();
  await scanCode(page, other);
  await expect(page).toHaveURL(new RegExp(`/dock/${other}$`));
  await page.goBack();
  await expect(page.locator('h1')).toContainText(one.slice(0, 4));
  expect(await count.inputValue()).toBe(before);
  await count.fill('0');
  await scanCode(page, other);
  await expect(page.locator('.scan-elsewhere')).toContainText('not saved yet');
  await expect(page).toHaveURL(new RegExp(`/dock/${one}$`));
});
