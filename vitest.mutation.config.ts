import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { QuickFirst } from './tests/mutation/quick-first.ts';

// What Stryker runs (`npm run mutation`): the tests of the machines only, which need no database and no browser.
export default defineConfig({
  resolve: {
    alias: [{ find: /^fast-check$/, replacement: resolve(import.meta.dirname, 'tests/mutation/few-runs.ts') }],
  },
  test: {
    include: process.env.MUTATION_TESTS?.split(',') ?? ['tests/machines/**/*.test.ts'],
    testTimeout: 20_000,
    sequence: { sequencer: QuickFirst },
  },
});
