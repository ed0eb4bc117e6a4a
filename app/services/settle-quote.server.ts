import type { ReturnLine } from '#db/return-lines.ts';
import type { ReturnRow } from '#db/returns.ts';
import { restore } from '#machines/kernel.ts';
import { DECIDED_LINE_STATES, lineWorkflow } from '#machines/line/index.ts';
import { TRAVELS } from '#machines/parcel/index.ts';
import {
  type LineVerdict,
  type Quote,
  type QuoteInput,
  type QuoteRefusal,
  QuoteSchema,
  quoteReturn,
  termsFor,
} from '#machines/policy/index.ts';
import type { OrderCase } from './order-case.server.ts';
import { quoteInput } from './quote-answers.server.ts';
import { reasonOf } from './view-dock-return.server.ts';

/** What the desk gives for a line: accepted pieces, none when it is rejected, and a deduction in minor units. */
export interface LineDecision {
  readonly lineId: string;
  readonly quantity: number;
  readonly deduction: number;
  readonly reason: string | null;
}

/** A line of the return with the verdict that holds at the desk. */
export type SettlingLine = { readonly line: ReturnLine; readonly verdict: LineVerdict };

export type SettledQuote =
  | { readonly ok: true; readonly quote: Quote; readonly input: QuoteInput }
  | { readonly ok: false; readonly refusal: QuoteRefusal };

/**
 * The refund of a return as it was decided, by the same computation as the estimate: on the terms frozen when it was sent, read with the dock's
 * grade, for the very pieces that the estimate named, beside what the order's other returns hold. With it what it was computed from.
 */
export function settleQuote(
  orderCase: OrderCase,
  row: ReturnRow,
  settling: readonly SettlingLine[],
  decisions: readonly LineDecision[],
): SettledQuote {
  const lines = settling.map(({ line }) => line);
  const travel = TRAVELS.find((one) => one === row.travel) ?? 'own';
  const known = quoteInput(withoutReturn(orderCase, row, lines), [], travel, 'settlement');
  const estimate = QuoteSchema.parse(row.quote);
  const byId = new Map(decisions.map((decision) => [decision.lineId, decision]));
  const returning = settling.map(({ line, verdict }) => {
    const reason = reasonOf(line);
    return {
      orderLineId: line.orderLineId,
      quantity: byId.get(line.id)?.quantity ?? 0,
      reason,
      terms: termsFor(verdict, reason),
      pieces: estimate.lines.find((one) => one.orderLineId === line.orderLineId)?.pieces ?? [],
    };
  });
  const deductions = lines.flatMap((line) => {
    const { deduction, reason } = byId.get(line.id) ?? { deduction: 0, reason: null };
    return deduction > 0 ? [{ orderLineId: line.orderLineId, amount: deduction, reasonCode: reason ?? 'other' }] : [];
  });
  const input = { ...known, returning, deductions, resolution: estimate.resolution };
  const quoted = quoteReturn(input);
  return quoted.ok ? { ...quoted, input } : quoted;
}

/** The order as if this return had not been sent: its own pieces and promises are free again. */
function withoutReturn(orderCase: OrderCase, row: ReturnRow, lines: readonly ReturnLine[]): OrderCase {
  const returned = new Map(orderCase.returned);
  for (const line of lines) {
    const own = DECIDED_LINE_STATES.includes(line.state)
      ? lineWorkflow.context.parse(restore(lineWorkflow, line).context).acceptedQuantity
      : line.quantity;
    returned.set(line.orderLineId, (returned.get(line.orderLineId) ?? 0) - (own ?? 0));
  }
  return { ...orderCase, returned, returns: orderCase.returns.filter((one) => one.id !== row.id) };
}
