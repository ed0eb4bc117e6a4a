import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { QuickFirst } from './tests/mutation/quick-first.ts';

// What Stryker runs (`npm run mutation`): the tests of the policy and the money, which need no database and no browser.
export default defineConfig({
  resolve: {
    alias: [{ find: /^fast-check$/, replacement: resolve(import.meta.dirname, 'tests/mutation/few-runs.ts') }],
  },
  test: {
    include: process.env.MUTATION_TESTS?.split(',') ?? [
      'tests/machines/money*.test.ts',
      'tests/machines/policy/**/*.test.ts',
    ],
    // It loads all modules anew for each of its tests. What runs once while a module is loaded would count as covered by it, and by nothing else: every
    // fault in a table would be held against this one file, the slowest of all.
    exclude: ['tests/machines/policy/law-fields.test.ts'],
    testTimeout: 20_000,
    // Stryker reports by itself, and nobody reads what thousands of runs print.
    reporters: process.env.STRYKER_MUTATOR_WORKER === undefined ? ['default'] : [{}],
    sequence: { sequencer: QuickFirst },
  },
});
