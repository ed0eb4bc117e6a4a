import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { SingleBar } from 'cli-progress';
import { type Env, readEnv } from '#app/env.server.ts';
import { importOrders } from '#app/services/import-orders.server.ts';
import { openDatabase } from '#db/open.ts';
import { missingColumnsText, problemText, summaryText, USAGE } from './import-report.ts';

const EXIT = { done: 0, failed: 1, usage: 2 } as const;

/** Reads a file into the database: summary on the standard output, problems with their lines on the error output. */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(USAGE);
    return EXIT.done;
  }
  const [file] = args;
  if (args.length !== 1 || file === undefined || (file.startsWith('-') && file !== '-')) {
    console.error(USAGE);
    return EXIT.usage;
  }
  const parsed = readEnv(process.env);
  if (!parsed.ok) {
    for (const problem of parsed.problems) console.error(problem);
    return EXIT.failed;
  }
  return importFile(file, parsed.env);
}

async function importFile(file: string, env: Env): Promise<number> {
  // Looked at before the database is opened: a mistyped name must not leave an empty database behind.
  const found = file === '-' ? null : await stat(file).catch(() => undefined);
  if (found === undefined || found?.isDirectory()) {
    console.error(`There is no file ${file}.`);
    return EXIT.failed;
  }
  const size = found?.size ?? null;
  const source = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 1 << 18 });
  const db = await openDatabase(env.databaseUrl);
  const bar = size !== null && process.stderr.isTTY ? progressBar(size) : null;
  try {
    const deps = { db, clock: () => Temporal.Instant.fromEpochMilliseconds(Date.now()) };
    const result = await importOrders(deps, counted(source, bar), ({ orders }) => bar?.update({ orders }));
    bar?.stop();
    if (!result.ok) {
      console.error(missingColumnsText(result.refusal.missingColumns));
      return EXIT.failed;
    }
    const { summary } = result;
    for (const problem of summary.problems) console.error(problemText(problem));
    console.log(summaryText(summary));
    const taken = summary.ordersNew + summary.ordersChanged + summary.ordersSame + summary.ordersKept;
    return taken === 0 || summary.damaged ? EXIT.failed : EXIT.done;
  } finally {
    bar?.stop();
    await db.close();
  }
}

function progressBar(size: number): SingleBar {
  const format = '{bar} {percentage}% | {orders} orders | {eta_formatted} left';
  const bar = new SingleBar({ format, stream: process.stderr, clearOnComplete: true, hideCursor: true });
  bar.start(size, 0, { orders: 0 });
  return bar;
}

async function* counted(source: AsyncIterable<Uint8Array>, bar: SingleBar | null): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    bar?.increment(chunk.length);
    yield chunk;
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`The import stopped: ${error instanceof Error ? error.message : String(error)}`);
  console.error('What was stored until then stays; the same command can be run again.');
  process.exitCode = EXIT.failed;
}
