import { GRAMS_LIMIT } from '#machines/dock/weights.ts';
import { latinDigits } from './count-fields.server.ts';

/** Null grams: nothing was typed, for the parcel need not be weighed. */
export type ReadWeight = { readonly ok: true; readonly grams: number | null } | { readonly ok: false };

/**
 * The weight of a parcel as a person or a scale types it: whole grams, or a number with its unit, `1250 g`, `1.25 kg`, `1,25 kg`. Refused is what
 * could mean something else: `1.250` alone is a kilogram and a quarter on one scale and a thousand grams in another country, as is `1.250 g`.
 */
export function readWeight(typed: string): ReadWeight {
  const text = latinDigits(typed).replace('٫', '.').replace(',', '.').toLowerCase();
  if (text === '') return { ok: true, grams: null };
  const match =
    /^\+? {0,9}(?<grams>\d{1,7})$/.exec(text) ??
    /^\+? {0,9}(?<grams>\d{1,7}(?:\.\d{1,2})?) {0,9}g$/.exec(text) ??
    /^\+? {0,9}(?<kilograms>\d{1,4}(?:\.\d{1,4})?) {0,9}kg$/.exec(text);
  const { grams = null, kilograms = 0 } = match?.groups ?? {};
  const weight = Math.round(grams === null ? Number(kilograms) * 1000 : Number(grams));
  return weight >= 1 && weight <= GRAMS_LIMIT ? { ok: true, grams: weight } : { ok: false };
}
