import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { ENGINES } from '#tests/support/databases.ts';
import { type CycleOptions, runCycles } from './cycles/run-cycles.ts';

const CYCLES = 12;

const found = async (options: Omit<CycleOptions, 'seed'>) => {
  const seed = randomInt(1_000_000_000);
  // The seed is in what is compared, so that a failure says it.
  return { seed, ...(await runCycles({ ...options, seed })) };
};

test.each(ENGINES)(
  'killed at any moment, what was told is there and what is owed is paid once (%s)',
  {
    timeout: 900_000,
  },
  async (engine) => {
    const result = await found({ engine, cycles: CYCLES });
    expect(result).toMatchObject({ cycles: CYCLES, missing: 0, double: 0, corrupt: 0, problems: [] });
    expect(result.acknowledged).toBeGreaterThan(CYCLES);
  },
);

// What finds nothing may be blind: each of these mistakes is found by the same comparison.
test.each([
  ['a new key for each call', 'key-per-call', 'double'],
  ['an answer before the work is stored', 'answer-first', 'missing'],
] as const)('%s is found', { timeout: 600_000 }, async (_, plant, kind) => {
  for (let tries = 0; tries < 10; tries += 1) {
    const result = await found({ engine: 'sqlite', cycles: 4, plant });
    if (result[kind] > 0) return;
  }
  expect.unreachable('the mistake was not found');
});
