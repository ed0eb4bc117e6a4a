import { updatePolicyDraft } from '#db/policy-drafts.ts';
import type { Result, ServiceDeps } from './deps.ts';
import { type OpenDraftRefusal, openPolicyDraft, type SeenDraft } from './open-policy-draft.server.ts';
import { allVersions } from './policy-ground.server.ts';
import { type ProposalRefusal, proposalRefusal } from './policy-proposal.server.ts';
import { proposalHash } from './proposal-hash.server.ts';
import { recordAct } from './record-act.server.ts';
import { commit } from './unit-of-work.server.ts';

export interface ProposePolicyDraftInput extends SeenDraft {
  /** null: as soon as it is approved. */
  readonly effectiveFrom: Temporal.Instant | null;
  readonly reason: string;
  readonly staffId: string;
}

/**
 * Proposes a draft for publication. From now on its content, its ground, its begin and its reason are locked: a second person approves exactly
 * these, or it goes back to editing. Refuses whatever could not be published at that time.
 */
export async function proposePolicyDraft(
  deps: ServiceDeps,
  input: ProposePolicyDraftInput,
): Promise<Result<{ draftId: string }, OpenDraftRefusal | ProposalRefusal>> {
  return commit(deps, `staff:${input.staffId}`, async (unit) => {
    const open = await openPolicyDraft(unit.tx, input, 'editing');
    if (!open.ok) return open;
    const { draft } = open;
    const { effectiveFrom, reason } = input;
    const refusal = proposalRefusal(draft, await allVersions(unit.tx), effectiveFrom ?? unit.at, unit.at);
    if (refusal) return { ok: false, refusal };
    await updatePolicyDraft(unit.tx, draft, {
      ...{ state: 'proposed', effectiveFrom, reason },
      proposedHash: proposalHash({ ...draft, effectiveFrom, reason }),
      proposedBy: unit.actor,
      proposedAt: unit.at,
    });
    await recordAct(unit, {
      ...{ act: 'policy.propose', subjectKind: 'policy-draft', subjectId: draft.id, why: reason },
      after: { hash: proposalHash({ ...draft, effectiveFrom, reason }) },
    });
    return { ok: true, draftId: draft.id };
  });
}
