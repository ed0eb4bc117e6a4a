/**
 * Which of two instants comes first: below 0 the first one. As `Temporal.Instant.compare`, which takes ten times as long and is asked only within
 * one millisecond: a simulation compares millions of them.
 */
export function compareInstants(a: Temporal.Instant, b: Temporal.Instant): number {
  return a.epochMilliseconds - b.epochMilliseconds || Temporal.Instant.compare(a, b);
}
