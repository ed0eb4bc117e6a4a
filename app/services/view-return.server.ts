import { listTransfers } from '#db/ledger.ts';
import { loadOrder, type Order } from '#db/orders.ts';
import { listParcelsOfReturn } from '#db/parcels.ts';
import { listPayoutsOfReturn } from '#db/payouts.ts';
import { listReturnLines, type ReturnLine } from '#db/return-lines.ts';
import { findReturnByRma, loadReturnOfOrder, type ReturnRow } from '#db/returns.ts';
import { listEventsOfReturn, type WorkflowEventRow } from '#db/workflow-events.ts';
import { moneyOfReturn, type ReturnMoney } from '#machines/ledger/index.ts';
import { lineWorkflow } from '#machines/line/index.ts';
import { dispatchDeadline, type Quote, QuoteSchema } from '#machines/policy/index.ts';
import { mayCancel } from './cancel-return.server.ts';
import type { ServiceDeps } from './deps.ts';
import { isKept } from './frozen-verdict.server.ts';
import { type PayoutView, viewPayouts } from './payout-view.server.ts';

export type { PayoutView } from './payout-view.server.ts';

export interface ReturnLineView {
  readonly id: string;
  readonly orderLineId: string;
  readonly title: string;
  readonly variant: string | null;
  readonly image: string | null;
  readonly quantity: number;
  readonly reason: string;
  readonly state: string;
  readonly acceptedQuantity: number | null;
  readonly deduction: number | null;
  /** Why the desk gave less or nothing: a code of the line's machine. */
  readonly deskReason: string | null;
  /** The customer was told to keep it. */
  readonly kept: boolean;
}

export interface ReturnView {
  readonly id: string;
  readonly rmaCode: string;
  readonly orderNumber: string;
  readonly state: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly travel: string;
  readonly email: string;
  /** As decided, or as announced while nothing is decided. */
  readonly quote: Quote;
  readonly decided: boolean;
  /** What was decided and where it stands, by the ledger. */
  readonly money: ReturnMoney;
  readonly lines: readonly ReturnLineView[];
  readonly payouts: readonly PayoutView[];
  readonly parcelState: string | null;
  /** Nothing of it has to be sent back: there is no parcel. */
  readonly nothingToSend: boolean;
  readonly at: { requested: string; received: string | null; decided: string | null; closed: string | null };
  readonly cancelledAt: string | null;
  /** Local dates, ISO: the last day to send the goods, and for the refund; null where the law names none. */
  readonly sendBy: string | null;
  readonly refundBy: string | null;
  readonly mayCancel: boolean;
}

/** One return of the guest's own order as its page shows it; null for an unknown code and for another order's. */
export async function viewReturn(
  deps: Pick<ServiceDeps, 'db'>,
  input: { readonly orderId: string; readonly rmaCode: string },
): Promise<ReturnView | null> {
  const found = await findReturnByRma(deps.db, input.rmaCode);
  const row = found && (await loadReturnOfOrder(deps.db, { returnId: found.id, orderId: input.orderId }));
  const order = row && (await loadOrder(deps.db, row.orderId));
  if (!row || !order) return null;
  const [lines, payouts, events, parcels, transfers] = await Promise.all([
    listReturnLines(deps.db, row.id),
    listPayoutsOfReturn(deps.db, row.id),
    listEventsOfReturn(deps.db, row.id),
    listParcelsOfReturn(deps.db, row.id),
    listTransfers(deps.db, { returnId: row.id }),
  ]);
  return {
    ...headOf(row, order),
    money: moneyOfReturn(row.id, transfers),
    lines: lines.map((line) => viewLine(line, order, events)),
    payouts: await viewPayouts(deps.db, payouts, { order, events }),
    parcelState: parcels[0]?.state ?? null,
    nothingToSend: parcels.length === 0,
    ...(parcels.length === 0 ? { sendBy: null } : {}),
    cancelledAt:
      events.find((event) => event.subjectKind === 'return' && event.type === 'cancel')?.at.toString() ?? null,
  };
}

function headOf(row: ReturnRow, order: Order) {
  const { id, rmaCode, state, currency, timeZone, travel, email, requestedAt, receivedAt, decidedAt, closedAt } = row;
  const { country, subdivision } = order;
  const dispatch = dispatchDeadline({ country, subdivision, timeZone, noticeAt: requestedAt });
  return {
    ...{ id, rmaCode, state, currency, timeZone, travel, email, orderNumber: order.number },
    quote: QuoteSchema.parse(row.settledQuote ?? row.quote),
    decided: row.settledQuote !== null,
    at: {
      requested: requestedAt.toString(),
      received: receivedAt?.toString() ?? null,
      decided: decidedAt?.toString() ?? null,
      closed: closedAt?.toString() ?? null,
    },
    sendBy: dispatch?.lastDay.toString() ?? null,
    refundBy: row.refundDueAt ? lastDayBefore(row.refundDueAt, timeZone) : null,
    mayCancel: mayCancel(row),
  };
}

/** The due instant is the first one after the day: the day itself is what people are told. */
function lastDayBefore(endExclusive: Temporal.Instant, timeZone: string): string {
  return endExclusive.subtract({ nanoseconds: 1 }).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

function viewLine(line: ReturnLine, order: Order, events: readonly WorkflowEventRow[]): ReturnLineView {
  const { id, orderLineId, quantity, reason, state } = line;
  const sold = order.lines.find((one) => one.id === orderLineId);
  if (!sold) throw new Error(`return line ${id} names a line that its order does not have`);
  const { acceptedQuantity, deduction } = lineWorkflow.context.parse(line.context);
  const { title, variant, image } = sold;
  const told = { deskReason: deskReasonOf(id, events), kept: isKept(line) };
  return { id, orderLineId, title, variant, image, quantity, reason, state, acceptedQuantity, deduction, ...told };
}

function deskReasonOf(lineId: string, events: readonly WorkflowEventRow[]): string | null {
  const own = events.filter((event) => event.subjectId === lineId && event.type !== 'inspect');
  const last = own.at(-1);
  const event = last?.type === 'reduce' || last?.type === 'reject' ? lineWorkflow.event.parse(last.event) : null;
  return event?.type === 'reduce' || event?.type === 'reject' ? event.reason : null;
}
