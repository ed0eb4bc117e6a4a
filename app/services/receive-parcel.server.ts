import { isDeepStrictEqual } from 'node:util';
import { loadOrder } from '#db/orders.ts';
import { listParcelsOfReturn } from '#db/parcels.ts';
import { listReturnLines, type ReturnLine } from '#db/return-lines.ts';
import { findReturnByRma, type ReturnRow, updateReturn } from '#db/returns.ts';
import { listEventsOfReturn } from '#db/workflow-events.ts';
import { can } from '#machines/kernel.ts';
import { type Grade, lineWorkflow } from '#machines/line/index.ts';
import { parcelWorkflow } from '#machines/parcel/index.ts';
import { LineVerdictSchema, refundDeadline } from '#machines/policy/index.ts';
import { returnWorkflow } from '#machines/return/index.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { commit, move, type Unit } from './unit-of-work.server.ts';

/** What the dock found of one line: pieces counted, their condition, and a note for the desk. */
export interface Count {
  readonly lineId: string;
  readonly received: number;
  readonly grade: Grade;
  readonly note: string | null;
}

export type ReceiveRefusal =
  | 'return.not-found'
  | 'return.cancelled'
  | 'return.already-decided'
  | 'count.incomplete'
  | 'count.impossible';

/**
 * Takes a parcel in: each line counted and graded, the parcel and the return received, and the legal day of the refund found anew where
 * the law counts from the goods. Until the desk has decided a second count replaces the first, and moves the return on, so that a decision
 * made upon the first one is stale; the same count again changes nothing.
 */
export async function receiveParcel(
  deps: ServiceDeps,
  input: { readonly rmaCode: string; readonly staffId: string; readonly counts: readonly Count[] },
): Promise<Result<{ readonly returnId: string }, ReceiveRefusal>> {
  return commit(deps, `staff:${input.staffId}`, async (unit) => {
    const row = await findReturnByRma(unit.tx, input.rmaCode);
    if (!row) return refuse('return.not-found');
    if (row.state === 'cancelled') return refuse('return.cancelled');
    if (row.state !== 'open' && row.state !== 'received') return refuse('return.already-decided', { state: row.state });
    const lines = await listReturnLines(unit.tx, row.id);
    const wrong = wrongCount(lines, input.counts);
    if (wrong) return wrong;
    const changed = await inspectAll(unit, row.id, lines, input.counts);
    await takeIn(unit, row, lines, changed);
    return { ok: true, returnId: row.id };
  });
}

function wrongCount(lines: readonly ReturnLine[], counts: readonly Count[]) {
  const missing = lines.find((line) => counts.filter((count) => count.lineId === line.id).length !== 1);
  if (missing || counts.length !== lines.length) return refuse('count.incomplete', { lineId: missing?.id ?? null });
  const impossible = lines.find((line) => {
    const count = counts.find((one) => one.lineId === line.id);
    return !count || !can(lineWorkflow, line, inspection(count));
  });
  return impossible ? refuse('count.impossible', { lineId: impossible.id }) : null;
}

const inspection = ({ received, grade, note }: Count) => ({ type: 'inspect', received, grade, note }) as const;

/** Stores each count that differs from the line's last one, its note included; true when there was any. */
async function inspectAll(
  unit: Unit,
  returnId: string,
  lines: readonly ReturnLine[],
  counts: readonly Count[],
): Promise<boolean> {
  const events = await listEventsOfReturn(unit.tx, returnId);
  let changed = false;
  for (const line of lines) {
    const count = counts.find((one) => one.lineId === line.id);
    if (!count) throw new Error(`line ${line.id} has no count, which was checked`);
    const before = events.findLast((event) => event.subjectId === line.id && event.type === 'inspect');
    if (before && isDeepStrictEqual(lineWorkflow.event.parse(before.event), inspection(count))) continue;
    const moved = await move(unit, lineWorkflow, line, inspection(count), { always: true });
    if (!moved.ok) throw new Error(`line ${line.id} refuses a count that was checked`);
    changed = true;
  }
  return changed;
}

async function takeIn(unit: Unit, row: ReturnRow, lines: readonly ReturnLine[], changed: boolean): Promise<void> {
  const parcels = await listParcelsOfReturn(unit.tx, row.id);
  const parcel = parcels.find((one) => one.state !== 'received' && one.state !== 'voided');
  if (parcel) await move(unit, parcelWorkflow, parcel, { type: 'receive' });
  const returned = { ...row, returnId: row.id };
  const moved = await move(unit, returnWorkflow, returned, { type: 'receive' }, { always: changed });
  if (!moved.ok) throw new Error(`return ${row.id} in ${row.state} refuses a parcel`);
  if (row.receivedAt !== null) return;
  const subdivision = (await loadOrder(unit.tx, row.orderId))?.subdivision ?? null;
  await updateReturn(unit.tx, row.id, { receivedAt: unit.at, ...dutyOf(row, subdivision, lines, unit.at) });
}

/** By when the law wants the money back, now that the goods are here; without a legal duty the place in the queue stays. */
function dutyOf(row: ReturnRow, subdivision: string | null, lines: readonly ReturnLine[], at: Temporal.Instant) {
  const withinLaw = lines.some((line) => {
    const verdict = LineVerdictSchema.parse(line.verdict);
    return verdict.outcome === 'returnable' && verdict.withinLaw;
  });
  const { country, timeZone, requestedAt: noticeAt } = row;
  const duty = withinLaw
    ? refundDeadline({ country, subdivision, timeZone, noticeAt, goodsReceivedAt: at, proofOfDispatchAt: null })
    : null;
  const due = duty?.due?.endExclusive ?? null;
  return { refundDueAt: due, queueAt: due ?? row.queueAt };
}
