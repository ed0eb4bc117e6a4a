import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { policyFile } from '#app/cli/policy-file.ts';
import { openDatabase } from '#db/open.ts';
import { listPolicyDrafts } from '#db/policy-drafts.ts';
import { insertPolicyVersion, listPolicyVersions } from '#db/policy-versions.ts';
import { exportPolicy } from '#machines/policy/policy-file.ts';
import { document, rules } from '#tests/machines/policy/build.ts';

const POLICY = document({ windowDays: 30 }, { DE: rules({ windowDays: 45 }) });

/** A folder with a database that has one version and a policy admin; it is removed again. */
async function shop() {
  const folder = await mkdtemp(join(tmpdir(), 'retour-policy-'));
  const url = `file:${join(folder, 'retour.sqlite')}`;
  const db = await openDatabase(url);
  const long = Temporal.Instant.from('2020-01-01T00:00:00Z');
  await db.transaction((tx) =>
    insertPolicyVersion(tx, {
      ...{ id: 'p1', publishedBy: 'Linden', reason: 'First', document: POLICY },
      ...{ effectiveFrom: long, publishedAt: long },
    }),
  );
  await db.close();
  return {
    folder,
    run: (...args: string[]) => run(folder, args),
    file: async (text: string | Uint8Array) => {
      const path = join(folder, 'policy.json');
      await writeFile(path, text);
      return path;
    },
    look: async () => {
      const again = await openDatabase(url);
      const [drafts, versions] = [
        await listPolicyDrafts(again, ['editing', 'proposed']),
        await listPolicyVersions(again),
      ];
      await again.close();
      return { drafts, versions: versions.length };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

/** The command itself, in this process. */
async function run(folder: string, args: readonly string[]) {
  const output = { stdout: '', stderr: '' };
  const code = await policyFile(args, {
    environment: { DATA_DIR: folder },
    out: (text) => (output.stdout += text),
    err: (text) => (output.stderr += text),
  });
  return { code, ...output };
}

/** As a person starts it. */
function start(folder: string, program: string, ...args: string[]) {
  const env = { PATH: process.env.PATH ?? '', DATA_DIR: folder };
  return promisify(execFile)(process.execPath, [program, ...args], { env });
}

test('the version in force goes out as a file, and another by its number; one that is not there is said', async () => {
  await using policy = await shop();
  expect(await policy.run('export')).toEqual({ code: 0, stdout: exportPolicy(POLICY), stderr: '' });
  expect((await policy.run('export', '--version', '1')).stdout).toBe(exportPolicy(POLICY));
  const started = await start(policy.folder, 'app/cli/policy-file.ts', 'export');
  expect(started).toEqual({ stdout: exportPolicy(POLICY), stderr: '' });
  expect(await policy.run('export', '--version', '2')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'There is no version 2.\n',
  });
}, 120_000);

test('a file makes a draft of a person who may, and publishes nothing', async () => {
  await using policy = await shop();
  const path = await policy.file(exportPolicy({ ...POLICY, default: rules({ windowDays: 60 }) }));
  const asNobody = await policy.run('import', path, '--title', 'Longer', '--as', 'policy@retour.example');
  expect([asNobody.code, asNobody.stderr]).toEqual([
    1,
    'policy@retour.example is not a member of staff who may prepare a policy.\n',
  ]);
  await start(policy.folder, 'app/cli/staff-add.ts', 'warehouse@retour.example', 'warehouse', 'Wanda');
  await start(policy.folder, 'app/cli/staff-add.ts', 'policy@retour.example', 'policy', 'Paula');
  expect((await policy.run('import', path, '--title', 'Longer', '--as', 'warehouse@retour.example')).code).toBe(1);
  expect(await policy.look()).toEqual({ drafts: [], versions: 1 });
  const done = await policy.run('import', path, '--title', 'Longer', '--as', 'Policy@retour.example');
  expect([done.code, done.stderr]).toEqual([0, '']);
  const { drafts, versions } = await policy.look();
  expect([versions, drafts.map(({ title }) => title)]).toEqual([1, ['Longer']]);
  const wrong = await policy.file(exportPolicy(POLICY).replace('"windowDays": 45', '"windowDays": 13'));
  const refused = await policy.run('import', wrong, '--title', 'Shorter', '--as', 'policy@retour.example');
  expect([refused.code, refused.stdout]).toEqual([1, '']);
  expect(refused.stderr).toMatch(/^Line 16, column 7.*BGB.*Directive 2011\/83\/EU art\. 9\(1\)/);
  expect((await policy.look()).drafts).toHaveLength(1);
}, 120_000);

test('files that cannot be read are refused before the database is opened', async () => {
  await using policy = await shop();
  const as = ['--title', 'T', '--as', 'policy@retour.example'];
  expect((await policy.run('import', 'nowhere.json', ...as)).stderr).toBe('There is no file nowhere.json.\n');
  const large = await policy.file('[{'.repeat(5_000_000));
  expect((await policy.run('import', large, ...as)).stderr).toBe(
    'The file has 10000000 bytes. It may have at most 1000000.\n',
  );
  const binary = await policy.file(Uint8Array.of(0xff, 0xfe, 0x7b));
  expect((await policy.run('import', binary, ...as)).stderr).toBe('The file is not written in UTF-8.\n');
}, 120_000);

test.each([[], ['import', 'policy.json', '--title', 'T'], ['export', '--version', '0'], ['publish']])(
  'a command that is not understood is explained: %s %s %s',
  async (...args) => {
    const { code, stdout, stderr } = await run(
      '/nonexistent',
      args.filter((one) => one !== undefined),
    );
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('npm run policy:import -- FILE --title TITLE --as EMAIL');
  },
);
