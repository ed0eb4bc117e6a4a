import { readScan } from './read-scan.ts';

/** A carrier's number or an SSCC, in the spelling of a scan. */
export interface CarrierCode {
  readonly kind: 'sscc' | 'tracking';
  readonly value: string;
}

/** The carrier's number or SSCC in what was noted; null when it is none. */
export function carrierCode(noted: string | null): CarrierCode | null {
  for (const { kind, value } of readScan(noted ?? '').readings) {
    if (kind === 'sscc' || kind === 'tracking') return { kind, value };
  }
  return null;
}
