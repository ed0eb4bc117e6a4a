import type { BrowserContext, Page } from '@playwright/test';
import { demoOrder, followReturn, makeReturn, openOrder } from './pages/journey.ts';
import { openStaffPage, signIn } from './pages/staff-work.ts';
import { expect, test } from './pages/watched.ts';

test.use({ shop: 'budgets' });

const KB = 1000;

interface Weight {
  requests: number;
  pictures: number;
  bytes: number;
  css: number;
  js: number;
  scripts: string[];
  foreign: string[];
  shift: number;
}

/** Counts what comes over the line, as the browser's own tools do: Playwright knows no sizes of compressed answers. */
async function countBytes(page: Page, origin: string, weight: Weight): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const kinds = new Map<string, string>();
  devtools.on('Network.responseReceived', ({ requestId, type, response }) => {
    const address = new URL(response.url);
    if (address.protocol === 'data:' || address.protocol === 'blob:') return;
    kinds.set(requestId, type);
    // The shop's own pictures come as far as they are looked at, and their number is that of the order's lines.
    if (address.pathname.startsWith('/products/')) weight.pictures += 1;
    else weight.requests += 1;
    if (type === 'Script') weight.scripts.push(address.pathname);
    if (address.origin !== origin) weight.foreign.push(address.href);
  });
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    weight.bytes += encodedDataLength;
  });
  // Styles and scripts without their headers: they are what the pages' authors can do something about.
  devtools.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    if (kinds.get(requestId) === 'Stylesheet') weight.css += encodedDataLength;
    if (kinds.get(requestId) === 'Script') weight.js += encodedDataLength;
  });
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  // What the dock keeps for the time without a network would answer, and nothing would be weighed.
  await devtools.send('Network.setBypassServiceWorker', { bypass: true });
}

/** Loads an address as on a first visit, with nothing cached. `shift` is the page's CLS. */
async function weigh(context: BrowserContext, url: string): Promise<Weight> {
  const page = await context.newPage();
  const weight: Weight = { requests: 0, pictures: 0, bytes: 0, css: 0, js: 0, scripts: [], foreign: [], shift: 0 };
  await page.addInitScript(() => {
    const shifts = { sum: 0 };
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if ('value' in entry && 'hadRecentInput' in entry && !entry.hadRecentInput) shifts.sum += Number(entry.value);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await countBytes(page, new URL(url).origin, weight);
  await page.goto(url, { waitUntil: 'networkidle' });
  weight.shift = await page.evaluate(() => ('shifts' in window ? Object(window.shifts).sum : Number.NaN));
  await page.close();
  return weight;
}

const table = (weights: ReadonlyMap<string, Weight>) =>
  [...weights]
    .map(([name, { requests, pictures, bytes, css, js, shift }]) =>
      [
        name.padEnd(20),
        `${requests} requests`,
        `${pictures} pictures`,
        `${(bytes / KB).toFixed(1)} kB`,
        `css ${(css / KB).toFixed(1)}`,
        `js ${(js / KB).toFixed(1)}`,
        `shift ${shift.toFixed(4)}`,
      ].join('  '),
    )
    .join('\n');

test('customer pages are light, steady and alone', async ({ open, app }) => {
  test.setTimeout(120_000);
  const page = await open();
  const weights = new Map<string, Weight>();
  const look = async (name: string) => {
    weights.set(name, await weigh(page.context(), page.url()));
  };
  await openOrder(page, app, demoOrder('#1001'), look);
  const rma = await makeReturn(page, { lines: [0, 1, 2] }, look);
  await followReturn(page, rma, look);
  console.log(table(weights));
  for (const [name, { requests, bytes, css, js, scripts, foreign, shift }] of weights) {
    expect.soft(requests, `requests of ${name}`).toBeLessThanOrEqual(6);
    expect.soft(bytes, `bytes of ${name}`).toBeLessThanOrEqual(60 * KB);
    expect.soft(css, `styles of ${name}`).toBeLessThanOrEqual(20 * KB);
    expect.soft(css, `styles of ${name}`).toBeGreaterThan(0);
    expect.soft(js, `scripts of ${name}`).toBeLessThanOrEqual(15 * KB);
    // One small file of our own, and nothing of a framework.
    expect.soft(scripts, `scripts of ${name}`).toEqual(['/enhance.js']);
    expect.soft(foreign, `other sites on ${name}`).toEqual([]);
    expect.soft(shift, `shift of ${name}`).toBeLessThanOrEqual(0.02);
  }
});

test('staff pages stay within their scripts', async ({ open }) => {
  test.setTimeout(120_000);
  const weights = new Map<string, Weight>();
  for (const [role, paths] of [
    ['warehouse', ['/staff', '/dock', '/dock/found/new']],
    ['agent', ['/desk', '/desk?view=finished']],
    ['policy', ['/policy', '/policy/drafts']],
  ] as const) {
    const page = await open();
    await signIn(page, role);
    for (const path of paths) {
      await openStaffPage(page, path);
      weights.set(path, await weigh(page.context(), page.url()));
    }
  }
  console.log(table(weights));
  for (const [path, { js, foreign, shift }] of weights) {
    expect.soft(js, `scripts of ${path}`).toBeGreaterThan(0);
    expect.soft(js, `scripts of ${path}`).toBeLessThanOrEqual(165 * KB);
    expect.soft(foreign, `other sites on ${path}`).toEqual([]);
    expect.soft(shift, `shift of ${path}`).toBeLessThanOrEqual(0.02);
  }
});
