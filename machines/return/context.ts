import * as z from 'zod';

/** Context of a return: only what its guards need. */
export const returnContext = z.strictObject({
  id: z.string().min(1),
  lines: z.int().min(1),
  /** Lines that the desk has decided. */
  decided: z.int().min(0),
  /** Minor units still to be settled. */
  outstanding: z.int().min(0),
});
export type ReturnContext = z.infer<typeof returnContext>;
