import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { type Found, inspection, shared } from './pages/inspect.ts';
import { answer, choose, demoOrder, followReturn, makeReturn, onward, openOrder, press } from './pages/journey.ts';
import { importLongOrder } from './pages/long-order.ts';
import { acceptAll, openAtDesk, openStaffPage, receiveParcel, signIn } from './pages/staff-work.ts';
import { expect, test } from './pages/watched.ts';

test.use({ shop: 'accessibility' });

test.describe.configure({ timeout: 180_000 });

const photo = async () => ({
  name: 'lamp.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 640, height: 480, channels: 3, background: '#b5651d' } })
    .jpeg()
    .toBuffer(),
});

/** The states of one page share its heading, pages do not. */
const ofPages = (pages: readonly Found[]) => pages.filter(({ name }) => !name.includes(','));

test('the customer’s journey can be used by everybody, page by page', async ({ open, app }) => {
  const page = await open();
  const { look, pages } = inspection();
  await openOrder(page, app, demoOrder('#1001'), (name) => look(page, name));
  const wish = { lines: [0, 1], comment: 'W'.repeat(300), photo: await photo() };
  const rma = await makeReturn(page, wish, (name) => look(page, name));
  await followReturn(page, rma, (name) => look(page, name.replace('order with', 'order, with')));
  await page.goto(`/r/${rma}/cancel`);
  await press(page.locator('main form .button-danger'));
  await look(page, 'status, cancelled');
  await page.goto('/nowhere');
  await look(page, 'not found');
  expect(shared(ofPages(pages), 'heading')).toEqual([]);
  expect(shared(ofPages(pages), 'title')).toEqual([]);
  // An address without a page has no frame around its sentence.
  const places = new Set(pages.filter(({ name }) => name !== 'not found').map(({ help }) => help));
  expect([...places], 'where the help stands').toHaveLength(1);
  expect([...places][0]).not.toBeNull();
});

test('what is wrong with an answer is shown to everybody', async ({ open, app }) => {
  const page = await open();
  const { look } = inspection();
  const wrong = (name: string) => look(page, `${name}, wrong`, { error: true });
  await page.goto('/');
  await onward(page);
  await wrong('start');
  await page.locator('input[name="order-number"]').fill('#9998');
  await page.locator('input[name="email"]').fill(`${randomUUID()}@example.com`);
  await onward(page);
  await page.locator('input[name="code"]').fill('1234 5678');
  await onward(page);
  await wrong('code');
  await press(page.locator('button[name="again"]'));
  await look(page, 'code, sent again');
  await page.goto('/r/ZZZZZZZZZ');
  await look(page, 'start, asked for proof');

  await openOrder(page, app, demoOrder('#1004'));
  await onward(page);
  await onward(page);
  await wrong('items');
  await choose(page.getByRole('checkbox', { name: /In-ear headphones/ }));
  await onward(page);
  const notes = { name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('These are my notes.') };
  await page.locator('input[name="photos"]').setInputFiles([notes]);
  await onward(page);
  await wrong('reason');
  await answer(page, 'reason', 'changed-mind');
  await choose(page.locator('input[name="seal"]').last());
  await onward(page);
  await look(page, 'reason, not possible');
});

test('an order of 250 lines, an order without a line to return and a short one in Arabic can be used by everybody', async ({
  open,
  app,
}) => {
  const page = await open();
  const { look } = inspection();
  await openOrder(page, app, await importLongOrder(app));
  const long = ['order', 'items', 'reason', 'check', 'sent'];
  const wish = { lines: [0, 1, 2, 3], comment: 'W'.repeat(500), own: true };
  const rma = await makeReturn(page, wish, async (name) => {
    if (long.includes(name)) await look(page, `${name}, long`);
  });
  await page.goto(`/r/${rma}`);
  await look(page, 'status, long');

  const late = await open();
  await openOrder(late, app, demoOrder('#1002'));
  await look(late, 'order, nothing to return');

  const arabic = await open({ locale: 'ar' });
  await openOrder(arabic, app, demoOrder('#1006'), (name) => look(arabic, `${name}, Arabic`, { lang: 'ar' }));
  await makeReturn(arabic, {}, (name) => look(arabic, `${name}, Arabic`, { lang: 'ar' }));
});

test('the pages of dock and desk can be used by everybody', async ({ open, app }) => {
  const customer = await open();
  await openOrder(customer, app, demoOrder('#1014'));
  const rma = await makeReturn(customer, { comment: 'It hums.', photo: await photo() });

  const page = await open();
  const { look, pages } = inspection();
  await openStaffPage(page, '/staff/sign-in');
  await look(page, 'sign-in');
  await press(page.locator('main form .button-primary'));
  await look(page, 'sign-in, wrong', { error: true });
  await signIn(page, 'warehouse');
  await look(page, 'dock');
  await openStaffPage(page, '/staff');
  await look(page, 'home');
  await openStaffPage(page, '/policy');
  await look(page, 'forbidden');
  await openStaffPage(page, '/dock?code=NONSENSE');
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.locator('.verdict')).toBeVisible();
  await expect(page.locator('input[name="code"]')).toBeFocused();
  await openStaffPage(page, `/dock/${rma}`);
  await look(page, 'parcel');
  await page.locator('input[name^="count-"]').first().fill('many');
  await page.locator('.dock-receive .button-primary').click();
  await expect(page.locator('#error-summary')).toBeFocused();
  await look(page, 'parcel, wrong', { error: true });
  await receiveParcel(page, rma);
  await look(page, 'dock, received');

  const desk = await open();
  await signIn(desk, 'agent');
  await openStaffPage(desk, '/desk');
  await look(desk, 'desk');
  await openStaffPage(desk, '/desk?view=cancelled');
  await look(desk, 'desk, empty');
  await openStaffPage(desk, '/desk?find=NONSENSE');
  await look(desk, 'desk, not found', { error: true });
  await openAtDesk(desk, rma);
  await look(desk, 'return');
  await acceptAll(desk, () => look(desk, 'return, preview'));
  await look(desk, 'return, decided');
  expect(shared(ofPages(pages), 'heading')).toEqual([]);
  expect(shared(ofPages(pages), 'title')).toEqual([]);
});

test('the pages of the policy can be used by everybody', async ({ open }) => {
  const page = await open();
  const { look, pages } = inspection();
  await signIn(page, 'policy');
  await openStaffPage(page, '/policy');
  await look(page, 'policy');
  await openStaffPage(page, '/policy/edit');
  await look(page, 'policy edit');
  await openStaffPage(page, '/policy/edit?step=rules');
  await look(page, 'policy edit, wrong', { error: true });
  await openStaffPage(page, '/policy/edit?step=rules&for=DE');
  await look(page, 'policy rules');
  await choose(page.locator('input[name="window"][value="days"]'));
  await page.locator('input[name="days"]').fill('many');
  await press(page.locator('main form .button-primary'));
  await look(page, 'policy rules, wrong', { error: true });
  await page.locator('input[name="days"]').fill('60');
  await press(page.locator('main form .button-primary'));
  await look(page, 'policy check');
  await press(page.locator('main form .button-primary').last());
  await look(page, 'policy check, wrong', { error: true });
  await openStaffPage(page, '/policy/versions/1');
  await look(page, 'policy version');
  expect(shared(ofPages(pages), 'heading')).toEqual([]);
  expect(shared(ofPages(pages), 'title')).toEqual([]);
  const reader = await open();
  await signIn(reader, 'agent');
  await openStaffPage(reader, '/policy');
  await look(reader, 'policy, read only');
});

test('the mailbox, and staff’s door in Arabic, can be used by everybody', async ({ open, app }) => {
  const page = await open();
  const { look } = inspection();
  await openOrder(page, app, demoOrder('#1009'));
  await page.goto('/dev/mailbox');
  await look(page, 'mailbox');
  await press(page.locator('main ul a').first());
  await look(page, 'mail');
  await page.goto('/dev/mailbox?to=nobody@example.com');
  await look(page, 'mailbox, empty');
  const arabic = await open({ locale: 'ar' });
  await openStaffPage(arabic, '/staff/sign-in');
  await look(arabic, 'sign-in, Arabic', { lang: 'ar' });
});
