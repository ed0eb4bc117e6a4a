import { burst } from './burst.ts';
import { emptyParcel } from './empty-parcel.ts';
import { highRate } from './high-rate.ts';
import { missingScan } from './missing-scan.ts';
import { repeatedClaims } from './repeated-claims.ts';
import { sameCard } from './same-card.ts';
import { serialMismatch } from './serial-mismatch.ts';
import { sharedAddress } from './shared-address.ts';
import type { Signal, SignalFacts, SignalRule } from './signal.ts';
import { voidedLabel } from './voided-label.ts';
import { weightOff } from './weight-off.ts';

/** All that is looked for, in the order in which it is shown. */
export const signalRules: readonly SignalRule[] = [
  ...[emptyParcel, serialMismatch, weightOff, voidedLabel, missingScan],
  ...[burst, sameCard, sharedAddress, highRate, repeatedClaims],
];

/**
 * What strikes about a return. A signal asks for a person to look before money leaves by itself; it is no part of any verdict or quote, so that none
 * can take a right away.
 */
export function signalsOf(facts: SignalFacts): Signal[] {
  return signalRules.flatMap(({ code, rests, look }) => {
    const found = look(facts);
    return found ? [{ code, rests, facts: found }] : [];
  });
}

export {
  SHORT_DAYS,
  SIGNAL_BASES,
  SIGNAL_CODES,
  type Signal,
  type SignalBasis,
  type SignalCode,
  type SignalFacts,
} from './signal.ts';
