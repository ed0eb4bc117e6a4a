import { benchImport } from './import.ts';
import { benchLabels } from './labels.ts';
import { benchPages } from './pages.ts';
import { benchQueue } from './queue.ts';
import type { BenchResult } from './result.ts';
import { benchReturns } from './returns.ts';

// `npm run bench`: each figure as a ratio to a baseline that is measured in the same run, since machines differ. Ends with 1 when a ratio
// passes the limit that was promised for it.

const started = performance.now();
let broken = 0;
const benches: (() => Promise<BenchResult | BenchResult[]>)[] = [
  benchPages,
  benchReturns,
  benchImport,
  benchLabels,
  benchQueue,
];
for (const bench of benches) {
  for (const { name, ratio, detail, most } of [await bench()].flat()) {
    const limit = most === undefined ? '' : ratio <= most ? ` (at most ${most}: kept)` : ` (at most ${most}: BROKEN)`;
    if (most !== undefined && ratio > most) broken += 1;
    console.log(`${ratio.toFixed(3).padStart(8)}  ${name}${limit}\n          ${detail}`);
  }
}
console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s`);
process.exitCode = broken > 0 ? 1 : 0;
