import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { Engine } from '#db/open.ts';
import { benchDesk, FEW } from './desk.ts';

// `npm run bench:desk [-- --sizes 100000,1000000] [--engine sqlite|postgres]`: pages and searches of the queue in large houses against a small
// one, what a person at a browser sees of them, and five hundred approvals at once. Ends with 1 when a ratio passes the limit that was promised for it.

const flags = z.object({
  sizes: z
    .string()
    .default('100000,1000000')
    .transform((text) => text.split(',').map(Number))
    .pipe(z.array(z.int().min(FEW).max(10_000_000)).min(1).max(5)),
  engine: z.enum(['sqlite', 'postgres']).optional(),
});
const { values } = parseArgs({ options: { sizes: { type: 'string' }, engine: { type: 'string' } } });
const { sizes, engine } = flags.parse(values);
const engines: readonly Engine[] = engine ? [engine] : ['sqlite', 'postgres'];

const started = performance.now();
let broken = 0;
for (const on of engines) {
  for (const { name, ratio, detail, most } of await benchDesk(on, sizes)) {
    const kept = most === undefined || ratio <= most;
    if (!kept) broken += 1;
    const limit = most === undefined ? '' : ` (at most ${most}: ${kept ? 'kept' : 'BROKEN'})`;
    console.log(`${ratio.toFixed(3).padStart(8)}  ${name}${limit}\n          ${detail}`);
  }
}
console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s`);
process.exitCode = broken > 0 ? 1 : 0;
