import * as z from 'zod';

export const parcelEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('label-ready') }),
  z.strictObject({ type: z.literal('label-failed'), problem: z.string().max(200) }),
  z.strictObject({ type: z.literal('draw-again') }),
  z.strictObject({ type: z.literal('receive') }),
  z.strictObject({ type: z.literal('void') }),
]);
export type ParcelEvent = z.infer<typeof parcelEvent>;
