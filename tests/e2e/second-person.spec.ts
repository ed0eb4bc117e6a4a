import { join } from 'node:path';
import type { Page } from '@playwright/test';
import SqliteFile from 'better-sqlite3';
import { AppProcess } from '../support/app-process.ts';
import { makeCorpus } from '../xss/corpus.ts';
import { demoOrder, makeReturn, openOrder, press } from './pages/journey.ts';
import { acceptAll, openAtDesk, openStaffPage, receiveParcel, signIn } from './pages/staff-work.ts';
import { test as base, expect } from './pages/watched.ts';

// A shop where little takes two people, and where whatever a person can have written is hostile. The browsers of `open` complain of every script
// that breaks and every content that the policy stops.

const test = base.extend<object, { app: AppProcess }>({
  app: [
    async ({ shop: _ }, use) => {
      const app = await AppProcess.start({ TRUST_PROXY: '1', FOUR_EYES_LIMITS: 'EUR:1000' });
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});
test.use({ shop: 'second-person' });
test.describe.configure({ timeout: 180_000 });

const corpus = makeCorpus();

/** All strings of the corpus, a few in each field of each row. */
function poison(app: AppProcess): void {
  const file = new SqliteFile(join(app.folder, 'retour.sqlite'), { timeout: 5000 });
  let next = 0;
  const some = (count: number) => Array.from({ length: count }, () => corpus[next++ % corpus.length]).join(' ');
  const fill = (table: string, column: string, count: number) => {
    for (const rowid of file.prepare(`select rowid from ${table}`).pluck().all())
      file.prepare(`update ${table} set ${column} = ? where rowid = ?`).run(some(count), rowid);
  };
  for (const column of ['title', 'variant']) fill('order_lines', column, 4);
  fill('user', 'name', 3);
  // What is read with a limit gets one that keeps it.
  const short = () =>
    corpus.slice(next++ % corpus.length).find((text) => text.length <= 60 && !/\p{C}/u.test(text)) ?? '';
  file.prepare('update shop set name = ?').run(short());
  fill('policy_versions', 'reason', 6);
  fill('payments', 'label', 3);
  file.prepare("update orders set address = json_set(address, '$.name', ?, '$.line1', ?)").run(short(), short());
  file.close();
}

/** Nothing of what was stored runs: no dialog opens, and the mark that each of them would set is not there. */
async function stayedText(page: Page): Promise<void> {
  const ran = await page.evaluate(() => Reflect.get(globalThis, '__ran'));
  expect(ran, page.url()).toBeUndefined();
}

test('hostile texts stay texts, and what one person proposes another lets go', async ({ open, app }) => {
  const dialogs: string[] = [];
  const visit = async (page: Page, path: string) => {
    await page.goto(path);
    await stayedText(page);
  };
  const someone = async () => {
    const page = await open();
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    return page;
  };
  const customer = await someone();
  await openOrder(customer, app, demoOrder('#1001'));
  const rma = await makeReturn(customer, {
    comment: corpus
      .filter((text) => !/\p{C}/u.test(text))
      .slice(0, 12)
      .join(' ')
      .slice(0, 480),
  });
  poison(app);
  for (const path of ['/order', `/r/${rma}`, `/r/${rma}/why`, '/withdraw', '/']) await visit(customer, path);

  const dock = await someone();
  await signIn(dock, 'warehouse');
  await receiveParcel(dock, rma);
  await stayedText(dock);

  const agent = await someone();
  await signIn(agent, 'agent');
  await openAtDesk(agent, rma);
  await stayedText(agent);
  const returnPath = new URL(agent.url()).pathname;
  await acceptAll(agent, async () => {
    await expect(agent.locator('button[value="decide"]')).toContainText('Propose a refund of');
  });
  await expect(agent).toHaveURL(/\/proposal\?done=proposed$/);
  await stayedText(agent);
  await expect(agent.getByText('You proposed this. Somebody else has to approve it.')).toBeVisible();
  await expect(agent.locator('button[value="approve"]')).toHaveCount(0);

  const finance = await someone();
  await signIn(finance, 'finance');
  await openStaffPage(finance, '/desk');
  await stayedText(finance);
  await finance.locator(`a[href$="/proposal"]`).click();
  await finance.waitForURL(/\/proposal$/);
  await press(finance.locator('button[value="approve"]'));
  await expect(finance.getByRole('status').filter({ hasText: 'The decision is approved' })).toBeVisible();
  await visit(agent, returnPath);

  for (const path of ['/policy', '/money/payouts', '/staff/security', '/dev/mailbox']) await visit(agent, path);
  expect(dialogs).toEqual([]);
});

test('a session is prolonged in one act before it ends, and a forgotten password is set anew by mail', async ({
  open,
  app,
}) => {
  const page = await open();
  await signIn(page, 'agent');
  await openStaffPage(page, '/desk');
  const notice = page.locator('.session-notice p').first();
  await expect(notice).toBeHidden();
  await page.evaluate(() => {
    const box = document.querySelector<HTMLElement>('[data-session]');
    if (box) Object.assign(box.dataset, { session: 'soon', sessionSeconds: '60' });
  });
  await expect(notice).toBeVisible();
  await notice.getByRole('link', { name: 'Stay signed in' }).click();
  await expect(notice).toBeHidden();
  await expect(page).toHaveURL(/\/desk$/);

  const other = await open();
  await other.goto('/staff/sign-in');
  await other.getByRole('link', { name: 'Forgotten your password?' }).click();
  await other.getByRole('textbox', { name: 'E-mail address' }).fill('agent@retour.example');
  await press(other.locator('main form .button-primary'));
  await expect(other.getByRole('status').filter({ hasText: 'If somebody works here' })).toBeVisible();
  const mail = await app.waitForMail('agent@retour.example', 'reset');
  await other.goto(/\/staff\/reset\/[\w-]+/.exec(mail.text)?.[0] ?? '');
  await other.locator('input[name="password"]').fill('eleven copper spoons sing');
  await press(other.locator('main form .button-primary'));
  await expect(other.getByRole('status').filter({ hasText: 'Your password is changed' })).toBeVisible();
  await page.goto('/desk');
  await expect(page).toHaveURL(/\/staff\/sign-in/);
});
