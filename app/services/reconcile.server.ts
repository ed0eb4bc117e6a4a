import { isDeepStrictEqual } from 'node:util';
import { keepLedgerTotals } from '#db/ledger-totals.ts';
import { type DifferenceRow, listUnseen, noteDifference, resolveRow } from '#db/reconciliation-differences.ts';
import { loadRun, moveRun, type ReconciliationRun } from '#db/reconciliation-runs.ts';
import { type Difference, oursSchema, slicesOf, theirsSchema } from '#machines/reconciliation/index.ts';
import { checkLedger } from './check-ledger.server.ts';
import { compareSlice, type SliceFindings } from './compare-slice.server.ts';
import type { ServiceDeps } from './deps.ts';
import { type Look, lookAtRefund } from './look-at-refund.server.ts';
import type { ProviderBooks } from './provider-books.ts';
import { countsSchema, type ReconciliationCounts } from './reconciliation-counts.ts';
import { commit, type Unit } from './unit-of-work.server.ts';

/** About so many refunds are compared at once: some hundred kilobytes, and a minute of work that a crash costs. */
const SLICE = 2000;
const PAGE = 100;
const PROBLEMS_SHOWN = 20;

/** `overtaken`: another worker has the run; it is over, or goes on there. */
export type ReconcileOutcome = 'done' | 'overtaken';

/**
 * Compares the provider's list of a run's span with our books, stretch by stretch from its end backwards, each stored with its differences in one
 * transaction: after a crash it goes on behind the last one. Then it looks again at earlier differences that it did not meet, and checks the
 * ledger. Run twice it does nothing the second time.
 */
export async function reconcile(deps: ServiceDeps, books: ProviderBooks, runId: string): Promise<ReconcileOutcome> {
  const run = await loadRun(deps.db, runId);
  if (run === null || run.state !== 'running') return 'done';
  if (!(await compareSpan(deps, books, run))) return 'overtaken';
  return (await conclude(deps, books, runId)) ? 'done' : 'overtaken';
}

/** Says why a run cannot be done, so that it is not waited for. */
export async function giveUpReconciliation(deps: ServiceDeps, runId: string, failure: string): Promise<void> {
  await commit(deps, 'system', async (unit) => {
    const run = await loadRun(unit.tx, runId);
    if (run) await moveRun(unit.tx, run, { state: 'failed', failure, finishedAt: unit.at });
  });
}

async function compareSpan(deps: ServiceDeps, books: ProviderBooks, run: ReconciliationRun): Promise<boolean> {
  const { id, since } = run;
  let { cursor } = run;
  const until = cursor ?? run.until;
  if (Temporal.Instant.compare(until, since) <= 0) return true;
  for await (const slice of slicesOf(books.list({ since, until }), { since, until }, SLICE)) {
    const findings = await compareSlice(deps, books, slice);
    const seen = { id, cursor };
    const stored = await commit(deps, 'system', (unit) => storeSlice(unit, seen, slice.low, findings));
    if (!stored) return false;
    cursor = slice.low;
  }
  return true;
}

async function storeSlice(
  unit: Unit,
  seen: { id: string; cursor: Temporal.Instant | null },
  cursor: Temporal.Instant,
  findings: SliceFindings,
): Promise<boolean> {
  const run = await loadRun(unit.tx, seen.id);
  const counts = countsSchema.parse(run?.counts);
  if (!(await moveRun(unit.tx, seen, { cursor, counts: withFindings(counts, findings) }))) return false;
  await noteAll(unit, seen.id, findings.differences);
  return true;
}

async function noteAll(unit: Unit, runId: string, differences: readonly Difference[]): Promise<void> {
  const { at, nextId } = unit;
  for (const difference of differences) {
    await noteDifference(unit.tx, difference, { runId, at, nextId, same: isDeepStrictEqual });
  }
}

function withFindings(counts: ReconciliationCounts, findings: SliceFindings): ReconciliationCounts {
  const { read, agree, young, foreign } = findings;
  return {
    ...counts,
    read: counts.read + read,
    agree: counts.agree + agree,
    young: counts.young + young,
    foreign: counts.foreign + foreign,
    differences: withKinds(counts.differences, findings.differences),
  };
}

function withKinds(counted: ReconciliationCounts['differences'], found: readonly Difference[]) {
  const kinds = { ...counted };
  for (const { kind } of found) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return kinds;
}

/** What a later look at an earlier difference came to. */
interface Second {
  readonly row: DifferenceRow;
  readonly look: Look;
}

async function conclude(deps: ServiceDeps, books: ProviderBooks, runId: string): Promise<boolean> {
  let [gone, again] = [0, [] as Difference[]];
  for (let after = ''; ; ) {
    const rows = await listUnseen(deps.db, runId, after, PAGE);
    for (const row of rows) {
      const second = { row, look: await lookAtRefund(deps, books, lookedAt(row)) };
      if (await commit(deps, 'system', (unit) => storeSecond(unit, runId, second))) gone += 1;
      again = again.concat(second.look.differences);
    }
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  const ledger = await ledgerOf(deps);
  return commit(deps, 'system', async (unit) => {
    const run = await loadRun(unit.tx, runId);
    if (run === null) return false;
    const counted = countsSchema.parse(run.counts);
    const counts = { ...counted, gone, ledger, differences: withKinds(counted.differences, again) };
    // A day is longer than any transaction: nothing is written below it any more.
    await keepLedgerTotals(unit.tx, unit.at.subtract({ hours: 24 }));
    return moveRun(unit.tx, run, { state: 'finished', finishedAt: unit.at, counts });
  });
}

function lookedAt({ refundRef, payoutId, paymentId, ours, theirs }: DifferenceRow) {
  const [own, refund] = [oursSchema.nullable().parse(ours), theirsSchema.nullable().parse(theirs)];
  const attempt = own?.attempt ?? refund?.attempt ?? null;
  return { refundRef, payoutId, paymentId, attempt, beside: refund?.beside ?? null };
}

/** True when the difference is gone, and was noted as such. */
async function storeSecond(unit: Unit, runId: string, { row, look }: Second): Promise<boolean> {
  const { differences, tooEarly } = look;
  await noteAll(unit, runId, differences);
  if (tooEarly) return false;
  if (differences.some(({ subject }) => subject === row.subject)) return false;
  const { note } = row;
  const action = row.state === 'asked' && row.action !== null ? row.action : 'gone';
  const resolvedBy = row.state === 'asked' && row.resolvedBy !== null ? row.resolvedBy : 'system';
  return resolveRow(unit.tx, row, { state: 'resolved', action, note, resolvedBy, resolvedAt: unit.at });
}

async function ledgerOf({ db, clock }: ServiceDeps): Promise<ReconciliationCounts['ledger']> {
  const { ok, returns, payments, found, problems } = await checkLedger(db);
  return { at: clock().toString(), ok, returns, payments, found, problems: problems.slice(0, PROBLEMS_SHOWN) };
}
