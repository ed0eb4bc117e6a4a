import { z } from 'zod';
import { RMA_ALPHABET } from '#machines/rma-code.ts';

/**
 * What the product needs from a carrier, in its own words. The embedded carrier prints labels itself; others may buy them from a network.
 * Everything here is already translated and formatted: a carrier neither knows locales nor looks at a clock.
 */

const line = (limit: number) => z.string().trim().min(1).max(limit);

/** An address as printed. Limits are what fits on a label at a legal size of type; the country is spelled out in `countryName`. */
export const postalAddressSchema = z.strictObject({
  name: line(80),
  company: line(80).optional(),
  line1: line(100),
  line2: line(100).optional(),
  city: line(60),
  region: line(60).optional(),
  postcode: z.string().trim().max(20),
  countryCode: z.string().regex(/^[A-Z]{2}$/),
  countryName: line(60),
  phone: line(30).optional(),
});
export type PostalAddress = z.infer<typeof postalAddressSchema>;

/** The words of a label and its slip, in the customer's language. */
export const labelWordsSchema = z.strictObject({
  /** Title of the PDF document. */
  title: line(120),
  /** `RETURN`. */
  banner: line(30),
  from: line(30),
  to: line(30),
  /** `Use by`; the date is added. */
  useBy: line(40),
  affixPostage: line(60),
  prepaid: line(30),
  /** The service as the customer chose it: `Drop-off at a shop`. */
  service: line(60),
  /** `Parcel 1 of 2`, numbers included. */
  parcelOf: line(30),
  /** `Weight`; the figure is added. */
  weight: line(30),
  coverOldBarcodes: line(120),
  /** Why one would scan the square code. */
  scanForStatus: line(80),
  cutHere: line(120),
  instructionsTitle: line(60),
  instructions: z.array(line(200)).max(8),
  slipTitle: line(60),
  orderNumber: line(40),
  rmaCode: line(40),
  item: line(40),
  sku: line(30),
  quantity: line(20),
});
export type LabelWords = z.infer<typeof labelWordsSchema>;

export const labelFormatSchema = z.enum(['a4', '4x6']);
export type LabelFormat = z.infer<typeof labelFormatSchema>;

const slipLineSchema = z.strictObject({
  title: line(200),
  sku: z.string().trim().max(60),
  quantity: z.int().min(1).max(100_000),
});

/** One label. `slip` is printed on A4 only, on the part that goes inside the parcel. */
export const labelRequestSchema = z.strictObject({
  format: labelFormatSchema,
  /** BCP 47 tag of the words, for the document and for figures. */
  language: z.string().regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/),
  direction: z.enum(['ltr', 'rtl']),
  /** Canonical, without dashes. */
  rmaCode: z.string().regex(new RegExp(`^[${RMA_ALPHABET}]{9}$`)),
  statusUrl: z.url({ protocol: /^https?$/ }).max(200),
  from: postalAddressSchema,
  to: postalAddressSchema,
  /** `prepaid` only when the carriage is really paid. */
  postage: z.enum(['prepaid', 'affix']),
  service: z.enum(['drop-off', 'own-postage', 'pick-up']),
  parcel: z
    .strictObject({ index: z.int().min(1).max(99), count: z.int().min(1).max(99) })
    .refine(({ index, count }) => index <= count),
  weightGrams: z.int().min(1).max(1_000_000).nullable(),
  /** A local date, formatted for the reader. */
  useBy: line(40),
  words: labelWordsSchema,
  slip: z.strictObject({ orderNumber: line(60), lines: z.array(slipLineSchema).max(500) }),
});
export type LabelRequest = z.infer<typeof labelRequestSchema>;

export type LabelRefusal =
  /** A character that no font has; printing a blank box instead would lose the parcel. `text` is the first text with one. */
  | { code: 'label.missing-glyph'; text: string; characters: string[] }
  /** The two addresses do not fit at 8 pt, the smallest legal type. */
  | { code: 'label.address-too-long'; lines: number };

export type LabelResult =
  | { ok: true; pdf: Uint8Array; contentType: 'application/pdf' }
  | { ok: false; refusal: LabelRefusal };

export interface Carrier {
  /** Makes the label of one parcel. The same request gives the same bytes, so it may be asked again at any time. */
  makeLabel(request: LabelRequest): Promise<LabelResult>;
}
