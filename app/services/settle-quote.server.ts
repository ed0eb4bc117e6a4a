import type { ReturnLine } from '#db/return-lines.ts';
import type { ReturnRow } from '#db/returns.ts';
import { restore } from '#machines/kernel.ts';
import { DECIDED_LINE_STATES, lineWorkflow } from '#machines/line/index.ts';
import { TRAVELS } from '#machines/parcel/index.ts';
import {
  LineVerdictSchema,
  type QuoteResult,
  QuoteSchema,
  quoteReturn,
  REASON_CODES,
  termsFor,
} from '#machines/policy/index.ts';
import type { OrderCase } from './order-case.server.ts';
import { quoteInput } from './quote-answers.server.ts';

/** What the desk gives for a line: accepted pieces, none when it is rejected, and a deduction in minor units. */
export interface LineDecision {
  readonly lineId: string;
  readonly quantity: number;
  readonly deduction: number;
  readonly reason: string | null;
}

/**
 * The refund of a return as it was decided, by the same computation as the estimate: on the terms frozen when it was sent, for the very
 * pieces that the estimate named, beside what the order's other returns hold.
 */
export function settleQuote(
  orderCase: OrderCase,
  row: ReturnRow,
  lines: readonly ReturnLine[],
  decisions: readonly LineDecision[],
): QuoteResult {
  const travel = TRAVELS.find((one) => one === row.travel) ?? 'own';
  const input = quoteInput(withoutReturn(orderCase, row, lines), [], travel);
  const estimate = QuoteSchema.parse(row.quote);
  const byId = new Map(decisions.map((decision) => [decision.lineId, decision]));
  const returning = lines.map((line) => {
    const reason = reasonOf(line);
    return {
      orderLineId: line.orderLineId,
      quantity: byId.get(line.id)?.quantity ?? 0,
      reason,
      terms: termsFor(LineVerdictSchema.parse(line.verdict), reason),
      pieces: estimate.lines.find((one) => one.orderLineId === line.orderLineId)?.pieces ?? [],
    };
  });
  const deductions = lines.flatMap((line) => {
    const { deduction, reason } = byId.get(line.id) ?? { deduction: 0, reason: null };
    return deduction > 0 ? [{ orderLineId: line.orderLineId, amount: deduction, reasonCode: reason ?? 'other' }] : [];
  });
  return quoteReturn({ ...input, returning, deductions });
}

function reasonOf(line: ReturnLine) {
  const reason = REASON_CODES.find((code) => code === line.reason);
  if (!reason) throw new Error(`return line ${line.id} has an unknown reason`);
  return reason;
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
