import * as z from 'zod';
import { GRADES } from './codes.ts';

export { GRADES, type Grade, REDUCE_REASONS, REJECT_REASONS } from './codes.ts';

/** Context of a return line: only what its guards need. Pieces, and minor units of the return's currency. */
export const lineContext = z.strictObject({
  quantity: z.int().min(1),
  /** Pieces counted at the dock; null until then. */
  received: z.int().min(0).nullable(),
  grade: z.enum(GRADES).nullable(),
  acceptedQuantity: z.int().min(0).nullable(),
  deduction: z.int().min(0).nullable(),
});
export type LineContext = z.infer<typeof lineContext>;
