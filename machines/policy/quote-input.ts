import { z } from 'zod';
import { CurrencySchema } from '#machines/money.ts';
import { REASON_CODES } from '#machines/policy/reasons.ts';
import { ReturnTermsSchema } from '#machines/policy/terms.ts';

/** Most pieces of one line; above it a list of pieces would grow without use. */
const MOST_PIECES = 100_000;
const Id = z.string().min(1).max(100);
const Amount = z.int().min(0);
const Quantity = z.int().min(0).max(MOST_PIECES);

export const PiecesSchema = z.array(z.int().min(0).max(MOST_PIECES)).max(MOST_PIECES);
export { Amount as AmountSchema, Id as QuoteIdSchema, Quantity as QuantitySchema };

/** One line of the order as it was paid. Amounts in minor units of the order's currency. */
export const QuoteOrderLineSchema = z.strictObject({
  id: Id,
  quantity: Quantity.min(1),
  /** Price of one piece before discounts. */
  unitPrice: Amount,
  /** The whole line's share of all discounts: of the line, of the order, of coupons. */
  discountTotal: Amount,
  /** The part of `discountTotal` that the order's coupon gave. */
  couponTotal: Amount.default(0),
  /** The whole line's tax. */
  taxTotal: Amount,
  /** true: the prices contain the tax. */
  taxIncluded: z.boolean(),
  alreadyRefundedQuantity: Quantity,
  alreadyRefundedAmount: Amount,
  /** Which pieces are taken by refunds and open returns; without it the first `alreadyRefundedQuantity` ones. */
  takenPieces: PiecesSchema.optional(),
  /** Those of the taken pieces whose return is not decided: they cannot be chosen, but for the coupon the customer still keeps them. */
  openPieces: PiecesSchema.default([]),
  /** false: a gift card, a service; such a line does not keep the rest of the order from being the whole. */
  requiresShipping: z.boolean().optional(),
});

/** What has been settled, in money or in store credit, of what earlier quotes of the order took: so that nothing is taken twice. */
const EarlierQuotes = {
  /** The sum of their `couponClawback`. */
  clawedBack: z.int().default(0),
  /** The sum of their `cancellationFee`. */
  cancellationFeeCharged: Amount.default(0),
  /** The sum of their `rounding`, so that roundings to what can be paid do not add up. */
  rounded: z.int().default(0),
};

/** Everything a quote is computed from, as plain JSON: what is stored gives the same quote again. */
export const QuoteInputSchema = z.strictObject({
  currency: CurrencySchema,
  orderLines: z.array(QuoteOrderLineSchema).max(10_000),
  shipping: z.strictObject({
    /** What the customer paid for outbound delivery, tax included. */
    paid: Amount,
    alreadyRefunded: Amount,
    /** The cheapest standard delivery offered; null: not known, then all that was paid counts as standard. */
    standardCost: Amount.nullable(),
    /** true: delivery was charged for each piece, so a part of the order brings its share back. */
    pricedPerItem: z.boolean().optional(),
  }),
  /** What comes back. For an approval: the accepted quantity, 0 for a line that was rejected. */
  returning: z
    .array(
      z.strictObject({
        orderLineId: Id,
        quantity: Quantity,
        reason: z.enum(REASON_CODES),
        terms: ReturnTermsSchema,
        /** The pieces an earlier quote of this return named, so that a later one names the same amounts. */
        pieces: PiecesSchema.optional(),
      }),
    )
    .max(10_000),
  /** The parcel travels with the merchant's label. */
  usesMerchantLabel: z.boolean(),
  deductions: z
    .array(z.strictObject({ orderLineId: Id, amount: Amount, reasonCode: z.string().min(1).max(80) }))
    .max(10_000)
    .optional(),
  /** The payments of the order in the order in which they are refunded; `refunded` includes what is on its way. */
  payments: z.array(z.strictObject({ id: Id, amount: Amount, refunded: Amount })).max(100),
  /** The coupon that the order used, as the shop wrote it; null: none, or not known. */
  couponCode: z.string().max(500).nullable().default(null),
  resolution: z.enum(['refund', 'store-credit']).default('refund'),
  ...EarlierQuotes,
});

/** What a caller gives; what is optional stands for nothing taken and no coupon. */
export type QuoteInput = z.input<typeof QuoteInputSchema>;
export type QuoteOrderLine = z.input<typeof QuoteOrderLineSchema>;

/** The input with all that is optional filled in. */
export type CheckedInput = z.output<typeof QuoteInputSchema>;
export type CheckedOrderLine = z.output<typeof QuoteOrderLineSchema>;
export type CheckedReturning = CheckedInput['returning'][number];
