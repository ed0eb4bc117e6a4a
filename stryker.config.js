// `npm run mutation`: how many of the small faults that Stryker puts into the policy and the money the tests notice; below 90 % it ends with 1.
//
// MUTATION_TESTS   only these test files (a glob), for a quick look at some files: with `-- --mutate machines/money.ts`
// MUTATION_STATIC  1: also mutate what runs once while a module is loaded

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  coverageAnalysis: 'perTest',
  mutate: [
    'machines/policy/**/*.ts',
    'machines/money.ts',
    'machines/currency.ts',
    // Lists of codes for other tests and for the words: they are data, held against what the rules say by a test of their own.
    '!machines/policy/receipt-codes.ts',
  ],
  // What the tests of the machines need, and nothing else, is copied.
  ignorePatterns: [
    '**',
    '!machines/**',
    '!tests/machines/**',
    '!tests/mutation/**',
    '!public/schemas/**',
    '!package.json',
    '!vitest.mutation.config.ts',
  ],
  // Tables and schemas are read once, while their module loads, so that no test can be said to cover them: each fault in one asks for the whole suite
  // again. They are a fifth of all faults and would take nine tenths of the time.
  ignoreStatic: process.env.MUTATION_STATIC !== '1',
  // Types are stripped, not checked, when tests run.
  disableTypeChecks: false,
  concurrency: 2,
  timeoutMS: 10_000,
  timeoutFactor: 3,
  // What did not change since the last run, neither the code nor the tests that cover it, is not run again.
  incremental: true,
  incrementalFile: 'reports/mutation/incremental.json',
  reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  htmlReporter: { fileName: 'reports/mutation/mutation.html' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 90, break: 90 },
};
