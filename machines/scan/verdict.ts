import type { ReturnState } from '../return/index.ts';

/** The four answers that the dock hears apart. */
export const SCAN_RESULTS = ['ok', 'already', 'unknown', 'stop'] as const;
export type ScanResult = (typeof SCAN_RESULTS)[number];

/** What is known of the return that a code means, at the moment of the scan. */
export interface ScannedReturn {
  readonly state: ReturnState;
  /** Whether its goods have been counted. */
  readonly counted: boolean;
  /** Whether its parcel was scanned before. */
  readonly arrived: boolean;
}

export type ArrivalVerdict =
  | { readonly result: 'ok'; readonly reason: 'arrived' }
  | { readonly result: 'already'; readonly reason: 'scanned' | 'counted' }
  | { readonly result: 'stop'; readonly reason: 'cancelled' | 'decided' };

/**
 * Whether a scanned parcel is a new arrival. A cancelled return stops it, and so does one whose goods have been counted and decided upon:
 * nothing more is expected then. One that was refunded ahead of its goods still waits for them.
 */
export function judgeArrival({ state, counted, arrived }: ScannedReturn): ArrivalVerdict {
  if (state === 'cancelled') return { result: 'stop', reason: 'cancelled' };
  if (counted && state !== 'received') return { result: 'stop', reason: 'decided' };
  if (counted) return { result: 'already', reason: 'counted' };
  return arrived ? { result: 'already', reason: 'scanned' } : { result: 'ok', reason: 'arrived' };
}
