import type { PublishedPolicy } from '#db/policy-versions.ts';
import { loadShop } from '#db/shop.ts';
import { listStaff } from '#db/staff.ts';
import { describePolicyChange, type PolicyChange, versionInForce } from '#machines/policy/index.ts';
import { LAW_ONLY } from '#machines/policy/law-only.ts';
import { timeZoneOf } from '#machines/policy/zone.ts';
import type { ServiceDeps } from './deps.ts';
import { type CountryTerms, policyTerms } from './policy-terms.server.ts';
import { allVersions } from './preview-policy.server.ts';

type Reading = Pick<ServiceDeps, 'db' | 'clock'>;

/** One version in the list. `replaced`: it never came into force, because another one with a higher number begins at the same instant. */
export interface VersionEntry {
  readonly number: number;
  readonly standing: 'in-force' | 'planned' | 'past' | 'replaced';
  readonly effectiveFrom: string;
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly reason: string;
}

export interface PolicyView {
  /** The shop's own zone, in which versions begin. */
  readonly timeZone: string;
  /** null: nothing was published yet; the terms are then those of the law alone. */
  readonly current: VersionEntry | null;
  readonly fallback: CountryTerms['rules'];
  readonly terms: readonly CountryTerms[];
  /** The newest number first. */
  readonly versions: readonly VersionEntry[];
}

/** The policy in force with the law beside it, and every version there is. */
export async function viewPolicy(deps: Reading): Promise<PolicyView> {
  const [versions, timeZone] = await Promise.all([allVersions(deps.db), shopTimeZone(deps)]);
  const now = deps.clock();
  const inForce = versionInForce(versions, now);
  const document = inForce?.document ?? LAW_ONLY;
  const entries = await versionEntries(deps, versions);
  return {
    timeZone,
    current: entries.find((entry) => entry.number === inForce?.number) ?? null,
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
  readonly fallback: CountryTerms['rules'];
  /** Only the countries with entries of their own. */
  readonly own: readonly CountryTerms[];
}

/**
 * One version by its number; null when there is none. The version before it is the one that would have been in force at its instant had it not
 * been published, which need not be the number before.
 */
export async function viewPolicyVersion(deps: Reading, number: number): Promise<PolicyVersionView | null> {
  const [versions, timeZone] = await Promise.all([allVersions(deps.db), shopTimeZone(deps)]);
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
    fallback: found.document.default,
    own: policyTerms(found.document).filter((terms) => terms.own),
  };
}

/** The zone of the address that returns go to: the shop's day is the day there. UTC before there is a shop. */
export async function shopTimeZone({ db }: Pick<Reading, 'db'>): Promise<string> {
  const shop = await loadShop(db);
  return shop ? timeZoneOf(shop.returnAddress.country, shop.returnAddress.region) : 'UTC';
}

/** The name of who published: that of the account now, else what was stored. */
export async function publisherName({ db }: Pick<Reading, 'db'>, publishedBy: string): Promise<string> {
  return (await publisherNames(db)).get(publishedBy) ?? publishedBy;
}

async function publisherNames(db: Reading['db']): Promise<Map<string, string>> {
  return new Map((await listStaff(db)).map(({ id, name }) => [`staff:${id}`, name]));
}

async function versionEntries({ db, clock }: Reading, versions: readonly PublishedPolicy[]): Promise<VersionEntry[]> {
  const [names, now] = [await publisherNames(db), clock()];
  const inForce = versionInForce(versions, now);
  return versions.map((version) => ({
    number: version.number,
    standing: standingOf(version, versions, inForce?.id ?? null, now),
    effectiveFrom: version.effectiveFrom.toString(),
    publishedAt: version.publishedAt.toString(),
    publishedBy: names.get(version.publishedBy) ?? version.publishedBy,
    reason: version.reason,
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
