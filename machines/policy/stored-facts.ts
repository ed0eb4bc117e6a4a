import { z } from 'zod';
import { GRADES } from '#machines/line/codes.ts';
import { type LineFacts, ORDER_SHAPES } from '#machines/policy/facts.ts';
import { REASON_CODES } from '#machines/policy/reasons.ts';
import { RESOLUTIONS } from '#machines/policy/resolution.ts';

const Instant = z.codec(z.iso.datetime({ precision: null }), z.instanceof(Temporal.Instant), {
  decode: (text) => Temporal.Instant.from(text),
  encode: (instant) => instant.toString(),
});
const Text = z.string().max(300);
const Texts = z.array(Text).max(500).readonly();

/**
 * The facts a decision was made on, as JSON: kept with the decision, so that it can be made again years later and give the same answer. Decode a
 * stored value to get the facts; encode facts to store them.
 */
export const StoredFactsSchema = z.strictObject({
  order: z.strictObject({
    placedAt: Instant,
    country: Text,
    subdivision: Text.nullable(),
    currency: Text,
    timeZone: Text.nullable(),
    cancelledAt: Instant.nullable(),
    shape: z.enum(ORDER_SHAPES),
    information: z.strictObject({ informed: z.boolean(), informedAt: Instant.nullable() }).exactOptional(),
    channel: Text.nullable().exactOptional(),
    customer: z.strictObject({ tier: Text.nullable(), tags: Texts }).exactOptional(),
    couponCode: Text.nullable().exactOptional(),
    earlierReturns: z
      .array(z.strictObject({ at: Instant, amount: z.int(), currency: Text }))
      .max(1000)
      .readonly()
      .exactOptional(),
  }),
  line: z.strictObject({
    id: Text,
    quantity: z.int(),
    alreadyReturned: z.int(),
    traits: Texts,
    requiresShipping: z.boolean(),
    deliveredAt: Instant.nullable(),
    allDeliveredAt: z.array(Instant.nullable()).max(1000).readonly(),
    dispatchedAt: Instant.nullable().exactOptional(),
    sku: Text.exactOptional(),
    vendor: Text.nullable().exactOptional(),
    category: Text.nullable().exactOptional(),
    tags: Texts.exactOptional(),
    unitPrice: z.int().exactOptional(),
    discountTotal: z.int().exactOptional(),
  }),
  request: z
    .strictObject({
      track: z.enum(['return', 'withdrawal']),
      reason: z.enum(REASON_CODES).nullable(),
      resolution: z.enum(RESOLUTIONS).nullable(),
      grade: z.enum(GRADES).nullable(),
    })
    .exactOptional(),
});

/** Facts as they are stored. Throws for facts beyond the limits, which no order of ours has. */
export function encodeFacts(facts: LineFacts): z.input<typeof StoredFactsSchema> {
  return StoredFactsSchema.encode(facts);
}

/** Stored facts as the rules want them. Throws when what is stored is no facts: then it was not stored by us. */
export function decodeFacts(stored: unknown): LineFacts {
  return StoredFactsSchema.parse(stored);
}
