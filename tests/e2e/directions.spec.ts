import type { Page } from '@playwright/test';
import arCommon from '#app/i18n/ar/common.json' with { type: 'json' };
import arCustomer from '#app/i18n/ar/customer.json' with { type: 'json' };
import arTerms from '#app/i18n/ar/terms.json' with { type: 'json' };
import deCommon from '#app/i18n/de/common.json' with { type: 'json' };
import deCustomer from '#app/i18n/de/customer.json' with { type: 'json' };
import deTerms from '#app/i18n/de/terms.json' with { type: 'json' };
import enCommon from '#app/i18n/en/common.json' with { type: 'json' };
import enCustomer from '#app/i18n/en/customer.json' with { type: 'json' };
import enTerms from '#app/i18n/en/terms.json' with { type: 'json' };
import zhCommon from '#app/i18n/zh/common.json' with { type: 'json' };
import zhCustomer from '#app/i18n/zh/customer.json' with { type: 'json' };
import zhTerms from '#app/i18n/zh/terms.json' with { type: 'json' };
import { flatWords } from '#tests/app/i18n/flat-words.ts';
import { choose, demoOrder, followReturn, makeReturn, onward, openOrder } from './pages/journey.ts';
import { measure, textProblems } from './pages/measure.ts';
import { expect, test } from './pages/watched.ts';

test.use({ shop: 'directions' });

const languages = [
  { lang: 'ar', dir: 'rtl', words: [arCommon, arCustomer, arTerms], order: demoOrder('#1001') },
  { lang: 'de', dir: 'ltr', words: [deCommon, deCustomer, deTerms], order: demoOrder('#1014') },
  { lang: 'zh', dir: 'ltr', words: [zhCommon, zhCustomer, zhTerms], order: demoOrder('#1005') },
] as const;

const sentencesOf = (trees: readonly unknown[]) =>
  trees
    .flatMap((tree) => flatWords(tree))
    .flatMap(([, sentence]) => sentence.split(/\{\{[^}]*\}\}/).map((part) => part.trim()));

const english = new Set(sentencesOf([enCommon, enCustomer, enTerms]).filter((part) => part.length >= 10));

/** What a page says in English and not in its own language. */
async function leftovers(page: Page, own: ReadonlySet<string>): Promise<string[]> {
  const text = `${await page.title()} ${await page.locator('body').textContent()}`;
  return [...english].filter((part) => !own.has(part) && text.includes(part));
}

for (const { lang, dir, words, order } of languages) {
  test(`the journey in ${lang}: every sentence in its language, every text in its place`, async ({ open, app }) => {
    test.setTimeout(120_000);
    const page = await open({ locale: lang });
    const own = new Set(sentencesOf(words));
    const problems: string[] = [];
    const look = async (name: string) => {
      const found = (await leftovers(page, own)).map((part) => `not translated: ${part}`);
      const { lang: spoken, dir: direction } = await measure(page);
      if (spoken !== lang || direction !== dir) found.push(`lang ${spoken}, dir ${direction}`);
      found.push(...(await textProblems(page)));
      await page.setViewportSize({ width: 320, height: 568 });
      found.push(...(await measure(page)).problems);
      found.push(...(await textProblems(page)).map((problem) => `${problem}, at 320 px`));
      await page.setViewportSize({ width: 1280, height: 720 });
      problems.push(...found.map((one) => `${name}: ${one}`));
    };
    await page.goto('/');
    await onward(page);
    await look('start, wrong');
    await openOrder(page, app, order, look);
    const rma = await makeReturn(page, { comment: 'Lorem' }, look);
    await followReturn(page, rma, look);
    await page.goto('/order');
    await onward(page);
    await onward(page);
    await look('items, wrong');
    await choose(page.locator('input[name="line"]').first());
    await onward(page);
    await onward(page);
    await look('reason, wrong');
    expect(problems).toEqual([]);
  });
}
