import { join } from 'node:path';
import { ensureDemoStaff } from '#app/auth/demo-staff.server.ts';
import type { Deps, Health } from '#app/context.server.ts';
import type { Env } from '#app/env.server.ts';
import { diskFiles } from '#app/gateways/disk-files.server.ts';
import { createIds } from '#app/ids.server.ts';
import { checkHealth } from '#app/observe/health.server.ts';
import { createLogger } from '#app/observe/logger.server.ts';
import { openDatabase } from '#db/open.ts';

/** The running program without its HTTP side. */
export interface Composition {
  deps: Deps;
  health: () => Promise<Health>;
  /** Gives back what the worker holds, and closes the database. */
  stop: () => Promise<void>;
}

/** Builds everything that outlives a request, from the configuration alone. */
export async function composeApp(env: Env): Promise<Composition> {
  const log = createLogger(env.LOG_LEVEL);
  const db = await openDatabase(env.DATABASE_URL ?? join(env.DATA_DIR, 'retour.sqlite'));
  const clock = () => Temporal.Instant.fromEpochMilliseconds(Date.now());
  const files = diskFiles(join(env.DATA_DIR, 'files'));
  const deps: Deps = { db, clock, ids: createIds(), env, log, files, wake: () => undefined };
  await ensureDemoStaff(deps);
  return {
    deps,
    health: () =>
      checkHealth({ clock, ping: () => db.ping(), workerAlive: () => true, oldestDue: () => Promise.resolve(null) }),
    stop: () => db.close(),
  };
}
