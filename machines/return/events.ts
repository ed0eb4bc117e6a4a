import * as z from 'zod';

export const returnEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('receive') }),
  /** All lines are decided at once; `owed` is the refund in minor units, 0 when every line was rejected. */
  z.strictObject({ type: z.literal('decide'), owed: z.int().min(0) }),
  /** Some money arrived at its goal; `outstanding` is what is still to be settled. */
  z.strictObject({ type: z.literal('settle'), outstanding: z.int().min(0) }),
  /** A refund came back or failed: the customer is owed again. */
  z.strictObject({ type: z.literal('reopen'), outstanding: z.int().min(1) }),
  z.strictObject({ type: z.literal('cancel') }),
  /** Deadline: nothing has arrived yet. */
  z.strictObject({ type: z.literal('remind') }),
]);
export type ReturnEvent = z.infer<typeof returnEvent>;
