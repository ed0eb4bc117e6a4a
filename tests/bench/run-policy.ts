import { benchDecisions, benchSimulations } from './policy.ts';

// `npm run bench:policy`: decisions a second, and what a simulation over past orders costs beside reading them. Ends with 1 when a ratio passes the
// limit that was promised for it.

const started = performance.now();
let broken = 0;
for (const bench of [benchDecisions, benchSimulations]) {
  for (const { name, ratio, detail, most } of await bench()) {
    const kept = most === undefined || ratio <= most;
    if (!kept) broken += 1;
    const limit = most === undefined ? '' : ` (at most ${most}: ${kept ? 'kept' : 'BROKEN'})`;
    console.log(`${ratio.toFixed(3).padStart(8)}  ${name}${limit}\n          ${detail}`);
  }
}
console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s`);
process.exitCode = broken > 0 ? 1 : 0;
