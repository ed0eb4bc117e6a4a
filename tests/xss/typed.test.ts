import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShell, type Shell } from '#tests/app/shell/support.ts';
import { makeCorpus } from './corpus.ts';
import { MARK, type MarkedShop, markShop } from './marked-shop.ts';
import { serveAll } from './site.ts';
import { dangersOf, skeletonOf } from './skeleton.ts';

// What was typed and refused is shown again beside its sentence: the same page as with a harmless word in its place.

const corpus = makeCorpus();

/** Forms that show what was typed, by route; a field is text that people write. */
const FORMS = [
  { path: '/', as: 'guest', fields: ['order-number', 'email'] },
  { path: '/withdraw', as: 'guest', fields: ['name', 'contract', 'email'] },
  { path: '/staff/sign-in', as: 'guest', fields: ['email'] },
  { path: '/people/invite', as: 'admin', fields: ['name', 'email'] },
  { path: '/policy/drafts', as: 'policy', fields: ['title'] },
  { path: '/credit', as: 'guest', fields: ['code'] },
] as const;
/** Searches: what is looked for stands in the address. */
const SEARCHES = [
  { path: '/desk', as: 'agent', fields: ['find', 'after', 'view'] },
  { path: '/money', as: 'finance', fields: ['find'] },
  { path: '/audit', as: 'auditor', fields: ['person', 'code', 'before'] },
  { path: '/staff/sign-in', as: 'guest', fields: ['next', 'company'] },
  { path: '/dev/mailbox', as: 'guest', fields: ['to'] },
] as const;

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

type Form = (typeof FORMS)[number] | (typeof SEARCHES)[number];

async function send({ path, as, fields }: Form, method: 'GET' | 'POST', text: string) {
  const query = new URLSearchParams(fields.map((field) => [field, text]));
  const address = method === 'GET' ? `${path}?${query}` : path;
  const headers = { Cookie: as === 'guest' ? '' : (shop.cookies.get(as) ?? '') };
  const body = method === 'POST' ? query : null;
  const answer = await fetch(site.url + address, { method, headers, body, redirect: 'manual' });
  return { status: answer.status, html: await answer.text() };
}

test('what was typed comes back as text: each string in one form and in one search', async () => {
  const statuses = new Map<number, number>();
  let shown = 0;
  const clean = new Map<string, Set<string>>();
  const shapeOf = (html: string) => [...new Set(skeletonOf(html))].toSorted().join('\n');
  for (const [index, text] of corpus.entries()) {
    for (const [forms, method] of [
      [FORMS, 'POST'],
      [SEARCHES, 'GET'],
    ] as const) {
      const form = forms[index % forms.length];
      if (!form) continue;
      const { status, html } = await send(form, method, text);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      expect(status, `${method} ${form.path} ${JSON.stringify(text)}`).toBeLessThan(500);
      if (!html.startsWith('<!DOCTYPE')) continue;
      expect(dangersOf(html), `${method} ${form.path} ${JSON.stringify(text)}`).toEqual([]);
      // A refusal of another kind is another page; of each kind of page there is one shape, with any text in it.
      const key = `${method} ${form.path}`;
      const shapes = clean.get(key) ?? new Set<string>();
      clean.set(key, shapes);
      shapes.add(shapeOf(html));
      shown += 1;
    }
  }
  const most = Math.max(...[...clean.values()].map((shapes) => shapes.size));
  const fields = [...FORMS, ...SEARCHES].reduce((sum, form) => sum + form.fields.length, 0);
  console.log(
    `xss typed: strings=${corpus.length} fields=${fields} pages=${shown} shapes<=${most} ${[...statuses].map(([status, count]) => `${status}:${count}`).join(' ')}`,
  );
  expect(most).toBeLessThanOrEqual(4);
  expect(shown).toBeGreaterThan(500);
}, 900_000);

test('a page that did not escape would be noticed', () => {
  const pageOf = (text: string) => `<html><body><p title="${text}">${text}</p><a href="${text}">x</a></body></html>`;
  const clean = JSON.stringify(skeletonOf(pageOf(MARK)));
  const noticed = corpus.filter((text) => {
    try {
      return dangersOf(pageOf(text)).length > 0 || JSON.stringify(skeletonOf(pageOf(text))) !== clean;
    } catch {
      return true;
    }
  });
  console.log(`unescaped and noticed: ${noticed.length} of ${corpus.length}`);
  expect(noticed.length).toBeGreaterThan(corpus.length * 0.8);
});
