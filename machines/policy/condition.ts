import { z } from 'zod';
import { GRADES } from '#machines/line/codes.ts';
import { CurrencySchema } from '#machines/money.ts';
import { CountryCodeSchema } from '#machines/policy/country-policy.ts';
import { REASON_CODES } from '#machines/policy/reasons.ts';
import { RESOLUTIONS } from '#machines/policy/resolution.ts';
import { SlugSchema } from '#machines/policy/slug.ts';

const Names = z.array(z.string().trim().min(1).max(80)).min(1).max(500);
const Percent = z.int().min(0).max(100);
const Amount = z.int().min(0);
const Count = z.int().min(0).max(100_000);

/** Local days at the customer's place, both included; at least one of the two. `whenUnknown` says what holds while the date is not known. */
const dates = { from: z.iso.date().optional(), to: z.iso.date().optional() };
const unknownDate = { whenUnknown: z.enum(['holds', 'fails']) };

const inOrder = (from: string | number | undefined, to: string | number | undefined) =>
  from === undefined || to === undefined || from <= to;
const oneBound = (...bounds: unknown[]) => bounds.some((bound) => bound !== undefined);

/**
 * One thing that must be so for a merchant's rule to match. Lists match when any entry does; names are compared without regard to case; a SKU
 * entry may end in `*`. Prices are what was paid for one piece after its discounts, in minor units; a price in another currency does not match.
 * `discount` is the whole percent taken off the price, rounded down. `earlier-returns` looks back so many days over the returns of the same
 * e-mail address; values in minor units of the order's currency, others not counted.
 */
export const ConditionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('country'), in: z.array(CountryCodeSchema).min(1).max(300) }),
  z.strictObject({ kind: z.literal('market'), in: z.array(SlugSchema).min(1).max(50) }),
  z
    .strictObject({ kind: z.literal('ordered'), ...dates })
    .refine(({ from, to }) => oneBound(from, to), 'condition.no-bound')
    .refine(({ from, to }) => inOrder(from, to), 'condition.bounds-crossed'),
  z
    .strictObject({ kind: z.literal('delivered'), ...dates, ...unknownDate })
    .refine(({ from, to }) => oneBound(from, to), 'condition.no-bound')
    .refine(({ from, to }) => inOrder(from, to), 'condition.bounds-crossed'),
  z
    .strictObject({ kind: z.literal('dispatched'), ...dates, ...unknownDate })
    .refine(({ from, to }) => oneBound(from, to), 'condition.no-bound')
    .refine(({ from, to }) => inOrder(from, to), 'condition.bounds-crossed'),
  z.strictObject({ kind: z.literal('category'), in: Names }),
  z.strictObject({ kind: z.literal('tag'), in: Names }),
  z.strictObject({ kind: z.literal('sku'), in: Names }),
  z.strictObject({ kind: z.literal('vendor'), in: Names }),
  z
    .strictObject({
      kind: z.literal('price'),
      currency: CurrencySchema,
      min: Amount.optional(),
      max: Amount.optional(),
    })
    .refine(({ min, max }) => oneBound(min, max), 'condition.no-bound')
    .refine(({ min, max }) => inOrder(min, max), 'condition.bounds-crossed'),
  z
    .strictObject({ kind: z.literal('discount'), minPercent: Percent.optional(), maxPercent: Percent.optional() })
    .refine(({ minPercent, maxPercent }) => oneBound(minPercent, maxPercent), 'condition.no-bound')
    .refine(({ minPercent, maxPercent }) => inOrder(minPercent, maxPercent), 'condition.bounds-crossed'),
  z.strictObject({ kind: z.literal('final-sale'), is: z.boolean() }),
  z.strictObject({ kind: z.literal('channel'), in: Names }),
  z.strictObject({ kind: z.literal('customer-tier'), in: Names }),
  z.strictObject({ kind: z.literal('customer-tag'), in: Names }),
  z
    .strictObject({
      kind: z.literal('earlier-returns'),
      withinDays: z.int().min(1).max(3650),
      minCount: Count.optional(),
      maxCount: Count.optional(),
      minValue: Amount.optional(),
      maxValue: Amount.optional(),
    })
    .refine((c) => oneBound(c.minCount, c.maxCount, c.minValue, c.maxValue), 'condition.no-bound')
    .refine((c) => inOrder(c.minCount, c.maxCount) && inOrder(c.minValue, c.maxValue), 'condition.bounds-crossed'),
  z.strictObject({ kind: z.literal('reason'), in: z.array(z.enum(REASON_CODES)).min(1).max(REASON_CODES.length) }),
  z.strictObject({ kind: z.literal('grade'), in: z.array(z.enum(GRADES)).min(1).max(GRADES.length) }),
  z.strictObject({ kind: z.literal('resolution'), in: z.array(z.enum(RESOLUTIONS)).min(1).max(RESOLUTIONS.length) }),
  z.strictObject({ kind: z.literal('season'), in: z.array(SlugSchema).min(1).max(50) }),
]);
export type Condition = z.infer<typeof ConditionSchema>;
export type ConditionKind = Condition['kind'];
export type ConditionOf<K extends ConditionKind> = Extract<Condition, { kind: K }>;
