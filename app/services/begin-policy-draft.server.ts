import { insertPolicyDraft } from '#db/policy-drafts.ts';
import { versionInForce } from '#machines/policy/index.ts';
import { LAW_ONLY } from '#machines/policy/law-only.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { allVersions } from './policy-ground.server.ts';
import { commit } from './unit-of-work.server.ts';

export interface BeginPolicyDraftInput {
  readonly title: string;
  /** The version whose content is brought back; null: go on from the version in force. */
  readonly rollbackOf: number | null;
  readonly staffId: string;
}

/**
 * Begins a draft. It always stands on the version in force, so that its differences are told against what customers have now; going back to an
 * older version is a draft with that version's content. Refuses a version that there is none of.
 */
export async function beginPolicyDraft(
  deps: ServiceDeps,
  input: BeginPolicyDraftInput,
): Promise<Result<{ draftId: string }, 'policy.version-not-found'>> {
  return commit(deps, `staff:${input.staffId}`, async (unit) => {
    const versions = await allVersions(unit.tx);
    const base = versionInForce(versions, unit.at);
    const old = versions.find(({ number }) => number === input.rollbackOf);
    if (input.rollbackOf !== null && !old) return refuse('policy.version-not-found', { number: input.rollbackOf });
    const draftId = unit.nextId();
    await insertPolicyDraft(unit.tx, {
      id: draftId,
      title: input.title,
      baseNumber: base?.number ?? 0,
      document: (old ?? base)?.document ?? LAW_ONLY,
      rollbackOf: input.rollbackOf,
      createdBy: unit.actor,
      createdAt: unit.at,
    });
    return { ok: true, draftId };
  });
}
