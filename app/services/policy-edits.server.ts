import { z } from 'zod';
import { CountryCodeSchema, CountryPolicySchema, type PolicyDocument } from '#machines/policy/policy.ts';

/** Stands where a country could: the rules for every country without an entry of its own. */
export const DEFAULT_ENTRY = 'default';

/** More countries than there are, and fewer than would make a page slow. */
const MOST_COUNTRIES = 300;
const MOST_EDITS = 60;

/**
 * One change somebody wants: the same rules for all the countries named, or, with `rules: null`, no entry of their own any more. Edits and not a
 * finished document, so that they can be laid upon another version than the one they were made on.
 */
export const PolicyEditSchema = z
  .strictObject({
    countries: z
      .array(z.union([z.literal(DEFAULT_ENTRY), CountryCodeSchema]))
      .min(1)
      .max(MOST_COUNTRIES),
    rules: CountryPolicySchema.nullable(),
  })
  .refine(({ countries, rules }) => rules !== null || !countries.includes(DEFAULT_ENTRY), 'the default stays');
export type PolicyEdit = z.infer<typeof PolicyEditSchema>;

export const PolicyEditsSchema = z.array(PolicyEditSchema).max(MOST_EDITS);

/** The document with the edits made, in their order: of two about one country the later holds. Removing an entry that is not there does nothing. */
export function applyPolicyEdits(document: PolicyDocument, edits: readonly PolicyEdit[]): PolicyDocument {
  let fallback = document.default;
  const countries = new Map(Object.entries(document.countries));
  for (const { countries: named, rules } of edits) {
    for (const country of named) {
      if (rules === null) countries.delete(country);
      else if (country === DEFAULT_ENTRY) fallback = rules;
      else countries.set(country, rules);
    }
  }
  return { ...document, default: fallback, countries: Object.fromEntries(countries) };
}

/** The edits and one more; what it says about a country replaces what was said before. */
export function addPolicyEdit(edits: readonly PolicyEdit[], edit: PolicyEdit): PolicyEdit[] {
  return [...withoutCountries(edits, edit.countries), { ...edit, countries: [...new Set(edit.countries)] }];
}

/** The edits without what they say about these countries. */
export function withoutCountries(edits: readonly PolicyEdit[], countries: readonly string[]): PolicyEdit[] {
  return edits
    .map((edit) => ({ ...edit, countries: edit.countries.filter((country) => !countries.includes(country)) }))
    .filter((edit) => edit.countries.length > 0);
}
