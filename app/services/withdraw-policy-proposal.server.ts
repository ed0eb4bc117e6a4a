import { updatePolicyDraft } from '#db/policy-drafts.ts';
import type { Result, ServiceDeps } from './deps.ts';
import { type OpenDraftRefusal, openPolicyDraft, type SeenDraft } from './open-policy-draft.server.ts';
import { recordAct } from './record-act.server.ts';
import { commit } from './unit-of-work.server.ts';

/**
 * Takes a proposal back to editing: by the person who made it, or by the second one who does not agree. Begin and reason stay as a suggestion for
 * the next proposal.
 */
export async function withdrawPolicyProposal(
  deps: ServiceDeps,
  input: SeenDraft & { readonly staffId: string },
): Promise<Result<{ draftId: string }, OpenDraftRefusal>> {
  return commit(deps, `staff:${input.staffId}`, async (unit) => {
    const open = await openPolicyDraft(unit.tx, input, 'proposed');
    if (!open.ok) return open;
    const editing = { state: 'editing', proposedHash: null, proposedBy: null, proposedAt: null } as const;
    await updatePolicyDraft(unit.tx, open.draft, editing);
    await recordAct(unit, { act: 'policy.withdraw', subjectKind: 'policy-draft', subjectId: open.draft.id });
    return { ok: true, draftId: open.draft.id };
  });
}
