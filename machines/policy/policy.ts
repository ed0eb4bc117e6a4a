import { z } from 'zod';
import { CountryCodeSchema, type CountryPolicy, CountryPolicySchema } from '#machines/policy/country-policy.ts';
import { MerchantRuleSchema } from '#machines/policy/merchant-rule.ts';
import { SeasonSchema } from '#machines/policy/season.ts';
import { SlugSchema } from '#machines/policy/slug.ts';

export * from '#machines/policy/country-policy.ts';

/** Where parcels go when a rule names another place than the shop's own address. */
export const WarehouseSchema = z.strictObject({
  name: z.string().trim().min(1).max(80),
  line1: z.string().trim().min(1).max(120),
  line2: z.string().trim().min(1).max(120).nullable(),
  city: z.string().trim().min(1).max(80),
  region: z.string().trim().min(1).max(80).nullable(),
  postcode: z.string().trim().min(1).max(20),
  country: CountryCodeSchema,
});
export type Warehouse = z.infer<typeof WarehouseSchema>;

const few = (most: number) => (record: object) => Object.keys(record).length <= most;
const distinct = (entries: readonly { id: string }[]) => new Set(entries.map(({ id }) => id)).size === entries.length;

/**
 * A whole policy: the terms that hold everywhere, the countries that differ from them, and the merchant's rules in their order. Markets are
 * names for groups of countries. At most 300 countries, 200 rules, 50 markets, seasons and warehouses.
 */
const DocumentSchema = z.strictObject({
  schemaVersion: z.literal(2),
  default: CountryPolicySchema,
  countries: z.record(CountryCodeSchema, CountryPolicySchema).refine(few(300), 'too many countries'),
  markets: z.record(SlugSchema, z.array(CountryCodeSchema).min(1).max(300)).refine(few(50), 'too many markets'),
  warehouses: z.record(SlugSchema, WarehouseSchema).refine(few(50), 'too many warehouses'),
  seasons: z.array(SeasonSchema).max(50).refine(distinct, 'policy.season-twice'),
  rules: z.array(MerchantRuleSchema).max(200).refine(distinct, 'policy.rule-twice'),
});
export type PolicyDocument = z.infer<typeof DocumentSchema>;

const FirstDocumentSchema = z.looseObject({ schemaVersion: z.literal(1) });

/** A document of the first schema had no rules; it says the same in the second one. Anything else is left for the schema to judge. */
function upgrade(stored: unknown): unknown {
  const first = FirstDocumentSchema.safeParse(stored);
  if (!first.success) return stored;
  return { ...first.data, schemaVersion: 2, markets: {}, warehouses: {}, seasons: [], rules: [] };
}

/** Reads a stored or uploaded document; one of the first schema is brought up to the second. */
export const PolicyDocumentSchema = z.preprocess(upgrade, DocumentSchema);

/** A published policy. Numbers rise by one; a version is in force from its instant until the next one's. */
export type PolicyVersion = { id: string; number: number; effectiveFrom: Temporal.Instant; document: PolicyDocument };
/** The terms of a country: its own entry, else the default. */
export function countryPolicy(document: PolicyDocument, country: string): CountryPolicy {
  return (Object.hasOwn(document.countries, country) ? document.countries[country] : undefined) ?? document.default;
}

/**
 * The version in force at an instant: the latest that had begun by then, and of two that began together the one with the higher number.
 * null when none had begun.
 */
export function versionInForce(versions: readonly PolicyVersion[], at: Temporal.Instant): PolicyVersion | null {
  let found: PolicyVersion | null = null;
  for (const version of versions) {
    if (Temporal.Instant.compare(version.effectiveFrom, at) > 0) continue;
    if (!found || isLater(version, found)) found = version;
  }
  return found;
}

function isLater(a: PolicyVersion, b: PolicyVersion): boolean {
  const order = Temporal.Instant.compare(a.effectiveFrom, b.effectiveFrom);
  return order > 0 || (order === 0 && a.number > b.number);
}

export type PolicyPair = { atPurchase: PolicyVersion; current: PolicyVersion };

/**
 * The two versions a decision weighs: the one in force when the order was placed, or the first ever for an older order, and the present one.
 * null when no version is in force yet.
 */
export function policiesFor(
  versions: readonly PolicyVersion[],
  placedAt: Temporal.Instant,
  now: Temporal.Instant,
): PolicyPair | null {
  const current = versionInForce(versions, now);
  if (!current) return null;
  const first = versions.toSorted((a, b) => (isLater(a, b) ? 1 : -1))[0] ?? current;
  return { atPurchase: versionInForce(versions, placedAt) ?? first, current };
}
