import type { RateLimit } from './controls.ts';

interface Bucket {
  tokens: number;
  atMs: number;
}

/** Takes a token; a bucket fills evenly, by the clock, up to its size. */
function takes(bucket: Bucket, perSecond: number, size: number, nowMs: number): boolean {
  const elapsedMs = Math.max(0, nowMs - bucket.atMs);
  bucket.tokens = Math.min(size, bucket.tokens + (elapsedMs * perSecond) / 1_000);
  bucket.atMs = nowMs;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

/** Stripe's limit of requests: a bucket for the account and one for each route. Off until a limit is set. */
export function createRate(clock: () => Temporal.Instant) {
  let limit: RateLimit | null = null;
  const buckets = new Map<string, Bucket>();

  function allows(name: string, perSecond: number, size: number): boolean {
    const nowMs = clock().epochMilliseconds;
    const bucket = buckets.get(name) ?? { tokens: size, atMs: nowMs };
    buckets.set(name, bucket);
    return takes(bucket, perSecond, size, nowMs);
  }

  return {
    set(next: RateLimit | null): void {
      limit = next;
      buckets.clear();
    },
    /** Whether a request to a route is still within the limit; counts it if so. */
    admits(route: string): boolean {
      if (!limit) return true;
      const { perSecond, burst = perSecond, perRoute } = limit;
      if (perRoute !== undefined && !allows(route, perRoute, perRoute)) return false;
      return allows('', perSecond, burst);
    },
  };
}
