import type { Reader } from '#db/open.ts';
import { lockPolicyDraft, type PolicyDraft, updatePolicyDraft } from '#db/policy-drafts.ts';
import { insertPolicyVersionAfter, type PublishedPolicy } from '#db/policy-versions.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { isSamePerson, refusedAsTwo } from './four-eyes/two-people.server.ts';
import { type OpenDraftRefusal, openPolicyDraft, type SeenDraft } from './open-policy-draft.server.ts';
import { allVersions } from './policy-ground.server.ts';
import { type ProposalRefusal, proposalRefusal } from './policy-proposal.server.ts';
import { proposalHash } from './proposal-hash.server.ts';
import { recordAct } from './record-act.server.ts';
import { commit } from './unit-of-work.server.ts';

export interface ApprovePolicyDraftInput extends SeenDraft {
  /** What the person read; another one means that they read something else than would be published. */
  readonly hash: string;
  readonly staffId: string;
}

export type ApprovalRefusal =
  | OpenDraftRefusal
  | ProposalRefusal
  | 'policy.same-person'
  | 'policy.not-allowed'
  | 'policy.first-not-allowed'
  | 'policy.other-content';

/**
 * Publishes a proposed draft, in one transaction: the version, and the draft that became it. The only way to publish.
 *
 * The second person is neither who proposed it nor who wrote its last change, by whatever account of theirs, and both may publish at that moment. All that was judged at the proposal is judged again: another
 * version may have been published and the begin may have passed. Of two approvals at once, one publishes and the other is told so. An order keeps
 * the version of its day and a return its verdicts, so a version that begins from now on can worsen neither.
 */
export async function approvePolicyDraft(
  deps: ServiceDeps,
  input: ApprovePolicyDraftInput,
): Promise<Result<{ version: PublishedPolicy }, ApprovalRefusal>> {
  return commit(deps, `staff:${input.staffId}`, async (unit) => {
    await lockPolicyDraft(unit.tx, input.draftId);
    const open = await openPolicyDraft(unit.tx, input, 'proposed');
    if (!open.ok) return open;
    const { draft } = open;
    const { proposedBy, reason } = draft;
    if (proposedBy === null || reason === null) throw new Error('a proposed draft without who or why');
    const notTwo = await refusedAsApprover(unit.tx, input.staffId, { proposedBy, updatedBy: draft.updatedBy });
    if (notTwo) return refuse(notTwo);
    if (draft.proposedHash !== input.hash || proposalHash(draft) !== input.hash) return refuse('policy.other-content');
    const versions = await allVersions(unit.tx);
    const begins = draft.effectiveFrom ?? unit.at;
    const refusal = proposalRefusal(draft, versions, begins, unit.at);
    if (refusal) return { ok: false, refusal };
    const version = await insertPolicyVersionAfter(unit.tx, versions.at(-1)?.number ?? 0, {
      id: unit.nextId(),
      effectiveFrom: begins,
      publishedAt: unit.at,
      publishedBy: proposedBy,
      approvedBy: unit.actor,
      reason,
      document: draft.document,
      rollbackOf: draft.rollbackOf,
    });
    await updatePolicyDraft(unit.tx, draft, { state: 'published', publishedNumber: version.number });
    await recordAct(unit, {
      ...{ act: 'policy.publish', subjectKind: 'policy', subjectId: version.id },
      before: { number: versions.at(-1)?.number ?? 0 },
      after: { number: version.number, effectiveFrom: begins.toString(), hash: input.hash, proposedBy },
      ...{ why: reason, policyVersion: version.id },
    });
    return { ok: true, version };
  });
}

/** Why this person is no second one beside who proposed it and who changed it last; null when they are. */
async function refusedAsApprover(
  db: Reader,
  staffId: string,
  { proposedBy, updatedBy }: Pick<PolicyDraft, 'updatedBy'> & { readonly proposedBy: string },
) {
  const second = { staffId, permission: 'policy.publish', device: null } as const;
  const refused = await refusedAsTwo(db, { ...second, staffId: proposedBy }, second);
  if (refused === 'four-eyes.not-allowed') return 'policy.not-allowed' as const;
  const wrote = await isSamePerson(db, updatedBy, second);
  if (wrote || refused === 'four-eyes.same-person' || refused === 'four-eyes.second-account')
    return 'policy.same-person' as const;
  return refused ? ('policy.first-not-allowed' as const) : null;
}
