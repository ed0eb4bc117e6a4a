import { readFile, stat, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readEnv } from '#app/env.server.ts';
import { translatorFor } from '#app/i18n/instance.server.ts';
import { createIds } from '#app/ids.server.ts';
import { may, parseRole } from '#app/permissions.ts';
import { fileProblemWords } from '#app/routes/policy/file-problem-words.server.ts';
import { exportPolicyVersion } from '#app/services/export-policy.server.ts';
import { importPolicyDraft } from '#app/services/import-policy-draft.server.ts';
import { type Database, openDatabase } from '#db/open.ts';
import { listPolicyVersions } from '#db/policy-versions.ts';
import { listStaff } from '#db/staff.ts';
import { policyJsonSchema } from '#machines/policy/file/json-schema.ts';
import { versionInForce } from '#machines/policy/policy.ts';
import { LARGEST_FILE_BYTES } from '#machines/policy/policy-file.ts';

const EXIT = { done: 0, refused: 1, usage: 2 } as const;
const SCHEMA_FILE = 'public/schemas/policy.schema.json';

const USAGE = `Takes the return policy out of Retour as a file for version control, and back in as a draft.

  npm run -s policy:export -- [--version N] > policy.json
  npm run policy:import -- FILE --title TITLE --as EMAIL

Export writes the version in force, or version N. Import makes a draft of the file in the name of a member of
staff; it publishes nothing, two people do that in the browser. The database is the app's own, by DATABASE_URL
or DATA_DIR. The format is described in docs/guide/policy-file.md.

Ends with 0 when done, 1 when refused, 2 when the command was not understood.
`;

const commandSchema = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('export'), version: z.coerce.number().int().min(1).optional() }),
  z.strictObject({
    command: z.literal('import'),
    file: z.string().min(1),
    title: z.string().trim().min(1).max(80),
    as: z.email().max(254),
  }),
  z.strictObject({ command: z.literal('schema') }),
]);

function readCommand(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { version: text, title: text, as: text } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [command, file, ...more] = positionals;
    const named = { command, ...values, ...(file !== undefined && { file }) };
    return more.length > 0 ? null : (commandSchema.safeParse(named).data ?? null);
  } catch {
    return null;
  }
}

/** Where a command is given: what it is set up with, and where it writes. */
export interface Terminal {
  readonly environment: NodeJS.ProcessEnv;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Does what the arguments say; the number is the process's exit code. */
export async function policyFile(args: readonly string[], terminal: Terminal): Promise<number> {
  const command = readCommand(args);
  if (!command) return tell(terminal, USAGE, EXIT.usage);
  if (command.command === 'schema') {
    await writeFile(SCHEMA_FILE, `${JSON.stringify(policyJsonSchema(), null, 2)}\n`);
    return EXIT.done;
  }
  const read = command.command === 'import' ? await readText(command.file) : { text: '' };
  if ('problem' in read) return tell(terminal, `${read.problem}\n`, EXIT.refused);
  const set = readEnv(terminal.environment);
  if (!set.ok) return tell(terminal, `${set.problems.join('\n')}\n`, EXIT.refused);
  const db = await openDatabase(set.env.databaseUrl);
  try {
    return command.command === 'export'
      ? await write(terminal, db, command.version)
      : await take(terminal, db, command, read.text);
  } finally {
    await db.close();
  }
}

async function write(terminal: Terminal, db: Database, version: number | undefined): Promise<number> {
  const number = version ?? versionInForce(await listPolicyVersions(db), now())?.number;
  const text = number === undefined ? null : await exportPolicyVersion(db, number);
  if (text === null) {
    return tell(
      terminal,
      version ? `There is no version ${version}.\n` : 'No version is in force yet.\n',
      EXIT.refused,
    );
  }
  terminal.out(text);
  return EXIT.done;
}

type Import = { file: string; title: string; as: string };

async function take(terminal: Terminal, db: Database, { title, as }: Import, text: string): Promise<number> {
  const person = (await listStaff(db)).find(({ email }) => email.toLowerCase() === as.toLowerCase());
  const role = person ? parseRole(person.role) : null;
  if (!person || !role || !may(role, 'policy.draft')) {
    return tell(terminal, `${as} is not a member of staff who may prepare a policy.\n`, EXIT.refused);
  }
  const deps = { db, clock: now, ids: createIds(), wake: () => {} };
  const done = await importPolicyDraft(deps, { text, title, staffId: person.id });
  if (done.ok) {
    terminal.out(`Draft ${done.draftId} is ready; nothing is published yet.\n`);
    return EXIT.done;
  }
  const t = translatorFor('en');
  const sentences = done.problems.map((problem) => fileProblemWords(problem, { t, locale: 'en' }));
  if (done.more > 0) sentences.push(t('policy:finding.more', { count: done.more }));
  return tell(terminal, `${sentences.map(plain).join('\n')}\n`, EXIT.refused);
}

/** The file's text, or the sentence that says why there is none: it is not there, too large or not UTF-8. */
async function readText(file: string): Promise<{ text: string } | { problem: string }> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return { problem: `There is no file ${file}.` };
  // Looked at before it is read: a file of gigabytes must not be taken into memory to be refused.
  if (found.size > LARGEST_FILE_BYTES) {
    return { problem: `The file has ${found.size} bytes. It may have at most ${LARGEST_FILE_BYTES}.` };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(file)) };
  } catch {
    return { problem: 'The file is not written in UTF-8.' };
  }
}

/** A terminal needs no marks that hold a text's direction together. */
function plain(sentence: string): string {
  return sentence.replace(/[\u2066-\u2069]/g, '');
}

function now(): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Date.now());
}

function tell({ err }: Terminal, text: string, code: number): number {
  err(text);
  return code;
}

if (import.meta.main) {
  process.exitCode = await policyFile(process.argv.slice(2), {
    environment: process.env,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
}
