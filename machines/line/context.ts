import * as z from 'zod';

export const GRADES = ['as-new', 'opened', 'used', 'damaged', 'wrong-item', 'missing'] as const;
export type Grade = (typeof GRADES)[number];

/** Why the desk gives less than asked, or nothing. */
export const REDUCE_REASONS = [
  'signs-of-use',
  'parts-missing',
  'damaged-by-customer',
  'packaging-missing',
  'other',
] as const;
export const REJECT_REASONS = [
  'not-received',
  'wrong-item-sent',
  'outside-window',
  'seal-broken',
  'damaged-by-customer',
  'other',
] as const;

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
