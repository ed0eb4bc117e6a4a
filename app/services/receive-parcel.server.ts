import { isDeepStrictEqual } from 'node:util';
import { noteCounted } from '#db/dock-scans.ts';
import { loadOrder, lockOrder } from '#db/orders.ts';
import { listParcelsOfReturn } from '#db/parcels.ts';
import { listReturnLines, type ReturnLine } from '#db/return-lines.ts';
import { findReturnByRma, type ReturnRow, updateReturn } from '#db/returns.ts';
import { listEventsOfReturn } from '#db/workflow-events.ts';
import type { Disposition } from '#machines/dock/disposition.ts';
import type { LineMark, SeenParcel } from '#machines/dock/findings.ts';
import { can } from '#machines/kernel.ts';
import { type Grade, lineWorkflow } from '#machines/line/index.ts';
import { parcelWorkflow } from '#machines/parcel/index.ts';
import { returnWorkflow } from '#machines/return/index.ts';
import { decideByRules } from './automate-return.server.ts';
import { raiseSignals } from './casework/raise-signals.server.ts';
import { prepareCount, storeCount } from './count-of-parcel.server.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { isKept } from './frozen-verdict.server.ts';
import { dispatchProofAt, dutyOf } from './refund-duty.server.ts';
import { commit, move, type Unit } from './unit-of-work.server.ts';

/** What the dock found of one line: pieces counted, their condition, and a note for the desk. */
export interface Count {
  readonly lineId: string;
  readonly received: number;
  readonly grade: Grade;
  readonly note: string | null;
  /** Where the goods go; left out or null: as proposed. */
  readonly disposition?: Disposition | null;
  readonly marks?: readonly LineMark[];
  readonly serials?: readonly string[];
}

export interface ReceiveInput {
  readonly rmaCode: string;
  readonly staffId: string;
  readonly counts: readonly Count[];
  /** What was found of the parcel as a whole. */
  readonly parcel?: SeenParcel;
  /** Whole grams that the scale showed for all of it; left out or null: nobody weighed it. */
  readonly weightGrams?: number | null;
  /** The number of the count that this one replaces, 0 for none; left out: whichever there is. */
  readonly replaces?: number;
}

export type ReceiveRefusal =
  | 'return.not-found'
  | 'return.cancelled'
  | 'return.already-decided'
  | 'count.incomplete'
  | 'count.impossible'
  | 'count.overtaken'
  | 'disposition.impossible';

/**
 * Takes a parcel in: each line counted and graded, the parcel and the return received, and the legal day of the refund found anew where
 * the law counts from the goods. Until the desk has decided a second count replaces the first, and moves the return on, so that a decision
 * made upon the first one is stale; the same count again changes nothing. Whoever counted without having seen another person's count is told
 * of it instead. Where a rule of the merchant's refunds on receipt and the count bears the announcement out, it is decided in the same
 * transaction. Goods that come after their refund are counted once, for the record.
 */
export async function receiveParcel(
  deps: ServiceDeps,
  input: ReceiveInput,
): Promise<Result<{ readonly returnId: string }, ReceiveRefusal>> {
  return commit(deps, `staff:${input.staffId}`, async (unit) => {
    const found = await findReturnByRma(unit.tx, input.rmaCode);
    if (!found) return refuse('return.not-found');
    await lockOrder(unit.tx, found.orderId);
    const row = (await findReturnByRma(unit.tx, input.rmaCode)) ?? found;
    if (row.state === 'cancelled') return refuse('return.cancelled');
    if (!awaitsGoods(row)) return refuse('return.already-decided', { state: row.state });
    const lines = countedLines(await listReturnLines(unit.tx, row.id));
    if (lines.length === 0) return refuse('return.already-decided', { state: row.state });
    const wrong = wrongCount(lines, input.counts);
    if (wrong) return wrong;
    const prepared = await prepareCount(unit.tx, row.id, lines, input);
    if (!prepared.ok) return prepared;
    const inspected = await inspectAll(unit, row.id, lines, input.counts);
    const stored = await storeCount(unit, row.id, prepared);
    await takeIn(unit, row, lines, inspected || stored);
    await raiseSignals(unit, row.id);
    await decideByRules(unit, row.id, 'receipt');
    return { ok: true, returnId: row.id };
  });
}

/** Nothing was decided yet, or the refund went ahead and the goods have not been here. */
export function awaitsGoods(row: Pick<ReturnRow, 'state' | 'receivedAt'>): boolean {
  if (row.state === 'open' || row.state === 'received') return true;
  return (row.state === 'decided' || row.state === 'closed') && row.receivedAt === null;
}

/**
 * What a parcel is opened for: not what the customer was told to keep, unless that is all and they have sent it anyway; nor, after the
 * decision, what was not accepted.
 */
export function countedLines(lines: readonly ReturnLine[]): ReturnLine[] {
  const open = lines.filter((line) =>
    can(lineWorkflow, line, { type: 'inspect', received: 0, grade: 'missing', note: null }),
  );
  const wanted = open.filter((line) => !isKept(line));
  return wanted.length > 0 ? wanted : open;
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
  await noteCounted(unit.tx, row.id, unit.at);
  if (row.uninspected) await updateReturn(unit.tx, row.id, { uninspected: false });
  if (row.receivedAt !== null) return;
  if (row.decidedAt !== null) return updateReturn(unit.tx, row.id, { receivedAt: unit.at });
  const subdivision = (await loadOrder(unit.tx, row.orderId))?.subdivision ?? null;
  const proofOfDispatchAt = dispatchProofAt(await listEventsOfReturn(unit.tx, row.id));
  const proofs = { goodsReceivedAt: unit.at, proofOfDispatchAt };
  await updateReturn(unit.tx, row.id, { receivedAt: unit.at, ...dutyOf(row, subdivision, lines, proofs) });
}
