import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Engine } from '#db/open.ts';
import { startPostgres } from '#tests/support/postgres-server.ts';

/** An address where no database is yet, or an empty one without tables; gone when disposed of. */
export type Place = AsyncDisposable & {
  readonly url: string;
  /** Over when nothing of a killed process works on any more: PostgreSQL ends what it had begun by itself. */
  quiet(): Promise<void>;
};

/** Where databases of one engine can be made; PostgreSQL is the one that `TEST_POSTGRES_URL` names, or one of our own. */
export type Places = AsyncDisposable & { make(): Promise<Place> };

export async function openPlaces(engine: Engine): Promise<Places> {
  return engine === 'sqlite' ? sqlitePlaces() : postgresPlaces();
}

function sqlitePlaces(): Places {
  return {
    async make() {
      const folder = await mkdtemp(join(tmpdir(), 'retour-crash-'));
      const remove = () => rm(folder, { recursive: true, force: true });
      return { url: join(folder, 'retour.sqlite'), quiet: async () => {}, [Symbol.asyncDispose]: remove };
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

async function postgresPlaces(): Promise<Places> {
  await using opening = new AsyncDisposableStack();
  const serverUrl = process.env.TEST_POSTGRES_URL ?? opening.use(await startPostgres()).url;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  opening.defer(() => client.end());
  const stack = opening.move();
  return {
    async make() {
      const name = `crash_${randomUUID().replaceAll('-', '')}`;
      await client.query(`create database ${name}`);
      const url = new URL(serverUrl);
      url.pathname = `/${name}`;
      const drop = async () => void (await client.query(`drop database ${name} with (force)`));
      const quiet = async () => {
        while ((await client.query('select 1 from pg_stat_activity where datname = $1', [name])).rows.length > 0)
          await wait(2);
      };
      return { url: url.href, quiet, [Symbol.asyncDispose]: drop };
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
