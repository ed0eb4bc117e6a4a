import { isDeepStrictEqual } from 'node:util';
import { type CountedLine, type DockCount, insertDockCount, lastDockCount } from '#db/dock-counts.ts';
import type { Reader } from '#db/open.ts';
import { loadOrder, type Order, type OrderLine } from '#db/orders.ts';
import type { ReturnLine } from '#db/return-lines.ts';
import { loadReturn } from '#db/returns.ts';
import { listSoldSerials } from '#db/sold-serials.ts';
import { possibleDispositions, proposeDisposition } from '#machines/dock/disposition.ts';
import { type Finding, findingsOf, type SeenLine } from '#machines/dock/findings.ts';
import { type Result, refuse } from './deps.ts';
import { goodsOf } from './goods-of-line.server.ts';
import type { Count, ReceiveInput } from './receive-parcel.server.ts';
import { recordAct } from './record-act.server.ts';
import type { Unit } from './unit-of-work.server.ts';

/** A count that can be stored beside the steps of the lines, and the one that it replaces. */
export interface PreparedCount {
  readonly before: DockCount | null;
  readonly weightGrams: number | null;
  readonly lines: readonly CountedLine[];
  readonly findings: readonly Finding[];
}

type CountRefusal = 'count.overtaken' | 'disposition.impossible';

/**
 * Works out where the goods go and what the desk has to look at. Refuses a way that is not open for such goods, and a count that another
 * person's has overtaken and that says something else; the counts of the lines have been checked.
 */
export async function prepareCount(
  db: Reader,
  returnId: string,
  lines: readonly ReturnLine[],
  input: ReceiveInput,
): Promise<Result<PreparedCount, CountRefusal>> {
  const { counts, parcel = { marks: [], note: null }, weightGrams = null, replaces } = input;
  const before = await lastDockCount(db, returnId);
  const order = await orderOf(db, returnId);
  const serials = await listSoldSerials(
    db,
    lines.map((line) => line.orderLineId),
  );
  const counted: CountedLine[] = [];
  const seen: SeenLine[] = [];
  for (const line of lines) {
    const count = countOf(line, counts);
    const goods = goodsOf(line, soldAs(line, order), count.grade);
    const proposed = count.received > 0 ? proposeDisposition(goods) : null;
    const disposition = count.received > 0 ? (count.disposition ?? proposed) : null;
    if (disposition && !possibleDispositions(goods).includes(disposition))
      return refuse('disposition.impossible', { lineId: line.id, disposition });
    const { received, grade, note } = count;
    const marks = [...(count.marks ?? [])].toSorted();
    const own = { received, grade, note, disposition, proposed, marks, serials: [...(count.serials ?? [])] };
    counted.push({ lineId: line.id, ...own });
    seen.push({ ...seenOf(line, count), sold: serials.get(line.orderLineId) ?? [] });
  }
  const prepared = { before, weightGrams, lines: counted, findings: findingsOf(seen, parcel) };
  const overtaken = replaces !== undefined && before !== null && replaces !== before.number;
  if (overtaken && differs(prepared))
    return refuse('count.overtaken', { by: before.by.replace(/^staff:/, ''), at: before.at.toString() });
  return { ok: true, ...prepared };
}

async function orderOf(db: Reader, returnId: string): Promise<Order> {
  const row = await loadReturn(db, returnId);
  const order = row && (await loadOrder(db, row.orderId));
  if (!order) throw new Error(`return ${returnId} has no order`);
  return order;
}

function soldAs(line: ReturnLine, order: Order): OrderLine {
  const sold = order.lines.find((one) => one.id === line.orderLineId);
  if (!sold) throw new Error(`return line ${line.id} names a line that its order does not have`);
  return sold;
}

function countOf(line: ReturnLine, counts: readonly Count[]): Count {
  const count = counts.find((one) => one.lineId === line.id);
  if (!count) throw new Error(`line ${line.id} has no count, which was checked`);
  return count;
}

function seenOf(line: ReturnLine, { received, grade, note, marks = [], serials = [] }: Count) {
  return { id: line.id, announced: line.quantity, received, grade, note, marks, serials };
}

const plain = ({ lineId, kind, detail, serial }: Finding): Finding => ({ lineId, kind, detail, serial });

/** Whether the count says anything else than the one before it. */
function differs({ before, weightGrams, lines, findings }: PreparedCount): boolean {
  if (before === null || before.weightGrams !== weightGrams) return true;
  return !isDeepStrictEqual([before.lines, before.findings.map(plain)], [lines, findings]);
}

/** Stores the count where it says anything new; true when it did. Kept in the chain of acts, without what was written in notes. */
export async function storeCount(unit: Unit, returnId: string, prepared: PreparedCount): Promise<boolean> {
  if (!differs(prepared)) return false;
  const { before, ...said } = prepared;
  const { at, actor: by } = unit;
  const count = { number: (before?.number ?? 0) + 1, ...said };
  await insertDockCount(unit.tx, returnId, { ...count, at, by }, unit.nextId);
  const subject = { act: 'dock.count', subjectKind: 'return', subjectId: returnId, returnId };
  await recordAct(unit, { ...subject, before: before && spoken(before), after: spoken(count) });
  return true;
}

const spoken = ({
  number,
  weightGrams,
  lines,
  findings,
}: Pick<DockCount, 'number' | 'weightGrams' | 'lines'> & { findings: readonly Finding[] }) => ({
  number,
  weightGrams,
  lines: lines.map(({ lineId, disposition, proposed, serials }) => ({ lineId, disposition, proposed, serials })),
  findings: findings.map(({ lineId, kind, serial }) => ({ lineId, kind, serial })),
});
