/**
 * Where to go after sign-in: a path of this site, else `fallback`. Refuses other sites in every spelling that a browser would
 * follow (`//host`, `/\host`, tabs and line ends inside), and anything longer than an address of ours.
 */
export function safeNext(next: string | null | undefined, fallback: string): string {
  if (!next || next.length > 500 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next)) return fallback;
  const base = 'http://here.invalid';
  if (!URL.canParse(next, base)) return fallback;
  const url = new URL(next, base);
  return url.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : fallback;
}
