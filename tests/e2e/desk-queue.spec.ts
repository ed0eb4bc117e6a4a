import type { Page } from '@playwright/test';
import { Browser } from '#app/cli/replay/browser.ts';
import { Customer } from '#app/cli/replay/customer.ts';
import { StaffMember } from '#app/cli/replay/staff.ts';
import { addOrders } from '#tests/bench/shop.ts';
import type { AppProcess } from '../support/app-process.ts';
import { openStaffPage, signIn } from './pages/staff-work.ts';
import { expect, test } from './pages/watched.ts';

test.use({ shop: 'desk-queue' });

/** Returns of as many customers that the dock has counted, sent over the same forms that people use. */
async function arrive(app: AppProcess, count: number): Promise<string[]> {
  const dock = new StaffMember(new Browser(app.url), 'warehouse');
  const codes: string[] = [];
  for (const row of await addOrders(app, count)) {
    const code = await new Customer(new Browser(app.url), row).request(row);
    await dock.receive(code, row);
    codes.push(code);
  }
  return codes;
}

let arrived: Promise<string[]> | undefined;
/** Once for both journeys. */
const arrivals = (app: AppProcess) => {
  arrived ??= arrive(app, 5);
  return arrived;
};

const current = (page: Page) => page.locator('[data-row][data-current] [data-col="open"]');

test('by keys alone: find, select three, look at the sums, confirm, call back, confirm again, see what became of them', async ({
  open,
  app,
}) => {
  const codes = await arrivals(app);
  const page = await open();
  await signIn(page, 'agent');
  await openStaffPage(page, '/desk');
  const rows = page.locator('[data-row]');
  await expect(rows).toHaveCount(5);

  await page.keyboard.press('j');
  await expect(current(page)).toBeFocused();
  await expect(rows.first().locator('[data-col="open"]')).toBeFocused();
  await page.keyboard.press('j');
  await expect(rows.nth(1).locator('[data-col="open"]')).toBeFocused();
  await expect(page.locator('[data-row] [tabindex="0"]')).toHaveCount(2);
  await page.keyboard.press('ArrowUp');
  for (let row = 0; row < 3; row += 1) {
    await page.keyboard.press('x');
    await page.keyboard.press('j');
  }
  await expect(page.locator('.queue-bar output')).toHaveText('Selected: 3');
  await page.keyboard.press('Home');

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys of the queue' })).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('take');
  await page.keyboard.press('Enter');
  await expect(page.locator('.notice[role="status"]')).toContainText('Taken: 3.');
  await expect(current(page)).toHaveCount(1);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('go to: mine');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/view=mine/);
  await expect(rows).toHaveCount(3);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('select all');
  await page.keyboard.press('Enter');
  await expect(page.locator('.queue-bar output')).toHaveText('Selected: 3');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('approve as');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Approve many returns');
  await expect(page.getByRole('row')).toHaveCount(4);
  await page.getByRole('button', { name: /^Refund £/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Undo all of it' }).press('Enter');
  await expect(page.locator('.notice[role="status"]')).toContainText('Nothing was decided');

  await openStaffPage(page, '/desk?view=mine');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('select all');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('approve as');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Refund £/ }).press('Enter');
  await expect(page.locator('.notice[role="status"]')).toContainText('Decided: Returns: 3. Not decided: Returns: 0.', {
    timeout: 25_000,
  });

  await openStaffPage(page, '/desk');
  await expect(rows).toHaveCount(2);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/desk\/returns\//);
  await page.goBack();
  await expect(current(page)).toBeFocused();
  await page.keyboard.press('a');
  await expect(page).toHaveURL(/\/desk\/returns\/[^?]+\?answer=accept$/);

  await openStaffPage(page, '/desk/keys');
  await page.getByRole('button', { name: 'Switch single keys off' }).press('Enter');
  await expect(page.getByText('Single keys are off.')).toBeVisible();
  await openStaffPage(page, '/desk');
  // Where it was left by a key, and out of the list again.
  await expect(current(page)).toBeFocused();
  await current(page).blur();
  await page.keyboard.press('j');
  await expect(current(page)).not.toBeFocused();
  await current(page).focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1).locator('[data-col="open"]')).toBeFocused();
  expect(codes).toHaveLength(5);
});

test('without scripts the queue is a form: narrowed, saved, taken, approved', async ({ open, app }) => {
  await arrivals(app);
  const page = await open({ javaScriptEnabled: false });
  await signIn(page, 'agent');
  await page.goto('/desk?view=decide&country=GB&from=x&currency=GBP');
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.locator('#filter-from-error')).toContainText('Write an amount');
  const rows = page.locator('[data-row]');
  const before = await rows.count();
  expect(before).toBeGreaterThan(0);
  await page.goto('/desk?view=decide&country=GB');
  await page.getByText('Save this view').click();
  await page.locator('input[name="name"]').fill('British');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Views of the queue' })).toContainText('British');
  await rows.first().locator('input').check();
  await page.getByRole('button', { name: 'Take', exact: true }).click();
  await expect(page.locator('.notice[role="status"]')).toContainText('Taken: 1.');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('.notice[role="status"]')).toContainText('Put back: 1.');
  await page.getByRole('button', { name: 'Approve as suggested' }).click();
  await expect(page.getByRole('alert')).toContainText('Select at least one return first');
  await rows.first().locator('input').check();
  await page.getByRole('button', { name: 'Approve as suggested' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Approve many returns');
  await page.getByRole('button', { name: 'Discard' }).click();
});
