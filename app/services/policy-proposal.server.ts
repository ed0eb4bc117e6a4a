import type { PolicyDraft } from '#db/policy-drafts.ts';
import type { PublishedPolicy } from '#db/policy-versions.ts';
import { sameContent } from '#machines/canonical-json.ts';
import { blockingFindings, lintPolicy, type PolicyFinding } from '#machines/policy/index.ts';
import { LAW_ONLY } from '#machines/policy/law-only.ts';
import type { Refusal } from './deps.ts';
import { policyGround, type TimeRefusal, wrongTime } from './policy-ground.server.ts';

export type ProposalRefusal = TimeRefusal | 'policy.other-ground' | 'policy.unchanged' | PolicyFinding['code'];

/**
 * Why a draft cannot be published to begin at an instant, or null. Asked when it is proposed and once more when it is approved: in the past or years
 * away; upon another version than the one it was compared with (`other-ground`); nothing new; or blocked by a finding, such as an entry below the
 * law, with country, act and article.
 */
export function proposalRefusal(
  draft: Pick<PolicyDraft, 'document' | 'baseNumber'>,
  versions: readonly PublishedPolicy[],
  begins: Temporal.Instant,
  now: Temporal.Instant,
): Refusal<ProposalRefusal> | null {
  const time = wrongTime(begins, now);
  if (time) return { code: time };
  const { follows } = policyGround(versions, begins);
  const number = follows?.number ?? 0;
  if (number !== draft.baseNumber) return { code: 'policy.other-ground', number, base: draft.baseNumber };
  const against = blockingFindings(lintPolicy(draft.document))[0];
  if (against) return findingRefusal(against);
  const before = follows?.document ?? LAW_ONLY;
  return follows && sameContent(before, draft.document) ? { code: 'policy.unchanged', number } : null;
}

function findingRefusal({ code, country, field, law, basis, article }: PolicyFinding): Refusal<PolicyFinding['code']> {
  return { code, country, field, law: typeof law === 'boolean' ? String(law) : law, basis, article };
}
