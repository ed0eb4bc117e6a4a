import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { makeStaff } from '#app/auth/make-staff.server.ts';
import { readEnv } from '#app/env.server.ts';
import { createLogger } from '#app/observe/logger.server.ts';
import { roles } from '#app/permissions.ts';
import { openDatabase } from '#db/open.ts';

const usage = `Makes an account for a member of staff and prints its first password, once.

  npm run staff:add -- EMAIL ROLE NAME

ROLE is one of ${roles.join(', ')}. The database is the app's own, by DATABASE_URL or DATA_DIR.
`;

const staffArguments = z.tuple([z.email().max(254), z.enum(roles), z.string().trim().min(1).max(80)]);

async function main(): Promise<number> {
  const [email, role, ...names] = process.argv.slice(2);
  const wanted = staffArguments.safeParse([email?.toLowerCase(), role, names.join(' ')]);
  if (!wanted.success) return tell(usage, 2);
  const read = readEnv(process.env);
  if (!read.ok) return tell(`${read.problems.join('\n')}\n`, 1);
  const { env } = read;
  const db = await openDatabase(env.databaseUrl);
  try {
    const [address, staffRole, name] = wanted.data;
    const password = randomBytes(15).toString('base64url');
    const log = createLogger('error');
    const made = await makeStaff({ db, env, log }, { email: address, role: staffRole, name, password });
    if (!made) return tell(`${address} has an account already; nothing was changed.\n`, 1);
    process.stdout.write(`${address} can sign in at ${env.appUrl}/staff with the password\n\n  ${password}\n\n`);
    return 0;
  } finally {
    await db.close();
  }
}

function tell(text: string, code: number): number {
  process.stderr.write(text);
  return code;
}

process.exitCode = await main();
