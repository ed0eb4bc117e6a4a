import { type CountedLine, type DockCount, lastDockCount } from '#db/dock-counts.ts';
import { listFilesOfReturn } from '#db/files.ts';
import { loadOrder } from '#db/orders.ts';
import { listReturnLines, type ReturnLine } from '#db/return-lines.ts';
import { findReturnByRma } from '#db/returns.ts';
import { listSoldSerials } from '#db/sold-serials.ts';
import { listEventsOfReturn, type WorkflowEventRow } from '#db/workflow-events.ts';
import type { Disposition } from '#machines/dock/disposition.ts';
import type { LineMark, ParcelMark } from '#machines/dock/findings.ts';
import { PARCEL_MARKS } from '#machines/dock/findings.ts';
import { restore } from '#machines/kernel.ts';
import { type Grade, lineWorkflow } from '#machines/line/index.ts';
import type { ReasonCode } from '#machines/policy/index.ts';
import { RETURN_STATES, type ReturnState } from '#machines/return/index.ts';
import { DOCK_PHOTO } from './add-dock-photo.server.ts';
import type { ServiceDeps } from './deps.ts';
import { type GoodsWays, reasonOf, waysOf } from './goods-of-line.server.ts';
import { awaitsGoods, countedLines } from './receive-parcel.server.ts';
import { shopZone } from './shop-zone.server.ts';

export { reasonOf } from './goods-of-line.server.ts';

/** What should be in the parcel, and what was counted when it was opened before. */
export interface DockLine {
  readonly id: string;
  readonly title: string;
  readonly variant: string | null;
  readonly sku: string;
  readonly image: string | null;
  readonly announced: number;
  readonly reason: ReasonCode;
  readonly comment: string | null;
  readonly counted: number | null;
  readonly grade: Grade | null;
  readonly note: string | null;
  /** Ids of the dock's own photos. */
  readonly photos: readonly string[];
  readonly disposition: Disposition | null;
  readonly ways: GoodsWays;
  readonly marks: readonly LineMark[];
  readonly serials: readonly string[];
  /** The numbers that were sold; none where they are not known. */
  readonly soldSerials: readonly string[];
  /** A number is wanted: the shop knows which were sold, or marks such goods. */
  readonly asksSerial: boolean;
}

/** What was found of the parcel as a whole, in the count that stands. */
export interface DockParcel {
  readonly marks: readonly ParcelMark[];
  readonly note: string | null;
  /** Whole grams; null: it was not weighed. */
  readonly weightGrams: number | null;
  readonly photos: readonly string[];
}

export interface DockReturn {
  readonly rmaCode: string;
  readonly orderNumber: string;
  readonly state: ReturnState;
  readonly timeZone: string;
  readonly requestedAt: string;
  readonly receivedAt: string | null;
  /** A count would be taken: nothing is decided yet, or the refund went ahead of the goods. */
  readonly mayCount: boolean;
  readonly lines: readonly DockLine[];
  readonly parcel: DockParcel;
  /** The number of the count that stands, who made it and when; 0 and null before the first. */
  readonly counted: { readonly number: number; readonly by: string | null; readonly at: string | null };
}

/** The trait of goods whose pieces have serial numbers, where the shop does not tell which were sold. */
const NUMBERED = 'serial_number';

/** A return as the dock needs it: no name, no address, no money. Null for a code that was never given out. */
export async function viewDockReturn({ db }: Pick<ServiceDeps, 'db'>, rmaCode: string): Promise<DockReturn | null> {
  const row = await findReturnByRma(db, rmaCode);
  const order = row && (await loadOrder(db, row.orderId));
  const state = RETURN_STATES.find((one) => one === row?.state);
  if (!row || !order || !state) return null;
  const [lines, events, files, timeZone, last] = await Promise.all([
    listReturnLines(db, row.id),
    listEventsOfReturn(db, row.id),
    listFilesOfReturn(db, row.id),
    shopZone(db),
    lastDockCount(db, row.id),
  ]);
  const counted = countedLines(lines);
  const soldSerials = await listSoldSerials(
    db,
    lines.map((line) => line.orderLineId),
  );
  const photosOf = (orderLineId: string | null) =>
    files.filter((file) => file.kind === DOCK_PHOTO && file.orderLineId === orderLineId).map((file) => file.id);
  return {
    ...{ rmaCode: row.rmaCode, orderNumber: order.number, state, timeZone },
    requestedAt: row.requestedAt.toString(),
    receivedAt: row.receivedAt?.toString() ?? null,
    mayCount: awaitsGoods(row) && counted.length > 0,
    lines: (counted.length > 0 ? counted : lines).map((line) => {
      const sold = order.lines.find((one) => one.id === line.orderLineId);
      if (!sold) throw new Error(`return line ${line.id} names a line that its order does not have`);
      const { title, variant, sku, image } = sold;
      const known = soldSerials.get(line.orderLineId) ?? [];
      return {
        ...{ title, variant, sku, image },
        ...factsOf(line, events),
        ...foundBefore(last?.lines.find((one) => one.lineId === line.id)),
        photos: photosOf(line.orderLineId),
        ways: waysOf(line, sold),
        soldSerials: known,
        asksSerial: known.length > 0 || sold.traits.includes(NUMBERED),
      };
    }),
    parcel: { ...parcelBefore(last), photos: photosOf(null) },
    counted: { number: last?.number ?? 0, by: last?.by ?? null, at: last?.at.toString() ?? null },
  };
}

function factsOf(line: ReturnLine, events: readonly WorkflowEventRow[]) {
  const { received, grade } = lineWorkflow.context.parse(restore(lineWorkflow, line).context);
  const { id, quantity: announced, comment } = line;
  return { id, announced, comment, reason: reasonOf(line), counted: received, grade, note: dockNote(id, events) };
}

const foundBefore = (line: CountedLine | undefined) => ({
  disposition: line?.disposition ?? null,
  marks: line?.marks ?? [],
  serials: line?.serials ?? [],
});

function parcelBefore(last: DockCount | null): Omit<DockParcel, 'photos'> {
  const whole = last?.findings.filter((finding) => finding.lineId === null) ?? [];
  const marks = PARCEL_MARKS.filter((mark) => whole.some((finding) => finding.kind === mark));
  const note = whole.find((finding) => finding.detail !== null)?.detail ?? null;
  return { marks, note, weightGrams: last?.weightGrams ?? null };
}

/** The note of the last count: notes stand in the events only. */
export function dockNote(lineId: string, events: readonly WorkflowEventRow[]): string | null {
  const last = events.findLast((event) => event.subjectId === lineId && event.type === 'inspect');
  const event = last && lineWorkflow.event.parse(last.event);
  return event?.type === 'inspect' ? event.note : null;
}
