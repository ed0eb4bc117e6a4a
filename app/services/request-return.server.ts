import { markDraftSent } from '#db/drafts.ts';
import { DatabaseError } from '#db/errors.ts';
import { attachDraftFiles } from '#db/files.ts';
import { bumpOrder, lockOrder } from '#db/orders.ts';
import { findReturnByDraft } from '#db/returns.ts';
import type { CustomerResolution, LineAnswers } from '#machines/answers.ts';
import { automateReturn, decideByRules } from './automate-return.server.ts';
import type { DraftInput } from './change-draft.server.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { type DraftCase, loadDraftCase } from './load-draft.server.ts';
import { askFor } from './order-case.server.ts';
import { type PreviewRefusal, previewDraft, type ReturnPreview } from './preview-return.server.ts';
import { type LineToStore, newCode, storeReturn } from './store-return.server.ts';
import { commit, type Unit } from './unit-of-work.server.ts';

export type RequestRefusal = 'draft.not-found' | PreviewRefusal;

/**
 * Sends a return: everything is read and judged again, and stored with its lines, its parcel and what follows from them in one
 * transaction. Whoever sends the same draft again, at the same moment or later, gets the return that it became. Refuses what has become
 * impossible since the customer answered: pieces that another return took, a window that closed, a label no longer offered. Where the customer
 * keeps everything, the merchant's rules decide at once; the desk's may leave the return to a person.
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
    const rmaCode = newCode(deps.ids);
    const returnId = await store(unit, draftCase, preview.preview, { rmaCode, locale: input.locale });
    await (preview.preview.keepsAll ? decideByRules : automateReturn)(unit, returnId, 'request');
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
  const { quote, quoteInput, travel, resolution, keepsAll, refundDueAt, queueAt, timeZone } = preview;
  const returnId = await storeReturn(unit, {
    ...{ order, rmaCode, draftId: draft.id, withdrawalId: null, locale, timeZone },
    lines: draft.answers.lines.map((line) => lineToStore(orderCase, line, resolution)),
    ...{ quote, quoteInput, travel, resolution, parcel: !keepsAll, refundDueAt, queueAt, requestedAt: at },
  });
  await attachDraftFiles(tx, { draftId: draft.id, returnId });
  if (!(await markDraftSent(tx, { id: draft.id, orderId: order.id, returnId, now: at }))) {
    throw new DatabaseError('conflict', 'the draft was sent meanwhile');
  }
  return returnId;
}

function lineToStore(
  { judge }: DraftCase['orderCase'],
  line: LineAnswers,
  resolution: CustomerResolution,
): LineToStore {
  const { lineId: orderLineId, quantity, reason, comment, seal } = line;
  const judged = reason && judge(orderLineId, askFor(reason, resolution));
  if (!judged || !reason) throw new Error('a line that was not previewed');
  return { orderLineId, quantity, reason, comment, seal, verdict: judged.verdict, verdictBasis: judged.basis };
}
