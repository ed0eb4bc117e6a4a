import { type Found, inspection, shared } from './pages/inspect.ts';
import { demoOrder } from './pages/journey.ts';
import { beginDraft, days, enter, pressButton, propose, setWindow } from './pages/policy.ts';
import { expect, test } from './pages/watched.ts';

test.use({ shop: 'policy-pages' });
test.describe.configure({ timeout: 600_000 });

/** The states of one page share its heading, pages do not. */
const ofPages = (pages: readonly Found[]) => pages.filter(({ name }) => !name.includes(','));

test('the pages that read the policy can be used by everybody', async ({ open }) => {
  const page = await open();
  const { look, pages } = inspection();
  await enter(page, 'policy');
  const visit = async (path: string, name: string, expected = {}) => {
    await page.goto(path);
    await look(page, name, expected);
  };
  await visit('/policy', 'policy');
  await visit('/policy?country=DE', 'policy, one country');
  await visit('/policy/on', 'on a day');
  await visit('/policy/on?date=2026-03-03&country=AT', 'on a day, answered');
  await visit('/policy/on?date=&country=QQ', 'on a day, wrong', { error: true });
  await visit('/policy/bench', 'bench');
  await visit(
    `/policy/bench?order=${encodeURIComponent(demoOrder('#1001').number)}&reason=changed-mind`,
    'bench, answered',
  );
  await visit('/policy/bench?country=DE&ordered=soon', 'bench, wrong', { error: true });
  await visit('/policy/versions/1', 'version');
  await visit('/policy/import', 'import');
  await pressButton(page, 'Begin the draft');
  await look(page, 'import, wrong', { error: true });
  await visit('/policy/drafts', 'drafts');
  await pressButton(page, 'Begin a draft');
  await look(page, 'drafts, wrong', { error: true });
  expect(shared(ofPages(pages), 'heading')).toEqual([]);
  expect(shared(ofPages(pages), 'title')).toEqual([]);
});

test('the pages of a draft can be used by everybody', async ({ open }) => {
  const page = await open();
  const { look, pages } = inspection();
  await enter(page, 'policy');
  const draft = await beginDraft(page, 'For everybody');
  await look(page, 'draft');
  const visit = async (path: string, name: string) => {
    await page.goto(`${draft}/${path}`);
    await look(page, name);
  };
  const sendWrong = async (button: string, name: string) => {
    await pressButton(page, button);
    await look(page, `${name}, wrong`, { error: true });
  };
  await visit('countries', 'countries');
  await sendWrong('Set the terms', 'countries');
  await visit('terms?for=DE&for=US', 'terms');
  await days(page).fill('13');
  await sendWrong('See what changes', 'terms');
  await visit('rules', 'rules, none');
  await visit('rules/new', 'new rule');
  await sendWrong('Continue', 'new rule');
  await visit('rules/new?topic=window', 'new rule of a window');
  await page.getByLabel('Name of the rule').fill('Short');
  await sendWrong('Add the rule', 'new rule of a window');
  await page.getByLabel('Days', { exact: true }).fill('10');
  await pressButton(page, 'Add the rule');
  await look(page, 'rule');
  await visit('rules/short/condition?kind=country', 'condition');
  await sendWrong('Save', 'condition');
  await page.getByRole('checkbox', { name: 'Germany', exact: true }).check({ force: true });
  await pressButton(page, 'Save');
  await visit('rules/short/condition?kind=earlier-returns', 'condition of earlier returns');
  await visit('rules/short/outcome?topic=gradeDeductions', 'outcome');
  await sendWrong('Save', 'outcome');
  await visit('rules', 'rules');
  expect(shared(ofPages(pages), 'heading')).toEqual([]);
  expect(shared(ofPages(pages), 'title')).toEqual([]);
});

test('the parts of a draft and its way to publication can be used by everybody', async ({ open }) => {
  const page = await open();
  const { look, pages } = inspection();
  await enter(page, 'policy');
  const draft = await beginDraft(page, 'For everybody else');
  const visit = async (path: string, name: string) => {
    await page.goto(`${draft}/${path}`);
    await look(page, name);
  };
  const sendWrong = async (button: string, name: string) => {
    await pressButton(page, button);
    await look(page, `${name}, wrong`, { error: true });
  };
  for (const [part, one] of [
    ['seasons', 'season'],
    ['markets', 'market'],
    ['warehouses', 'warehouse'],
  ] as const) {
    await visit(part, part);
    await visit(`${part}/new`, one);
    await sendWrong('Save', one);
  }
  await visit('findings', 'findings');
  await visit('simulation', 'simulation');
  await visit('simulation?run=yes', 'simulation, done');
  await setWindow(page, draft, ['DE'], 60);
  await look(page, 'differences');
  await visit('ground', 'ground');
  await visit('proposal', 'proposal');
  await sendWrong('Propose this version', 'proposal');
  await propose(page, draft, 'For all');
  await look(page, 'proposal, proposed');
  const pavel = await open();
  await enter(pavel, 'policy2');
  await pavel.goto(`${draft}/proposal`);
  await look(pavel, 'proposal, to be approved');
  await pavel.goto(draft);
  await look(pavel, 'draft, proposed');
  expect(shared(ofPages(pages), 'heading')).toEqual([]);
  expect(shared(ofPages(pages), 'title')).toEqual([]);
});

test('a reader who may not change anything, and the pages in Arabic', async ({ open }) => {
  const reader = await open();
  const { look } = inspection();
  await enter(reader, 'agent');
  for (const path of ['/policy', '/policy/drafts', '/policy/versions/1']) {
    await reader.goto(path);
    await look(reader, `${path}, read only`);
  }
  const arabic = await open();
  await enter(arabic, 'policy');
  const draft = await beginDraft(arabic, 'Left and right');
  for (const path of ['/policy', draft, `${draft}/terms?for=DE`, `${draft}/rules/new`, '/policy/bench?order=1001']) {
    await arabic.goto(`${path}${path.includes('?') ? '&' : '?'}lang=ar`);
    await look(arabic, `${path}, Arabic`, { lang: 'ar' });
  }
});
