import { rm } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { findBrowser } from '../support/browser.ts';
import { cameraFile, cameraSwitches, showCamera } from './pages/camera-picture.ts';
import { announceParcels } from './pages/parcels.ts';
import { openStaffPage, signIn } from './pages/staff-work.ts';
import { expect, test } from './pages/watched.ts';

// The browser's own camera, which shows what these journeys draw for it; what reads the codes in its pictures is the real reader, in its worker. A browser with
// a reader of its own is played by a stub: the platform's is missing where these run.

const { executablePath, args, env } = await findBrowser();
test.use({
  shop: 'dock-camera',
  launchOptions: { executablePath, args: [...args, ...cameraSwitches], env: { ...process.env, ...env } },
});
test.beforeEach(() => showCamera(null));
test.afterAll(() => rm(cameraFile, { force: true }));

const READER_FILE = /\/code-reader-[\w-]+\.js$|\.wasm$/;

/** Runs in the page before its own scripts: remembers what the camera gave. */
function rememberStream(): void {
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (wanted) => {
    const stream = await open(wanted);
    Reflect.set(globalThis, 'stream', stream);
    // A camera takes a moment; until then somebody may have changed their mind.
    await new Promise((resolve) => setTimeout(resolve, 300));
    return stream;
  };
}

/** Runs in the page before its own scripts: a reader of the browser's own. */
function ownReader(code: string): void {
  class Reader {
    static getSupportedFormats = () => Promise.resolve(['code_128', 'qr_code']);
    detect(video: HTMLVideoElement): Promise<{ rawValue: string; format: string }[]> {
      return Promise.resolve(video.videoWidth > 0 ? [{ rawValue: code, format: 'code_128' }] : []);
    }
  }
  Reflect.set(globalThis, 'BarcodeDetector', Reader);
}

const cameraIsOff = (page: Page) =>
  expect
    .poll(() =>
      page.evaluate(() => {
        const stream: unknown = Reflect.get(globalThis, 'stream');
        return stream instanceof MediaStream && stream.getTracks().every(({ readyState }) => readyState === 'ended');
      }),
    )
    .toBe(true);

const button = (page: Page) => page.getByRole('button', { name: 'Scan with the camera' });
const picture = (page: Page) => page.getByLabel('What the camera sees');

/** The addresses of the reader's files that this page asked for. */
function readerFiles(page: Page): string[] {
  const asked: string[] = [];
  page.context().on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (READER_FILE.test(pathname)) asked.push(pathname);
  });
  return asked;
}

test('a label held before the camera opens its return, and the camera is off afterwards', async ({ open, app }) => {
  const [code = ''] = await announceParcels(app, 'cam', [[{ quantity: 1 }]]);
  const page = await open();
  await page.addInitScript(rememberStream);
  const asked = readerFiles(page);
  await signIn(page, 'warehouse');
  await openStaffPage(page, '/dock');
  const policy = (await page.request.get('/dock')).headers()['content-security-policy'] ?? '';
  expect(policy).toContain("script-src 'self' 'nonce-");
  expect(policy).not.toContain('unsafe');

  // Nothing is there to be read, and it is closed again.
  expect(asked).toEqual([]);
  await button(page).click();
  await expect(picture(page)).toBeVisible();
  await expect.poll(() => new Set(asked).size).toBe(2);
  await expect.poll(() => page.workers().length).toBe(1);
  await page.getByRole('button', { name: 'Close the camera' }).click();
  await expect(picture(page)).toHaveCount(0);
  await cameraIsOff(page);
  await expect.poll(() => page.workers().length).toBe(0);

  await showCamera(code);
  const opened = Date.now();
  await button(page).click();
  await expect(page).toHaveURL(new RegExp(`/dock/${code}`, 'i'));
  console.log(`from opening the camera to the return: ${Date.now() - opened} ms`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(code.slice(0, 4));
  await cameraIsOff(page);
});

test('a reader of the browser’s own is used where there is one, and ours is not loaded', async ({ open, app }) => {
  const [code = ''] = await announceParcels(app, 'own', [[{ quantity: 1 }]]);
  const page = await open();
  await page.addInitScript(rememberStream);
  await page.addInitScript(ownReader, code);
  const asked = readerFiles(page);
  await signIn(page, 'warehouse');
  await openStaffPage(page, '/dock');
  await button(page).click();
  await expect(page).toHaveURL(new RegExp(`/dock/${code}`, 'i'));
  await cameraIsOff(page);
  expect(asked).toEqual([]);
});

test('who does not allow the camera is told what to do, and can type', async ({ open }) => {
  const page = await open();
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await signIn(page, 'warehouse');
  await openStaffPage(page, '/dock');
  await button(page).click();
  await expect(page.getByText('The camera cannot be used. Allow it in the browser, or type the code.')).toBeVisible();
  await expect(picture(page)).toHaveCount(0);
});

test('without a camera nothing is offered that would not work', async ({ open }) => {
  const page = await open();
  await page.addInitScript(() => {
    navigator.mediaDevices.enumerateDevices = () => Promise.resolve([]);
  });
  await signIn(page, 'warehouse');
  await openStaffPage(page, '/dock');
  await expect(page.locator('input[name="code"]')).toBeFocused();
  await expect(button(page)).toHaveCount(0);
});

test('a reader that cannot be loaded is told, and loaded at the next try', async ({ open, app }) => {
  const [code = ''] = await announceParcels(app, 'late', [[{ quantity: 1 }]]);
  const page = await open();
  await page.addInitScript(rememberStream);
  await page.context().route(/\/code-reader-/, (route) => route.fulfill({ status: 404 }));
  await signIn(page, 'warehouse');
  await openStaffPage(page, '/dock');
  await showCamera(code);
  await button(page).click();
  await expect(page.getByText('could not be loaded')).toBeVisible();
  await expect(picture(page)).toHaveCount(0);
  await cameraIsOff(page);
  await page.context().unroute(/\/code-reader-/);
  await button(page).click();
  await expect(page).toHaveURL(new RegExp(`/dock/${code}`, 'i'));
});

test('a device that has read codes reads them without a connection too', async ({ open, app }) => {
  const [first = '', second = ''] = await announceParcels(app, 'kept', [[{ quantity: 1 }], [{ quantity: 1 }]]);
  const page = await open();
  await page.addInitScript(rememberStream);
  await signIn(page, 'warehouse');
  await openStaffPage(page, '/dock');
  await showCamera(first);
  await button(page).click();
  await expect(page).toHaveURL(new RegExp(`/dock/${first}`, 'i'));
  // A page that does not use the camera throws nothing of it away.
  await openStaffPage(page, '/dock');
  await expect
    .poll(() => page.evaluate(async () => (await (await caches.open('dock-reader-1')).keys()).length))
    .toBe(3);

  // Only what was kept on purpose may help.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.clearBrowserCache');
  await showCamera(second);
  await page.context().setOffline(true);
  await page.reload();
  await expect(page).toHaveURL(/\/dock\/offline/);
  await button(page).click();
  await expect(page.locator('.verdict.tone-info')).toContainText('Kept on this device');
  await expect(page.locator('.verdict.tone-info')).toContainText(second.slice(0, 4));
  await cameraIsOff(page);
});
