import { randomUUID } from 'node:crypto';
import { inspection, ofPages, shared } from './pages/inspect.ts';
import { answer, choose, demoOrder, followReturn, makeReturn, onward, openOrder, press } from './pages/journey.ts';
import { importLongOrder } from './pages/long-order.ts';
import { aPhoto } from './pages/photo.ts';
import { openStaffPage } from './pages/staff-work.ts';
import { expect, test } from './pages/watched.ts';

test.use({ shop: 'accessibility' });

test.describe.configure({ timeout: 180_000 });

test('the customer’s journey can be used by everybody, page by page', async ({ open, app }) => {
  const page = await open();
  const { look, pages } = inspection();
  await openOrder(page, app, demoOrder('#1001'), (name) => look(page, name));
  const wish = { lines: [0, 1], comment: 'W'.repeat(300), photo: await aPhoto() };
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

test('an order of a hundred lines, an order without a line to return and a short one in Arabic can be used by everybody', async ({
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
