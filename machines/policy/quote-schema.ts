import { z } from 'zod';
import { CurrencySchema } from '#machines/money.ts';
import { AmountSchema, PiecesSchema, QuantitySchema, QuoteIdSchema } from '#machines/policy/quote-input.ts';
import { REASON_CODES } from '#machines/policy/reasons.ts';

export { type QuoteInput, QuoteInputSchema, type QuoteOrderLine, QuoteOrderLineSchema } from './quote-input.ts';

/** Why so much of outbound shipping goes back, or why nothing does. */
export const SHIPPING_CODES = [
  'shipping.none-paid',
  'shipping.already-refunded',
  'shipping.partial',
  'shipping.per-item',
  'shipping.not-due',
  'shipping.merchant-fault',
  'shipping.law',
  'shipping.policy',
] as const;

/** Why the way back costs so much, or nothing. */
export const FEE_CODES = [
  'fee.none',
  'fee.merchant-fault',
  'fee.merchant-pays',
  'fee.own-carrier',
  'fee.no-label-offered',
  'fee.other-currency',
  'fee.label',
  'fee.label-capped',
] as const;

/** Why the law's fee for cancelling is so much, or nothing. */
export const CANCELLATION_CODES = [
  'cancellation.none',
  'cancellation.merchant-fault',
  'cancellation.other-currency',
  'cancellation.charged-before',
  'cancellation.percent',
  'cancellation.most',
  'cancellation.capped',
] as const;

/** Why a coupon is taken back from what the customer keeps, or given again. */
export const COUPON_CODES = ['coupon.none', 'coupon.below-minimum', 'coupon.capped', 'coupon.given-back'] as const;

/** What the line's own terms take off. */
const Restocking = {
  restocking: AmountSchema,
  restockingPercent: z.int().min(0).max(100),
};

/** One line of a quote: refund = gross - discount + (tax, where it was added) - capped - restocking - deduction. */
export const QuoteLineSchema = z.strictObject({
  orderLineId: QuoteIdSchema,
  quantity: QuantitySchema,
  pieces: PiecesSchema,
  reason: z.enum(REASON_CODES),
  gross: AmountSchema,
  discount: AmountSchema,
  tax: AmountSchema,
  taxIncluded: z.boolean(),
  deduction: AmountSchema,
  deductionCode: z.string().nullable(),
  /** Not refunded because it went back before, outside a return. */
  capped: AmountSchema,
  refund: AmountSchema,
  policyVersionId: z.string(),
  ...Restocking,
});
export type QuoteLine = z.infer<typeof QuoteLineSchema>;

/** What the second schema added, beside the lines. */
const Added = {
  resolution: z.enum(['refund', 'store-credit']),
  /** What the law lets the seller keep of a change of mind. */
  cancellationFee: z.strictObject({ amount: AmountSchema, code: z.enum(CANCELLATION_CODES) }),
  /** Above 0: taken off, because too little is kept for the coupon. Below 0: given again, because what it was taken from has come back. */
  couponClawback: z.strictObject({ amount: z.int(), code: z.enum(COUPON_CODES) }),
  /** What store credit brings beyond `total`, which stays the refund. */
  creditBonus: AmountSchema,
};

const DocumentSchema = z.strictObject({
  schemaVersion: z.literal(2),
  currency: CurrencySchema,
  lines: z.array(QuoteLineSchema),
  shippingRefund: z.strictObject({ amount: AmountSchema, code: z.enum(SHIPPING_CODES) }),
  returnFee: z.strictObject({ amount: AmountSchema, code: z.enum(FEE_CODES) }),
  /** Added so that Stripe can pay the total (see `roundToPayable`); negative where earlier quotes had rounded up or the last step lies below. */
  rounding: z.int(),
  /** What would be due but is no longer left on the payments. */
  notPayable: AmountSchema,
  total: AmountSchema,
  /** From which payments the total is taken; with store credit nothing is sent to them. */
  payouts: z.array(z.strictObject({ paymentId: QuoteIdSchema, amount: z.int().min(1) })),
  policyVersionIds: z.array(z.string()),
  ...Added,
});
export type Quote = z.infer<typeof DocumentSchema>;

const FirstLineSchema = QuoteLineSchema.omit({ restocking: true, restockingPercent: true });
const FirstSchema = DocumentSchema.omit({
  resolution: true,
  cancellationFee: true,
  couponClawback: true,
  creditBonus: true,
}).extend({ schemaVersion: z.literal(1), lines: z.array(FirstLineSchema) });

/** A quote of the first schema knew nothing of what the second one can take or add: there it is all zero. */
function upgrade(first: z.infer<typeof FirstSchema>): Quote {
  return {
    ...first,
    schemaVersion: 2,
    lines: first.lines.map((line) => ({ ...line, restocking: 0, restockingPercent: 0 })),
    resolution: 'refund',
    cancellationFee: { amount: 0, code: 'cancellation.none' },
    couponClawback: { amount: 0, code: 'coupon.none' },
    creditBonus: 0,
  };
}

/** Reads a stored quote; one of the first schema is brought up to the second. */
export const QuoteSchema = z.discriminatedUnion('schemaVersion', [FirstSchema.transform(upgrade), DocumentSchema]);

export type QuoteRefusal =
  | { code: 'quote.unknown-line' | 'quote.line-twice' | 'quote.pieces-taken'; orderLineId: string }
  | { code: 'quote.quantity-above-left'; orderLineId: string; asked: number; left: number }
  | { code: 'quote.deduction-above-refund'; orderLineId: string; asked: number; most: number }
  | { code: 'quote.discount-above-price' | 'quote.coupon-above-discount'; orderLineId: string };

export type QuoteResult = { ok: true; quote: Quote } | { ok: false; refusal: QuoteRefusal };
