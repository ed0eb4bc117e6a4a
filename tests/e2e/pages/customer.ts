import { expect, type Locator, type Page } from '@playwright/test';
import type { AppProcess } from '../../support/app-process.ts';

/** The code in the newest mail to an address, as a person would copy it. */
async function codeFor(app: AppProcess, address: string, seen: Awaited<ReturnType<AppProcess['mails']>>) {
  const mail = await app.waitForMail(address, 'code', seen);
  const code = /\b\d{4} ?\d{4}\b/.exec(mail.text)?.[0];
  if (!code) throw new Error('the mail holds no code');
  return code;
}

/** From the start page to the order: number and address, then the code from the mail. */
export async function openOrder(page: Page, app: AppProcess, order: { number: string; email: string }): Promise<void> {
  const seen = await app.mails(order.email);
  await page.goto('/');
  await askForCode(page, order);
  const code = await codeFor(app, order.email, seen);
  await page.getByRole('textbox', { name: 'Enter the code from your e-mail' }).fill(code);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Your order');
}

export async function askForCode(page: Page, order: { number: string; email: string }): Promise<void> {
  await page.getByRole('textbox', { name: 'Order number' }).fill(order.number);
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(order.email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Enter the code from your e-mail');
}

/** The question that the page asks: its one first heading. */
export async function expectQuestion(page: Page, question: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(question);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
}

export const goOn = (page: Page) => page.getByRole('button', { name: 'Continue' }).click();

/** What stands in the error summary, after checking that the page says it is wrong. */
export async function expectProblem(page: Page, sentence: string): Promise<void> {
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.getByRole('alert')).toContainText('There is a problem');
  await expect(page.getByRole('alert').getByRole('link', { name: sentence })).toBeVisible();
}

/** Chooses a card by the keyboard, which needs no scripts and does not mind that the card lies over its box. */
export async function choose(option: Locator): Promise<void> {
  await option.focus();
  await option.press('Space');
  await expect(option).toBeChecked();
}
