import type { Reader } from '#db/open.ts';
import { listPolicyVersions, type PublishedPolicy } from '#db/policy-versions.ts';
import { versionInForce } from '#machines/policy/index.ts';

/** A plan further away than this is a slip of the keyboard. */
export const FURTHEST_YEARS = 5;

/**
 * What a version that begins at an instant would stand on. A version is a whole document from its instant until the next one begins: so it is
 * compared with the version that would be in force at that instant, and not with the newest number. A change for today must not bring in what is
 * planned for the holidays, and a change for after the holidays must not undo it.
 */
export interface PolicyGround {
  /** The highest number there is, 0 before the first. */
  readonly latest: number;
  /** The version it would follow; null: there is none yet. */
  readonly follows: PublishedPolicy | null;
  /** The version already published that would end it, and does not contain what it changes. */
  readonly endedBy: PublishedPolicy | null;
}

export function policyGround(versions: readonly PublishedPolicy[], begins: Temporal.Instant): PolicyGround {
  return {
    latest: versions.at(-1)?.number ?? 0,
    follows: publishedOf(versions, versionInForce(versions, begins)?.id),
    endedBy: firstAfter(versions, begins),
  };
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

export type TimeRefusal = 'policy.retroactive' | 'policy.too-far';

/** Why a version cannot begin then: never in the past, never further away than a plan can be meant. */
export function wrongTime(begins: Temporal.Instant, now: Temporal.Instant): TimeRefusal | null {
  if (Temporal.Instant.compare(begins, now) < 0) return 'policy.retroactive';
  const furthest = now.toZonedDateTimeISO('UTC').add({ years: FURTHEST_YEARS }).toInstant();
  return Temporal.Instant.compare(begins, furthest) > 0 ? 'policy.too-far' : null;
}
