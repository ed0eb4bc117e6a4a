import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import * as z from 'zod';

/** The bare server in a process of its own; ended when disposed of. */
export async function startBare(): Promise<{ url: string } & Disposable> {
  const child = fork(resolve('tests/bench/bare-server.ts'), { env: { ...process.env, NODE_ENV: 'production' } });
  const [port] = await once(child, 'message');
  return {
    url: `http://127.0.0.1:${z.int().positive().parse(port)}`,
    [Symbol.dispose]: () => child.disconnect(),
  };
}
