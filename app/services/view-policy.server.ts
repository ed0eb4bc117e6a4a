import type { PublishedPolicy } from '#db/policy-versions.ts';
import {
  describePolicyChange,
  type PolicyChange,
  type PolicyDocument,
  versionInForce,
} from '#machines/policy/index.ts';
import { LAW_ONLY } from '#machines/policy/law-only.ts';
import type { ServiceDeps } from './deps.ts';
import { allVersions } from './policy-ground.server.ts';
import { type CountryTerms, policyTerms } from './policy-terms.server.ts';
import { shopZone } from './shop-zone.server.ts';
import { staffNames } from './staff-names.server.ts';

type Reading = Pick<ServiceDeps, 'db' | 'clock'>;

/** One version in the list. `replaced`: it never came into force, because another one with a higher number begins at the same instant. */
export interface VersionEntry {
  readonly number: number;
  readonly standing: 'in-force' | 'planned' | 'past' | 'replaced';
  readonly effectiveFrom: string;
  readonly publishedAt: string;
  readonly publishedBy: string;
  /** The second person; null for a version that a set-up published. */
  readonly approvedBy: string | null;
  readonly reason: string;
  /** The version it brought back. */
  readonly rollbackOf: number | null;
}

export interface PolicyView {
  /** The shop's own zone, in which versions begin. */
  readonly timeZone: string;
  /** null: nothing was published yet; the terms are then those of the law alone. */
  readonly current: VersionEntry | null;
  readonly document: PolicyDocument;
  readonly fallback: CountryTerms['rules'];
  readonly terms: readonly CountryTerms[];
  /** The newest number first. */
  readonly versions: readonly VersionEntry[];
}

/** The policy in force with the law beside it, and every version there is. */
export async function viewPolicy(deps: Reading): Promise<PolicyView> {
  const [versions, timeZone] = await Promise.all([allVersions(deps.db), shopZone(deps.db)]);
  const now = deps.clock();
  const inForce = versionInForce(versions, now);
  const document = inForce?.document ?? LAW_ONLY;
  const entries = await versionEntries(deps, versions);
  return {
    timeZone,
    current: entries.find((entry) => entry.number === inForce?.number) ?? null,
    document,
    fallback: document.default,
    terms: policyTerms(document),
    versions: entries.toReversed(),
  };
}

/** One version and what it changed. */
export interface PolicyVersionView {
  readonly timeZone: string;
  readonly version: VersionEntry;
  /** The number of the version it was laid upon; null: it was the first. */
  readonly before: number | null;
  readonly changes: readonly PolicyChange[];
  readonly document: PolicyDocument;
  readonly fallback: CountryTerms['rules'];
  /** Only the countries with entries of their own. */
  readonly own: readonly CountryTerms[];
}

/**
 * One version by its number; null when there is none. The version before it is the one that would have been in force at its instant had it not
 * been published, which need not be the number before.
 */
export async function viewPolicyVersion(deps: Reading, number: number): Promise<PolicyVersionView | null> {
  const [versions, timeZone] = await Promise.all([allVersions(deps.db), shopZone(deps.db)]);
  const found = versions.find((version) => version.number === number);
  const version = (await versionEntries(deps, versions)).find((entry) => entry.number === number);
  if (!found || !version) return null;
  const earlier = versions.filter((one) => one.number < number);
  const before = versionInForce(earlier, found.effectiveFrom);
  return {
    timeZone,
    version,
    before: before?.number ?? null,
    changes: describePolicyChange(before?.document ?? LAW_ONLY, found.document),
    document: found.document,
    fallback: found.document.default,
    own: policyTerms(found.document).filter((terms) => terms.own),
  };
}

export async function versionEntries(
  { db, clock }: Reading,
  versions: readonly PublishedPolicy[],
): Promise<VersionEntry[]> {
  const [nameOf, now] = [await staffNames(db), clock()];
  const inForce = versionInForce(versions, now);
  return versions.map((version) => ({
    number: version.number,
    standing: standingOf(version, versions, inForce?.id ?? null, now),
    effectiveFrom: version.effectiveFrom.toString(),
    publishedAt: version.publishedAt.toString(),
    publishedBy: nameOf(version.publishedBy),
    approvedBy: version.approvedBy && nameOf(version.approvedBy),
    reason: version.reason,
    rollbackOf: version.rollbackOf,
  }));
}

function standingOf(
  version: PublishedPolicy,
  versions: readonly PublishedPolicy[],
  inForce: string | null,
  now: Temporal.Instant,
): VersionEntry['standing'] {
  if (version.id === inForce) return 'in-force';
  if (versionInForce(versions, version.effectiveFrom)?.id !== version.id) return 'replaced';
  return Temporal.Instant.compare(version.effectiveFrom, now) > 0 ? 'planned' : 'past';
}
