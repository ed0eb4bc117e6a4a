import * as z from 'zod';

export const LABEL_FORMATS = ['a4', '4x6'] as const;
export type LabelFormat = (typeof LABEL_FORMATS)[number];
export const TRAVELS = ['label', 'own'] as const;
export type Travel = (typeof TRAVELS)[number];

/** Context of a parcel on its way back. */
export const parcelContext = z.strictObject({
  id: z.string().min(1),
  returnId: z.string().min(1),
  travel: z.enum(TRAVELS),
  /** Why the label could not be drawn; staff see it. */
  labelProblem: z.string().max(200).nullable(),
});
export type ParcelContext = z.infer<typeof parcelContext>;
