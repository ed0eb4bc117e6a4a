import { markDraftSent } from '#db/drafts.ts';
import { DatabaseError } from '#db/errors.ts';
import { attachDraftFiles } from '#db/files.ts';
import { bumpOrder, lockOrder } from '#db/orders.ts';
import { insertParcel } from '#db/parcels.ts';
import { insertReturnLine } from '#db/return-lines.ts';
import { findReturnByDraft, insertReturn } from '#db/returns.ts';
import type { LineAnswers } from '#machines/answers.ts';
import { lineWorkflow, startLine } from '#machines/line/index.ts';
import { parcelWorkflow, type Travel } from '#machines/parcel/index.ts';
import type { Quote } from '#machines/policy/index.ts';
import { returnWorkflow, startReturn } from '#machines/return/index.ts';
import { makeRmaCode, RMA_ALPHABET } from '#machines/rma-code.ts';
import type { DraftInput } from './change-draft.server.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { type DraftCase, loadDraftCase } from './load-draft.server.ts';
import { type PreviewRefusal, previewDraft, type ReturnPreview } from './preview-return.server.ts';
import { begin, commit, type Unit } from './unit-of-work.server.ts';

export type RequestRefusal = 'draft.not-found' | PreviewRefusal;

/**
 * Sends a return: everything is read and judged again, and stored with its lines, its parcel and what follows from them in one
 * transaction. Whoever sends the same draft again, at the same moment or later, gets the return that it became. Refuses what has become
 * impossible since the customer answered: pieces that another return took, a window that closed, a label no longer offered.
 */
export async function requestReturn(
  deps: ServiceDeps,
  input: DraftInput & { readonly locale: string },
): Promise<Result<{ readonly rmaCode: string; readonly returnId: string }, RequestRefusal>> {
  return commit(deps, 'customer', async (unit) => {
    await lockOrder(unit.tx, input.orderId);
    const draftCase = await loadDraftCase(unit.tx, { id: input.draftId, orderId: input.orderId }, unit.at);
    if (!draftCase) return refuse('draft.not-found');
    const sent = await findReturnByDraft(unit.tx, input.draftId);
    if (sent) return { ok: true, rmaCode: sent.rmaCode, returnId: sent.id };
    const preview = previewDraft(draftCase);
    if (!preview.ok) return preview;
    const { id, version } = draftCase.orderCase.order;
    // Two returns of one order that count on the same pieces: the second starts over and counts again.
    if (!(await bumpOrder(unit.tx, id, version))) throw new DatabaseError('conflict', 'the order has moved on');
    const rmaCode = makeRmaCode(randomSymbols(deps.ids.random));
    const returnId = await store(unit, draftCase, preview.preview, { rmaCode, locale: input.locale });
    return { ok: true, rmaCode, returnId };
  });
}

async function store(
  unit: Unit,
  { draft, orderCase }: DraftCase,
  preview: ReturnPreview,
  { rmaCode, locale }: { rmaCode: string; locale: string },
): Promise<string> {
  const { tx, at } = unit;
  const { order } = orderCase;
  const { quote, travel, refundDueAt, queueAt, timeZone } = preview;
  const returnId = unit.nextId();
  const { lines } = draft.answers;
  await begin(unit, returnWorkflow, { id: returnId, returnId, input: startReturn(returnId, lines.length) }, (columns) =>
    insertReturn(tx, {
      ...columns,
      ...head(orderCase.order, quote),
      ...{ rmaCode, draftId: draft.id, locale, timeZone, travel, refundDueAt, queueAt, requestedAt: at },
    }),
  );
  for (const [index, line] of lines.entries()) await storeLine(unit, orderCase.verdicts, { returnId, index, line });
  await storeParcel(unit, returnId, travel);
  await attachDraftFiles(tx, { draftId: draft.id, returnId });
  if (!(await markDraftSent(tx, { id: draft.id, orderId: order.id, returnId, now: at }))) {
    throw new DatabaseError('conflict', 'the draft was sent meanwhile');
  }
  return returnId;
}

function head(order: DraftCase['orderCase']['order'], quote: Quote) {
  const { id: orderId, email, country, currency } = order;
  if (email === null) throw new Error('an order without an address cannot be opened, so nothing of it can be returned');
  return { orderId, email, country, currency, resolution: 'refund', quote, total: quote.total };
}

async function storeLine(
  unit: Unit,
  verdicts: DraftCase['orderCase']['verdicts'],
  { returnId, index, line }: { returnId: string; index: number; line: LineAnswers },
): Promise<void> {
  const { lineId: orderLineId, quantity, reason, comment, seal } = line;
  const verdict = verdicts.get(orderLineId);
  if (!verdict || !reason) throw new Error('a line that was not previewed');
  const { policyVersionId } = verdict;
  const own = { returnId, orderLineId, position: index + 1, quantity, reason, comment, seal, verdict, policyVersionId };
  await begin(unit, lineWorkflow, { id: unit.nextId(), returnId, input: startLine(quantity) }, (columns) =>
    insertReturnLine(unit.tx, { ...columns, ...own }),
  );
}

async function storeParcel(unit: Unit, returnId: string, travel: Travel): Promise<void> {
  const id = unit.nextId();
  const input = { id, returnId, travel, labelProblem: null };
  await begin(unit, parcelWorkflow, { id, returnId, input }, (columns) =>
    insertParcel(unit.tx, { ...columns, returnId, position: 1 }),
  );
}

/** Eight numbers below 31, each as likely as the other: bytes that would favour the first ones are thrown away. */
function randomSymbols(random: (bytes: number) => Uint8Array): number[] {
  const base = RMA_ALPHABET.length;
  const fair = 256 - (256 % base);
  const symbols: number[] = [];
  while (symbols.length < 8) {
    symbols.push(...[...random(16)].filter((byte) => byte < fair).map((byte) => byte % base));
  }
  return symbols.slice(0, 8);
}
