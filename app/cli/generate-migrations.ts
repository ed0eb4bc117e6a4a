import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// `npm run db:generate -- --name weights`: the same words for both engines, so that their migrations have one name.

const root = fileURLToPath(new URL('../../', import.meta.url));
const tool = join(root, 'node_modules/drizzle-kit/bin.cjs');

const codes = ['sqlite', 'postgres'].map((engine) => {
  const words = [tool, 'generate', '--config', `db/drizzle.${engine}.ts`, ...process.argv.slice(2)];
  return spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' }).status ?? 1;
});
process.exitCode = Math.max(...codes);
