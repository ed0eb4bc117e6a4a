import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { demoPassword, demoStaff } from '#app/auth/demo-staff.ts';
import { readEnv } from '#app/env.server.ts';
import { demoStories } from '#db/seed/stories.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
/** Without the spaces that set the columns of tables below each other. */
const readme = read('README.md').replaceAll(/ +\|/g, ' |');
const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: root })];

/** The first cells of a Markdown table's rows, each without its backticks. */
function firstCells(text: string, heading: string): string[] {
  const rows = text.slice(text.indexOf(`| ${heading} |`)).split('\n');
  const end = rows.findIndex((row) => !row.startsWith('|'));
  return rows.slice(2, end).map((row) => row.split('|')[1]?.trim().replaceAll('`', '') ?? '');
}

test('the table of variables is the schema: nothing missing, nothing invented', () => {
  const known = readEnv({});
  const names = known.ok ? Object.keys(known.env).filter((name) => /^[A-Z_]+$/.test(name)) : [];
  expect(names.length).toBeGreaterThan(10);
  expect(firstCells(readme, 'variable').toSorted()).toEqual(names.toSorted());
});

test('the defaults in the table are those of the schema', () => {
  const known = readEnv({});
  if (!known.ok) throw new Error('an empty environment is development');
  const { PORT, DATA_DIR, MAIL_FROM, LOG_LEVEL, TRUST_PROXY, RETOUR_MODE, ALLOW_STAND_INS } = known.env;
  const defaults = { PORT, DATA_DIR, MAIL_FROM, LOG_LEVEL, TRUST_PROXY, RETOUR_MODE, ALLOW_STAND_INS };
  for (const [name, value] of Object.entries(defaults)) expect(readme).toContain(`| \`${name}\` | \`${value}\` |`);
});

test('the SHOP of the README is one that the program takes', () => {
  const example = readme.match(/```json\n([\s\S]*?)```/)?.[1];
  expect(example).toBeDefined();
  expect(readEnv({ SHOP: example })).toMatchObject({ ok: true, env: { SHOP: { returnAddress: { country: 'DE' } } } });
});

test('every script is named, and every script that is named exists', () => {
  const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));
  const named = (text: string) =>
    [...text.matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(start|test)\b)/g)].map(([, run, word]) => run ?? word ?? '');
  expect([...new Set(named(readme))].toSorted()).toEqual(Object.keys(scripts).toSorted());
  for (const page of pages) {
    for (const name of named(read(page))) expect(Object.keys(scripts), page).toContain(name);
  }
});

test('what the start prints to try is what the README has', () => {
  const rows = demoStories.map(({ number, email, shows }) => `| ${number} | \`${email}\` | ${shows} |`);
  for (const row of rows) expect(readme).toContain(row);
  expect(firstCells(readme, 'order')).toHaveLength(rows.length);
  for (const { email } of demoStaff) expect(readme).toContain(`| \`${email}\` |`);
  expect(readme).toContain(`\`${demoPassword}\``);
});

test.each(pages)('%s: every link and picture of this repository is there', (page) => {
  const text = read(page).replaceAll(/```[\s\S]*?```/g, '');
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)].map(([, link, src]) => link ?? src ?? '');
  const missing = targets
    .filter((target) => !/^(https?:|mailto:|#)/.test(target))
    .map((target) => target.replace(/#.*$/, ''))
    .filter((target) => !existsSync(join(root, dirname(page), target)));
  expect(missing).toEqual([]);
});

test('the pictures are there, all four', () => {
  const pictures = ['customer', 'desk', 'dock', 'policy'].map((name) => `docs/images/${name}.png`);
  expect(pictures.filter((picture) => !existsSync(join(root, picture)))).toEqual([]);
});

test('decisions are numbered without a gap, and each has its three parts', () => {
  const files = globSync('docs/decisions/*.md', { cwd: root }).toSorted();
  files.forEach((file, index) => {
    const text = read(file);
    expect(file).toMatch(new RegExp(`/${String(index + 1).padStart(3, '0')}-`));
    expect(text.startsWith(`# ${index + 1}. `), file).toBe(true);
    expect(text.match(/^## .*/gm), file).toEqual(['## Context', '## Decision', '## Consequences']);
  });
});
