import type { Page } from '@playwright/test';
import { announceParcels } from './pages/parcels.ts';
import { scanCode } from './pages/scanner.ts';
import { openAtDesk, openStaffPage, signIn } from './pages/staff-work.ts';
import { expect, test } from './pages/watched.ts';

test.use({ shop: 'dock-hour' });

/** A whole hour of the dock with 60; a taste of it otherwise. */
const PARCELS = Number(process.env.DOCK_PARCELS ?? 8);
const MOST_KEYS = 8;
/** Nobody's fingers are faster than this; below it the page takes keys for a scan. */
const FINGERS = 60;

/** Most parcels are as announced; some are not. */
const plans: readonly (readonly string[])[] = [
  ...[['1'], ['1'], ['2'], ['1']],
  // Used, but to be given away; damaged on its way, and so marked.
  ...[['3', 'D'], ['1'], ['4', 'T'], ['1']],
];

/** The keyboard of somebody at the dock: counts what is pressed. The scanner's symbols come in one burst and are not counted. */
function keyboardOf(page: Page) {
  let pressed = 0;
  return {
    taken: () => pressed,
    scan: (code: string) => scanCode(page, code),
    async press(key: string) {
      pressed += 1;
      await page.keyboard.press(key);
      await page.waitForTimeout(FINGERS);
    },
  };
}

/** Notes every touch of a mouse or a finger, for as long as the document lives. */
const watchPointers = (page: Page) =>
  page.evaluate(() => {
    const touched = { times: 0 };
    Object.assign(window, { touched });
    for (const kind of ['pointerdown', 'mousedown', 'click', 'touchstart', 'wheel'])
      window.addEventListener(kind, (event) => {
        // A key that chooses is told as a click too, but of no pointer.
        if (!(event instanceof PointerEvent && event.pointerType === '' && event.detail === 0) && event.isTrusted)
          touched.times += 1;
      });
  });
const pointersOf = (page: Page) =>
  page.evaluate(() => ('touched' in window ? Number(Object(window.touched).times) : Number.NaN));

test(`${PARCELS} parcels by keyboard alone, with ${MOST_KEYS} keys each at the most`, async ({ open, app }) => {
  test.setTimeout(60_000 + PARCELS * 6000);
  const codes = await announceParcels(
    app,
    'hour',
    Array.from({ length: PARCELS }, () => [{}]),
  );
  const page = await open();
  await signIn(page, 'warehouse');
  await openStaffPage(page, '/dock');
  await watchPointers(page);
  page.setDefaultNavigationTimeout(20_000);
  const keys: number[] = [];
  const started = Date.now();
  for (const [index, code] of codes.entries()) {
    const keyboard = keyboardOf(page);
    // With every second parcel nobody waits for the page: it is scanned while the one before is still being received.
    const waits = index % 2 === 0;
    if (waits && index > 0) await page.waitForURL((url) => url.searchParams.get('received') === codes[index - 1]);
    if (waits) await expect(page.locator('input[name="code"]')).toBeFocused();
    await keyboard.scan(code);
    await page.waitForURL((url) => url.pathname === `/dock/${code}`);
    await expect(page.locator('.count-card')).toBeVisible();
    for (const key of plans[index % plans.length] ?? ['1']) await keyboard.press(key);
    await keyboard.press('Enter');
    keys.push(keyboard.taken());
  }
  await page.waitForURL((url) => url.searchParams.get('received') === codes.at(-1));
  const seconds = (Date.now() - started) / 1000;
  const perHour = Math.round((PARCELS * 3600) / seconds);
  console.log(`${PARCELS} parcels in ${seconds.toFixed(1)} s: ${perHour} an hour; keys each: ${keys.join(' ')}`);
  expect(Math.max(...keys)).toBeLessThanOrEqual(MOST_KEYS);
  expect(await pointersOf(page), 'touches of a mouse').toBe(0);
  expect(perHour).toBeGreaterThanOrEqual(60);

  await openStaffPage(page, '/dock/put-away');
  await expect(page.locator('.put-away-group').first()).toBeVisible();
  await expect(page.locator('.put-away-group tbody tr')).toHaveCount(PARCELS);
  await expect(page.locator('.put-away-group h2')).toContainText(['Restock', 'Refurbish', 'Donate', 'Destroy']);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.put-away-filter')).toBeHidden();
  await expect(page.locator('.put-away-group tbody tr').first()).toBeVisible();
});

test('what is not as announced is told with keys, read at the desk, and two counts do not lose each other', async ({
  open,
  app,
}) => {
  const lines = [
    { quantity: 2, serials: ['NL-7-1', 'NL-7-2'], weightGrams: 2000 },
    { quantity: 1, weightGrams: 150 },
  ];
  const [code = ''] = await announceParcels(app, 'odd', [lines]);
  const [page, second] = [await open(), await open()];
  for (const one of [page, second]) {
    await signIn(one, 'warehouse');
    await openStaffPage(one, `/dock/${code}`);
  }
  const big = await page.locator('.count-big').evaluateAll((all) => all.map((one) => getComputedStyle(one).fontSize));
  expect(big.length).toBeGreaterThanOrEqual(8);
  expect(big.filter((size) => Number.parseFloat(size) < 32)).toEqual([]);

  const keyboard = keyboardOf(page);
  const [first, other] = [page.locator('[data-line]').first(), page.locator('[data-line]').last()];
  await keyboard.press('1');
  await expect(first.getByRole('radio', { name: /^Restock/ })).toBeChecked();
  // What was sold with the item goes into its field from anywhere; what was not is scanned into the field itself.
  await keyboard.scan('NL-7-1');
  await expect(first.locator('input[name^="serial-"]')).toHaveValue('NL-7-1');
  await keyboard.press('S');
  await page.keyboard.type('NL-7-9', { delay: 4 });
  await expect(first.locator('input[name^="serial-"]')).toHaveValue('NL-7-9');
  await expect(first.getByText('This serial number was not sold')).toBeVisible();
  await keyboard.press('Escape');
  await keyboard.press('N');
  await keyboard.press('5');
  await expect(other.getByRole('radio', { name: /^Back to the customer/ })).toBeChecked();
  await expect(other.getByRole('radio', { name: /^Destroy/ })).toBeDisabled();
  // Keys are letters where somebody types.
  await keyboard.press('O');
  await keyboard.press('X');
  await keyboard.press('1');
  await expect(other.locator('textarea')).toHaveValue('X1');
  await keyboard.press('Escape');
  await keyboard.press('A');
  await expect(page.locator('input[value="extra-item"]')).toBeChecked();
  // A scale types like a scanner, and ends like one: it sends no form and looks for no parcel.
  const weight = page.getByRole('textbox', { name: 'Weight of the parcel' });
  await keyboard.press('K');
  await expect(weight).toBeFocused();
  await keyboard.scan('1.250');
  await expect(weight).not.toBeFocused();
  await keyboard.press('Enter');
  await expect(page.locator('#weight-parcel-error')).toContainText('not understood');
  await expect(weight).toHaveValue('1.250');
  await expect(other.locator('textarea')).toHaveValue('X1');
  await keyboard.press('Escape');
  await keyboard.press('K');
  await keyboard.scan('1.250 kg');
  await expect(weight).toHaveValue('1.250 kg');
  await keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === '/dock');

  // The second person began before the first had saved.
  await second.locator('.key-help summary').click();
  await second.getByRole('button', { name: 'Turn keys off' }).click();
  await expect(second.getByRole('button', { name: 'Turn keys on' })).toBeVisible();
  await second.locator('body').press('1');
  await second.waitForTimeout(FINGERS * 2);
  await expect(second.locator('input[name^="grade-"]:checked')).toHaveCount(0);
  for (const used of await second.locator('input[name^="grade-"][value="used"]').all()) {
    await used.focus();
    await used.press('Space');
  }
  await second.locator('.dock-receive .button').click();
  await expect(second.getByRole('alert')).toContainText('has counted this parcel');
  await expect(second.locator('#overtaken')).toBeFocused();
  await expect(second.locator('#overtaken')).toContainText('Weight of the parcel: 1.25 kg');
  await expect(second.locator('input[name^="grade-"][value="used"]:checked')).toHaveCount(2);

  const desk = await open();
  await signIn(desk, 'agent');
  await openAtDesk(desk, code);
  const found = desk.locator('.card', { has: desk.getByRole('heading', { name: 'The dock’s findings' }) });
  await expect(found).toContainText('An item nobody announced');
  await expect(found).toContainText('NL-7-9');
  await expect(found).toContainText('Weight of the parcel: 1.25 kg');
  await expect(desk.getByText('The parcel weighs 1.25 kg; what was announced should weigh 4.15 kg.')).toBeVisible();
  await expect(desk.locator('input[name^="choice-"][value="accept"]:checked')).toHaveCount(0);
});
