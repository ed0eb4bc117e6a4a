import { saveAnswers } from '#db/drafts.ts';
import { DatabaseError } from '#db/errors.ts';
import type { Answers } from '#machines/answers.ts';
import { nextQuestion, type Question } from '#machines/answers.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { circumstancesOf, type DraftCase, loadDraftCase } from './load-draft.server.ts';
import { commit } from './unit-of-work.server.ts';

/** Which draft, and the order that the guest has proved to own. */
export interface DraftInput {
  readonly orderId: string;
  readonly draftId: string;
}

export type DraftRefusal = 'draft.not-found' | 'draft.already-sent';
/** What comes next when the answer was taken. */
export type Answered<Code extends string> = Result<{ readonly next: Question }, Code | DraftRefusal>;

/**
 * Changes the answers of a draft in one transaction. Refuses a draft of another order like an unknown one, and one that was sent. Of two
 * changes at the same time both are made, the second on top of the first.
 */
export async function changeDraft<Code extends string>(
  deps: ServiceDeps,
  { orderId, draftId }: DraftInput,
  change: (draftCase: DraftCase) => Result<{ readonly answers: Answers }, Code>,
): Promise<Answered<Code>> {
  return commit(deps, 'customer', async ({ tx, at }) => {
    const draftCase = await loadDraftCase(tx, { id: draftId, orderId }, at);
    if (!draftCase) return refuse('draft.not-found');
    if (draftCase.draft.returnId !== null) return refuse('draft.already-sent');
    const changed = change(draftCase);
    if (!changed.ok) return changed;
    const { version } = draftCase.draft;
    const saved = await saveAnswers(tx, { id: draftId, orderId, version, answers: changed.answers, now: at });
    // Somebody else wrote in between: the unit of work starts over with what they left.
    if (!saved) throw new DatabaseError('conflict', 'the draft has moved on');
    return { ok: true, next: nextQuestion(changed.answers, circumstancesOf(draftCase.orderCase, changed.answers)) };
  });
}
