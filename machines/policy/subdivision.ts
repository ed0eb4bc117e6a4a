/**
 * The part of an ISO 3166-2 code after the country: `BY` from `DE-BY` or `by`. null when there is none, or when the text is no code at all
 * (a region's name, the code of another country's region).
 */
export function subdivisionPart(country: string, subdivision: string | null): string | null {
  if (subdivision === null) return null;
  const match = /^(?:([A-Z]{2})-)?([A-Z0-9]{1,3})$/.exec(subdivision.trim().toUpperCase());
  if (!match || (match[1] !== undefined && match[1] !== country)) return null;
  return match[2] ?? null;
}
