import { updatePolicyDraft } from '#db/policy-drafts.ts';
import type { Result, ServiceDeps } from './deps.ts';
import { type OpenDraftRefusal, openPolicyDraft, type SeenDraft } from './open-policy-draft.server.ts';
import { recordAct } from './record-act.server.ts';
import { commit } from './unit-of-work.server.ts';

/** Puts a draft away that nobody wants any more. It is kept, and can no longer be changed or published. */
export async function discardPolicyDraft(
  deps: ServiceDeps,
  input: SeenDraft & { readonly staffId: string },
): Promise<Result<{ draftId: string }, OpenDraftRefusal>> {
  return commit(deps, `staff:${input.staffId}`, async (unit) => {
    const open = await openPolicyDraft(unit.tx, input, 'editing');
    if (!open.ok) return open;
    await updatePolicyDraft(unit.tx, open.draft, { state: 'discarded', updatedBy: unit.actor, updatedAt: unit.at });
    await recordAct(unit, { act: 'policy.discard', subjectKind: 'policy-draft', subjectId: open.draft.id });
    return { ok: true, draftId: open.draft.id };
  });
}
