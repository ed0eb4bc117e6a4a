import { type Answered, changeDraft, type DraftInput } from './change-draft.server.ts';
import type { ServiceDeps } from './deps.ts';

/** How the money comes back: to the payments that it came from. */
export async function answerRefund(
  deps: ServiceDeps,
  input: DraftInput & { readonly refund: 'original' },
): Promise<Answered<never>> {
  return changeDraft(deps, input, ({ draft }) => ({ ok: true, answers: { ...draft.answers, refund: input.refund } }));
}
