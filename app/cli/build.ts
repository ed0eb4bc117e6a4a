import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const stampFile = join(root, 'build', 'sources');

/** Everything that the build is made of. */
const sources = ['app', 'db', 'machines', 'public', 'package-lock.json', 'vite.config.ts', 'react-router.config.ts'];

/** Builds when there is no build, or one of other sources. False when the build failed. */
export async function buildWhenNeeded(): Promise<boolean> {
  const stamp = await stampOf(root, sources);
  const built = existsSync(join(root, 'build/server/index.js'))
    ? await readFile(stampFile, 'utf8').catch(() => '')
    : '';
  if (built === stamp) return true;
  console.log(built === '' ? 'Building Retour, once …' : 'The sources have changed: building Retour …');
  const tool = join(root, 'node_modules/@react-router/dev/bin.cjs');
  const child = spawn(process.execPath, [tool, 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) return false;
  await writeFile(stampFile, stamp);
  return true;
}

/** A hash over the names, sizes and contents of all files below these places. */
export async function stampOf(folder: string, places: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const place of places) {
    for (const file of await filesBelow(join(folder, place))) {
      const content = await readFile(file);
      hash.update(`${file.slice(folder.length)}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

async function filesBelow(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null);
  if (!found) return [];
  if (found.isFile()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

// `npm run build`, for an image that is to start at once.
if (import.meta.main) process.exitCode = (await buildWhenNeeded()) ? 0 : 1;
