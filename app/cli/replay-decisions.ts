import { readEnv } from '#app/env.server.ts';
import { replayDecisions } from '#app/services/replay-decisions.server.ts';
import { openDatabase } from '#db/open.ts';

const USAGE = `Makes every stored decision again and compares it with what is stored.

Usage: npm run decisions:replay

Reads the database that DATABASE_URL names and changes nothing. Ends with 1 when a decision comes out
differently, and names it.`;

async function main(args: readonly string[]): Promise<number> {
  if (args.length > 0) {
    console.log(USAGE);
    return args.includes('--help') ? 0 : 2;
  }
  const parsed = readEnv(process.env);
  if (!parsed.ok) {
    for (const problem of parsed.problems) console.error(problem);
    return 1;
  }
  const db = await openDatabase(parsed.env.databaseUrl, { migrate: false });
  try {
    const { decisions, same, different, unknown, differences } = await replayDecisions(db);
    for (const { what, id } of differences) console.error(`different: ${what} ${id}`);
    console.log(`decisions=${decisions} same=${same} different=${different} unknown=${unknown}`);
    return different === 0 ? 0 : 1;
  } finally {
    await db.close();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`The decisions could not be replayed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
