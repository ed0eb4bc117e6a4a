import { join } from 'node:path';
import { sessionSecret } from '#app/auth/secret.server.ts';
import { openGateways } from '#app/compose-gateways.server.ts';
import type { Deps, Health } from '#app/context.server.ts';
import type { EffectDeps } from '#app/effects/effect-deps.ts';
import { type Poller, startPoller } from '#app/effects/poller.server.ts';
import { type SearchFiller, startSearchFiller } from '#app/effects/search-filler.server.ts';
import { startWorker, type Worker } from '#app/effects/worker.server.ts';
import type { Env } from '#app/env.server.ts';
import { diskFiles } from '#app/gateways/disk-files.server.ts';
import { createIds } from '#app/ids.server.ts';
import { checkHealth } from '#app/observe/health.server.ts';
import { createLogger } from '#app/observe/logger.server.ts';
import { creditVault } from '#app/security/credit-vault.server.ts';
import { receiptToken } from '#app/security/receipt-address.server.ts';
import { ONE_TIME_CODE, open } from '#app/security/seal.server.ts';
import { startDailyReconciliation } from '#app/services/start-reconciliation.server.ts';
import { setUp } from '#app/set-up.server.ts';
import { oldestDueEffect } from '#db/effects.ts';
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
  const db = await openDatabase(env.databaseUrl);
  const clock = () => Temporal.Instant.fromEpochMilliseconds(Date.now());
  const files = diskFiles(join(env.DATA_DIR, 'files'));
  const ids = createIds();
  let worker: Worker | undefined;
  let poller: Poller | undefined;
  let searchFiller: SearchFiller | undefined;
  const wake = () => worker?.wake();
  const { gateways, close } = await openGateways(env, files);
  const { parseWebhook } = gateways.payments;
  const fourEyes = env.FOUR_EYES_LIMITS;
  const deps: Deps = { db, clock, ids, env, log, files, wake, fourEyes, parseStripeWebhook: parseWebhook };
  const closeAll = async () => {
    await searchFiller?.stop();
    await poller?.stop();
    await worker?.stop();
    await close();
    await db.close();
  };
  await setUp(deps).catch(async (error: unknown) => {
    await closeAll();
    throw error;
  });
  const secret = sessionSecret(env);
  const unseal = (sealed: string) => open(sealed, secret, ONE_TIME_CODE);
  const effectDeps: EffectDeps = {
    ...{ db, clock, ids, wake, fourEyes, log, gateways, unseal, appUrl: env.appUrl },
    receiptToken: (submissionKey) => receiptToken(submissionKey, secret),
    credits: { vault: creditVault(env), validity: env.STORE_CREDIT_VALIDITY },
  };
  worker = startWorker(effectDeps, [startDailyReconciliation]);
  poller = startPoller(effectDeps);
  searchFiller = startSearchFiller(effectDeps);
  return {
    deps,
    health: () =>
      checkHealth({
        clock,
        ping: () => db.ping(),
        workerAlive: () => worker?.alive() ?? false,
        oldestDue: () => oldestDueEffect(db, clock()),
      }),
    stop: closeAll,
  };
}
