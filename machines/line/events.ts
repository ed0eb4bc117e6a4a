import * as z from 'zod';
import { GRADES, REDUCE_REASONS, REJECT_REASONS } from './context.ts';

const note = z.string().max(2000).nullable();

export const lineEvent = z.discriminatedUnion('type', [
  /** The dock looked at it. `received` may be less than asked, or more; never the amount to refund by itself. */
  z.strictObject({ type: z.literal('inspect'), received: z.int().min(0).max(100_000), grade: z.enum(GRADES), note }),
  z.strictObject({ type: z.literal('accept'), quantity: z.int().min(1) }),
  /** Accepted with a deduction in minor units. */
  z.strictObject({
    type: z.literal('reduce'),
    quantity: z.int().min(1),
    deduction: z.int().min(1),
    reason: z.enum(REDUCE_REASONS),
    note,
  }),
  z.strictObject({ type: z.literal('reject'), reason: z.enum(REJECT_REASONS), note }),
  z.strictObject({ type: z.literal('cancel') }),
]);
export type LineEvent = z.infer<typeof lineEvent>;
