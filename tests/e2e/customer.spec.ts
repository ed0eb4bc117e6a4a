import sharp from 'sharp';
import { expect, test } from './fixtures.ts';
import { choose, expectProblem, expectQuestion, goOn, openOrder } from './pages/customer.ts';

const photo = async () => ({
  name: 'IMG_0001.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#b5651d' } })
    .jpeg()
    .toBuffer(),
});

for (const [how, javaScriptEnabled, order, product] of [
  ['without scripts', false, { number: ' 1001 ', email: 'Lena.Hoffmann@Example.com' }, 0],
  ['with scripts', true, { number: '#1014', email: 'omar.khan@example.org' }, 0],
] as const) {
  test(`a customer returns something with a photo and gets a label, ${how}`, async ({ browser, app }) => {
    const context = await browser.newContext({ javaScriptEnabled, baseURL: app.url, locale: 'en-GB' });
    const page = await context.newPage();
    await openOrder(page, app, order);
    await page.getByRole('button', { name: 'Start a return' }).click();

    await expectQuestion(page, 'What do you want to send back?');
    await goOn(page);
    await expectProblem(page, 'Choose at least one item to send back');
    await choose(page.getByRole('checkbox').nth(product));
    await goOn(page);

    await expectQuestion(page, /^Why are you returning/);
    await page.getByRole('textbox', { name: /Anything we should know/ }).fill('The handle is loose.');
    await page
      .getByRole('button', { name: /^Photos/ })
      .setInputFiles([await photo(), { name: 'big.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(30_000_000, 1) }]);
    await goOn(page);
    await expectProblem(page, 'Choose why you are sending it back');
    await expectProblem(page, 'The selected file must be smaller than 10 MB');
    await expect(page.getByRole('textbox', { name: /Anything we should know/ })).toHaveValue('The handle is loose.');
    await expect(page.getByRole('img', { name: 'Photo 1' })).toBeVisible();

    await choose(page.getByRole('radio', { name: 'It does not work properly' }));
    await page
      .getByRole('button', { name: /^Photos/ })
      .setInputFiles([{ name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('These are my notes.') }]);
    await goOn(page);
    await expectProblem(page, 'The selected file must be a photo: JPEG, PNG or WebP');
    await expect(page.getByRole('radio', { name: 'It does not work properly' })).toBeChecked();
    await goOn(page);

    await expectQuestion(page, 'How do you want your money back?');
    await goOn(page);
    await expectQuestion(page, 'How will the parcel travel?');
    await choose(page.getByRole('radio', { name: 'With our label' }));
    await goOn(page);

    await expectQuestion(page, 'Check your answers, then send your return');
    await expect(page.getByText('The handle is loose.')).toBeVisible();
    const total = await page.locator('tfoot td').textContent();
    await page.getByRole('link', { name: /Change why you return/ }).click();
    await choose(page.getByRole('radio', { name: 'It is not as described' }));
    await goOn(page);
    await expectQuestion(page, 'Check your answers, then send your return');
    await page.getByRole('button', { name: 'Send my return' }).click();

    await expectQuestion(page, 'Your return is registered');
    await expect(page.locator('tfoot td')).toHaveText(total ?? '');
    const sent = page.url();
    for (const name of ['Label on A4 paper (PDF)', 'Label 4 × 6 inches (PDF)']) {
      const href = await page.getByRole('link', { name }).getAttribute('href');
      const label = await page.request.get(href ?? '');
      expect(label.status()).toBe(200);
      expect((await label.body()).subarray(0, 5).toString()).toBe('%PDF-');
    }

    await page.goBack();
    await expectQuestion(page, /^Return [0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/);
    await expect(page.locator('li[aria-current=step]')).toContainText('We are waiting for your parcel');
    await page.getByRole('link', { name: 'Cancel this return' }).click();
    await expectQuestion(page, 'Do you want to cancel this return?');
    await page.getByRole('button', { name: 'Cancel this return' }).click();
    await expect(page.getByText('You cancelled the return')).toBeVisible();

    await page.getByRole('button', { name: 'Close my order' }).click();
    await page.goto(sent);
    await expectQuestion(page, 'Find your order');
    await expect(page.getByText('To open this page, please show first that the order is yours.')).toBeVisible();
    await context.close();
  });
}

test('a wrong code, a code with spaces and an unknown order are answered in sentences', async ({ page, app }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expectProblem(page, 'Enter your order number');
  await page.getByRole('textbox', { name: 'Order number' }).fill('#9999');
  await page.getByRole('textbox', { name: 'E-mail address' }).fill('nobody@example.com');
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(page.getByText('n…@example.com')).toBeVisible();
  const code = page.getByRole('textbox', { name: 'Enter the code from your e-mail' });
  await code.fill('1234 567');
  await goOn(page);
  await expectProblem(page, 'The code has 8 digits. Check it and enter it again');
  await code.fill('1234-5678');
  await goOn(page);
  await expectProblem(page, 'This code is not right. You have 4 tries left');
  await expect(code).toHaveValue('1234-5678');
  await page.getByRole('button', { name: 'Send a new code' }).click();
  await expect(page.getByRole('status')).toContainText('a new code is on its way');
  expect(await app.mails('nobody@example.com')).toEqual([]);
});

test('sealed goods with a broken seal are a page with the rule, and what was found faulty comes back all the same', async ({
  page,
  app,
}) => {
  await openOrder(page, app, { number: '1004', email: 'lena.hoffmann@example.com' });
  await page.getByRole('button', { name: 'Start a return' }).click();
  await choose(page.getByRole('checkbox', { name: /In-ear headphones/ }));
  await goOn(page);
  await choose(page.getByRole('radio', { name: 'I changed my mind' }));
  await choose(page.getByRole('radio', { name: 'The seal is broken' }));
  await goOn(page);
  await expectQuestion(page, 'This item cannot come back with a broken seal');
  await page.getByRole('link', { name: 'Change your answer' }).click();
  await choose(page.getByRole('radio', { name: 'It does not work properly' }));
  await choose(page.getByRole('radio', { name: 'The seal is broken' }));
  await goOn(page);
  await expectQuestion(page, 'How do you want your money back?');
});

test("another order's return and an invented one look the same", async ({ page, app }) => {
  await openOrder(page, app, { number: '1005', email: 'haruka.sato@example.com' });
  const answers = [];
  for (const path of ['/r/ZZZZZZZZZ', '/r/nothing', '/photos/nobody', '/r/ZZZZZZZZZ/label/a4']) {
    answers.push((await page.request.get(path)).status());
  }
  expect(answers).toEqual([404, 404, 404, 404]);
});

test('the page speaks the language that was chosen and stays where it was', async ({ page }) => {
  await page.goto('/help');
  await page.locator('summary').first().click();
  await page.getByRole('button', { name: 'العربية' }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expectQuestion(page, 'مساعدة في الإرجاع');
});
