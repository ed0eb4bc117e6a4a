import * as z from 'zod';

export const parcelEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('label-ready') }),
  z.strictObject({ type: z.literal('label-failed'), problem: z.string().max(200) }),
  z.strictObject({ type: z.literal('draw-again') }),
  /** The customer wants the merchant's label after all. */
  z.strictObject({ type: z.literal('label-wanted') }),
  /** A proof that the customer has sent it: a receipt shown to staff, later a carrier's first scan. */
  z.strictObject({ type: z.literal('dispatched') }),
  z.strictObject({ type: z.literal('receive') }),
  z.strictObject({ type: z.literal('void') }),
]);
export type ParcelEvent = z.infer<typeof parcelEvent>;
