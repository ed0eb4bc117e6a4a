import type { Reader } from '#db/open.ts';
import { type PolicyDraft, updatePolicyDraft } from '#db/policy-drafts.ts';
import type { PublishedPolicy } from '#db/policy-versions.ts';
import { describePolicyChange, type PolicyChange, type PolicyDocument } from '#machines/policy/index.ts';
import { LAW_ONLY } from '#machines/policy/law-only.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { type MergeConflict, mergePolicies } from './merge-policies.server.ts';
import { type OpenDraftRefusal, openPolicyDraft, type SeenDraft } from './open-policy-draft.server.ts';
import { allVersions } from './policy-ground.server.ts';
import { commit } from './unit-of-work.server.ts';

/** What putting a draft on another version would make of it. */
export interface RebasePreview {
  readonly from: number;
  readonly to: number;
  /** What was published meanwhile, against the version the draft was begun on. */
  readonly meanwhile: readonly PolicyChange[];
  /** What the draft would then change, against the version it would stand on. */
  readonly changes: readonly PolicyChange[];
  readonly conflicts: readonly MergeConflict[];
  readonly document: PolicyDocument;
}

export function previewRebase(
  draft: Pick<PolicyDraft, 'document' | 'baseNumber'>,
  versions: readonly PublishedPolicy[],
  to: number,
): RebasePreview | null {
  const documentOf = (number: number) =>
    number === 0 ? LAW_ONLY : versions.find((version) => version.number === number)?.document;
  const [base, onto] = [documentOf(draft.baseNumber), documentOf(to)];
  if (!base || !onto) return null;
  const { document, conflicts } = mergePolicies(base, draft.document, onto);
  return {
    ...{ from: draft.baseNumber, to, document, conflicts },
    meanwhile: describePolicyChange(base, onto),
    changes: describePolicyChange(onto, document),
  };
}

/** The same for a page: null when there is no such draft or version. */
export async function viewRebase(db: Reader, draft: PolicyDraft, to: number): Promise<RebasePreview | null> {
  return previewRebase(draft, await allVersions(db), to);
}

/** Puts a draft on another version, as the preview showed it. Refuses a version that there is none of. */
export async function rebasePolicyDraft(
  deps: ServiceDeps,
  input: SeenDraft & { readonly to: number; readonly staffId: string },
): Promise<Result<{ draftId: string }, OpenDraftRefusal | 'policy.version-not-found'>> {
  return commit(deps, `staff:${input.staffId}`, async (unit) => {
    const open = await openPolicyDraft(unit.tx, input, 'editing');
    if (!open.ok) return open;
    const preview = previewRebase(open.draft, await allVersions(unit.tx), input.to);
    if (!preview) return refuse('policy.version-not-found', { number: input.to });
    const changes = { document: preview.document, baseNumber: input.to, updatedBy: unit.actor, updatedAt: unit.at };
    await updatePolicyDraft(unit.tx, open.draft, changes);
    return { ok: true, draftId: open.draft.id };
  });
}
