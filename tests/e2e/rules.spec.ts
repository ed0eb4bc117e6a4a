import { expect, test } from './fixtures.ts';
import { axeProblems } from './pages/axe.ts';
import { choose, expectQuestion, goOn, openOrder } from './pages/customer.ts';
import { demoOrder } from './pages/journey.ts';
import { signIn } from './pages/staff.ts';

test('something small and faulty is kept, refunded at once, and explained in words and as data', async ({
  browser,
  app,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: app.url, locale: 'en-GB' });
  const page = await context.newPage();
  await openOrder(page, app, demoOrder('#1016'));

  await page.getByRole('link', { name: /^Why this date\? Linen notebook/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Why: Linen notebook');
  await expect(page.getByText('Policy version 2', { exact: false }).first()).toBeVisible();
  await expect(page.getByText(/By law .* it can come back until/)).toBeVisible();
  await page.goBack();

  await page.getByRole('button', { name: 'Start a return' }).click();
  await choose(page.getByRole('checkbox').nth(0));
  await goOn(page);
  await choose(page.getByRole('radio', { name: 'It does not work properly' }));
  await goOn(page);
  await expectQuestion(page, 'How do you want your money back?');
  await goOn(page);
  await expectQuestion(page, 'Check your answers, then send your return');
  await expect(page.getByText('Nothing has to travel: you may keep it')).toBeVisible();
  await page.getByRole('button', { name: 'Send my return' }).click();
  await expectQuestion(page, 'Your return is registered');
  await expect(page.getByText('Nothing has to be sent back, and there is no label.', { exact: false })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Label/ })).toHaveCount(0);

  await page.getByRole('link', { name: 'Follow your return' }).click();
  await expect(page.getByText('You may keep it', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Why these dates and amounts?' }).click();
  await expect(
    page.getByText('The shop’s rule “Small and faulty: keep it” decides here: whether it has to come back', {
      exact: false,
    }),
  ).toBeVisible();
  // axe is a script itself: it looks at the same page where scripts run.
  const scripted = await browser.newContext({ storageState: await context.storageState() });
  const seen = await scripted.newPage();
  await seen.goto(page.url());
  expect(await axeProblems(seen)).toEqual([]);
  await scripted.close();
  const asked = await page.request.get(`${page.url()}.json`);
  expect(asked.headers()['content-type']).toContain('application/json');
  const data = await asked.json();
  expect(data.decisions[0].receipts).toContainEqual(
    expect.objectContaining({ code: 'keep.yes', sentence: 'The shop does not want the goods back: they can be kept.' }),
  );

  const desk = await browser.newPage({ baseURL: app.url });
  await signIn(desk, 'agent');
  await desk.goto(`/desk?find=${data.rmaCode}`);
  await expect(desk.getByText('The customer keeps it')).toBeVisible();
  await expect(desk.getByText('The shop’s rules').first()).toBeVisible();
  const same = await desk.request.get(`${desk.url()}/decisions.json`);
  const told = await same.json();
  expect(told.decisions[0].receipts).toEqual(data.decisions[0].receipts);
  await desk.close();
  await context.close();
});
