import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import english from '#app/i18n/withdrawal/en.json' with { type: 'json' };
import type { AppProcess } from '../support/app-process.ts';
import { newClient, post, wordsOf } from './pages/client.ts';
import { inspection } from './pages/inspect.ts';
import { choose, demoOrder, onward, openOrder, press } from './pages/journey.ts';
import { openStaffPage, signIn } from './pages/staff-work.ts';
import { expect, test } from './pages/watched.ts';

test.use({ shop: 'withdrawal' });

test.describe.configure({ timeout: 180_000 });

const entryOf = (page: Page): Locator => page.locator('.withdraw-entry');
const RECEIPT = /\/withdraw\/receipt\/[\w-]{22}$/;

interface Told {
  name?: string;
  contract: string;
  email: string;
  words?: string;
}

/** The first step filled in, up to the page where the statement is confirmed. */
async function state(page: Page, { name = 'Łucja Żółć', contract, email, words = '' }: Told): Promise<void> {
  await page.goto('/withdraw');
  await page.locator('input[name="name"]').fill(name);
  await page.locator('input[name="contract"]').fill(contract);
  await page.locator('textarea[name="words"]').fill(words);
  await page.locator('input[name="email"]').fill(email);
  await onward(page);
  await expect(page).toHaveURL('/withdraw/confirm');
}

/** English sentences that stand on the page, whole; short words are no proof. */
async function englishOn(page: Page): Promise<string[]> {
  const text = await page.locator('body').innerText();
  const sentences = (tree: object): string[] =>
    Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : sentences(value)));
  const parts = sentences(english).flatMap((sentence) => sentence.split(/\{\{\w+\}\}/));
  return parts.map((part) => part.trim()).filter((part) => /\p{L}{4}/u.test(part) && text.includes(part));
}

/** The acknowledgement in the mailbox, which has to come within a minute; it is waited for a quarter of that. */
async function pressAndWait(page: Page, app: AppProcess, email: string) {
  await onward(page);
  return app.waitForMail(email, 'withdrawal-received');
}

test('in Polish and without scripts, from the start page to the receipt, its file and its mail', async ({
  open,
  app,
}) => {
  const page = await open({ locale: 'pl-PL', javaScriptEnabled: false });
  const order = demoOrder('#1010');
  await page.goto('/');
  const entry = entryOf(page);
  await expect(entry).toHaveText('Odstąp od umowy tutaj');
  await expect(entry).toHaveAttribute('lang', 'pl');
  expect((await entry.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await press(entry);
  await expect(page).toHaveURL('/withdraw');
  await expect(page.locator('html')).toHaveAttribute('lang', 'pl');
  expect(await englishOn(page)).toEqual([]);
  await page.locator('input[name="name"]').fill('Zofia Nowak');
  await onward(page);
  await expect(page).toHaveTitle(/^Błąd: /);
  await expect(page.getByRole('alert').getByRole('link')).toHaveText(['Podaj numer zamówienia', 'Podaj adres e-mail']);
  await expect(page.locator('input[name="name"]')).toHaveValue('Zofia Nowak');
  expect(await englishOn(page)).toEqual([]);
  await page.locator('input[name="contract"]').fill(' 1010');
  await page.locator('input[name="email"]').fill(order.email.toUpperCase());
  await onward(page);
  await expect(page).toHaveURL('/withdraw/confirm');
  expect(page.url()).not.toContain('?');
  await expect(page.locator('main button')).toHaveText('Potwierdź odstąpienie od umowy');
  await expect(page.locator('main')).toContainText('Całe zamówienie');
  expect(await englishOn(page)).toEqual([]);

  const mail = await pressAndWait(page, app, order.email.toUpperCase());
  await expect(page).toHaveURL(RECEIPT);
  expect(await englishOn(page)).toEqual([]);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Otrzymaliśmy oświadczenie o odstąpieniu od umowy');
  const code = ((await page.locator('.panel-code strong').textContent()) ?? '').replaceAll(' ', '-');
  const at = /\d{1,2} \p{L}+ \d{4} \d{2}:\d{2}:\d{2} CES?T/u.exec(await page.locator('main').innerText())?.[0];
  for (const said of ['Zofia Nowak', '1010', code, at ?? 'no moment', page.url()]) expect(mail.text).toContain(said);

  const href = await page.getByRole('link', { name: /PDF/ }).getAttribute('href');
  const file = await page.request.get(href ?? '');
  expect(file.headers()).toMatchObject({ 'content-type': 'application/pdf', 'x-robots-tag': 'noindex' });
  expect(file.headers()['content-disposition']).toBe(`attachment; filename="${code}.pdf"`);
  expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');

  // From a bookmark, by somebody without cookies; and not for search engines or other sites.
  const bookmarked = await (await newClient(app)).get(page.url());
  expect(bookmarked.headers()).toMatchObject({ 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer' });
  expect(await bookmarked.text()).toContain(code.slice(0, 4));
  // The order has become a return, and its customer is told how to send it.
  await app.waitForMail(order.email, 'return-requested');

  const receipt = page.url();
  await page.goBack();
  await expect(page).toHaveURL(receipt);
});

test('pressed twice, in two pages side by side, it is one statement', async ({ open, app }) => {
  const email = `${randomUUID()}@example.com`;
  const page = await open({ locale: 'de-DE' });
  await state(page, { contract: '#4711', email });
  const other = await page.context().newPage();
  await other.goto('/withdraw/confirm');
  await onward(page);
  await onward(other);
  expect(other.url()).toBe(page.url());
  await app.waitForMail(email, 'withdrawal-received');
  expect(await app.mails(email)).toHaveLength(1);
});

test('what is typed comes back as text, whatever it is', async ({ open }) => {
  const page = await open({ locale: 'en-GB' });
  const words = '<script>alert(1)</script>\n"two" cups & a mug';
  await state(page, { name: '<b>Bo</b>', contract: '4711', email: `${randomUUID()}@example.com`, words });
  await expect(page.locator('main')).toContainText('<script>alert(1)</script>');
  await press(page.getByRole('link', { name: /Change.*Order number/ }));
  await expect(page.locator('textarea[name="words"]')).toHaveValue(words);
  await expect(page.locator('input[name="name"]')).toHaveValue('<b>Bo</b>');
  await onward(page);
  await onward(page);
  await expect(page.locator('main')).toContainText('"two" cups & a mug');
});

test('a browser without cookies withdraws as well', async ({ app }) => {
  const client = await newClient(app);
  const email = `${randomUUID()}@example.com`;
  const answer = await post(client, '/withdraw', { name: 'Ada', contract: '4711', email, words: '' });
  expect(answer.status()).toBe(200);
  const sealed = /name="statement" value="([\w-]+)"/.exec(await answer.text())?.[1] ?? '';
  const confirmed = await post(client, '/withdraw/confirm', { statement: sealed });
  expect([confirmed.status(), RECEIPT.test(confirmed.headers().location ?? '')]).toEqual([303, true]);
  const forged = await post(client, '/withdraw/confirm', { statement: `${sealed.slice(0, -2)}xx` });
  expect(forged.headers().location).toBe('/withdraw?again=1');
  expect((await client.get(`/withdraw/receipt/${'A'.repeat(22)}`)).status()).toBe(404);
  for (const wrong of [
    { name: 'x'.repeat(101) },
    { words: 'x'.repeat(501) },
    { name: 'a\u0000b' },
    { email: 'no address' },
  ]) {
    const told = await post(client, '/withdraw', { name: 'Ada', contract: '4711', email, words: '', ...wrong });
    expect(told.status()).toBe(422);
  }
});

test('nobody learns from the pages whether there is such an order', async ({ app }) => {
  const receipts = await Promise.all(
    [
      demoOrder('#1002'),
      { number: '#1002', email: 'eve@example.com' },
      { number: '#4711', email: 'eve@example.org' },
    ].map(async ({ number, email }) => {
      const client = await newClient(app);
      await client.get('/withdraw');
      const told = await post(client, '/withdraw', { name: 'Ada', contract: number, email, words: '' });
      expect(told.headers().location).toBe('/withdraw/confirm');
      const page = await (await client.get('/withdraw/confirm')).text();
      const sealed = /name="statement" value="([\w-]+)"/.exec(page)?.[1] ?? '';
      const { location = '' } = (await post(client, '/withdraw/confirm', { statement: sealed })).headers();
      // By now the order has been looked for.
      await app.waitForMail(email, 'withdrawal-received');
      const words = await wordsOf(await client.get(location));
      return words
        .replaceAll(number, 'NUMBER')
        .replaceAll(email, 'ADDRESS')
        .replaceAll(/\b[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]\b|\d\d:\d\d:\d\d/g, '');
    }),
  );
  expect(new Set(receipts).size).toBe(1);
});

test('with the order open: filled in, some of the items, and the label afterwards', async ({ open, app }) => {
  const page = await open();
  await openOrder(page, app, demoOrder('#1003'));
  await press(entryOf(page));
  await expect(page.locator('input[name="email"]')).toHaveValue(demoOrder('#1003').email);
  await expect(page.locator('input[name="contract"]')).toHaveCount(0);
  const boxes = page.getByRole('checkbox');
  await expect(boxes).toHaveCount(3);
  for (const box of await boxes.all()) await choose(box);
  await onward(page);
  await expect(page.getByRole('alert')).toContainText('Choose at least one item');
  await choose(boxes.nth(1));
  await page.locator('select[name^="quantity-"]').first().selectOption('1');
  await onward(page);
  await expect(page.locator('main')).toContainText('1 × ');
  await onward(page);
  await press(page.getByRole('link', { name: 'See your return' }));
  await expect(page.locator('.product-list li')).toHaveCount(1);
  const offer = page.getByRole('link', { name: 'Send it with our label' });
  if ((await offer.count()) > 0) {
    await press(offer);
    await onward(page);
    await expect(page).toHaveURL(/\/r\/\w+$/);
    await expect(offer).toHaveCount(0);
  }
});

test('the way to it goes with the right: none for an order from the United States or after the period', async ({
  open,
  app,
}) => {
  for (const number of ['#1008', '#1002']) {
    const page = await open();
    await page.goto('/');
    await expect(entryOf(page)).toHaveText('Withdraw from contract here');
    await openOrder(page, app, demoOrder(number));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(entryOf(page)).toHaveCount(0);
  }
  const argentine = await open({ locale: 'es-AR' });
  await argentine.goto('/help');
  await expect(entryOf(argentine)).toHaveText('Botón de arrepentimiento');
});

test('the language can be chosen on the page, and stays', async ({ open }) => {
  const page = await open();
  await page.goto('/withdraw');
  await page.locator('.language summary').click();
  await press(page.locator('.language button[value="fi"]'));
  await expect(page.locator('html')).toHaveAttribute('lang', 'fi');
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(entryOf(page)).toHaveText('Peruuta sopimus tästä');
});

for (const [lang, locale] of [
  ['pl', 'pl-PL'],
  ['ar', 'ar'],
  ['el', 'el-GR'],
] as const) {
  test(`every page can be used by everybody, in ${lang}`, async ({ open }) => {
    const page = await open({ locale });
    const { look } = inspection();
    await page.goto('/withdraw');
    await look(page, 'form', { lang });
    await onward(page);
    await look(page, 'form, wrong', { lang, error: true });
    await state(page, { contract: '#4711', email: `${randomUUID()}@example.com`, words: 'W'.repeat(300) });
    await look(page, 'confirm', { lang });
    await onward(page);
    await look(page, 'receipt', { lang });
  });
}

test('at the desk: what waits, which order it is, and the return that becomes of it', async ({ open, app }) => {
  const email = `${randomUUID()}@example.com`;
  const customer = await open({ locale: 'pl-PL' });
  await state(customer, { contract: 'zamówienie z niedzieli', email, words: 'lampa' });
  await pressAndWait(customer, app, email);
  const page = await open();
  const { look } = inspection();
  await signIn(page, 'agent');
  await openStaffPage(page, '/desk');
  await page.getByRole('link', { name: /^Withdrawals/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Withdrawals');
  await look(page, 'withdrawals');
  await page
    .getByRole('row', { name: /zamówienie z niedzieli/ })
    .getByRole('link')
    .click();
  await expect(page.locator('main')).toContainText('No order has this number');
  await look(page, 'withdrawal');
  await page.locator('button[value="answer"]').click();
  await expect(page.getByRole('alert')).toContainText('Choose an answer');
  await page.locator('input[name="number"]').fill('#1009');
  await page.locator('button[value="match"]').click();
  await expect(page.locator('main')).toContainText('Order #1009');
  await look(page, 'withdrawal, matched');
  await choose(page.locator('input[name="line"]').last());
  await page.locator('button[value="join"]').click();
  await expect(page.locator('main')).toContainText('The return is made');
  await page.getByRole('link', { name: 'See the return' }).click();
  await expect(page).toHaveURL(/\/desk\/returns\//);
  await app.waitForMail(demoOrder('#1009').email, 'return-requested');
});
