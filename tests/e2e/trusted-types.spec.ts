import type { Page } from '@playwright/test';
import { openStaffPage, signIn } from './pages/staff-work.ts';
import { expect, test } from './pages/watched.ts';

test.use({ shop: 'trusted-types' });

/** What happens to texts that would become HTML or the address of a script: the name of the error, or nothing where one got through. */
const attempts = (page: Page) =>
  page.evaluate(() => {
    const attempt = (act: () => unknown) => {
      try {
        act();
        return null;
      } catch (error) {
        return error instanceof Error ? error.name : 'other';
      }
    };
    const types: unknown = Reflect.get(globalThis, 'trustedTypes');
    const policy = (name: string) =>
      types instanceof Object && 'createPolicy' in types && types.createPolicy instanceof Function
        ? types.createPolicy(name, { createHTML: (text: string) => text })
        : null;
    return {
      html: attempt(() => Object.assign(document.createElement('div'), { innerHTML: '<b>x</b>' })),
      worker: attempt(() => new Worker('/enhance.js')),
      source: attempt(() => Object.assign(document.createElement('script'), { src: '/enhance.js' })),
      parsed: attempt(() => new DOMParser().parseFromString('<b>x</b>', 'text/html')),
      policy: attempt(() => policy('own')),
      default: attempt(() => policy('default')),
      retour: attempt(() => policy('retour')),
    };
  });

test('no text becomes HTML or a script, on pages of customers and of staff', async ({ browser, app }) => {
  // Not watched: the console complains, as it should.
  const page = await browser.newPage({ baseURL: app.url });
  await page.goto('/');
  const all = { html: 'TypeError', worker: 'TypeError', source: 'TypeError', parsed: 'TypeError', policy: 'TypeError' };
  expect(await attempts(page)).toEqual({ ...all, default: 'TypeError', retour: 'TypeError' });
  await signIn(page, 'warehouse');
  await openStaffPage(page, '/dock');
  // The one list of addresses has been made, and there is no second.
  expect(await attempts(page)).toEqual({ ...all, default: 'TypeError', retour: 'TypeError' });
  await page.close();
});

/** Goes somewhere as a link inside a page does, without a new document. */
const go = (page: Page, path: string) =>
  page.evaluate((to) => {
    const router: unknown = Reflect.get(globalThis, '__reactRouterDataRouter');
    if (router instanceof Object && 'navigate' in router && router.navigate instanceof Function) router.navigate(to);
  }, path);

test('the script that warns before a session ends is on pages of staff, with the framework and without, and nowhere else', async ({
  open,
}) => {
  const page = await open();
  const script = page.locator('script[src="/session.js"]');
  await page.goto('/');
  await expect(script).toHaveCount(0);
  await signIn(page, 'agent');
  for (const path of ['/desk', '/money']) {
    await openStaffPage(page, path);
    await expect(script).toHaveCount(1);
  }
});

test('a page that is not there can be drawn in the browser, and left again', async ({ open }) => {
  const page = await open();
  await signIn(page, 'agent');
  await openStaffPage(page, '/desk');
  await page.evaluate(() => Reflect.set(globalThis, 'sameDocument', true));
  for (const path of ['/desk/returns/not-there', '/not-there']) {
    await go(page, path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('We cannot find this page');
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Decisions');
    await expect(page.locator('[data-session]')).toHaveCount(1);
  }
  expect(await page.evaluate(() => Reflect.get(globalThis, 'sameDocument'))).toBe(true);
});
