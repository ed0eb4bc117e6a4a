import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { AppProcess } from '#tests/support/app-process.ts';

const FIXTURES = resolve('tests/fixtures/returns');
export const RETURNS = `${FIXTURES}/returns.csv`;

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs one of the program's commands as a process of its own, to its end. */
export function runCommand(script: string, args: readonly string[], app: AppProcess): Promise<Ended> {
  return new Promise((done, failed) => {
    const environment = { ...process.env, DATA_DIR: app.folder, NODE_ENV: undefined };
    const child = spawn(process.execPath, [resolve('app/cli', script), ...args], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', failed);
    child.on('close', (code) => done({ code, output }));
  });
}

/** Starts the program with the orders of the real returns in it. */
export const importOrders = (app: AppProcess): Promise<Ended> =>
  runCommand('import-orders.ts', [`${FIXTURES}/orders.csv`], app);

export const replay = (app: AppProcess, ...args: string[]): Promise<Ended> =>
  runCommand('replay.ts', [RETURNS, '--url', app.url, ...args], app);
