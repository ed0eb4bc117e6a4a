import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Minutes: begun last they would run on while every other worker has nothing left to do. */
const LONG = /\/tests\/(?:crash|sim|four-eyes|concurrency|xss)\/|\/replay/;
const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    sequence: { sequencer: LongestFirst },
    // The runner itself only waits, and so do tests of processes and of PostgreSQL: one worker more than there are cores.
    maxWorkers: availableParallelism() + 1,
    // What many files import is loaded once for a worker: that was more than half of the work.
    isolate: false,
    // Pages name their style sheet by its address, which is empty where styles are left out.
    css: { include: [/\.css\?url$/] },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
