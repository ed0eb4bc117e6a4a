import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { lastLine, type Range, runMany, type Summary, together } from './run-many.ts';
import { runSeed } from './run-seed.ts';
import { makeShop } from './shop.ts';

// The simulation of the money path: `--seeds 300 --steps 200`, from seed `--first 1`, by `--jobs 1` threads; `--seed S` plays one seed again and shows
// what happened; `--cover` counts what was met. It fails when anything was found.

const count = z.coerce.number().int().min(1).max(100_000_000);
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '300' },
    steps: { type: 'string', default: '200' },
    first: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1' },
    seed: { type: 'string' },
    lines: { type: 'string', default: '60' },
    cover: { type: 'boolean', default: false },
  },
});
const options = {
  seeds: count.parse(values.seeds),
  steps: count.parse(values.steps),
  first: count.parse(values.first),
  jobs: count.max(64).parse(values.jobs),
  lines: count.parse(values.lines),
};

async function replay(seed: number): Promise<Summary> {
  const shop = await makeShop();
  const result = await runSeed({ shop, seed, steps: options.steps, tail: options.lines });
  for (const line of result.tail) console.log(line);
  console.log(`hash ${result.hash}`);
  return { seeds: 1, steps: result.steps, failures: result.found ? [result] : [], met: result.met };
}

function inThread(range: Range): Promise<Summary> {
  const workerData = { range, steps: options.steps };
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./shard.ts', import.meta.url), { workerData });
    worker.once('message', (summary: Summary) => resolve(summary));
    worker.once('error', reject);
  });
}

async function playAll(): Promise<Summary> {
  const { seeds, first, jobs, steps } = options;
  if (jobs === 1) return runMany({ range: { first, count: seeds, stride: 1 }, steps });
  const shares = Array.from({ length: Math.min(jobs, seeds) }, (_, job) => ({
    first: first + job,
    count: Math.ceil((seeds - job) / jobs),
    stride: jobs,
  }));
  return together(await Promise.all(shares.map(inThread)));
}

const began = performance.now();
const summary = values.seed === undefined ? await playAll() : await replay(count.parse(values.seed));
if (values.cover) {
  for (const [name, times] of [...summary.met].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    console.log(`${times} ${name}`);
}
for (const { seed, found } of summary.failures) {
  console.error(`seed ${seed}, step ${found?.step}: ${found?.kind}: ${found?.text}`);
}
if (summary.failures.length > 0) console.error('Look at one: npm run -s sim -- --seed S');
console.log(`${((performance.now() - began) / 1000).toFixed(1)} s`);
console.log(lastLine(summary));
process.exitCode = summary.failures.length > 0 ? 1 : 0;
