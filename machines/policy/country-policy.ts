import { z } from 'zod';
import { MoneySchema } from '#machines/money.ts';

/** Longest window a merchant may promise, in days: ten years. */
export const LONGEST_WINDOW_DAYS = 3650;

/** A fee in minor units of a currency; never negative. */
export const FeeSchema = MoneySchema.refine((fee) => fee.amount >= 0, 'a fee is not negative');

/**
 * Who bears the way back. `labelFee` is what the customer pays for the merchant's label, taken from the refund; null: no label is offered and
 * the customer pays a carrier of their own.
 */
export const ReturnCostPolicySchema = z.discriminatedUnion('payer', [
  z.strictObject({ payer: z.literal('merchant') }),
  z.strictObject({ payer: z.literal('customer'), labelFee: FeeSchema.nullable() }),
]);
export type ReturnCostPolicy = z.infer<typeof ReturnCostPolicySchema>;

/** The event a merchant's window counts from; a delivery or dispatch that is not known has not started it. */
export const WINDOW_EVENTS = ['delivery', 'order', 'dispatch'] as const;
export type WindowEvent = (typeof WINDOW_EVENTS)[number];

export const WindowDaysSchema = z.int().min(0).max(LONGEST_WINDOW_DAYS);

/**
 * The merchant's terms for one country, as far as no rule of the merchant says otherwise.
 * `windowDays`: calendar days after the local day of `windowFrom`. null: the merchant grants nothing beyond the law; 0: the merchant says "no
 * returns", which matters only where the law lets such a term replace its own (Japan) and is refused by `lintPolicy` where the law does not.
 * `refundOutboundShipping`: refund outbound shipping where the law does not ask for it; false takes nothing from the law.
 * `finalSaleReturnable`: whether goods marked final sale fall under the window; a statutory right is not touched by it.
 */
export const CountryPolicySchema = z.strictObject({
  windowDays: WindowDaysSchema.nullable(),
  windowFrom: z.enum(WINDOW_EVENTS),
  returnCost: ReturnCostPolicySchema,
  refundOutboundShipping: z.boolean(),
  finalSaleReturnable: z.boolean(),
});
export type CountryPolicy = z.infer<typeof CountryPolicySchema>;

export const CountryCodeSchema = z.string().regex(/^[A-Z]{2}$/);
