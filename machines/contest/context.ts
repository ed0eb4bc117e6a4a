import * as z from 'zod';

/** Who did something, as the events have it: `staff:<id>`, or `policy` for the merchant's rules. */
export const actor = z.string().min(1).max(80);

/** Context of one contested decision: only what its guards need. */
export const contestContext = z.strictObject({
  id: z.string().min(1),
  returnId: z.string().min(1),
  /** Who made the decision. */
  decidedBy: actor,
  /** Minor units that the decision left out of what was asked for: a correction pays no more. */
  most: z.int().min(0),
  /** Minor units of the correction; 0 until there is one. */
  amount: z.int().min(0),
});
export type ContestContext = z.infer<typeof contestContext>;
