import { expect, type Page } from '@playwright/test';
import { axeProblems } from './axe.ts';
import { hiddenFocus, type Measured, measure } from './measure.ts';

/** What another width of the same page can change; names, roles and order it cannot. */
const LAYOUT_RULES = [
  'color-contrast',
  'target-size',
  'scrollable-region-focusable',
  'meta-viewport',
  'css-orientation-lock',
];
const WIDE = { width: 1280, height: 720 };
const NARROW = { width: 320, height: 568 };
/** A long page has hundreds of stops; what could hide one is the same for all. */
const STOPS = 25;

/** A page in one of its states, as it was found. */
export interface Found {
  name: string;
  title: string;
  heading: string;
  help: string | null;
}

export interface Inspection {
  pages: Found[];
  /**
   * Looks at the page as it stands: light and dark, forced colours, wide and 320 px, by axe, by measure and by the keyboard. An error summary is the same
   * part on every page: after the first one, a page with errors is only looked at wide and light. Goes on when something is wrong, so that one run
   * tells everything.
   */
  look(page: Page, name: string, expected?: { lang?: string; error?: boolean }): Promise<void>;
}

export function inspection(): Inspection {
  const pages: Found[] = [];
  let sawErrors = false;
  const expectNone = (where: string, found: readonly string[]) => expect.soft(found, where).toEqual([]);
  return {
    pages,
    async look(page, name, { lang = 'en', error = false } = {}) {
      if (error) expectNone(name, await errorProblems(page));
      const measured = await measure(page);
      pages.push({ name, title: measured.title, heading: measured.headings[0] ?? '', help: measured.help });
      expectNone(name, frameProblems(measured, lang, error));
      const brief = error && sawErrors;
      sawErrors ||= error;
      const hidden = brief ? [] : await hiddenFocus(page, STOPS);
      await unfold(page);
      expectNone(`${name}, wide`, [...measured.problems, ...hidden, ...(await axeProblems(page))]);
      if (brief) return;
      // Contrast is all that the dark colours can change. With forced colours it cannot be asked: axe reads the fill colour of letters, which Chromium leaves
      // as the page set it; all its other rules look at what forced colours do not change.
      await emulate(page, { colorScheme: 'dark' });
      expectNone(`${name}, dark`, await axeProblems(page, ['color-contrast']));
      await emulate(page, { colorScheme: 'light', forcedColors: 'active' });
      expectNone(`${name}, forced colours`, await edgeProblems(page));
      await emulate(page, { colorScheme: null, forcedColors: null });
      await page.setViewportSize(NARROW);
      const narrow = [
        ...(await measure(page)).problems,
        ...(await axeProblems(page, LAYOUT_RULES)),
        ...(await hiddenFocus(page, STOPS)),
      ];
      expectNone(`${name}, narrow`, narrow);
      await page.setViewportSize(WIDE);
    },
  };
}

function frameProblems({ title, headings, ...measured }: Measured, lang: string, error: boolean): string[] {
  const problems: string[] = [];
  if (headings.length !== 1) problems.push(`${headings.length} first headings`);
  if (measured.lang !== lang || measured.dir !== (lang === 'ar' ? 'rtl' : 'ltr'))
    problems.push(`lang ${measured.lang}, dir ${measured.dir}`);
  if (title.trim() === '' || /^Error: /.test(title) !== (error && lang === 'en')) problems.push(`title "${title}"`);
  return problems;
}

/** What can be opened on the page is open then. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll('main details')) folded.setAttribute('open', '');
  });
}

/** Changes what the person has set, and waits until the page looks like it. */
async function emulate(page: Page, media: Parameters<Page['emulateMedia']>[0]): Promise<void> {
  await page.emulateMedia(media);
  await page.evaluate(() => new Promise((wake) => requestAnimationFrame(() => requestAnimationFrame(wake))));
}

/** Where colours are the person's own, backgrounds are gone: a button, a field or a choice must have an edge to be seen by. */
async function edgeProblems(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const edged = '.button-primary, .button-secondary, .button-danger, .input, .choice';
    return [...document.querySelectorAll(edged)].flatMap((element) => {
      const { borderTopStyle, borderTopWidth } = getComputedStyle(element);
      const edge = borderTopStyle !== 'none' && Number.parseFloat(borderTopWidth) > 0;
      return edge || !element.checkVisibility() ? [] : [`no edge: .${element.className}`];
    });
  });
}

/** An error page leads to what is wrong: the summary has the focus, each of its links a field, and beside that the same words. */
async function errorProblems(page: Page): Promise<string[]> {
  // A browser gives `autofocus` its focus with the first picture that it paints, which may be after the page has loaded.
  const focused = await page
    .waitForFunction(() => document.activeElement?.id === 'error-summary', undefined, { timeout: 10_000 })
    .then(
      () => [],
      () => ['the error summary does not have the focus'],
    );
  const words = await page.evaluate(() => {
    const wrong: string[] = [];
    const summary = document.getElementById('error-summary');
    if (!summary) return ['no error summary'];
    for (const link of summary.querySelectorAll('a')) {
      const id = decodeURIComponent(link.hash.slice(1));
      const field = document.getElementById(id);
      const beside = field?.closest('.field')?.querySelector('.field-error')?.textContent ?? '';
      if (!field) wrong.push(`no field for "${link.textContent}"`);
      else if (!beside.includes(link.textContent ?? '')) wrong.push(`other words beside the field: "${beside}"`);
    }
    return wrong;
  });
  return [...focused, ...words];
}

/** The states of one page share its heading, pages do not: of a page in several states, named `page, state`, only the first. */
export const ofPages = (pages: readonly Found[]) => pages.filter(({ name }) => !name.includes(','));

/** The pages whose title or heading another page has too. */
export function shared(pages: readonly Found[], of: 'title' | 'heading'): string[] {
  return pages
    .filter((page, index) => pages.findIndex((other) => other[of] === page[of]) !== index)
    .map((page) => `${page.name}: ${of} "${page[of]}" is another page's too`);
}
