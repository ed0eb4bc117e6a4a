import type { Reader } from '#db/open.ts';
import { listPolicyVersions, type PublishedPolicy } from '#db/policy-versions.ts';
import {
  describePolicyChange,
  lintPolicy,
  type PolicyChange,
  type PolicyDocument,
  type PolicyFinding,
  versionInForce,
} from '#machines/policy/index.ts';
import { LAW_ONLY } from '#machines/policy/law-only.ts';
import type { ServiceDeps } from './deps.ts';
import { applyPolicyEdits, type PolicyEdit } from './policy-edits.server.ts';

/** What edits would make, without publishing them. */
export interface PolicyPreview {
  /** The highest number there is, 0 before the first; another one at publication means that somebody published meanwhile. */
  readonly latest: number;
  /** Who published that one, as stored. */
  readonly newestBy: string | null;
  /** When it would begin. */
  readonly begins: Temporal.Instant;
  /** The version it would follow, which the edits are laid upon; null: there is none yet. */
  readonly follows: PublishedPolicy | null;
  /** The version already published that would end it; it does not contain the edits. */
  readonly endedBy: PublishedPolicy | null;
  readonly document: PolicyDocument;
  readonly changes: readonly PolicyChange[];
  readonly findings: readonly PolicyFinding[];
}

/**
 * What a new version would be that begins at an instant (null: now).
 *
 * A version is a whole document from its instant until the next one begins. So the edits are laid upon the version that would be in force at the
 * instant they begin, and not upon the newest number: a change for today must not bring in what is planned for the holidays, and a change for
 * after the holidays must not undo it. A version that begins before one already planned lasts until then (`endedBy`); the planned one begins as
 * published. To change that too, publish the edit again from the same instant: of two that begin together the higher number holds.
 */
export function policyPreview(
  versions: readonly PublishedPolicy[],
  begins: Temporal.Instant,
  edits: readonly PolicyEdit[],
): PolicyPreview {
  const follows = publishedOf(versions, versionInForce(versions, begins)?.id);
  const before = follows?.document ?? LAW_ONLY;
  const document = applyPolicyEdits(before, edits);
  return {
    latest: versions.at(-1)?.number ?? 0,
    newestBy: versions.at(-1)?.publishedBy ?? null,
    begins,
    follows,
    endedBy: firstAfter(versions, begins),
    document,
    changes: describePolicyChange(before, document),
    findings: findingsAbout(document, edits),
  };
}

/** The preview against what the database holds now. Nothing can begin in the past, so an instant that has passed is shown as now. */
export async function previewPolicy(
  deps: Pick<ServiceDeps, 'db' | 'clock'>,
  input: { readonly edits: readonly PolicyEdit[]; readonly effectiveFrom: Temporal.Instant | null },
): Promise<PolicyPreview> {
  const now = deps.clock();
  const asked = input.effectiveFrom ?? now;
  const begins = Temporal.Instant.compare(asked, now) < 0 ? now : asked;
  return policyPreview(await allVersions(deps.db), begins, input.edits);
}

/** All versions by number. */
export async function allVersions(db: Reader): Promise<PublishedPolicy[]> {
  return (await listPolicyVersions(db)).toSorted((a, b) => a.number - b.number);
}

/** Of those that begin together, the one that will hold. */
function firstAfter(versions: readonly PublishedPolicy[], at: Temporal.Instant): PublishedPolicy | null {
  const later = versions.filter((version) => Temporal.Instant.compare(version.effectiveFrom, at) > 0);
  const soonest = later.map((version) => version.effectiveFrom).toSorted(Temporal.Instant.compare)[0];
  return soonest ? publishedOf(later, versionInForce(later, soonest)?.id) : null;
}

function publishedOf(versions: readonly PublishedPolicy[], id: string | undefined): PublishedPolicy | null {
  return versions.find((version) => version.id === id) ?? null;
}

/** What keeps it from being published, wherever it stands; of the remarks only those about what is being edited. */
function findingsAbout(document: PolicyDocument, edits: readonly PolicyEdit[]): PolicyFinding[] {
  const edited = new Set(edits.flatMap((edit) => edit.countries));
  return lintPolicy(document).filter(
    (finding) =>
      finding.severity === 'block' || edited.has(finding.country) || (finding.inherited && edited.has('default')),
  );
}
