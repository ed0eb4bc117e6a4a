import type { Reader } from '#db/open.ts';
import { loadPolicyDraft, type PolicyDraft, type PolicyDraftState } from '#db/policy-drafts.ts';
import { type Result, refuse } from './deps.ts';

export type OpenDraftRefusal =
  | 'policy.draft-not-found'
  | 'policy.draft-stale'
  | 'policy.draft-proposed'
  | 'policy.draft-editing'
  | 'policy.draft-published'
  | 'policy.draft-discarded';

/** The draft and the version of it that the person looked at. */
export interface SeenDraft {
  readonly draftId: string;
  readonly version: number;
}

/**
 * The draft in the state that an act asks for, as the person saw it. Refuses with the state it is in instead, and `draft-stale` with who changed
 * it when it has moved on since.
 */
export async function openPolicyDraft(
  db: Reader,
  seen: SeenDraft,
  state: Extract<PolicyDraftState, 'editing' | 'proposed'>,
): Promise<Result<{ draft: PolicyDraft }, OpenDraftRefusal>> {
  const draft = await loadPolicyDraft(db, seen.draftId);
  if (!draft) return refuse('policy.draft-not-found');
  if (draft.state !== state) return refuse(`policy.draft-${draft.state}`, { number: draft.publishedNumber });
  if (draft.version !== seen.version) return refuse('policy.draft-stale', { updatedBy: draft.updatedBy });
  return { ok: true, draft };
}
