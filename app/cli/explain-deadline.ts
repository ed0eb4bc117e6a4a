import { z } from 'zod';
import { explainLine } from './explain-deadline/answer.ts';
import { splitLines } from './explain-deadline/split-lines.ts';

const USAGE = `Says when the statutory right to withdraw from an order ends, and how that was counted.

Usage: npm run -s explain:deadline < QUESTIONS

One JSON object a line on standard input:
  {"country":"DE","subdivision":"BY","orderShape":"multiItem","deliveredAt":["2026-11-02T10:00:00+01:00"],
   "informed":true,"informedAt":null}
orderShape is single, multiItem, multiPiece or subscription. A null in deliveredAt is a parcel still under way;
an empty list says that nothing is known. subdivision, informed (true) and informedAt may be left out.

For each line one on standard output: {"endExclusive","lastDay","basis","steps"}. endExclusive is null where no
end is known, and where the law grants no right: the last step says which. A line that cannot be read gives
{"error":{"code","field","line","message"}}, and the command ends with 1 instead of 0.`;

async function main(): Promise<number> {
  let failed = false;
  let number = 0;
  for await (const lines of splitLines(process.stdin)) {
    let output = '';
    for (const line of lines) {
      number += 1;
      if (line !== null && line.trim() === '') continue;
      const answer = explainLine(line, number);
      failed ||= 'error' in answer;
      output += `${JSON.stringify(answer)}\n`;
    }
    // Waiting for the reader keeps what is not yet read out of memory.
    if (output !== '' && !process.stdout.write(output)) await new Promise((go) => process.stdout.once('drain', go));
  }
  return failed ? 1 : 0;
}

// The reader may stop early (`| head`): that is no fault.
process.stdout.on('error', (error) => {
  const broken = z.object({ code: z.literal('EPIPE') }).safeParse(error).success;
  process.exit(broken ? 0 : 1);
});

if (process.argv.length > 2) {
  const asked = ['--help', '-h'].includes(process.argv[2] ?? '');
  (asked ? console.log : console.error)(USAGE);
  process.exitCode = asked ? 0 : 2;
} else {
  process.exitCode = await main();
}
