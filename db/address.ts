import { z } from 'zod';

const optional = z.string().max(200).nullable();

/**
 * An address as a shop gave it to us: any part may be empty, because an order is not refused for it. What prints it decides what it
 * needs. `country` is ISO 3166-1 alpha-2, or empty when the shop's word for it is unknown; `region` is the shop's own word.
 */
export const storedAddressSchema = z.strictObject({
  name: z.string().max(200),
  company: optional,
  line1: z.string().max(200),
  line2: optional,
  city: z.string().max(200),
  region: optional,
  postcode: z.string().max(40),
  country: z.string().max(2),
  phone: optional,
});

export type StoredAddress = z.infer<typeof storedAddressSchema>;
