import { createDraft } from '#db/drafts.ts';
import { countDrafts, findOpenDraft } from '#db/open-drafts.ts';
import { NO_ANSWERS } from '#machines/answers.ts';
import type { ServiceDeps } from './deps.ts';
import { commit } from './unit-of-work.server.ts';

/** How long a return that was not sent waits for its customer to come back, in hours: seven days. */
export const DRAFT_HOURS = 7 * 24;

/** The draft that is being written for an order, or a new one. Two tabs that begin at once get the same. */
export async function beginDraft(deps: ServiceDeps, input: { readonly orderId: string }): Promise<{ draftId: string }> {
  return commit(deps, 'customer', async ({ tx, at }) => {
    // Counted first: a draft that somebody else begins meanwhile is found below, or its number is taken and all starts over.
    const number = (await countDrafts(tx, input.orderId)) + 1;
    const open = await findOpenDraft(tx, { orderId: input.orderId, since: at.subtract({ hours: DRAFT_HOURS }) });
    if (open) return { draftId: open.id };
    const draftId = `${input.orderId}.${number}`;
    await createDraft(tx, { id: draftId, orderId: input.orderId, answers: NO_ANSWERS, now: at });
    return { draftId };
  });
}
