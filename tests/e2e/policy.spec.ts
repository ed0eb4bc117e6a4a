import { byKeyboard } from './pages/by-keyboard.ts';
import { demoOrder, openOrder, press } from './pages/journey.ts';
import { beginDraft, days, enter, nextMonday, pressButton, problem, propose, setWindow } from './pages/policy.ts';
import { expect, test } from './pages/watched.ts';

test.use({ shop: 'policy' });
// They share one shop, so they run one after the other, in this order.
test.describe.configure({ mode: 'default', timeout: 120_000 });

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts';
  const [country, code] = javaScriptEnabled ? ['Germany', 'DE'] : ['Austria', 'AT'];

  test(`a Friday edit for ${country} from draft to publication by two people, ${how}`, async ({ open, app }) => {
    const paula = await open({ javaScriptEnabled });
    await enter(paula, 'policy');
    const draft = await beginDraft(paula, `Longer window for ${country}`);

    // One: the terms of the country, and a rule.
    await paula.getByRole('link', { name: 'Countries' }).first().click();
    await paula.getByRole('checkbox', { name: country, exact: true }).check({ force: true });
    await pressButton(paula, 'Set the terms');
    await expect(paula.getByRole('heading', { level: 1, name: `Terms for ${country}` })).toBeVisible();
    await days(paula).fill('60');
    await pressButton(paula, 'See what changes');
    await expect(
      paula.getByText(`${country}: Return window – from “45 days after delivery” to “60 days after delivery”.`),
    ).toBeVisible();
    await paula.goto(`${draft}/rules/new`);
    await paula.locator('input[name="topic"][value="admission"]').check({ force: true });
    await pressButton(paula, 'Continue');
    await paula.getByLabel('Name of the rule').fill('Costly lamps');
    await paula.getByRole('radio', { name: 'A person looks at it' }).check({ force: true });
    await pressButton(paula, 'Add the rule');
    await paula.getByLabel('A further condition').selectOption({ label: 'SKU' });
    await pressButton(paula, 'Add the condition');
    await paula.getByLabel('SKU').fill('LAMP-*');
    await pressButton(paula, 'Save');
    await paula.getByLabel('A further condition').selectOption({ label: 'Country' });
    await pressButton(paula, 'Add the condition');
    await paula.getByRole('checkbox', { name: country, exact: true }).check({ force: true });
    await pressButton(paula, 'Save');
    await expect(paula.locator('.policy-sentence')).toContainText(`the country is ${country}`);
    await expect(paula.locator('.policy-sentence')).toContainText('LAMP-*');

    // Two to four: sentences, findings, simulation.
    await paula.goto(`${draft}/differences`);
    await expect(paula.getByText(/Costly lamps/)).toBeVisible();
    await paula.getByRole('link', { name: 'See the findings' }).click();
    await expect(paula.getByText('Nothing keeps this draft from being published.')).toBeVisible();
    await paula.getByRole('link', { name: 'On to the simulation' }).click();
    await paula.getByRole('link', { name: 'Try it now' }).click();
    await expect(paula.getByText(/^\d+ of \d+ decisions would have come out differently$/)).toBeVisible();
    await expect(paula.getByRole('row').filter({ has: paula.getByRole('rowheader', { name: country }) })).toBeVisible();

    // Five: for Monday, with a reason. She cannot let it go herself.
    const { monday, sunday } = nextMonday();
    await paula.goto(`${draft}/proposal`);
    await pressButton(paula, 'Propose this version');
    await expect(problem(paula)).toContainText('Say in a sentence why the policy changes');
    await propose(paula, draft, 'Customers asked for it', '2020-01-31');
    await expect(problem(paula)).toContainText('A version cannot begin in the past');
    await expect(paula.getByRole('textbox', { name: 'Reason' })).toHaveValue('Customers asked for it');
    await propose(paula, draft, 'Customers asked for it', monday);
    if (!javaScriptEnabled) {
      // The other edit is planned for that Monday already: first it is read, then this one is put upon it.
      await expect(problem(paula)).toContainText(/Put it on version \d+ first/);
      await paula.getByRole('link', { name: 'See what changed meanwhile' }).click();
      await expect(paula.getByText(/^Germany: Return window/)).toBeVisible();
      await pressButton(paula, /^Put it on version/);
      await propose(paula, draft, 'Customers asked for it', monday);
    }
    await expect(paula.getByText('You proposed this or changed it last')).toBeVisible();
    await expect(paula.getByRole('button', { name: /^Approve/ })).toHaveCount(0);

    // Six: Pavel reads it and publishes it.
    const pavel = await open({ javaScriptEnabled });
    await enter(pavel, 'policy2');
    await pavel.goto('/policy');
    await pavel.getByRole('link', { name: `Longer window for ${country}` }).click();
    await pavel.getByRole('link', { name: 'On to publication' }).click();
    await expect(pavel.getByText('Customers asked for it')).toBeVisible();
    await expect(pavel.getByText(/from “45 days after delivery” to “60 days after delivery”/)).toBeVisible();
    await pressButton(pavel, /^Approve and publish version/);
    await expect(pavel.getByText(/^Version \d+ is published and begins/)).toBeVisible();

    // Customers have it from Monday, and not before.
    await pavel.goto(`/policy/on?date=${sunday}&country=${code}`);
    await expect(pavel.getByText('Your policy: 45 days after delivery')).toBeVisible();
    await expect(pavel.getByText('Costly lamps')).toHaveCount(0);
    await pavel.goto(`/policy/on?date=${monday}&country=${code}`);
    await expect(pavel.getByText('Your policy: 60 days after delivery')).toBeVisible();
    await expect(
      pavel.getByText('Proposed by \u2068Paula Policy\u2069, approved by \u2068Pavel Policy\u2069'),
    ).toBeVisible();
    await expect(pavel.getByText('LAMP-*')).toBeVisible();
    expect(app.output.join('')).not.toContain('error');
  });
}

test('what two people publish for now reaches the customer’s order at once', async ({ open, app }) => {
  const customer = await open();
  await openOrder(customer, app, demoOrder('#1001'));
  const before = await customer.getByRole('main').innerText();
  const paula = await open();
  await enter(paula, 'policy');
  const draft = await beginDraft(paula, 'A hundred days');
  await setWindow(paula, draft, ['DE'], 100);
  await propose(paula, draft, 'Try it');
  const pavel = await open();
  await enter(pavel, 'policy2');
  await pavel.goto(`${draft}/proposal`);
  await customer.reload();
  expect(await customer.getByRole('main').innerText()).toBe(before);
  await pressButton(pavel, /^Approve and publish version/);
  await customer.reload();
  const until = Temporal.Now.plainDateISO('Europe/Berlin').add({ days: 90 });
  const dates = [...(await customer.getByRole('main').innerText()).matchAll(/(\d{1,2} \w+ \d{4})/g)].map(
    ([text]) => new Date(`${text} UTC`),
  );
  expect(dates.some((date) => date.getTime() >= Date.parse(until.toString()))).toBe(true);
});

test('13 days for Germany are refused with the act and the article, at the field and by the checks', async ({
  open,
}) => {
  const page = await open();
  await enter(page, 'policy');
  const draft = await beginDraft(page, 'Thirteen days');
  await setWindow(page, draft, ['DE'], 13);
  for (const source of ['BGB §§ 312g', 'Directive 2011/83/EU art. 9(1)'])
    await expect(problem(page)).toContainText(source);
  await expect(problem(page)).toContainText(
    'Germany: 13 days after delivery is less than the law grants: 14 days after delivery',
  );
  await expect(days(page)).toHaveValue('13');
  await page.goto(`${draft}/differences`);
  await expect(page.getByText(/Nothing changes/)).toBeVisible();

  // A rule is judged with the others: the findings name the place and block.
  await page.goto(`${draft}/rules/new?topic=window`);
  await page.getByLabel('Name of the rule').fill('Short');
  await page.getByLabel('Days', { exact: true }).fill('13');
  await pressButton(page, 'Add the rule');
  await page.goto(`${draft}/rules/short/condition?kind=country`);
  await page.getByRole('checkbox', { name: 'Germany', exact: true }).check({ force: true });
  await pressButton(page, 'Save');
  await page.goto(`${draft}/findings`);
  const blocked = page.getByText('This cannot be published').locator('..');
  await expect(blocked).toContainText('BGB §§ 312g');
  await expect(blocked).toContainText('Directive 2011/83/EU art. 9(1)');
  await page.getByRole('link', { name: 'Go to Short' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: /Return window/ })).toBeVisible();
  await page.goto(`${draft}/proposal`);
  await expect(page.getByRole('button', { name: 'Propose this version' })).toHaveCount(0);
});

test('going back is a draft with the older version, and a new version when a second person approves', async ({
  open,
}) => {
  const paula = await open();
  await enter(paula, 'policy');
  await paula.goto('/policy/versions/1');
  await pressButton(paula, 'Begin a draft with version 1');
  await expect(paula.locator('.policy-sentences li').first()).toBeVisible();
  const draft = new URL(paula.url()).pathname.replace('/differences', '');
  await propose(paula, draft, 'It was better');
  const pavel = await open();
  await enter(pavel, 'policy2');
  await pavel.goto(`${draft}/proposal`);
  await pressButton(pavel, /^Approve and publish version/);
  await pavel
    .getByRole('link', { name: /^Version \d+$/ })
    .first()
    .click();
  await expect(pavel.getByRole('definition').filter({ hasText: /^Version 1$/ })).toBeVisible();
  await expect(pavel.getByText('Pavel Policy', { exact: true }).last()).toBeVisible();
});

test('a version goes out as a file and comes in again; a wrong file is told line by line', async ({ open }) => {
  const page = await open();
  await enter(page, 'policy');
  await page.goto('/policy/versions/1');
  const file = await page.request.get('/policy/versions/1.json');
  expect(file.headers()['content-disposition']).toContain('policy-1.json');
  const text = await file.text();
  const send = async (content: string) => {
    await page.goto('/policy/import');
    await page.getByLabel('Name of the draft').fill('From a file');
    await page
      .getByLabel('The file')
      .setInputFiles({ name: 'policy.json', mimeType: 'application/json', buffer: Buffer.from(content) });
    await pressButton(page, 'Begin the draft');
  };
  await send(text);
  await expect(page.getByRole('heading', { level: 1, name: 'What changes' })).toBeVisible();
  const draft = new URL(page.url()).pathname.replace('/differences', '');
  expect(await (await page.request.get(`${draft}.json`)).text()).toBe(text);

  await send(text.replace('"windowFrom"', '"colour": "red",\n    "windowFrom"'));
  await expect(problem(page)).toContainText('Nothing was saved');
  await expect(page.locator('#file-problems')).toContainText(
    /Line \d+, column \d+, .*default\/colour.*: There is no field “.*colour.*” here/,
  );
  await expect(page.getByLabel('Name of the draft')).toHaveValue('From a file');
  await send(text.replace(/"windowDays": \d+/, '"windowDays": 1000000000'));
  await expect(page.locator('#file-problems')).toContainText('is too much; at most 3650');
  await send(`${' '.repeat(10_000_000)}${text}`);
  await expect(problem(page)).toContainText('The file is too large. A policy has at most 1 MB');
  await page.goto('/policy/import');
  await pressButton(page, 'Begin the draft');
  await expect(problem(page)).toContainText('Choose a file or paste its text');
});

test('of two who edit a draft the second sees both, and keeps what was typed', async ({ open }) => {
  const [paula, pavel] = [await open(), await open()];
  await enter(paula, 'policy');
  await enter(pavel, 'policy2');
  const draft = await beginDraft(paula, 'Together');
  for (const page of [paula, pavel]) await page.goto(`${draft}/terms?for=FR`);
  await days(pavel).fill('70');
  await pressButton(pavel, 'See what changes');
  await days(paula).fill('80');
  await pressButton(paula, 'See what changes');
  await expect(problem(paula)).toContainText('Pavel Policy\u2069 changed this draft while you were working');
  await expect(paula.getByText('France: 70 days after delivery.', { exact: false })).toBeVisible();
  await expect(days(paula)).toHaveValue('80');
  await pressButton(paula, 'See what changes');
  await expect(paula.getByText(/to “80 days after delivery”/)).toBeVisible();
});

test('of two who approve one draft, one publishes and the other is told', async ({ open }) => {
  const [paula, pavel, again] = [await open(), await open(), await open()];
  await enter(paula, 'policy');
  const draft = await beginDraft(paula, 'Once only');
  await setWindow(paula, draft, ['NL', 'BE'], 77);
  await expect(paula.getByText('Belgium and Netherlands', { exact: false })).toBeVisible();
  await propose(paula, draft, 'Same for both');
  for (const page of [pavel, again]) {
    await enter(page, 'policy2');
    await page.goto(`${draft}/proposal`);
  }
  await pressButton(pavel, /^Approve and publish version/);
  await pressButton(again, /^Approve and publish version/);
  await expect(problem(again)).toContainText(/This draft was published already, as version \d+/);

  // A draft from before has to be put on that version first.
  const older = await beginDraft(paula, 'Older');
  await setWindow(paula, older, ['SE'], 88);
  const newer = await beginDraft(paula, 'Newer');
  await setWindow(paula, newer, ['FI'], 99);
  await propose(paula, newer, 'Finland');
  await pavel.goto(`${newer}/proposal`);
  await pressButton(pavel, /^Approve and publish version/);
  await propose(paula, older, 'Sweden');
  await expect(problem(paula)).toContainText(/Put it on version \d+ first/);
  await paula.getByRole('link', { name: 'See what changed meanwhile' }).click();
  await expect(paula.getByText(/^Finland/).first()).toBeVisible();
  await pressButton(paula, /^Put it on version/);
  await expect(paula.getByText(/^Sweden/).first()).toBeVisible();
  await expect(paula.getByText(/^Finland/)).toHaveCount(0);
});

for (const [what, fields, sentence] of [
  ['no days', { days: '0' }, 'Enter a whole number of days from 1 to 3650'],
  ['days below none', { days: '-1' }, 'Enter a whole number of days from 1 to 3650'],
  ['a thousand million days', { days: '1e9' }, 'Enter a whole number of days from 1 to 3650'],
  ['a price below zero', { fee: '-1' }, 'A price cannot be below zero'],
  ['a price of three decimals', { fee: '3.955' }, 'EUR has at most 2 decimals'],
  ['yen with decimals', { fee: '3.5', currency: 'jpy' }, 'JPY has no decimals'],
  ['a price in no currency', { fee: '3', currency: 'XYZ' }, '“XYZ” is not a currency we know'],
] as const) {
  test(`bad input is answered at its field and kept: ${what}`, async ({ open }) => {
    const page = await open();
    await enter(page, 'policy');
    const draft = await beginDraft(page, `Bad input, ${what}`);
    await page.goto(`${draft}/terms?for=FR`);
    const given = { days: '30', fee: '3.95', currency: 'EUR', ...fields };
    await page.getByRole('radio', { name: 'The customer pays a fixed price' }).check({ force: true });
    for (const [name, value] of Object.entries(given)) await page.locator(`input[name="${name}"]`).fill(value);
    await pressButton(page, 'See what changes');
    await expect(problem(page)).toContainText(sentence);
    for (const [name, value] of Object.entries(given))
      await expect(page.locator(`input[name="${name}"]`)).toHaveValue(value);
  });
}

test('a country that is none is explained, and what is not there is not found', async ({ open }) => {
  const page = await open();
  await enter(page, 'policy');
  const draft = await beginDraft(page, 'Nowhere');
  await page.goto(`${draft}/countries`);
  await pressButton(page, 'Set the terms');
  await expect(problem(page)).toContainText('Choose at least one country');
  await page.getByLabel('Another country').fill('yu');
  await pressButton(page, 'Set the terms');
  await expect(problem(page)).toContainText('“YU” is not a country we know');
  for (const path of ['/policy/versions/999', '/policy/drafts/none', `${draft}/colours`, `${draft}/rules/none`])
    expect((await page.goto(path))?.status(), path).toBe(404);
  await page.goto('/policy/on?date=yesterday&country=QQ');
  await expect(problem(page)).toContainText('“QQ” is not a country we know');
  await page.goto('/policy/bench?order=99999');
  await expect(problem(page)).toContainText('There is no order with this number');
});

test('a session that ended while somebody typed is told, and nothing is saved', async ({ open }) => {
  const page = await open();
  await enter(page, 'policy');
  const draft = await beginDraft(page, 'Interrupted');
  await page.goto(`${draft}/terms?for=FR`);
  await days(page).fill('66');
  await page.context().clearCookies();
  await pressButton(page, 'See what changes');
  await expect(page.getByText('You had been signed out, so nothing of what you just sent was saved.')).toBeVisible();
  await enter(page, 'policy');
  await page.goto(`${draft}/differences`);
  await expect(page.getByText(/Nothing changes/)).toBeVisible();
});

test('from draft to proposal with the keyboard alone', async ({ open }) => {
  const page = await open();
  await enter(page, 'policy');
  const { go, type, follow } = byKeyboard(page);
  await page.goto('/policy');
  await follow('Prepare a new version', 'link');
  await type('Name of the draft', 'By keyboard');
  await follow('Begin a draft', 'button');
  await follow('Rules', 'link');
  await follow('Add a rule', 'link');
  await go(/^Allow, refuse or review/, 'radio');
  await page.keyboard.press('ArrowDown');
  await follow('Continue', 'button');
  await type('Name of the rule', 'Wide window');
  await type('Days', '40');
  await follow('Add the rule', 'button');
  await type('A further condition', 'Customer tier', 'combobox');
  await follow('Add the condition', 'button');
  await type('Customer tier', 'gold');
  await follow('Save', 'button');
  await expect(page.locator('.policy-sentence')).toContainText('gold');
  await follow('Publication', 'link');
  await type('Reason', 'For our best customers');
  await follow('Propose this version', 'button');
  await expect(page.getByText('You proposed this or changed it last')).toBeVisible();
});

test('customer care reads the policy and cannot change it; the warehouse does not see it', async ({ open }) => {
  const page = await open();
  await enter(page, 'agent');
  await page.goto('/desk');
  await press(page.getByRole('navigation').getByRole('link', { name: 'Policy' }));
  await expect(page.getByRole('heading', { name: 'Return policy' })).toBeVisible();
  expect(await page.locator('script[type="module"]').count()).toBe(0);
  await expect(page.getByRole('link', { name: 'Prepare a new version' })).toHaveCount(0);
  await page.goto('/policy/drafts');
  await expect(page.getByRole('button', { name: 'Begin a draft' })).toHaveCount(0);
  for (const path of ['/policy/import', '/policy/drafts/any/terms?for=DE'])
    expect((await page.goto(path))?.status(), path).toBe(403);
  const refused = await page.request.post('/policy/drafts', {
    form: { title: 'x' },
    headers: { origin: new URL(page.url()).origin },
  });
  expect(refused.status()).toBe(403);
  const other = await open();
  await enter(other, 'warehouse');
  expect((await other.goto('/policy'))?.status()).toBe(403);
});
