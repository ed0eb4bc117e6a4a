import { readEnv } from '#app/env.server.ts';
import { type Database, openDatabase } from '#db/open.ts';

interface StoredCheck<A> {
  readonly usage: string;
  /** What the arguments ask for; null: not understood, and the usage is shown. */
  readonly read: (args: readonly string[]) => A | null;
  /** Reads, prints what it found, and says whether all is well. */
  readonly check: (db: Database, asked: A) => Promise<boolean>;
  /** What could not be done, before the reason. */
  readonly fault: string;
}

/** Runs a command that only reads the database that DATABASE_URL names: ends with 0 when all is well, 1 when it is not, 2 when it was called wrongly. */
export async function runStoredCheck<A>(args: readonly string[], command: StoredCheck<A>): Promise<void> {
  try {
    process.exitCode = await outcomeOf(args, command);
  } catch (error) {
    console.error(`${command.fault}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

async function outcomeOf<A>(args: readonly string[], { usage, read, check }: StoredCheck<A>): Promise<number> {
  const asked = read(args);
  if (asked === null) {
    console.log(usage);
    return args.includes('--help') ? 0 : 2;
  }
  const parsed = readEnv(process.env);
  if (!parsed.ok) {
    for (const problem of parsed.problems) console.error(problem);
    return 1;
  }
  const db = await openDatabase(parsed.env.databaseUrl, { migrate: false });
  try {
    return (await check(db, asked)) ? 0 : 1;
  } finally {
    await db.close();
  }
}
