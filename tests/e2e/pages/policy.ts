import { expect, type Locator, type Page } from '@playwright/test';
import { demoPassword } from '#app/auth/demo-staff.ts';
import { choose, press } from './journey.ts';

/** Signs in as one of the two policy admins, or as another of the demo's staff. */
export async function enter(page: Page, name: 'policy' | 'policy2' | 'agent' | 'warehouse'): Promise<void> {
  await page.goto('/staff/sign-in');
  await page.locator('input[name="email"]').fill(`${name}@retour.example`);
  await page.locator('input[name="password"]').fill(demoPassword);
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
}

export const pressButton = (page: Page, name: string | RegExp): Promise<void> =>
  press(page.getByRole('main').getByRole('button', { name }));

/** Begins a draft and gives back its path. */
export async function beginDraft(page: Page, title: string): Promise<string> {
  await page.goto('/policy/drafts');
  await page.getByLabel('Name of the draft').fill(title);
  await pressButton(page, 'Begin a draft');
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  return new URL(page.url()).pathname;
}

export const days = (page: Page): Locator => page.getByRole('textbox', { name: 'Number of days' });

/** Gives countries a window of so many days and goes on to what changes. */
export async function setWindow(
  page: Page,
  draft: string,
  countries: readonly string[],
  window: number,
): Promise<void> {
  await page.goto(`${draft}/terms?${countries.map((country) => `for=${country}`).join('&')}`);
  await choose(page.getByRole('radio', { name: 'A number of days' }));
  await days(page).fill(String(window));
  await pressButton(page, 'See what changes');
}

/** Proposes a draft; without a day it begins as soon as it is approved. */
export async function propose(page: Page, draft: string, reason: string, day?: string): Promise<void> {
  await page.goto(`${draft}/proposal`);
  if (day) {
    await choose(page.getByRole('radio', { name: 'On a day and at a time' }));
    await page.getByLabel('Day', { exact: true }).fill(day);
    await page.getByRole('textbox', { name: 'Time' }).fill('0:00');
  }
  await page.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await pressButton(page, 'Propose this version');
}

/** What the error summary says. */
export const problem = (page: Page): Locator => page.locator('#error-summary');

/** The next Monday in Berlin, and the Sunday before it. */
export function nextMonday(): { monday: string; sunday: string } {
  const today = Temporal.Now.plainDateISO('Europe/Berlin');
  const monday = today.add({ days: 8 - today.dayOfWeek });
  return { monday: monday.toString(), sunday: monday.subtract({ days: 1 }).toString() };
}
