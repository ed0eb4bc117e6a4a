import type { HistoryReturn } from '#db/policy-history.ts';
import {
  admits,
  evaluateLine,
  type LineFacts,
  type PolicyPair,
  quoteChecked,
  type ReasonCode,
  termsFor,
} from '#machines/policy/index.ts';
import type { CheckedInput } from '#machines/policy/quote-input.ts';
import type { EarlierReturns } from './line-facts.server.ts';

/** The refund of one return under each document. Minor units. */
export interface Requoted {
  readonly currency: string;
  readonly before: number;
  readonly after: number;
}

type Returned = { reason: ReasonCode; facts: LineFacts };

/**
 * What a past return would have brought under each document, by the computation that made its quote: on the facts it was decided on, at the
 * instant it was asked for. A line that a document does not admit would not have come back and counts with no pieces. null for a return from
 * before its ground was kept, or whose quote cannot be made again.
 */
export function requote(
  row: HistoryReturn,
  documents: { readonly before: PolicyPair; readonly after: PolicyPair },
  earlier: EarlierReturns | null,
): Requoted | null {
  const { quoteInput: input, requestedAt } = row;
  const lines = returnedLines(row, earlier);
  if (!input || !lines) return null;
  const before = quoteUnder(input, lines, documents.before, requestedAt);
  const after = quoteUnder(input, lines, documents.after, requestedAt);
  return before === null || after === null ? null : { currency: input.currency, before, after };
}

function returnedLines(row: HistoryReturn, earlier: EarlierReturns | null): Map<string, Returned> | null {
  const lines = new Map<string, Returned>();
  for (const { orderLineId, reason, facts } of row.lines) {
    if (!reason || !facts) return null;
    lines.set(orderLineId, { reason, facts: withEarlierReturns(facts, row.requestedAt, earlier) });
  }
  return lines;
}

/** Facts are kept with the customer's earlier returns only where a rule of that day had asked for them. */
function withEarlierReturns(facts: LineFacts, at: Temporal.Instant, earlier: EarlierReturns | null): LineFacts {
  if (facts.order.earlierReturns || !earlier) return facts;
  const earlierReturns = earlier.filter((one) => Temporal.Instant.compare(one.at, at) < 0);
  return { ...facts, order: { ...facts.order, earlierReturns } };
}

function quoteUnder(
  input: CheckedInput,
  lines: ReadonlyMap<string, Returned>,
  policies: PolicyPair,
  at: Temporal.Instant,
): number | null {
  const returning: CheckedInput['returning'] = [];
  const kept = new Set<string>();
  for (const back of input.returning) {
    const line = lines.get(back.orderLineId);
    if (!line) return null;
    const verdict = evaluateLine(line.facts, policies, at, { receipts: 'none' });
    const admitted = admits(verdict, line.reason, at).ok;
    if (!admitted) kept.add(back.orderLineId);
    returning.push({ ...back, quantity: admitted ? back.quantity : 0, terms: termsFor(verdict, line.reason) });
  }
  const deductions = (input.deductions ?? []).filter(({ orderLineId }) => !kept.has(orderLineId));
  const result = quoteChecked({ ...input, returning, deductions });
  return result.ok ? result.quote.total : null;
}
