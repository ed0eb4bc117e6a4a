export type AgeUnit = 'minute' | 'hour' | 'day';

/** How long something has waited, in the largest unit of which one is over; rounded down, never below zero. */
export function ageOf(sinceMs: number, nowMs: number): { readonly unit: AgeUnit; readonly count: number } {
  const minutes = Math.max(0, Math.floor((nowMs - sinceMs) / 60_000));
  if (minutes < 60) return { unit: 'minute', count: minutes };
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? { unit: 'hour', count: hours } : { unit: 'day', count: Math.floor(hours / 24) };
}
