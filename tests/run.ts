import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { buildWhenNeeded } from '../app/cli/build.ts';
import { reportLongFiles } from './architecture/long-files.ts';
import { startPostgres } from './support/postgres-server.ts';

// Everything that has to be true, in the order in which a mistake is cheapest to find. `npm test` runs it, and so does .ci/run.

const RESULTS = 'test-results';
/** The program is started a hundred times: what Node has compiled once it need not compile again. */
const COMPILED = 'node_modules/.cache/node-compile';

interface Count {
  passed: number;
  failed: number;
}

function run(command: string, args: readonly string[], environment: Record<string, string> = {}): Promise<boolean> {
  console.log(`\n› ${command} ${args.join(' ')}`);
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}

const node = (script: string, ...args: string[]) => [process.execPath, [`node_modules/${script}`, ...args]] as const;

/** A check without a count of its own counts as one. */
async function check(name: string, [command, args]: readonly [string, readonly string[]]): Promise<Count> {
  const passed = await run(command, args);
  if (!passed) console.error(`✗ ${name}`);
  return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function types(): Promise<Count[]> {
  return [
    await check('types of the routes', node('@react-router/dev/bin.cjs', 'typegen')),
    await check('types', node('typescript/bin/tsc', '--noEmit')),
  ];
}

/** Once for all: what starts the program afterwards finds the build of these very sources. */
async function build(): Promise<Count> {
  console.log('\n› build');
  return (await buildWhenNeeded()) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

const vitestReport = z.object({ numPassedTests: z.int(), numFailedTests: z.int(), success: z.boolean() });
const playwrightReport = z.object({ stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }) });

function readJson(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

async function unitTests(): Promise<Count> {
  // One PostgreSQL for all files; each test has a database of its own in it.
  await using postgres = await startPostgres();
  const file = `${RESULTS}/unit.json`;
  const [command, args] = node(
    'vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  );
  const passed = await run(command, args, { TEST_POSTGRES_URL: postgres.url });
  const report = vitestReport.safeParse(readJson(file));
  if (!report.success) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests } = report.data;
  // A file that cannot be loaded fails the run without a failed test.
  return { passed: numPassedTests, failed: Math.max(numFailedTests, passed ? 0 : 1) };
}

async function journeys(): Promise<Count> {
  const [command, args] = node('@playwright/test/cli.js', 'test');
  const passed = await run(command, args);
  const report = playwrightReport.safeParse(readJson(`${RESULTS}/e2e.json`));
  if (!report.success) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky } = report.data.stats;
  return { passed: expected, failed: Math.max(unexpected + flaky, passed ? 0 : 1) };
}

process.env.NODE_COMPILE_CACHE ??= resolve(COMPILED);
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
// Each of these keeps one core busy.
const sources = await Promise.all([
  types(),
  check('lint and format', node('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.')),
  build(),
]);
const counts = [...sources.flat(), await unitTests(), await journeys()];
reportLongFiles();
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
