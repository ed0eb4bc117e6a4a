import type { Reader } from '#db/open.ts';
import { listPolicyDrafts, loadPolicyDraft, type PolicyDraft, type PolicyDraftEntry } from '#db/policy-drafts.ts';
import type { PublishedPolicy } from '#db/policy-versions.ts';
import { sameContent } from '#machines/canonical-json.ts';
import {
  describePolicyChange,
  lintPolicy,
  type PolicyChange,
  type PolicyDocument,
  type PolicyFinding,
} from '#machines/policy/index.ts';
import { LAW_ONLY } from '#machines/policy/law-only.ts';
import type { ServiceDeps } from './deps.ts';
import { allVersions, policyGround } from './policy-ground.server.ts';
import { shopZone } from './shop-zone.server.ts';
import { staffNames } from './staff-names.server.ts';

type Reading = Pick<ServiceDeps, 'db' | 'clock'>;

/** A finding, and whether it was true of the version the draft stands on. */
export type DraftFinding = PolicyFinding & { readonly known: boolean };

/** A draft with all that is said about it before it is published. */
export interface PolicyDraftView {
  readonly draft: PolicyDraft;
  readonly names: { readonly created: string; readonly updated: string; readonly proposed: string | null };
  readonly timeZone: string;
  readonly now: Temporal.Instant;
  /** When it would begin: as proposed, else now; nothing begins in the past. */
  readonly begins: Temporal.Instant;
  readonly base: PublishedPolicy | null;
  readonly baseDocument: PolicyDocument;
  /** The version that it would follow then. Another one than its base: it has to be put upon that one first. */
  readonly follows: number;
  readonly endedBy: PublishedPolicy | null;
  readonly changes: readonly PolicyChange[];
  readonly findings: readonly DraftFinding[];
  readonly nextNumber: number;
}

/** One draft; null when there is none with this id. */
export async function viewPolicyDraft({ db, clock }: Reading, draftId: string): Promise<PolicyDraftView | null> {
  const draft = await loadPolicyDraft(db, draftId);
  if (!draft) return null;
  const [versions, timeZone, nameOf] = await Promise.all([allVersions(db), shopZone(db), staffNames(db)]);
  const now = clock();
  const asked = draft.effectiveFrom ?? now;
  const begins = draft.state === 'proposed' && Temporal.Instant.compare(asked, now) > 0 ? asked : now;
  const { follows, endedBy, latest } = policyGround(versions, begins);
  const base = versions.find(({ number }) => number === draft.baseNumber) ?? null;
  const baseDocument = base?.document ?? LAW_ONLY;
  return {
    ...{ draft, timeZone, now, begins, base, baseDocument, endedBy },
    names: {
      created: nameOf(draft.createdBy),
      updated: nameOf(draft.updatedBy),
      proposed: draft.proposedBy && nameOf(draft.proposedBy),
    },
    follows: follows?.number ?? 0,
    changes: describePolicyChange(baseDocument, draft.document),
    findings: knownFindings(lintPolicy(draft.document), lintPolicy(baseDocument)),
    nextNumber: latest + 1,
  };
}

/** Findings that the version before has word for word are not news. */
function knownFindings(findings: readonly PolicyFinding[], before: readonly PolicyFinding[]): DraftFinding[] {
  const known = Map.groupBy(before, ({ code, country }) => `${code} ${country}`);
  return findings.map((finding) => ({
    ...finding,
    known: (known.get(`${finding.code} ${finding.country}`) ?? []).some((one) => sameContent(one, finding)),
  }));
}

/** Drafts as the overview lists them: those under way, or those put away. */
export async function viewPolicyDrafts(db: Reader, which: 'open' | 'closed'): Promise<readonly DraftEntryView[]> {
  const [drafts, nameOf] = await Promise.all([
    listPolicyDrafts(db, which === 'open' ? ['editing', 'proposed'] : ['published', 'discarded']),
    staffNames(db),
  ]);
  return drafts.map((draft) => ({ ...draft, updatedName: nameOf(draft.updatedBy) }));
}

export type DraftEntryView = PolicyDraftEntry & { readonly updatedName: string };
