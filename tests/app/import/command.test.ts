import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Runs the command as a person would, with its own data folder, which is removed again. */
async function run(args: readonly string[], options: { stdin?: Uint8Array; env?: Record<string, string> } = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'retour-import-'));
  const env = { PATH: process.env.PATH ?? '', DATA_DIR: dataDir, ...options.env };
  const child = spawn(process.execPath, ['app/cli/import-orders.ts', ...args], { env });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => (output.stdout += data));
  child.stderr.on('data', (data) => (output.stderr += data));
  child.stdin.end(options.stdin ?? '');
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const madeDatabase = existsSync(join(dataDir, 'retour.sqlite'));
  await rm(dataDir, { recursive: true });
  return { code, madeDatabase, ...output };
}

test('a file: the summary on one output, the problems with their lines on the other', async () => {
  const { code, stdout, stderr } = await run(['tests/fixtures/orders/nasty.csv']);
  expect(code).toBe(0);
  expect(stdout).toContain('Orders: 6 new, 0 changed, 0 known already, 5 left out.');
  expect(stdout).toContain('line 6: order #2003 has no usable e-mail address');
  expect(stderr).toContain('line 10: order #2007 was left out: Lineitem price is not understood: "free"');
  expect(stderr.trim().split('\n')).toHaveLength(6);
  expect(stdout + stderr).not.toContain('\u001b');
});

test('the standard input', async () => {
  const { code, stdout, stderr } = await run(['-'], {
    stdin: await readFile('tests/fixtures/orders/online-retail-slice.csv'),
  });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('Order lines stored: 127.');
});

test('what cannot be read ends with 1 and says why', async () => {
  const missing = await run(['no-such-file.csv']);
  expect(missing).toMatchObject({ code: 1, madeDatabase: false, stderr: 'There is no file no-such-file.csv.\n' });
  expect(await run(['package.json'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Missing columns: Name'),
  });
  const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
  expect(await run(['-'], { env })).toMatchObject({ code: 1, stderr: expect.stringContaining('The import stopped') });
});

test('a command that is not understood ends with 2, asking for help with 0', async () => {
  for (const args of [[], ['--fast'], ['a.csv', 'b.csv']]) {
    expect(await run(args)).toMatchObject({ code: 2, stderr: expect.stringContaining('Usage:') });
  }
  expect(await run(['--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('Usage:') });
});
