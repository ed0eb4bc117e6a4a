import type { Page } from '@playwright/test';
import { sendKeys, TAB } from './keys.ts';

/** Milliseconds between two stops of the keyboard. */
const STEP = 20;

/** What is wrong with a page for those who see little, aim badly or use the keyboard; each a sentence. */
export interface Measured {
  title: string;
  headings: string[];
  lang: string;
  dir: string;
  /** Where the link to the help stands, from the edges of the window. */
  help: string | null;
  problems: string[];
}

/** Reads the page as it stands. Targets: WCAG 2.5.8 with its exception for links inside a sentence; buttons of the page: 44 px. */
export async function measure(page: Page): Promise<Measured> {
  return page.evaluate(() => {
    const problems: string[] = [];
    const named = (element: Element) =>
      `<${element.tagName.toLowerCase()}${element.className ? ` class="${element.className}"` : ''}> "${(element.textContent ?? '').trim().slice(0, 40)}"`;
    const seen = (element: Element) => {
      const box = element.getBoundingClientRect();
      return element.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 1;
    };
    const inSentence = (element: Element) => {
      const block = element.parentElement;
      const around = (block?.textContent ?? '').replace(element.textContent ?? '', '').trim();
      return getComputedStyle(element).display === 'inline' && /\p{L}/u.test(around);
    };
    // A box or circle and its labels are one target.
    const area = (element: Element) => {
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
      const boxes = [element, ...labels].map((part) => part.getBoundingClientRect());
      return {
        width: Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left)),
        height: Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top)),
      };
    };
    const targets = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    for (const target of document.querySelectorAll(targets)) {
      if (!seen(target) || target.closest('.visually-hidden') || inSentence(target)) continue;
      const { width, height } = area(target);
      if (width < 23.9 || height < 23.9)
        problems.push(`target of ${Math.round(width)} × ${Math.round(height)}: ${named(target)}`);
    }
    for (const button of document.querySelectorAll('.button-primary:not(.button-small)')) {
      const { height } = button.getBoundingClientRect();
      if (seen(button) && height < 44) problems.push(`button of ${height} px: ${named(button)}`);
    }
    const { scrollWidth, clientWidth, lang, dir } = document.documentElement;
    if (scrollWidth > clientWidth) problems.push(`${scrollWidth - clientWidth} px to scroll sideways`);
    const help = document.querySelector('header a[href="/help"]')?.getBoundingClientRect();
    return {
      title: document.title,
      headings: [...document.querySelectorAll('h1')].map((heading) => (heading.textContent ?? '').trim()),
      lang,
      dir,
      help: help ? `${Math.round(help.left)} ${Math.round(help.top + scrollY)}` : null,
      problems,
    };
  });
}

/** Texts that are wider than the box they stand in, or lie over each other. */
export async function textProblems(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const problems: string[] = [];
    const texts: { element: Element; box: DOMRect; words: string }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const words = (node.textContent ?? '').trim();
      if (!element || words === '' || !element.checkVisibility({ visibilityProperty: true })) continue;
      if (element.closest('.visually-hidden, .skip-link, svg, script, style, option, details:not([open])')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (box.width > 1 && box.height > 1) texts.push({ element, box, words: words.slice(0, 40) });
      }
      let block: Element | null = element;
      while (block && getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
      if (!block) continue;
      const room = block.getBoundingClientRect();
      const written = range.getBoundingClientRect();
      if (written.left < room.left - 1.5 || written.right > room.right + 1.5)
        problems.push(
          `wider than its box: "${words.slice(0, 40)}" in <${block.tagName.toLowerCase()} ${block.className}>`,
        );
    }
    for (const [index, one] of texts.entries()) {
      for (const other of texts.slice(index + 1)) {
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        // Line boxes of one paragraph touch; letters lie over each other only from half a line on.
        if (across > 2 && down > Math.min(one.box.height, other.box.height) / 2)
          problems.push(`"${one.words}" lies over "${other.words}"`);
      }
    }
    return problems;
  });
}

/** Goes through the page by Tab, at most `most` stops, and tells what had the focus and could not be seen (WCAG 2.4.11). */
export async function hiddenFocus(page: Page, most: number): Promise<string[]> {
  await toTheTop(page);
  const watch = await page.evaluateHandle(watchFocus);
  // Each stop is looked at when the next key goes down: the page has settled then, and nothing has to be asked in between.
  await sendKeys(
    page,
    Array.from({ length: most + 1 }, () => TAB),
    STEP,
  );
  const hidden = await watch.evaluate((watching) => watching.end());
  await watch.dispose();
  await toTheTop(page);
  return hidden;
}

/** Runs in the page: notes of each stop of the keyboard whether it can be seen, until the keyboard has left the page. */
function watchFocus() {
  const hidden: string[] = [];
  let keys = 0;
  let stops = 0;
  const problemOf = (focused: Element) => {
    const label = focused instanceof HTMLInputElement ? focused.labels?.[0] : null;
    const box = (label ?? focused).getBoundingClientRect();
    const name = `<${focused.tagName.toLowerCase()} name="${focused.getAttribute('name') ?? ''}"> "${(focused.textContent ?? '').trim().slice(0, 30)}"`;
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
      return `outside the window: ${name}`;
    const onTop = (x: number, y: number) => {
      const top = document.elementFromPoint(
        Math.min(Math.max(x, 0), innerWidth - 1),
        Math.min(Math.max(y, 0), innerHeight - 1),
      );
      return (
        top !== null && (top === focused || focused.contains(top) || top.contains(focused) || label?.contains(top))
      );
    };
    const across = [box.left + 2, (box.left + box.right) / 2, box.right - 2];
    const down = [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2];
    return across.some((x) => down.some((y) => onTop(x, y))) ? null : `covered: ${name}`;
  };
  let inside = true;
  const look = () => {
    keys += 1;
    const focused = document.activeElement;
    // Before the first key nothing has the focus yet; afterwards the keyboard has gone through the page and left it.
    if (keys === 1 || !inside) return;
    inside = focused !== null && focused !== document.body;
    if (focused === null || !inside) return;
    stops += 1;
    const problem = problemOf(focused);
    if (problem) hidden.push(problem);
  };
  addEventListener('keydown', look, { capture: true });
  return {
    end: () => {
      removeEventListener('keydown', look, { capture: true });
      return stops > 0 ? hidden : ['the keyboard reached nothing'];
    },
  };
}

/** Also for the keyboard: from the body on, the next stop is the first one. After a blur alone it would be the one behind the last. */
async function toTheTop(page: Page): Promise<void> {
  await page.evaluate(() => {
    scrollTo(0, 0);
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
}
