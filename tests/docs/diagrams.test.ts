import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { workflowPage } from '#app/cli/workflow-page.ts';
import { workflows } from '#machines/workflows.ts';

const folder = resolve(import.meta.dirname, '../../docs/diagrams');
/** A table without the spaces that set its columns below each other. */
const narrow = (page: string) => page.replaceAll(/ +\|/g, ' |');
const names = Object.values(workflows).map(({ name }) => name);

test.each(names)('the page of the %s machine is what its definition gives: npm run docs:diagrams', (name) => {
  expect(readFileSync(`${folder}/${name}.md`, 'utf8')).toBe(workflowPage(name));
});

test('every page is of a machine that exists', () => {
  const pages = readdirSync(folder).filter((file) => file !== 'architecture.md');
  expect(pages.toSorted()).toEqual(names.map((name) => `${name}.md`).toSorted());
});

test('the picture has every state, and the conditions and consequences stand in the table', () => {
  const page = narrow(workflowPage('return'));
  expect(page).toContain('  [*] --> open');
  expect(page).toContain('  received --> decided : decide (owes)');
  expect(page).toContain('| `open` | `decide` | `owes` | `decided` | mail `return-decided` |');
  expect(page).toContain('| `open` | `decide` | otherwise | `closed` | mail `return-decided` |');
  expect(page).toContain('| `closed` | `remind` | | stays | |');
  expect(page).toContain('mail `return-requested`; `remind` in 10 days');
  for (const name of names) {
    for (const state of workflows[name].states) expect(workflowPage(name)).toMatch(new RegExp(`\\b${state}\\b`));
  }
});

test('an arrow behind another with the same condition is never taken and not shown', () => {
  const rows = narrow(workflowPage('payout'))
    .split('\n')
    .filter((line) => line.startsWith('| `pending` | `report` | `pending` |'));
  expect(rows).toEqual(['| `pending` | `report` | `pending` | stays | |']);
});
