import { enqueue } from '#db/effects.ts';
import { insertRunOnce, latestRun, loadRun } from '#db/reconciliation-runs.ts';
import type { ServiceDeps } from './deps.ts';
import { NOTHING_COUNTED } from './reconciliation-counts.ts';
import { recordAct } from './record-act.server.ts';
import { shopZone } from './shop-zone.server.ts';
import { commit, type Unit } from './unit-of-work.server.ts';

/** A bank can send a refund back up to thirty days after it was made, so each day's run looks back a little further than that. */
const DAILY_DAYS = 35;
/** The spans that a person may ask for. */
export const RUN_DAYS = [1, 7, 35, 90] as const;
export type RunDays = (typeof RUN_DAYS)[number];

interface NewRun {
  readonly id: string;
  readonly since: Temporal.Instant;
  readonly until: Temporal.Instant;
}

/** Starts a comparison of the last days until now. While another is under way that one is shown instead: two would read the same list. */
export async function startReconciliation(
  deps: ServiceDeps,
  asked: { readonly days: RunDays; readonly staffId: string },
): Promise<{ readonly runId: string; readonly began: boolean }> {
  return commit(deps, `staff:${asked.staffId}`, async (unit) => {
    const running = await latestRun(unit.tx, 'running');
    const fresh = running && Temporal.Instant.compare(running.startedAt, unit.at.subtract({ hours: 1 })) > 0;
    if (running && fresh) return { runId: running.id, began: false };
    const until = wholeSecond(unit.at);
    const run = { id: unit.nextId(), since: until.subtract({ hours: 24 * asked.days }), until };
    await storeRun(unit, run);
    await recordAct(unit, { act: 'reconciliation.start', subjectKind: 'reconciliation', subjectId: run.id });
    return { runId: run.id, began: true };
  });
}

/**
 * Starts the comparison of a local day of the shop, once for each day whatever the number of workers: its id is the day. It ends with the
 * midnight before, so nothing in it is still new. True when this call made it.
 */
export async function startDailyReconciliation(deps: ServiceDeps): Promise<boolean> {
  const today = deps
    .clock()
    .toZonedDateTimeISO(await shopZone(deps.db))
    .toPlainDate();
  const id = `daily-${today}`;
  if (await loadRun(deps.db, id)) return false;
  const until = today.toZonedDateTime(await shopZone(deps.db)).toInstant();
  const since = until.subtract({ hours: 24 * DAILY_DAYS });
  return commit(deps, 'system', (unit) => storeRun(unit, { id, since, until }));
}

async function storeRun(unit: Unit, { id, since, until }: NewRun): Promise<boolean> {
  const made = await insertRunOnce(unit.tx, {
    ...{ id, since, until, state: 'running', startedBy: unit.actor, startedAt: unit.at, finishedAt: null },
    ...{ counts: NOTHING_COUNTED, cursor: null, failure: null },
  });
  if (!made) return false;
  const payload = { kind: 'reconcile', runId: id } as const;
  const [kind, returnId] = [payload.kind, null];
  await enqueue(unit.tx, [{ id: unit.nextId(), kind, payload, returnId, runAfter: unit.at, createdAt: unit.at }]);
  return true;
}

/** The provider counts in seconds, and a span that begins within one would not be the span that it lists. */
const wholeSecond = (instant: Temporal.Instant): Temporal.Instant =>
  instant.round({ smallestUnit: 'second', roundingMode: 'floor' });
