import type { RefundWay } from '#machines/answers.ts';
import { type Answered, changeDraft, type DraftInput } from './change-draft.server.ts';
import { refuse, type ServiceDeps } from './deps.ts';

/** How the money comes back. Refuses a way that is not open for the lines of the draft. */
export async function answerRefund(
  deps: ServiceDeps,
  input: DraftInput & { readonly refund: RefundWay },
): Promise<Answered<'refund.not-offered'>> {
  return changeDraft(deps, input, ({ draft, circumstances }) =>
    circumstances.refunds.includes(input.refund)
      ? { ok: true, answers: { ...draft.answers, refund: input.refund } }
      : refuse('refund.not-offered'),
  );
}
