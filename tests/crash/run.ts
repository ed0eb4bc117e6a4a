import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { Engine } from '#db/open.ts';
import { type CycleResult, runCycles } from './cycles/run-cycles.ts';

// `npm run -s crash -- --cycles N [--engine sqlite|postgres] [--seed S]`: kills the program's process again and again while people use it, and
// compares what they were told with what is stored and what was paid. Without an engine: half of the cycles on each. Ends with 1 when anything differs.

const PROBLEMS_SHOWN = 20;

const flags = z.object({
  cycles: z.coerce.number().int().min(1).max(1_000_000).default(40),
  engine: z.enum(['sqlite', 'postgres']).optional(),
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .default(() => randomInt(1_000_000_000)),
});

const { values } = parseArgs({
  options: { cycles: { type: 'string' }, engine: { type: 'string' }, seed: { type: 'string' } },
});
const { cycles, engine, seed } = flags.parse(values);

/** SQLite first, and its is the odd one. */
const shares: [Engine, number][] = engine
  ? [[engine, cycles]]
  : [
      ['sqlite', Math.ceil(cycles / 2)],
      ['postgres', Math.floor(cycles / 2)],
    ];

const results: CycleResult[] = [];
console.log(`seed ${seed}`);
for (const [on, share] of shares.filter(([, count]) => count > 0)) {
  const started = performance.now();
  const result = await runCycles({ engine: on, cycles: share, seed });
  results.push(result);
  const seconds = (performance.now() - started) / 1000;
  console.log(`${on}: ${inWords([result])} in ${seconds.toFixed(1)} s, ${(seconds / share).toFixed(2)} s a cycle`);
  for (const { kind, what } of result.problems.slice(0, PROBLEMS_SHOWN)) console.log(`  ${kind}: ${what}`);
}
console.log(inWords(results));
process.exitCode = results.some(({ problems }) => problems.length > 0) ? 1 : 0;

function inWords(of: readonly CycleResult[]): string {
  const sum = (name: 'cycles' | 'acknowledged' | 'missing' | 'double' | 'corrupt') =>
    `${name}=${of.reduce((total, result) => total + result[name], 0)}`;
  return [sum('cycles'), sum('acknowledged'), sum('missing'), sum('double'), sum('corrupt')].join(' ');
}
