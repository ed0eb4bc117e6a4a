import type { Locator, Page } from '@playwright/test';
import { demoStories } from '#db/seed/stories.ts';
import type { AppProcess } from '../../support/app-process.ts';

// The customer's journey by the names of its fields, so that it can be walked in any language.

export interface Order {
  number: string;
  email: string;
}

/** An order of the demo shop, with the address that opens it. */
export function demoOrder(number: string): Order {
  const story = demoStories.find((one) => one.number === number);
  if (!story) throw new RangeError(`the demo has no order ${number}`);
  return story;
}

/** Called on every page of a walk, with the name of the page or of the state that it is in. */
export type Visit = (name: string) => Promise<void>;

const noVisit: Visit = async () => {};

/** Presses a button that leads to another document, and waits until that is there. */
export async function press(button: Locator): Promise<void> {
  const loaded = button.page().waitForEvent('load');
  await button.click();
  await loaded;
}

/** The button that goes on, the first of the page's own. */
export const onward = (page: Page): Promise<void> => press(page.locator('main form .button-primary').first());

/** A choice is a card over its box: chosen by the keyboard, as the box has no place of its own to click at. */
export async function choose(option: Locator): Promise<void> {
  await option.focus();
  await option.press('Space');
}

export const answer = (page: Page, name: string, value: string): Promise<void> =>
  choose(page.locator(`input[name="${name}"][value="${value}"]`));

/** From the start page to the order, with the code from the mail. */
export async function openOrder(page: Page, app: AppProcess, order: Order, visit = noVisit): Promise<void> {
  const seen = await app.mails(order.email);
  await page.goto('/');
  await visit('start');
  await page.locator('input[name="order-number"]').fill(order.number);
  await page.locator('input[name="email"]').fill(order.email);
  await onward(page);
  await visit('code');
  const mail = await app.waitForMail(order.email, 'code', seen);
  const code = /\b\d{4} ?\d{4}\b/.exec(mail.text)?.[0];
  if (!code) throw new Error('the mail holds no code');
  await page.locator('input[name="code"]').fill(code);
  await onward(page);
}

/** What is sent back: the lines by their place in the list, with a photo for the first of them where one is given. */
export interface Wish {
  lines?: readonly number[];
  reason?: string;
  comment?: string;
  photo?: { name: string; mimeType: string; buffer: Buffer };
  /** Travels with a carrier of the customer's choice, not with our label. */
  own?: boolean;
}

/** From the order to the page that says that the return is registered. Gives back its code, as it stands in addresses. */
export async function makeReturn(page: Page, wish: Wish = {}, visit = noVisit): Promise<string> {
  const { lines = [0], reason = 'defective', comment, photo, own = false } = wish;
  await visit('order');
  await onward(page);
  await visit('items');
  for (const line of lines) await choose(page.locator('input[name="line"]').nth(line));
  await onward(page);
  for (const [index] of lines.entries()) {
    await answer(page, 'reason', reason);
    const seal = page.locator('input[name="seal"]').first();
    if ((await seal.count()) > 0) await choose(seal);
    if (comment) await page.locator('textarea[name="comment"]').fill(comment);
    if (photo && index === 0) await page.locator('input[name="photos"]').setInputFiles(photo);
    if (index === 0) await visit('reason');
    await onward(page);
  }
  await visit('refund');
  await onward(page);
  await visit('travel');
  await answer(page, 'travel', own ? 'own' : 'label');
  await onward(page);
  await visit('check');
  await onward(page);
  await visit('sent');
  const rma = /\/r\/(\w+)\/sent$/.exec(new URL(page.url()).pathname)?.[1];
  if (!rma) throw new Error(`no return was made: ${page.url()}`);
  return rma;
}

/** The pages of a return that can still be cancelled. */
export async function followReturn(page: Page, rma: string, visit: Visit): Promise<void> {
  await page.goto(`/r/${rma}`);
  await visit('status');
  await page.goto(`/r/${rma}/cancel`);
  await visit('cancel');
  await page.goto('/order');
  await visit('order with a return');
  await page.goto('/help');
  await visit('help');
}
