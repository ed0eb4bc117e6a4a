import { updatePolicyDraft } from '#db/policy-drafts.ts';
import { sameContent } from '#machines/canonical-json.ts';
import type { Result, ServiceDeps } from './deps.ts';
import { type OpenDraftRefusal, openPolicyDraft, type SeenDraft } from './open-policy-draft.server.ts';
import { applyDraftChange, type ChangeRefusal, type PolicyDraftChange } from './policy-draft-change.server.ts';
import { commit } from './unit-of-work.server.ts';

export interface ChangePolicyDraftInput extends SeenDraft {
  readonly staffId: string;
  readonly change: PolicyDraftChange;
}

/**
 * Makes one change to a draft that is being edited. Refuses when somebody else changed it since the person read it: their page then shows both.
 * A change that changes nothing leaves the draft as it was.
 */
export async function changePolicyDraft(
  deps: ServiceDeps,
  input: ChangePolicyDraftInput,
): Promise<Result<{ changed: boolean }, OpenDraftRefusal | ChangeRefusal>> {
  return commit(deps, `staff:${input.staffId}`, async (unit) => {
    const open = await openPolicyDraft(unit.tx, input, 'editing');
    if (!open.ok) return open;
    const made = applyDraftChange(open.draft.document, input.change);
    if (!made.ok) return made;
    if (sameContent(made.document, open.draft.document)) return { ok: true, changed: false };
    const { document } = made;
    await updatePolicyDraft(unit.tx, open.draft, { document, updatedBy: unit.actor, updatedAt: unit.at });
    return { ok: true, changed: true };
  });
}
