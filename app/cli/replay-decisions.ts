import { replayDecisions } from '#app/services/replay-decisions.server.ts';
import { runStoredCheck } from './stored-check.ts';

const USAGE = `Makes every stored decision again and compares it with what is stored.

Usage: npm run decisions:replay

Reads the database that DATABASE_URL names and changes nothing. Ends with 1 when a decision comes out
differently, and names it.`;

await runStoredCheck(process.argv.slice(2), {
  usage: USAGE,
  fault: 'The decisions could not be replayed',
  read: (args) => (args.length > 0 ? null : {}),
  check: async (db) => {
    const { decisions, same, different, unknown, differences } = await replayDecisions(db);
    for (const { what, id } of differences) console.error(`different: ${what} ${id}`);
    console.log(`decisions=${decisions} same=${same} different=${different} unknown=${unknown}`);
    return different === 0;
  },
});
