import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { hiddenFocus, measure } from './measure.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDE = { width: 1280, height: 720 };
const NARROW = { width: 320, height: 568 };
/** A page of 250 lines has hundreds of stops; what could hide one is the same for all. */
const STOPS = 45;

/** A page in one of its states, as it was found. */
export interface Found {
  name: string;
  title: string;
  heading: string;
  help: string | null;
}

export interface Inspection {
  /** Everything that is wrong, each with the page and the state in which it is. */
  problems: string[];
  pages: Found[];
  /** Looks at the page as it stands: light and dark, forced colours, wide and 320 px, by axe, by measure and by the keyboard. */
  look(page: Page, name: string, expected?: { lang?: string; error?: boolean }): Promise<void>;
}

export function inspection(): Inspection {
  const problems: string[] = [];
  const pages: Found[] = [];
  const note = (where: string, found: readonly string[]) => problems.push(...found.map((one) => `${where}: ${one}`));
  return {
    problems,
    pages,
    async look(page, name, { lang = 'en', error = false } = {}) {
      if (error) note(name, await errorProblems(page));
      const { title, headings, help, ...measured } = await measure(page);
      pages.push({ name, title, heading: headings[0] ?? '', help });
      if (headings.length !== 1) note(name, [`${headings.length} first headings`]);
      if (measured.lang !== lang || measured.dir !== (lang === 'ar' ? 'rtl' : 'ltr'))
        note(name, [`lang ${measured.lang}, dir ${measured.dir}`]);
      if (title.trim() === '' || /^Error: /.test(title) !== (error && lang === 'en')) note(name, [`title "${title}"`]);
      note(`${name}, wide`, measured.problems);
      note(`${name}, wide`, await axe(page));
      note(`${name}, wide`, await hiddenFocus(page, STOPS));
      await page.emulateMedia({ colorScheme: 'dark' });
      note(`${name}, dark`, await axe(page));
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
      note(`${name}, forced colours`, await axe(page));
      await page.emulateMedia({ colorScheme: null, forcedColors: null });
      await page.setViewportSize(NARROW);
      // What can be opened is open here.
      await page.evaluate(() => {
        for (const folded of document.querySelectorAll('main details')) folded.setAttribute('open', '');
      });
      note(`${name}, narrow`, (await measure(page)).problems);
      note(`${name}, narrow`, await axe(page));
      note(`${name}, narrow`, await hiddenFocus(page, STOPS));
      await page.setViewportSize(WIDE);
    },
  };
}

async function axe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return violations.map(({ id, nodes }) => {
    const where = nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`);
    return `${id} (${nodes.length}): ${where.join(' | ')}`.replaceAll(/\s+/g, ' ');
  });
}

/** An error page leads to what is wrong: the summary has the focus, each of its links a field, and beside that the same words. */
async function errorProblems(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wrong: string[] = [];
    const summary = document.getElementById('error-summary');
    if (!summary) return ['no error summary'];
    if (document.activeElement !== summary) wrong.push('the error summary does not have the focus');
    for (const link of summary.querySelectorAll('a')) {
      const id = decodeURIComponent(link.hash.slice(1));
      const field = document.getElementById(id);
      const beside = field?.closest('.field')?.querySelector('.field-error')?.textContent ?? '';
      if (!field) wrong.push(`no field for "${link.textContent}"`);
      else if (!beside.includes(link.textContent ?? '')) wrong.push(`other words beside the field: "${beside}"`);
    }
    return wrong;
  });
}

/** The summary takes the focus by `autofocus`, and in the wide state it is looked at first: pages that share a title or a heading. */
export function shared(pages: readonly Found[], of: 'title' | 'heading'): string[] {
  return pages
    .filter((page, index) => pages.findIndex((other) => other[of] === page[of]) !== index)
    .map((page) => `${page.name}: ${of} "${page[of]}" is another page's too`);
}
