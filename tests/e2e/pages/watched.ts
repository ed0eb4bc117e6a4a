import { type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test';
import { AppProcess } from '../../support/app-process.ts';

/** Answers that a page shows as a page of its own, or a form as its errors; the browser's console notes them all the same. */
const TOLD_TO_PEOPLE = new Set([400, 403, 404, 405, 409, 413, 415, 422, 429]);

/** What a browser and the framework say of a network that a test has cut. */
const CUT_OFF = /ERR_INTERNET_DISCONNECTED|Failed to fetch manifest patches/;

/** A page that began to load before the dock's worker took over: what it had preloaded came another way, and is taken from the browser's cache. */
const TAKEN_OVER = /cross-world service worker resource mismatch/;

/** A matter of time alone, on a machine that is busy; what pages load is measured by their budgets. */
const USED_LATE = /preloaded using link preload but not used within a few seconds/;

type OpenPage = (options?: BrowserContextOptions) => Promise<Page>;

let visitors = 0;

/** Somebody new: requests for a code are counted by network, and tests would otherwise all come from one. */
export function newNetwork(): string {
  visitors += 1;
  return `10.${process.pid % 250}.${Math.floor(visitors / 250)}.${visitors % 250}`;
}

/** Adds what a browser complains about: errors and warnings of the console (broken content security policies among them) and of scripts. */
function watch(page: Page, complaints: string[]): void {
  const told = new Set<string>();
  page.on('response', (response) => {
    if (TOLD_TO_PEOPLE.has(response.status())) told.add(response.url());
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (message.text().startsWith('Failed to load resource') && told.has(message.location().url)) return;
    if ([CUT_OFF, TAKEN_OVER, USED_LATE].some((known) => known.test(message.text()))) return;
    complaints.push(`${page.url()}: ${message.text()}`);
  });
}

/**
 * `app` believes the address that a proxy names, so that each `open()` is a browser of its own in a network of its own. A test fails when
 * any of its browsers complained.
 */
export const test = base.extend<{ open: OpenPage }, { app: AppProcess; shop: string }>({
  // Files that name different shops share none: the demo's customers get three mails an hour, and what is returned is gone.
  shop: ['', { scope: 'worker', option: true }],
  app: [
    async ({ shop: _ }, use) => {
      const app = await AppProcess.start({ TRUST_PROXY: '1' });
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ app }, use) => use(app.url),
  open: async ({ browser, app }, use) => {
    const complaints: string[] = [];
    const opened: Page[] = [];
    await use(async (options = {}) => {
      const extraHTTPHeaders = { 'X-Forwarded-For': newNetwork(), ...options.extraHTTPHeaders };
      const context = await browser.newContext({
        ...{ baseURL: app.url, locale: 'en-GB', timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' },
        ...options,
        extraHTTPHeaders,
      });
      const page = await context.newPage();
      context.on('page', (another) => watch(another, complaints));
      watch(page, complaints);
      opened.push(page);
      return page;
    });
    for (const page of opened) await page.context().close();
    expect(complaints, 'what the browsers complained about').toEqual([]);
  },
});

export { expect } from '@playwright/test';
