import { z } from 'zod';
import { MoneySchema } from '#machines/money.ts';

/** Longest window a merchant may promise, in days: ten years. */
export const LONGEST_WINDOW_DAYS = 3650;

/**
 * Who bears the way back. `labelFee` is what the customer pays for the merchant's label, taken from the refund; null: no label is offered and
 * the customer pays a carrier of their own.
 */
export const ReturnCostPolicySchema = z.discriminatedUnion('payer', [
  z.strictObject({ payer: z.literal('merchant') }),
  z.strictObject({
    payer: z.literal('customer'),
    labelFee: MoneySchema.refine((fee) => fee.amount >= 0, 'a fee is not negative').nullable(),
  }),
]);
export type ReturnCostPolicy = z.infer<typeof ReturnCostPolicySchema>;

/**
 * The merchant's rules for one country.
 * `windowDays`: calendar days after the day of delivery. null: the merchant grants nothing beyond the law; 0: the merchant says "no returns",
 * which matters only where the law lets such a term replace its own (Japan) and is refused by `lintPolicy` where the law does not.
 * `refundOutboundShipping`: refund outbound shipping where the law does not ask for it; false takes nothing from the law.
 * `finalSaleReturnable`: whether goods marked final sale fall under the window; a statutory right is not touched by it.
 */
export const CountryPolicySchema = z.strictObject({
  windowDays: z.int().min(0).max(LONGEST_WINDOW_DAYS).nullable(),
  windowFrom: z.literal('delivery'),
  returnCost: ReturnCostPolicySchema,
  refundOutboundShipping: z.boolean(),
  finalSaleReturnable: z.boolean(),
});
export type CountryPolicy = z.infer<typeof CountryPolicySchema>;

export const CountryCodeSchema = z.string().regex(/^[A-Z]{2}$/);

/** A whole policy: a default and the countries that differ from it. At most 300 countries. */
export const PolicyDocumentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  default: CountryPolicySchema,
  countries: z
    .record(CountryCodeSchema, CountryPolicySchema)
    .refine((countries) => Object.keys(countries).length <= 300, 'too many countries'),
});
export type PolicyDocument = z.infer<typeof PolicyDocumentSchema>;

/** A published policy. Numbers rise by one; a version is in force from its instant until the next one's. */
export type PolicyVersion = { id: string; number: number; effectiveFrom: Temporal.Instant; document: PolicyDocument };

/** The rules for a country: its own entry, else the default. */
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
