import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { Engine } from '#db/open.ts';
import { benchRefunds } from './money.ts';
import { benchOutbox } from './money-outbox.ts';
import { benchPast, FEW } from './money-past.ts';
import type { BenchResult } from './result.ts';

// `npm run bench:money [-- --past N] [--engine sqlite|postgres]`: refunds settled a second, what the outbox costs, and whether a refund takes longer
// after a million others. Ends with 1 when a ratio passes the limit that was promised for it.

const flags = z.object({
  past: z.coerce.number().int().min(FEW).max(10_000_000).default(1_000_000),
  engine: z.enum(['sqlite', 'postgres']).optional(),
});
const { values } = parseArgs({ options: { past: { type: 'string' }, engine: { type: 'string' } } });
const { past, engine } = flags.parse(values);
const engines: readonly Engine[] = engine ? [engine] : ['sqlite', 'postgres'];

const started = performance.now();
let broken = 0;
for (const on of engines) {
  const benches = [
    () => benchRefunds(on, 1),
    () => benchRefunds(on, 4),
    () => benchOutbox(on),
    () => benchPast(on, past),
  ];
  for (const bench of benches) show(await bench());
}
console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s`);
process.exitCode = broken > 0 ? 1 : 0;

function show({ name, ratio, detail, most }: BenchResult): void {
  const kept = most === undefined || ratio <= most;
  if (!kept) broken += 1;
  const limit = most === undefined ? '' : ` (at most ${most}: ${kept ? 'kept' : 'BROKEN'})`;
  console.log(`${ratio.toFixed(3).padStart(8)}  ${name}${limit}\n          ${detail}`);
}
