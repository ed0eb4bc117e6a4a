import { endProposalsOf } from '#db/decision-proposals.ts';
import { DatabaseError } from '#db/errors.ts';
import type { Reader } from '#db/open.ts';
import { bumpOrder, lockOrder } from '#db/orders.ts';
import { insertPayout } from '#db/payouts.ts';
import { listReturnLines, type ReturnLine, settleReturnLine } from '#db/return-lines.ts';
import { loadReturn, type ReturnRow, updateReturn } from '#db/returns.ts';
import { fourEyesLimit, needsSecondPerson } from '#machines/four-eyes/limit.ts';
import { can } from '#machines/kernel.ts';
import { type LineEvent, lineWorkflow } from '#machines/line/index.ts';
import { payoutWorkflow, startPayout } from '#machines/payout/index.ts';
import type { Quote, QuoteInput } from '#machines/policy/index.ts';
import { returnWorkflow } from '#machines/return/index.ts';
import { type Refusal, type Result, refuse, type ServiceDeps } from './deps.ts';
import { type Judged, loadOrderCase, type OrderCase } from './order-case.server.ts';
import { postDecision } from './post-money.server.ts';
import { settleQuote } from './settle-quote.server.ts';
import { settleVerdict } from './settled-verdict.server.ts';
import { begin, commit, move, type Unit } from './unit-of-work.server.ts';

/** A decision about one line of a return: the machine's own event. */
export type Decision = { readonly lineId: string } & Extract<LineEvent, { type: 'accept' | 'reduce' | 'reject' }>;

export interface DecideInput {
  readonly returnId: string;
  /** The version that the person saw; another one since then means that somebody else acted. */
  readonly version: number;
  readonly decisions: readonly Decision[];
}

/** The same by a person, who is named in the story of the return. */
export type StaffDecision = DecideInput & { readonly staffId: string };

export type DecideRefusal =
  | 'return.not-found'
  | 'return.already-decided'
  | 'return.stale'
  | 'decision.incomplete'
  | 'decision.impossible'
  | 'decision.deduction-above-refund'
  | 'decision.not-payable'
  | 'decision.needs-approval';

/** A line with what was decided and the verdict that it was decided on. */
interface DecidedLine extends Judged {
  readonly line: ReturnLine;
  readonly event: LineEvent;
}

/** A decision that can be stored as it is. */
export interface PreparedDecision {
  readonly row: ReturnRow;
  readonly lines: readonly DecidedLine[];
  readonly orderCase: OrderCase;
  readonly quote: Quote;
  readonly quoteInput: QuoteInput;
}

export type Prepared =
  | ({ readonly ok: true } & PreparedDecision)
  | { readonly ok: false; readonly refusal: Refusal<DecideRefusal> };

/** What a decision would pay, without making it: the same road as `decideReturn`, up to the writing. */
export async function previewDecision(
  deps: ServiceDeps,
  input: DecideInput,
): Promise<Result<{ quote: Quote }, DecideRefusal>> {
  const prepared = await prepareDecision(deps.db, deps.clock(), input);
  return prepared.ok ? { ok: true, quote: prepared.quote } : prepared;
}

/**
 * Decides every line of a return at once and owes the customer what the quote says, in one transaction: the worker then pays it. Refuses
 * when somebody else decided or changed the return since it was read, a line is missing, more is accepted than came, a deduction is
 * more than the line's refund, or the sum is more than one person lets go: that is proposed, see `proposeDecision`.
 */
export async function decideReturn(
  deps: ServiceDeps,
  input: StaffDecision,
): Promise<Result<{ quote: Quote }, DecideRefusal>> {
  return commit(deps, `staff:${input.staffId}`, async (unit) => {
    const prepared = await prepareAlone(unit, input);
    if (!prepared.ok) return prepared;
    await storeDecision(unit, prepared);
    return { ok: true, quote: prepared.quote };
  });
}

/** Prepares what one person may decide alone, with nobody else at work on the order: the last question before `storeDecision`. */
export async function prepareAlone(unit: Unit, input: DecideInput): Promise<Prepared> {
  const found = await loadReturn(unit.tx, input.returnId);
  if (found) await lockOrder(unit.tx, found.orderId);
  const prepared = await prepareDecision(unit.tx, unit.at, input);
  if (!prepared.ok) return prepared;
  const { total: amount, currency } = prepared.quote;
  if (!needsSecondPerson({ amount, currency }, unit.fourEyes)) return prepared;
  return refuse('decision.needs-approval', { limit: fourEyesLimit(currency, unit.fourEyes) });
}

/** Writes a decision that was prepared in the same transaction; its actor is the unit's. */
export async function storeDecision(unit: Unit, prepared: PreparedDecision): Promise<void> {
  const { row, lines, orderCase, quote, quoteInput } = prepared;
  const { order } = orderCase;
  // Two refunds of one order that count on the same money: the second starts over and counts again.
  if (!(await bumpOrder(unit.tx, order.id, order.version)))
    throw new DatabaseError('conflict', 'the order has moved on');
  // Whatever else was proposed about this return is overtaken by it.
  await endProposalsOf(unit.tx, row.id, { state: 'void', endedBy: unit.actor, endedAt: unit.at, note: null });
  for (const line of lines) await storeLine(unit, line);
  await postDecision(unit, order, row.id, quote);
  await owe(unit, row, quote);
  const moved = await move(unit, returnWorkflow, { ...row, returnId: row.id }, { type: 'decide', owed: quote.total });
  if (!moved.ok) throw new Error(`return ${row.id} in ${row.state} refuses a decision that was prepared`);
  const closedAt = moved.step.state === 'closed' ? unit.at : null;
  const settled = { settledQuote: quote, settledQuoteInput: quoteInput };
  await updateReturn(unit.tx, row.id, { ...settled, total: quote.total, decidedAt: unit.at, closedAt });
}

/** What a decision comes to, or why it cannot be made. Each line is judged again with the dock's grade, on what was frozen. */
export async function prepareDecision(db: Reader, now: Temporal.Instant, input: DecideInput): Promise<Prepared> {
  const row = await loadReturn(db, input.returnId);
  if (!row) return refuse('return.not-found');
  if (!can(returnWorkflow, row, { type: 'decide', owed: 0 }))
    return refuse('return.already-decided', { state: row.state });
  if (row.version !== input.version) return refuse('return.stale');
  const lines = await listReturnLines(db, row.id);
  const wrong = wrongDecision(lines, input.decisions);
  if (wrong) return wrong;
  const orderCase = await loadOrderCase(db, row.orderId, now);
  if (!orderCase) throw new Error(`return ${row.id} has no order`);
  const decided = lines.map((line) => ({
    line,
    event: eventOf(decisionOf(line, input.decisions)),
    ...settleVerdict(line, orderCase.versions),
  }));
  const quoted = settleQuote(orderCase, row, decided, input.decisions.map(lineDecision));
  if (!quoted.ok) return quoteRefusal(quoted.refusal, lines);
  return { ok: true, row, lines: decided, orderCase, quote: quoted.quote, quoteInput: quoted.input };
}

function wrongDecision(lines: readonly ReturnLine[], decisions: readonly Decision[]) {
  const once = new Set(decisions.map((decision) => decision.lineId));
  const missing = lines.find((line) => !once.has(line.id));
  if (missing) return refuse('decision.incomplete', { lineId: missing.id });
  if (decisions.length !== lines.length) return refuse('decision.incomplete', { lineId: null });
  const impossible = decisions.find((decision) => {
    const line = lines.find((one) => one.id === decision.lineId);
    return !line || !can(lineWorkflow, line, eventOf(decision));
  });
  return impossible ? refuse('decision.impossible', { lineId: impossible.lineId }) : null;
}

function quoteRefusal(refusal: { code: string; orderLineId: string; most?: number }, lines: readonly ReturnLine[]) {
  const lineId = lines.find((line) => line.orderLineId === refusal.orderLineId)?.id ?? null;
  return refusal.code === 'quote.deduction-above-refund'
    ? refuse('decision.deduction-above-refund', { lineId, most: refusal.most ?? 0 })
    : refuse('decision.not-payable', { lineId, reason: refusal.code });
}

const eventOf = ({ lineId: _, ...event }: Decision): LineEvent => event;

function decisionOf(line: ReturnLine, decisions: readonly Decision[]): Decision {
  const found = decisions.find((one) => one.lineId === line.id);
  if (!found) throw new Error(`line ${line.id} has no decision, which was checked`);
  return found;
}

function lineDecision(decision: Decision) {
  const { lineId } = decision;
  if (decision.type === 'reject') return { lineId, quantity: 0, deduction: 0, reason: decision.reason };
  const reduced = decision.type === 'reduce' ? decision : { deduction: 0, reason: null };
  return { lineId, quantity: decision.quantity, deduction: reduced.deduction, reason: reduced.reason };
}

async function storeLine(unit: Unit, { line, event, verdict, basis }: DecidedLine): Promise<void> {
  const moved = await move(unit, lineWorkflow, line, event, { policyVersion: line.policyVersionId });
  if (!moved.ok) throw new Error(`line ${line.id} refuses a decision that was prepared`);
  await settleReturnLine(unit.tx, line.id, { settledVerdict: verdict, settledVerdictBasis: basis });
}

/** One payout for each payment that the quote draws on. With store credit they hold the payments' shares all the same, and nothing is sent there. */
async function owe(unit: Unit, row: ReturnRow, quote: Quote): Promise<void> {
  const way = quote.resolution === 'store-credit' ? 'credit' : 'payment';
  for (const [index, { paymentId, amount }] of quote.payouts.entries()) {
    const id = unit.nextId();
    const { currency } = quote;
    const own = { returnId: row.id, paymentId, position: index + 1, amount, currency, refundRef: null, way };
    await begin(unit, payoutWorkflow, { id, returnId: row.id, input: startPayout(id, row.id, way) }, (columns) =>
      insertPayout(unit.tx, { ...columns, ...own }),
    );
  }
}
