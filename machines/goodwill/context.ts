import * as z from 'zod';

/** Why credit is given for nothing returned; the words stand in app/i18n under the same names. */
export const GOODWILL_REASONS = ['delay', 'mistake', 'quality', 'loyalty'] as const;
export type GoodwillReason = (typeof GOODWILL_REASONS)[number];

/** Characters of the note to colleagues. */
export const GOODWILL_NOTE_LIMIT = 1000;

/** A person of the staff, by id. */
export const person = z.string().min(1).max(64);

/** Context of one goodwill credit. */
export const goodwillContext = z.strictObject({
  id: z.string().min(1),
  returnId: z.string().min(1),
  askedBy: person,
  /** Minor units, more than none. */
  amount: z.int().min(1),
  reason: z.enum(GOODWILL_REASONS),
  note: z.string().max(GOODWILL_NOTE_LIMIT).nullable(),
});
export type GoodwillContext = z.infer<typeof goodwillContext>;
