/** Where the terms of these countries are set in a draft. */
export function termsPath(draftId: string, countries: readonly string[]): string {
  const query = new URLSearchParams(countries.map((country) => ['for', country]));
  return `/policy/drafts/${draftId}/terms?${query}`;
}
