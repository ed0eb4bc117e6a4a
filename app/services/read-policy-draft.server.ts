import type { Reader } from '#db/open.ts';
import { loadPolicyDraft, type PolicyDraft } from '#db/policy-drafts.ts';

export type { PolicyDraft, PolicyDraftEntry } from '#db/policy-drafts.ts';

/** The draft alone, for the pages that edit it; null when there is none with this id. */
export async function readPolicyDraft(db: Reader, draftId: string): Promise<PolicyDraft | null> {
  return draftId === '' ? null : loadPolicyDraft(db, draftId);
}
