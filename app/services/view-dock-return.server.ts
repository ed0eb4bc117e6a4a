import { listFilesOfReturn } from '#db/files.ts';
import { loadOrder } from '#db/orders.ts';
import { listReturnLines, type ReturnLine } from '#db/return-lines.ts';
import { findReturnByRma } from '#db/returns.ts';
import { listEventsOfReturn, type WorkflowEventRow } from '#db/workflow-events.ts';
import { restore } from '#machines/kernel.ts';
import { type Grade, lineWorkflow } from '#machines/line/index.ts';
import { REASON_CODES, type ReasonCode } from '#machines/policy/index.ts';
import { RETURN_STATES, type ReturnState } from '#machines/return/index.ts';
import { DOCK_PHOTO } from './add-dock-photo.server.ts';
import type { ServiceDeps } from './deps.ts';
import { awaitsGoods, countedLines } from './receive-parcel.server.ts';
import { shopZone } from './shop-zone.server.ts';

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
}

/** A return as the dock needs it: no name, no address, no money. Null for a code that was never given out. */
export async function viewDockReturn({ db }: Pick<ServiceDeps, 'db'>, rmaCode: string): Promise<DockReturn | null> {
  const row = await findReturnByRma(db, rmaCode);
  const order = row && (await loadOrder(db, row.orderId));
  const state = RETURN_STATES.find((one) => one === row?.state);
  if (!row || !order || !state) return null;
  const [lines, events, files, timeZone] = await Promise.all([
    listReturnLines(db, row.id),
    listEventsOfReturn(db, row.id),
    listFilesOfReturn(db, row.id),
    shopZone(db),
  ]);
  const counted = countedLines(lines);
  const photosOf = (orderLineId: string) =>
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
      return { ...{ title, variant, sku, image }, ...factsOf(line, events), photos: photosOf(line.orderLineId) };
    }),
  };
}

function factsOf(line: ReturnLine, events: readonly WorkflowEventRow[]) {
  const { received, grade } = lineWorkflow.context.parse(restore(lineWorkflow, line).context);
  const { id, quantity: announced, comment } = line;
  return { id, announced, comment, reason: reasonOf(line), counted: received, grade, note: dockNote(id, events) };
}

/** The note of the last count: notes stand in the events only. */
export function dockNote(lineId: string, events: readonly WorkflowEventRow[]): string | null {
  const last = events.findLast((event) => event.subjectId === lineId && event.type === 'inspect');
  const event = last && lineWorkflow.event.parse(last.event);
  return event?.type === 'inspect' ? event.note : null;
}

/** A stored reason as its code; another word in the row is a fault. */
export function reasonOf(line: { readonly id: string; readonly reason: string }): ReasonCode {
  const reason = REASON_CODES.find((code) => code === line.reason);
  if (!reason) throw new Error(`return line ${line.id} has an unknown reason`);
  return reason;
}
