import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import type { Shell } from '#tests/app/shell/support.ts';

/** A number that changes with each commit of another connection to the shell's database. */
export function commitsOf(shell: Shell): (() => unknown) & Disposable {
  const file = new SqliteFile(join(shell.deps.env.DATA_DIR, 'test.sqlite'), { readonly: true, timeout: 5000 });
  const read = () => file.pragma('data_version', { simple: true });
  return Object.assign(read, { [Symbol.dispose]: () => void file.close() });
}
