import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { ListOptions, StandInStore } from './store.server.ts';

const schema = `
  create table if not exists rows (
    seq integer primary key autoincrement,
    kind text not null,
    id text not null,
    parent text not null,
    json text not null,
    unique (kind, id)
  ) strict;
  create index if not exists rows_by_parent on rows (kind, parent, seq);
  create index if not exists rows_by_kind on rows (kind, seq);
`;

const jsonRow = z.object({ json: z.string() });
const countRow = z.object({ count: z.int() });

/** One statement for each way of walking, so that each finds its place by an index. */
function listStatement({ parent, before, after, oldestFirst }: ListOptions): string {
  const placed = (sign: string, name: string) =>
    `and seq ${sign} (select seq from rows where kind = @kind and id = @${name})`;
  return `
    select json from rows where kind = @kind
      ${parent === undefined ? '' : 'and parent = @parent'}
      ${before === undefined ? '' : placed('<', 'before')}
      ${after === undefined ? '' : placed('>', 'after')}
    order by seq ${oldestFirst ? 'asc' : 'desc'} limit @limit`;
}

/** A store in an SQLite file: what was answered once is there after a kill or a power cut. Makes the folder. */
export function openSqliteStore(file: string): StandInStore {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('busy_timeout = 5000');
  db.exec(schema);
  const read = db.prepare('select json from rows where kind = ? and id = ?');
  const count = db.prepare('select count(*) as count from rows where kind = ?');
  const write = db.prepare(`
    insert into rows (kind, id, parent, json) values (?, ?, ?, ?)
    on conflict (kind, id) do update set parent = excluded.parent, json = excluded.json`);
  const remove = db.prepare('delete from rows where kind = ? and id = ?');
  const lists = new Map<string, Database.Statement>();
  function listed(options: ListOptions): Database.Statement {
    const text = listStatement(options);
    const statement = lists.get(text) ?? db.prepare(text);
    lists.set(text, statement);
    return statement;
  }
  return {
    read: (kind, id) => jsonRow.optional().parse(read.get(kind, id))?.json ?? null,
    list(kind, options = {}) {
      const { parent = null, before = null, after = null, limit = -1 } = options;
      const rows = listed(options).all({ kind, parent, before, after, limit });
      return jsonRow
        .array()
        .parse(rows)
        .map((row) => row.json);
    },
    count: (kind) => countRow.parse(count.get(kind)).count,
    write: (kind, id, parent, json) => void write.run(kind, id, parent, json),
    remove: (kind, id) => void remove.run(kind, id),
    transaction: (work) => db.transaction(work).immediate(),
    close: () => void db.close(),
  };
}
