import { type Browser, chromium, type Page } from '@playwright/test';
import type { Engine } from '#db/open.ts';
import { signIn } from '#tests/e2e/pages/staff-work.ts';
import { AppProcess } from '#tests/support/app-process.ts';
import { findBrowser } from '#tests/support/browser.ts';
import type { House } from './desk-house.ts';
import { type BenchResult, middle, ninetyFifth } from './result.ts';

const ROUNDS = 25;
const MOST = 1.5;
const LIMIT_MS = 100;
/** A page of the same program without any list, and without scripts: what a browser needs to show anything. */
const BARE = '/health';
const QUEUE = '/desk';
/** Until the scripts of a page rest, so that they do not meet the next one. */
const REST_MS = 300;

/**
 * What a person sees: from pressing the link to the first picture of the queue, and from a key to the picture that answers it, in a real browser, in a
 * large house and in a small one in turn.
 */
export async function benchPaint(engine: Engine, small: House, large: House, size: number): Promise<BenchResult[]> {
  const { executablePath, args, env } = await findBrowser();
  await using browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
  await using few = await Desk.open(browser, small);
  await using many = await Desk.open(browser, large);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const desk of [few, many]) await desk.look();
  }
  const about = `${size.toLocaleString('en')} returns, ${engine}`;
  const against = (name: string, mine: readonly number[], others: readonly number[], other: string): BenchResult => ({
    name: `${name}, ${about} against ${other}`,
    ratio: middle(mine) / middle(others),
    detail: `p50 ${middle(mine).toFixed(0)} ms against ${middle(others).toFixed(0)} ms`,
  });
  const within = (name: string, times: readonly number[]): BenchResult => ({
    name: `${name}, ${about}: the 95th percentile as a part of ${LIMIT_MS} ms`,
    ratio: ninetyFifth(times) / LIMIT_MS,
    detail: `p50 ${middle(times).toFixed(0)} ms, p95 ${ninetyFifth(times).toFixed(0)} ms`,
    most: 1,
  });
  return [
    { ...against('first picture of the queue', many.paints, few.paints, 'a thousand'), most: MOST },
    against('first picture of the queue', many.paints, many.bare, 'a bare page of the same program'),
    within('first picture of the queue', many.paints),
    within('a key', many.keys),
  ];
}

class Desk implements AsyncDisposable {
  readonly paints: number[] = [];
  readonly bare: number[] = [];
  readonly keys: number[] = [];
  readonly #app: AppProcess;
  readonly #page: Page;

  private constructor(app: AppProcess, page: Page) {
    this.#app = app;
    this.#page = page;
  }

  static async open(browser: Browser, { url }: House): Promise<Desk> {
    const app = await AppProcess.start({ DATABASE_URL: url });
    const page = await browser.newPage({ baseURL: app.url, locale: 'en-GB' });
    const desk = new Desk(app, page);
    await signIn(page, 'agent');
    // Once for what the browser keeps.
    await desk.#paint(QUEUE);
    return desk;
  }

  async look(): Promise<void> {
    this.bare.push(await this.#paint(BARE));
    this.paints.push(await this.#paint(QUEUE));
    for (const key of ['j', 'x', 'j', 'k']) this.keys.push(await this.#press(key));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#page.close();
    await this.#app.stop();
  }

  async #paint(path: string): Promise<number> {
    await this.#page.goto(path);
    await this.#page.waitForTimeout(REST_MS);
    return this.#page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    );
  }

  /** From the key as the page hears it to the frame after. */
  async #press(key: string): Promise<number> {
    await this.#page.evaluate(() => {
      Reflect.deleteProperty(window, 'answered');
      const heard = (event: KeyboardEvent) =>
        requestAnimationFrame(() =>
          setTimeout(() => Object.assign(window, { answered: performance.now() - event.timeStamp })),
        );
      document.addEventListener('keydown', heard, { capture: true, once: true });
    });
    await this.#page.keyboard.press(key);
    const answered = await this.#page.waitForFunction(() => ('answered' in window ? Number(window.answered) : false));
    return Number(await answered.jsonValue());
  }
}
