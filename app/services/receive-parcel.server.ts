import { listParcelsOfReturn } from '#db/parcels.ts';
import { listReturnLines, type ReturnLine } from '#db/return-lines.ts';
import { findReturnByRma, noteReceived, type ReturnRow } from '#db/returns.ts';
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
 * the law counts from the goods. Until the desk has decided a second count replaces the first; the same count again changes nothing.
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
    for (const line of lines) await inspect(unit, line, input.counts);
    await takeIn(unit, row, lines);
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

async function inspect(unit: Unit, line: ReturnLine, counts: readonly Count[]): Promise<void> {
  const count = counts.find((one) => one.lineId === line.id);
  const moved = count && (await move(unit, lineWorkflow, line, inspection(count)));
  if (!moved?.ok) throw new Error(`line ${line.id} refuses a count that was checked`);
}

async function takeIn(unit: Unit, row: ReturnRow, lines: readonly ReturnLine[]): Promise<void> {
  const parcels = await listParcelsOfReturn(unit.tx, row.id);
  const parcel = parcels.find((one) => one.state !== 'received' && one.state !== 'voided');
  if (parcel) await move(unit, parcelWorkflow, parcel, { type: 'receive' });
  const moved = await move(unit, returnWorkflow, { ...row, returnId: row.id }, { type: 'receive' });
  if (!moved.ok) throw new Error(`return ${row.id} in ${row.state} refuses a parcel`);
  if (row.receivedAt === null)
    await noteReceived(unit.tx, row.id, { receivedAt: unit.at, ...dutyOf(row, lines, unit.at) });
}

/** By when the law wants the money back, now that the goods are here; without a legal duty the place in the queue stays. */
function dutyOf(row: ReturnRow, lines: readonly ReturnLine[], at: Temporal.Instant) {
  const withinLaw = lines.some((line) => {
    const verdict = LineVerdictSchema.parse(line.verdict);
    return verdict.outcome === 'returnable' && verdict.withinLaw;
  });
  const { country, timeZone, requestedAt: noticeAt } = row;
  const duty = withinLaw
    ? refundDeadline({ country, timeZone, noticeAt, goodsReceivedAt: at, proofOfDispatchAt: null })
    : null;
  const due = duty?.due?.endExclusive ?? null;
  return { refundDueAt: due, queueAt: due ?? row.queueAt };
}
