import type { Travel } from '#machines/parcel/index.ts';
import { type Answered, changeDraft, type DraftInput } from './change-draft.server.ts';
import { refuse, type ServiceDeps } from './deps.ts';

/** How the parcel travels. Refuses a label where the policy offers none. */
export async function answerTravel(
  deps: ServiceDeps,
  input: DraftInput & { readonly travel: Travel },
): Promise<Answered<'travel.not-offered'>> {
  return changeDraft(deps, input, ({ draft, circumstances }) =>
    circumstances.travels.includes(input.travel)
      ? { ok: true, answers: { ...draft.answers, travel: input.travel } }
      : refuse('travel.not-offered'),
  );
}
