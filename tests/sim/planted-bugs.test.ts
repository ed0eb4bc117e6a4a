import { expect, test } from 'vitest';
import { plantedBugs } from './planted-bugs.ts';
import { runMany } from './run-many.ts';

const MOST_SEEDS = 1000;

test('there are a dozen planted bugs at least, each with a name of its own', () => {
  expect(plantedBugs.length).toBeGreaterThanOrEqual(12);
  expect(new Set(plantedBugs.map(({ name }) => name)).size).toBe(plantedBugs.length);
});

// It begins with the seed that found the bug when it was planted, so that a thousand need not be played each time.
test.each(plantedBugs)(
  'found within a thousand seeds: $name',
  async ({ name, seed, composition }) => {
    const range = { first: seed, count: MOST_SEEDS + 1 - seed, stride: 1 };
    const { failures, seeds } = await runMany({ range, steps: 200, composition, untilFound: true });
    const [failure] = failures;
    console.log(`${name}: found by seed ${failure?.seed}, ${seeds} played now; ${failure?.found?.text.slice(0, 100)}`);
    expect(failures).toHaveLength(1);
  },
  600_000,
);
