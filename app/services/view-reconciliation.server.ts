import type { Reader } from '#db/open.ts';
import { loadPayout } from '#db/payouts.ts';
import {
  type DifferenceRow,
  differenceState,
  listDifferences,
  listDifferencesOfRun,
  loadDifference,
} from '#db/reconciliation-differences.ts';
import { listRuns, loadRun, type ReconciliationRun, type RunPlace } from '#db/reconciliation-runs.ts';
import {
  actionsFor,
  DIFFERENCE_KINDS,
  type DifferenceAction,
  type DifferenceKind,
  type DifferenceState,
  oursSchema,
  theirsSchema,
  UNSOLVED,
} from '#machines/reconciliation/index.ts';
import { countsSchema, type ReconciliationCounts } from './reconciliation-counts.ts';
import { shopZone } from './shop-zone.server.ts';
import { staffNames } from './staff-names.server.ts';

const PAGE = 30;
const DIFFERENCES_SHOWN = 200;

export interface RunView extends Omit<ReconciliationRun, 'counts'> {
  readonly counts: ReconciliationCounts;
  /** All differences that it saw. */
  readonly found: number;
  /** The name of a person, `system` for the daily one. */
  readonly by: string;
}

export interface DifferenceView {
  readonly id: string;
  readonly version: number;
  readonly kind: DifferenceKind;
  readonly state: DifferenceState;
  readonly refundRef: string | null;
  readonly payoutId: string | null;
  readonly returnId: string | null;
  readonly runId: string;
  readonly lastRunId: string;
  readonly ours: ReturnType<typeof oursSchema.parse> | null;
  readonly theirs: ReturnType<typeof theirsSchema.parse> | null;
  readonly foundAt: Temporal.Instant;
  readonly action: string | null;
  readonly note: string | null;
  readonly resolvedBy: string | null;
  readonly resolvedAt: Temporal.Instant | null;
  readonly actions: readonly DifferenceAction[];
}

export interface RunsView {
  readonly timeZone: string;
  readonly runs: readonly RunView[];
  readonly next: string | null;
  /** What is still to be dealt with, from all runs. */
  readonly open: readonly DifferenceView[];
  readonly more: boolean;
}

/** The runs, the latest first, and the differences that nobody has dealt with. */
export async function viewRuns(db: Reader, after: string | null): Promise<RunsView> {
  const [timeZone, runs, open, nameOf] = await Promise.all([
    shopZone(db),
    listRuns(db, { after: readPlace(after), limit: PAGE + 1 }),
    listDifferences(db, { states: UNSOLVED, after: null, limit: DIFFERENCES_SHOWN + 1 }),
    staffNames(db),
  ]);
  const shown = runs.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    ...{ timeZone, runs: shown.map((run) => runOf(run, nameOf)) },
    next: last && runs.length > PAGE ? placeOf(last) : null,
    open: await Promise.all(open.slice(0, DIFFERENCES_SHOWN).map((row) => differenceOf(db, row, nameOf))),
    more: open.length > DIFFERENCES_SHOWN,
  };
}

/** One run and the differences that it saw first or last; null when there is no such run. */
export async function viewRun(
  db: Reader,
  runId: string,
): Promise<{ timeZone: string; run: RunView; differences: readonly DifferenceView[] } | null> {
  const run = await loadRun(db, runId);
  if (run === null) return null;
  const [timeZone, nameOf, rows] = await Promise.all([
    shopZone(db),
    staffNames(db),
    listDifferencesOfRun(db, runId, DIFFERENCES_SHOWN),
  ]);
  const differences = await Promise.all(rows.map((row) => differenceOf(db, row, nameOf)));
  return { timeZone, run: runOf(run, nameOf), differences };
}

/** One difference, with what may be done about it; null when there is none. */
export async function viewDifference(
  db: Reader,
  id: string,
): Promise<{ timeZone: string; difference: DifferenceView } | null> {
  const row = await loadDifference(db, id);
  if (row === null) return null;
  const [timeZone, nameOf] = await Promise.all([shopZone(db), staffNames(db)]);
  return { timeZone, difference: await differenceOf(db, row, nameOf) };
}

function runOf({ counts: stored, ...run }: ReconciliationRun, nameOf: (stored: string) => string): RunView {
  const counts = countsSchema.parse(stored);
  const found = Object.values(counts.differences).reduce((sum, many) => sum + many, 0);
  return { ...run, counts, found, by: nameOf(run.startedBy) };
}

async function differenceOf(
  db: Reader,
  row: DifferenceRow,
  nameOf: (stored: string) => string,
): Promise<DifferenceView> {
  const payout = row.payoutId === null ? null : await loadPayout(db, row.payoutId);
  const { id, version, refundRef, payoutId, runId, lastRunId, foundAt, action, note, resolvedAt } = row;
  const kind = DIFFERENCE_KINDS.find((one) => one === row.kind);
  if (kind === undefined) throw new Error(`no difference is ${row.kind}`);
  const state = differenceState(row);
  return {
    ...{ id, version, kind, state, refundRef, payoutId, runId, lastRunId, foundAt, action, note, resolvedAt },
    returnId: payout?.returnId ?? null,
    ours: oursSchema.nullable().parse(row.ours),
    theirs: theirsSchema.nullable().parse(row.theirs),
    resolvedBy: row.resolvedBy === null ? null : nameOf(row.resolvedBy),
    actions: state === 'resolved' ? [] : actionsFor(row, payout?.state ?? null),
  };
}

const placeOf = ({ startedAt, id }: ReconciliationRun): string => `${startedAt.epochMilliseconds}_${id}`;

/** What no page of ours wrote is no place: the list begins at its start then. */
function readPlace(text: string | null): RunPlace | null {
  const [, ms, id] = /^(\d{1,15})_([\w.-]{1,100})$/.exec(text ?? '') ?? [];
  if (ms === undefined || id === undefined || Number(ms) > 8.64e15) return null;
  return { startedAt: Temporal.Instant.fromEpochMilliseconds(Number(ms)), id };
}
