import type { Order } from '#db/orders.ts';
import { insertParcel } from '#db/parcels.ts';
import { insertReturnLine } from '#db/return-lines.ts';
import { insertReturn } from '#db/returns.ts';
import { addSearchTerms } from '#db/search.ts';
import type { CustomerResolution, Seal } from '#machines/answers.ts';
import { lineWorkflow, startLine } from '#machines/line/index.ts';
import { parcelWorkflow, type Travel } from '#machines/parcel/index.ts';
import type { LineVerdict, Quote, ReasonCode } from '#machines/policy/index.ts';
import { returnWorkflow, startReturn } from '#machines/return/index.ts';
import { makeRmaCode, RMA_RANDOM_SYMBOLS } from '#machines/rma-code.ts';
import { raiseSignals } from './casework/raise-signals.server.ts';
import type { ServiceDeps } from './deps.ts';
import { randomSymbols } from './random-symbols.server.ts';
import { termsOfReturn } from './return-terms.server.ts';
import { begin, type Unit } from './unit-of-work.server.ts';

/** A line of a return as it was judged. */
export interface LineToStore {
  readonly orderLineId: string;
  readonly quantity: number;
  readonly reason: ReasonCode;
  readonly comment: string | null;
  readonly seal: Seal | null;
  readonly verdict: LineVerdict;
  /** What the verdict was made from. */
  readonly verdictBasis?: unknown;
}

/** A return as it was judged, from the ordinary flow or from a statement of withdrawal. */
export interface ReturnToStore {
  readonly order: Order;
  readonly rmaCode: string;
  /** What it was sent from, and can be sent from only once: a draft, or a statement of withdrawal. */
  readonly draftId: string;
  readonly withdrawalId: string | null;
  readonly locale: string;
  readonly timeZone: string;
  readonly lines: readonly LineToStore[];
  /** What the customer wants: their money, or store credit. */
  readonly resolution: CustomerResolution;
  readonly quote: Quote;
  readonly quoteInput?: unknown;
  readonly travel: Travel;
  /** False where nothing has to be sent back: then there is no parcel, no label and no slip. */
  readonly parcel: boolean;
  readonly refundDueAt: Temporal.Instant | null;
  readonly queueAt: Temporal.Instant;
  /** When the customer asked: legal periods count from it. */
  readonly requestedAt: Temporal.Instant;
}

/** Stores a return with its lines, its parcel and all that follows from them, in the transaction given; says its id. */
export async function storeReturn(unit: Unit, sent: ReturnToStore): Promise<string> {
  const returnId = unit.nextId();
  const input = startReturn(returnId, sent.lines.length);
  await begin(unit, returnWorkflow, { id: returnId, returnId, input }, (columns) =>
    insertReturn(unit.tx, { ...columns, ...headOf(sent) }),
  );
  for (const [index, line] of sent.lines.entries()) await storeLine(unit, { returnId, position: index + 1, line });
  if (sent.parcel) await storeParcel(unit, returnId, sent.travel);
  await raiseSignals(unit, returnId);
  await addSearchTerms(unit.tx, returnId, termsOfReturn(sent.order, sent));
  return returnId;
}

function headOf({ order, lines, parcel: _parcel, quoteInput = null, ...own }: ReturnToStore) {
  const { id: orderId, email, country, currency } = order;
  if (email === null) throw new Error('an order without an address cannot be opened, so nothing of it can be returned');
  // What the desk looks for in a long list stands on the return itself.
  const reasons = ` ${[...new Set(lines.map((line) => line.reason))].join(' ')} `;
  const review = lines.some((line) => line.verdict.terms.review.value);
  return { ...own, orderId, email, country, currency, total: own.quote.total, quoteInput, reasons, review };
}

async function storeLine(
  unit: Unit,
  { returnId, position, line }: { returnId: string; position: number; line: LineToStore },
): Promise<void> {
  const { verdictBasis = null, ...own } = line;
  const { policyVersionId } = line.verdict;
  await begin(unit, lineWorkflow, { id: unit.nextId(), returnId, input: startLine(line.quantity) }, (columns) =>
    insertReturnLine(unit.tx, { ...columns, ...own, returnId, position, policyVersionId, verdictBasis }),
  );
}

async function storeParcel(unit: Unit, returnId: string, travel: Travel): Promise<void> {
  const id = unit.nextId();
  const input = { id, returnId, travel, labelProblem: null };
  await begin(unit, parcelWorkflow, { id, returnId, input }, (columns) =>
    insertParcel(unit.tx, { ...columns, returnId, position: 1 }),
  );
}

/** A new code for people, of a return or of a case. */
export const newCode = ({ random }: ServiceDeps['ids']): string =>
  makeRmaCode(randomSymbols(random, RMA_RANDOM_SYMBOLS));
