import { z } from 'zod';
import { CurrencySchema } from '#machines/money.ts';
import { REASON_CODES } from '#machines/policy/reasons.ts';
import { ReturnTermsSchema } from '#machines/policy/terms.ts';

/** Most pieces of one line; above it a list of pieces would grow without use. */
const MOST_PIECES = 100_000;
const Id = z.string().min(1).max(100);
const Amount = z.int().min(0);
const Quantity = z.int().min(0).max(MOST_PIECES);
const Pieces = z.array(z.int().min(0).max(MOST_PIECES)).max(MOST_PIECES);

/** One line of the order as it was paid. Amounts in minor units of the order's currency. */
export const QuoteOrderLineSchema = z.strictObject({
  id: Id,
  quantity: Quantity.min(1),
  /** Price of one piece before discounts. */
  unitPrice: Amount,
  /** The whole line's share of all discounts: of the line, of the order, of coupons. */
  discountTotal: Amount,
  /** The whole line's tax. */
  taxTotal: Amount,
  /** true: the prices contain the tax. */
  taxIncluded: z.boolean(),
  alreadyRefundedQuantity: Quantity,
  alreadyRefundedAmount: Amount,
  /** Which pieces are taken by refunds and open returns; without it the first `alreadyRefundedQuantity` ones. */
  takenPieces: Pieces.optional(),
  /** false: a gift card, a service; such a line does not keep the rest of the order from being the whole. */
  requiresShipping: z.boolean().optional(),
});
export type QuoteOrderLine = z.infer<typeof QuoteOrderLineSchema>;

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
        pieces: Pieces.optional(),
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
});
export type QuoteInput = z.infer<typeof QuoteInputSchema>;
export type QuoteReturningLine = QuoteInput['returning'][number];

/** One line of a quote: refund = gross - discount + (tax, where it was added) - deduction - capped. */
export const QuoteLineSchema = z.strictObject({
  orderLineId: Id,
  quantity: Quantity,
  pieces: Pieces,
  reason: z.enum(REASON_CODES),
  gross: Amount,
  discount: Amount,
  tax: Amount,
  taxIncluded: z.boolean(),
  deduction: Amount,
  deductionCode: z.string().nullable(),
  /** Not refunded because it went back before, outside a return. */
  capped: Amount,
  refund: Amount,
  policyVersionId: z.string(),
});
export type QuoteLine = z.infer<typeof QuoteLineSchema>;

export const QuoteSchema = z.strictObject({
  schemaVersion: z.literal(1),
  currency: CurrencySchema,
  lines: z.array(QuoteLineSchema),
  shippingRefund: z.strictObject({
    amount: Amount,
    code: z.enum([
      'shipping.none-paid',
      'shipping.already-refunded',
      'shipping.partial',
      'shipping.per-item',
      'shipping.not-due',
      'shipping.merchant-fault',
      'shipping.law',
      'shipping.policy',
    ]),
  }),
  returnFee: z.strictObject({
    amount: Amount,
    code: z.enum([
      'fee.none',
      'fee.merchant-fault',
      'fee.merchant-pays',
      'fee.own-carrier',
      'fee.no-label-offered',
      'fee.other-currency',
      'fee.label',
      'fee.label-capped',
    ]),
  }),
  /** Added so that Stripe can pay the total (see `roundToPayable`); negative when the last payable step lies below. */
  rounding: z.int(),
  /** What would be due but is no longer left on the payments. */
  notPayable: Amount,
  total: Amount,
  payouts: z.array(z.strictObject({ paymentId: Id, amount: z.int().min(1) })),
  policyVersionIds: z.array(z.string()),
});
export type Quote = z.infer<typeof QuoteSchema>;

export type QuoteRefusal =
  | { code: 'quote.unknown-line' | 'quote.line-twice' | 'quote.pieces-taken'; orderLineId: string }
  | { code: 'quote.quantity-above-left'; orderLineId: string; asked: number; left: number }
  | { code: 'quote.deduction-above-refund'; orderLineId: string; asked: number; most: number }
  | { code: 'quote.discount-above-price'; orderLineId: string };

export type QuoteResult = { ok: true; quote: Quote } | { ok: false; refusal: QuoteRefusal };
