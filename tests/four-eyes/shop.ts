import SqliteFile from 'better-sqlite3';
import { createIds } from '#app/ids.server.ts';
import { open, seal } from '#app/security/seal.server.ts';
import type { AccountDeps } from '#app/services/account-vault.server.ts';
import type { Database } from '#db/open.ts';
import { sqliteOver } from '#db/sqlite.ts';
import { handleOver } from '#db/sqlite-handle.ts';
import { migrateSqlite } from '#db/sqlite-migrate.ts';
import { NOW, openShop, type TestShop } from '#tests/app/services/customer/arrange.ts';
import type { Kind, Scene } from './kind.ts';
import { hireAll } from './people.ts';

const SECRET = 'a secret of a test that is long enough';
const PURPOSE = 'bank account';

function depsOver(db: Database): AccountDeps {
  const accounts = {
    seal: (text: string) => seal(text, SECRET, PURPOSE),
    open: (sealed: string) => open(sealed, SECRET, PURPOSE),
  };
  // Long after the shop of the other tests opened: by then a refund of theirs has come back.
  const now = NOW.add({ hours: 24 * 30 });
  return { db, clock: () => now, ids: createIds(), wake: () => undefined, accounts, fourEyes: { EUR: 5000 } };
}

/** The shop that a kind is prepared in: the same services, with a clock that moves. */
export async function openShopOf(deps: AccountDeps): Promise<TestShop & AccountDeps> {
  return { ...deps, ...(await openShop(deps.db)), accounts: deps.accounts, fourEyes: deps.fourEyes ?? {} };
}

/** A shop in memory as it stood before anybody proposed anything; opened anew for each interleaving. */
export interface Prepared {
  readonly kind: Kind;
  readonly open: () => Scene & Disposable;
}

export async function prepareKind(kind: Kind): Promise<Prepared> {
  const file = new SqliteFile(':memory:');
  await migrateSqlite(file);
  const handle = handleOver(file);
  const db = sqliteOver({ writer: handle, reader: handle });
  const deps = depsOver(db);
  // Debts of a return are decided below the limit: what is at stake there is the transfer.
  const limits = kind.name === 'decision' ? deps.fourEyes : { EUR: 1_000_000 };
  const subject = await kind.prepare({ ...deps, fourEyes: limits ?? {} });
  await db.transaction((tx) => hireAll(tx, kind.role));
  const bytes = file.serialize();
  await db.close();
  return {
    kind,
    open() {
      const copy = new SqliteFile(bytes);
      copy.pragma('foreign_keys = ON');
      const opened = handleOver(copy);
      const own = sqliteOver({ writer: opened, reader: opened });
      return { deps: depsOver(own), subject, [Symbol.dispose]: () => void own.close() };
    },
  };
}
