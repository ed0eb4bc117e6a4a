import { findBrowser } from '../support/browser.ts';
import { announceParcels } from './pages/parcels.ts';
import { openStaffPage, signIn } from './pages/staff-work.ts';
import { expect, test } from './pages/watched.ts';

// The browser's own camera, which shows a moving picture made up by it. What reads bar codes is the platform's and missing here: a reader that sees a
// code as soon as it is given a picture takes its place.

const { executablePath, args, env } = await findBrowser();
test.use({
  shop: 'dock-camera',
  launchOptions: {
    executablePath,
    // The person says yes: there is no window to ask in.
    args: [...args, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
    env: { ...process.env, ...env },
  },
});

/** Runs in the page before its own scripts. */
function readBarCodes(code: string): void {
  class Reader {
    static getSupportedFormats = () => Promise.resolve(['code_128', 'qr_code']);
    detect(video: HTMLVideoElement): Promise<{ rawValue: string }[]> {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
      const context = canvas.getContext('2d');
      context?.drawImage(video, 0, 0);
      const pixels = new Set(context?.getImageData(0, 0, canvas.width, canvas.height).data);
      // One colour is no picture; `codeShown` is when somebody holds the parcel before the camera.
      const seen = pixels.size > 2 && Reflect.get(globalThis, 'codeShown') === true;
      return Promise.resolve(seen ? [{ rawValue: code }] : []);
    }
  }
  Reflect.set(globalThis, 'BarcodeDetector', Reader);
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (wanted) => {
    const stream = await open(wanted);
    Reflect.set(globalThis, 'stream', stream);
    // A camera takes a moment; until then somebody may have changed their mind.
    await new Promise((resolve) => setTimeout(resolve, 700));
    return stream;
  };
}

const isOff = () => {
  const stream: unknown = Reflect.get(globalThis, 'stream');
  return stream instanceof MediaStream && stream.getTracks().every(({ readyState }) => readyState === 'ended');
};

test('the camera takes a code where there is no scanner, and is off afterwards', async ({ open, app }) => {
  const [code = ''] = await announceParcels(app, 'cam', [[{ quantity: 1 }]]);
  const page = await open();
  await page.addInitScript(readBarCodes, code);
  await signIn(page, 'warehouse');
  await openStaffPage(page, '/dock');
  const button = page.getByRole('button', { name: 'Scan with the camera' });
  const picture = page.getByLabel('What the camera sees');

  // Closed again before there is a picture.
  await button.click();
  await expect(picture).toBeVisible();
  await page.getByRole('button', { name: 'Close the camera' }).click();
  await expect(picture).toHaveCount(0);
  await expect.poll(() => page.evaluate(isOff)).toBe(true);

  await button.click();
  await expect(picture).toBeVisible();
  await page.evaluate(() => Reflect.set(globalThis, 'codeShown', true));
  await expect(page).toHaveURL(new RegExp(`/dock/${code}`, 'i'));
  await expect(page.getByRole('heading', { level: 1 })).toContainText(code.slice(0, 4));
});

test('who does not allow the camera is told what to do, and can type', async ({ open }) => {
  const page = await open();
  await page.addInitScript(readBarCodes, '');
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await signIn(page, 'warehouse');
  await openStaffPage(page, '/dock');
  await page.getByRole('button', { name: 'Scan with the camera' }).click();
  await expect(page.getByText('The camera cannot be used. Allow it in the browser, or type the code.')).toBeVisible();
  await expect(page.getByLabel('What the camera sees')).toHaveCount(0);
});

test('where the browser reads no bar codes, nothing is offered that would not work', async ({ open }) => {
  const page = await open();
  await signIn(page, 'warehouse');
  await openStaffPage(page, '/dock');
  await expect(page.locator('input[name="code"]')).toBeFocused();
  await expect(page.getByRole('button', { name: 'Scan with the camera' })).toHaveCount(0);
});
