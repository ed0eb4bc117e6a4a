import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { z } from 'zod';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const answer = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      nodes: z.array(z.object({ target: z.array(z.unknown()), failureSummary: z.string().optional() })),
    }),
  ),
});

/**
 * What axe finds wrong with the page as it stands, each kind a sentence; nothing: []. Only violations are described and no frames looked into, which our
 * pages do not have: both together are most of its time.
 */
export async function axeProblems(page: Page, only?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const runOnly = only ? { type: 'rule', values: only } : { type: 'tag', values: RULES };
  const options = { runOnly, resultTypes: ['violations'], iframes: false };
  const { violations } = answer.parse(await page.evaluate(`axe.run(${JSON.stringify(options)})`));
  return violations.map(({ id, nodes }) => {
    const where = nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`);
    return `${id} (${nodes.length}): ${where.join(' | ')}`.replaceAll(/\s+/g, ' ');
  });
}
