import type { PublishedPolicy } from '#db/policy-versions.ts';
import type { Condition } from '#machines/policy/condition.ts';
import { LAW_ONLY } from '#machines/policy/law-only.ts';
import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import { type PolicyDocument, versionInForce } from '#machines/policy/policy.ts';
import type { Season } from '#machines/policy/season.ts';
import { timeZoneOf } from '#machines/policy/zone.ts';
import type { ServiceDeps } from './deps.ts';
import { allVersions } from './policy-ground.server.ts';
import { type CountryTerms, countryTerms } from './policy-terms.server.ts';
import { type VersionEntry, versionEntries } from './view-policy.server.ts';

/** What applied to orders of one country during a part of a day. */
export interface PolicyOfDay {
  /** null: no version had begun; only the law applied. */
  readonly version: VersionEntry | null;
  /** From when in this day; null: from its beginning. */
  readonly since: Temporal.Instant | null;
  readonly document: PolicyDocument;
  readonly terms: CountryTerms;
  /** The merchant's rules that could match an order of this country and day, in their order. */
  readonly rules: readonly MerchantRule[];
  readonly seasons: readonly Season[];
}

export interface PolicyOnDay {
  /** The customer's clock: the day is theirs. */
  readonly timeZone: string;
  readonly parts: readonly PolicyOfDay[];
}

/**
 * What applied in a country on a day: the version that was in force when the day began there, and each that began in the course of it. For orders
 * placed that day; orders from before keep theirs.
 */
export async function policyOnDay(
  deps: Pick<ServiceDeps, 'db' | 'clock'>,
  asked: { readonly date: string; readonly country: string },
): Promise<PolicyOnDay> {
  const versions = await allVersions(deps.db);
  const entries = new Map((await versionEntries(deps, versions)).map((entry) => [entry.number, entry]));
  const timeZone = timeZoneOf(asked.country, null);
  const start = Temporal.PlainDate.from(asked.date).toZonedDateTime(timeZone);
  const end = start.add({ days: 1 }).toInstant();
  const began = versions
    .filter(({ effectiveFrom }) => isBetween(effectiveFrom, start.toInstant(), end))
    .filter((version) => versionInForce(versions, version.effectiveFrom)?.id === version.id)
    .toSorted((a, b) => Temporal.Instant.compare(a.effectiveFrom, b.effectiveFrom));
  const first = versions.find(({ id }) => id === versionInForce(versions, start.toInstant())?.id) ?? null;
  const part = (version: PublishedPolicy | null, since: Temporal.Instant | null): PolicyOfDay => {
    const document = version?.document ?? LAW_ONLY;
    return {
      ...{ since, document },
      version: (version && entries.get(version.number)) ?? null,
      terms: countryTerms(document, asked.country),
      rules: document.rules.filter((rule) => rule.when.every((one) => mayHold(one, document, asked))),
      seasons: document.seasons.filter((season) => covers(season, asked)),
    };
  };
  return { timeZone, parts: [part(first, null), ...began.map((version) => part(version, version.effectiveFrom))] };
}

/** Strictly after the beginning of the day: one that begins with it is in force from its beginning. */
function isBetween(at: Temporal.Instant, start: Temporal.Instant, end: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at, start) > 0 && Temporal.Instant.compare(at, end) < 0;
}

function covers(season: Season, { date, country }: { date: string; country: string }): boolean {
  return season.orderedFrom <= date && date <= season.orderedTo && (season.countries?.includes(country) ?? true);
}

/** False only when the country or the day of the order alone rules a condition out. */
function mayHold(condition: Condition, document: PolicyDocument, asked: { date: string; country: string }): boolean {
  switch (condition.kind) {
    case 'country':
      return condition.in.includes(asked.country);
    case 'market':
      return condition.in.some((market) => document.markets[market]?.includes(asked.country));
    case 'season':
      return document.seasons.some((season) => condition.in.includes(season.id) && covers(season, asked));
    case 'ordered':
      return (condition.from ?? asked.date) <= asked.date && asked.date <= (condition.to ?? asked.date);
    default:
      return true;
  }
}
