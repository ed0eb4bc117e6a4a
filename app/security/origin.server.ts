/** Called by other machines, which prove themselves by a signature or a key and not by a cookie. */
const machinePaths = /^\/(webhooks|api)\//;
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface OriginFacts {
  method: string;
  path: string;
  /** The Host header. */
  host: string | undefined;
  origin: string | undefined;
  secFetchSite: string | undefined;
}

/**
 * Decides whether a request may change something: refuses what another site made a browser send. Browsers say so by
 * Sec-Fetch-Site; over plain http, where they leave it out, by Origin. A request with neither comes from a program, which has
 * nobody's cookies but its own, or from a browser of before 2020: there it is left to `SameSite=Lax` that no cookie of ours comes
 * with another site's form (docs/decisions/032).
 */
export function comesFromHere(facts: OriginFacts, appUrl: string): boolean {
  if (safeMethods.has(facts.method) || machinePaths.test(facts.path)) return true;
  if (facts.secFetchSite !== undefined) return facts.secFetchSite === 'same-origin' || facts.secFetchSite === 'none';
  if (facts.origin === undefined) return true;
  if (!URL.canParse(facts.origin)) return false;
  const origin = new URL(facts.origin);
  return origin.origin === new URL(appUrl).origin || origin.host === facts.host;
}
