import { readEnv } from '#app/env.server.ts';
import { verifyAudit } from '#db/audit.ts';
import { openDatabase } from '#db/open.ts';

const USAGE = `Reads the chain of acts from its first to its last and makes each fingerprint again.

Usage: npm run -s audit:verify [-- FINGERPRINT]

Prints how many acts there are and the last fingerprint; ends with 1 when the chain is broken, or when FINGERPRINT,
kept from an earlier run, is no longer in it. Reads the database that DATABASE_URL names and changes nothing.`;

async function main(args: readonly string[]): Promise<number> {
  const [kept] = args;
  if (args.length > 1 || (kept !== undefined && !/^[0-9a-f]{64}$/.test(kept))) {
    console.log(USAGE);
    return kept === '--help' ? 0 : 2;
  }
  const parsed = readEnv(process.env);
  if (!parsed.ok) {
    for (const problem of parsed.problems) console.error(problem);
    return 1;
  }
  const db = await openDatabase(parsed.env.databaseUrl, { migrate: false });
  try {
    const verdict = await verifyAudit(db, kept);
    if (verdict.ok) console.log(`acts=${verdict.entries} fingerprint=${verdict.head}`);
    else console.error(`The chain is broken at act ${verdict.seq} (${verdict.problem}).`);
    return verdict.ok ? 0 : 1;
  } finally {
    await db.close();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`The chain could not be read: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
