import { z } from 'zod';
import { CountryCodeSchema } from '#machines/policy/country-policy.ts';
import { SlugSchema } from '#machines/policy/slug.ts';

/**
 * A longer window for orders of a time of the year, such as the weeks before the holidays. Dates are local days at the customer's place, both
 * ends included; what was ordered from `orderedFrom` to `orderedTo` can come back until the end of `returnUntil`. `countries: null`: everywhere.
 * It can only lengthen a window that the policy grants, never shorten one.
 */
export const SeasonSchema = z
  .strictObject({
    id: SlugSchema,
    name: z.string().trim().min(1).max(80),
    countries: z.array(CountryCodeSchema).min(1).max(300).nullable(),
    orderedFrom: z.iso.date(),
    orderedTo: z.iso.date(),
    returnUntil: z.iso.date(),
  })
  .refine((season) => season.orderedFrom <= season.orderedTo, {
    message: 'season.ends-before-it-begins',
    path: ['orderedTo'],
  })
  .refine((season) => season.orderedTo <= season.returnUntil, {
    message: 'season.return-before-order',
    path: ['returnUntil'],
  });
export type Season = z.infer<typeof SeasonSchema>;
