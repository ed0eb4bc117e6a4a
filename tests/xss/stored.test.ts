import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openShell, type Shell } from '#tests/app/shell/support.ts';
import { makeCorpus } from './corpus.ts';
import { MARK, type MarkedShop, markedCells, markShop, putTexts } from './marked-shop.ts';
import { serveAll } from './site.ts';
import { dangersOf, skeletonOf } from './skeleton.ts';

// Texts of the corpus stored in every place where a person can have written, and every page that shows them rendered by the program itself: the
// page is made of the same elements and attributes as with a harmless word. `XSS_ROUNDS=500` puts each text into each place.

const ROUNDS = z.coerce
  .number()
  .int()
  .min(1)
  .max(500)
  .parse(process.env.XSS_ROUNDS ?? 20);
const corpus = makeCorpus();

let shell: Shell;
let shop: MarkedShop;
let site: Awaited<ReturnType<typeof serveAll>>;
beforeAll(async () => {
  shell = await openShell();
  shop = await markShop(shell);
  site = await serveAll(shell);
}, 600_000);
afterAll(async () => {
  await site[Symbol.asyncDispose]();
  await shell[Symbol.asyncDispose]();
});

async function pageOf({ path, as }: MarkedShop['pages'][number]): Promise<string> {
  const answer = await fetch(site.url + path, { headers: { Cookie: shop.cookies.get(as) ?? '' }, redirect: 'manual' });
  const html = await answer.text();
  if (answer.status !== 200) throw new Error(`${path} as ${as}: ${answer.status}`);
  return html;
}

test('the corpus is what it says: 500 different texts, of every kind', () => {
  expect(new Set(corpus).size).toBe(500);
  expect(makeCorpus()).toEqual(corpus);
  for (const kind of [
    /<script/i,
    /onerror/i,
    /svg/i,
    /javascript:/i,
    /\u202e/,
    /\0/,
    /\{\{/,
    /<\/textarea>/,
    /\r\n/,
    /--></,
  ])
    expect(
      corpus.some((text) => kind.test(text)),
      String(kind),
    ).toBe(true);
});

test('no stored text becomes an element, an attribute or an address of a page', async () => {
  const cells = markedCells(shell);
  const places = new Set(cells.map(({ table, column }) => `${table}.${column}`));
  const clean = new Map<string, string[]>();
  let marked = 0;
  for (const page of shop.pages) {
    const html = await pageOf(page);
    marked += html.includes(MARK) ? 1 : 0;
    clean.set(page.path, skeletonOf(html));
  }
  let rendered = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    putTexts(shell, cells, (_, index) => corpus[(round * Math.ceil(500 / ROUNDS) + index) % corpus.length] ?? '');
    for (const page of shop.pages) {
      const html = await pageOf(page);
      rendered += 1;
      expect(dangersOf(html), `${page.path}, round ${round}`).toEqual([]);
      expect(skeletonOf(html), `${page.path}, round ${round}`).toEqual(clean.get(page.path));
    }
  }
  console.log(
    `xss: strings=${corpus.length} fields=${places.size} cells=${cells.length} pages=${shop.pages.length} showing=${marked} rendered=${rendered} changed=0`,
  );
  expect(places.size).toBeGreaterThan(20);
  expect(marked).toBeGreaterThan(shop.pages.length / 2);
}, 900_000);
