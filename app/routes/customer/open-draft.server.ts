import type { Deps } from '#app/context.server.ts';
import { fail, redirectTo } from '#app/http.server.ts';
import type { Answered, DraftRefusal } from '#app/services/change-draft.server.ts';
import type { Refusal } from '#app/services/deps.ts';
import { type DraftCase, loadOpenDraft } from '#app/services/load-draft.server.ts';
import { viewOrder } from '#app/services/view-order.server.ts';
import { type Question, questionBefore } from '#machines/answers.ts';
import { pathOf, statusPath } from './paths.ts';

interface Guest {
  readonly orderId: string;
}

/**
 * The draft that a question is about. Without one the customer is led on: to the return that it became, which is where the Back button
 * after sending should end, else to the order.
 */
export async function requireDraft(deps: Deps, guest: Guest): Promise<DraftCase> {
  const found = await loadOpenDraft(deps.db, guest.orderId, deps.clock());
  if (found) return found;
  throw redirectTo(await finishedPath(deps, guest));
}

/** Where the last return of the order is shown; the order itself when there is none. */
async function finishedPath(deps: Deps, guest: Guest): Promise<string> {
  const last = (await viewOrder(deps, guest))?.returns[0];
  return last ? statusPath(last.rmaCode) : '/order';
}

/** After an answer was taken: the next question. A draft that was sent meanwhile leads to its return, a foreign one is not found. */
export async function goOn<Code extends string>(
  deps: Deps,
  guest: Guest,
  answered: Answered<Code>,
): Promise<Refusal<Code | DraftRefusal>> {
  if (answered.ok) throw redirectTo(pathOf(answered.next));
  const { refusal } = answered;
  if (refusal.code === 'draft.already-sent') throw redirectTo(await finishedPath(deps, guest));
  if (refusal.code === 'draft.not-found') fail(404, 'not-found');
  return refusal;
}

/** Where the Back link of a question leads: to the check page when the customer came from there, else to the question before. */
export function backPath(url: URL, draftCase: DraftCase, question: Question): string {
  if (url.searchParams.has('change')) return pathOf({ page: 'check' });
  const before = questionBefore(draftCase.draft.answers, question, draftCase.circumstances);
  return before ? pathOf(before) : '/order';
}
