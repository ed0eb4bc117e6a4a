import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { build } from 'vite';
import { stampOf } from '#app/cli/build.ts';

const ENTRY = 'tests/crash/process/money-process.ts';
const ENTRY_OUT = 'money-process.mjs';
const SOURCES = [
  'app',
  'db',
  'machines',
  'tests/crash/process',
  'tests/app/services/customer',
  'tests/support',
  'package-lock.json',
];
const KEPT = resolve('node_modules/.cache/retour-processes');

/**
 * The process as one file, made once for each state of the sources. It starts in a fraction of the time that a thousand modules take, and
 * Node by itself reads no `.tsx`, which the mails are written in.
 */
export async function bundledProcess(): Promise<string> {
  const name = `money-${(await stampOf(`${resolve('.')}/`, SOURCES)).slice(0, 16)}`;
  const folder = join(KEPT, name);
  const file = join(folder, ENTRY_OUT);
  while (!existsSync(file)) {
    if (await isMine(`${folder}.making`)) await make(folder);
    else await wait(100);
  }
  return file;
}

const MAKING_MS = 60_000;

/** Of several test files that come here at the same time one makes it; whoever died while making it is forgotten. */
async function isMine(lock: string): Promise<boolean> {
  await mkdir(KEPT, { recursive: true });
  const taken = await mkdir(lock).then(
    () => true,
    () => false,
  );
  if (taken) return true;
  const since = await stat(lock).catch(() => null);
  if (since && Date.now() - since.mtimeMs > MAKING_MS) await rm(lock, { recursive: true, force: true });
  return false;
}

async function make(folder: string): Promise<void> {
  const made = `${folder}.${process.pid}`;
  try {
    await bundleInto(made);
    await compile(join(made, ENTRY_OUT));
    await forgetOthers();
    await rename(made, folder);
  } finally {
    await rm(made, { recursive: true, force: true });
    await rm(`${folder}.making`, { recursive: true, force: true });
  }
}

async function bundleInto(outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    // Said here, because within a test run Vite would take the mails for a page under development.
    oxc: { jsx: { runtime: 'automatic', development: false } },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: ENTRY,
      outDir,
      target: 'esnext',
      reportCompressedSize: false,
      rolldownOptions: {
        output: { entryFileNames: '[name].mjs', minify: { mangle: false, compress: true, codegen: true } },
      },
    },
  });
}

/** Once started and ended by itself, so that Node keeps what it has compiled; a process that is killed keeps nothing. */
async function compile(file: string): Promise<void> {
  const started = promisify(execFile)(process.execPath, [file], { env: processEnvironment(file) });
  started.child.stdin?.end();
  await started;
}

/** Of every process that is started from a bundle. */
export const processEnvironment = (bundle: string): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_ENV: 'production',
  NODE_COMPILE_CACHE: join(dirname(bundle), 'compiled'),
});

const KEPT_MS = 3_600_000;

/** Those of earlier sources, but for the last hour's: another run may still start processes from one. */
async function forgetOthers(): Promise<void> {
  for (const entry of await readdir(KEPT)) {
    const path = join(KEPT, entry);
    const known = await stat(path).catch(() => null);
    if (known && Date.now() - known.mtimeMs > KEPT_MS) await rm(path, { recursive: true, force: true });
  }
}
