import SqliteFile from 'better-sqlite3';
import { isPostgresUrl } from '#db/open.ts';
import type { Problems } from './problems.ts';

/** What SQLite itself says of the whole file: its pages, its indexes and its references. PostgreSQL's tables are read by who compares. */
export function checkFile(url: string, problems: Problems): void {
  if (isPostgresUrl(url)) return;
  const file = new SqliteFile(url);
  try {
    const said = file.pragma('integrity_check', { simple: true });
    if (said !== 'ok') problems.add('corrupt', `integrity_check: ${said}`);
    const dangling = file.pragma('foreign_key_check');
    if (!Array.isArray(dangling) || dangling.length > 0) problems.add('corrupt', 'a reference leads nowhere');
  } finally {
    file.close();
  }
}
