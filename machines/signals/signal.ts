import type { FindingKind } from '../dock/findings.ts';

/** What is known when somebody looks at a return: counts and days, no names and no addresses. */
export interface SignalFacts {
  readonly now: Temporal.Instant;
  readonly decidedAt: Temporal.Instant | null;
  readonly receivedAt: Temporal.Instant | null;
  /** The customer keeps all of it: nothing is to come. */
  readonly kept: boolean;
  /** Grams of the parcel that came and of what was announced; null where either is not known. */
  readonly weights: { readonly measured: number; readonly expected: number } | null;
  /** What the dock found at its last count. */
  readonly findings: readonly FindingKind[];
  /** Of the same e-mail address: orders of the last year, how many of them came back, returns of the last days, claims of the last year. */
  readonly person: {
    readonly bought: number;
    readonly returned: number;
    readonly recent: number;
    readonly claims: number;
  };
  /** E-mail addresses that returned orders sent to this address within a year. */
  readonly emailsAtAddress: number;
  /** Returns of the last days of orders that one card paid. */
  readonly returnsOfCard: number;
  /** A parcel came whose label had been made void. */
  readonly voidedLabelCame: boolean;
}

/** Days that count as a short time. */
export const SHORT_DAYS = 7;

export const SIGNAL_CODES = [
  ...(['missing-scan', 'weight-off', 'serial-mismatch', 'high-rate', 'shared-address'] as const),
  ...(['voided-label', 'burst', 'same-card', 'empty-parcel', 'repeated-claims'] as const),
] as const;
export type SignalCode = (typeof SIGNAL_CODES)[number];

/** Where what it says was read. */
export const SIGNAL_BASES = [
  ...(['dock', 'decision', 'orders', 'address', 'label', 'payment', 'reasons', 'weights'] as const),
] as const;
export type SignalBasis = (typeof SIGNAL_BASES)[number];

/** Figures that the sentence names. */
export type SignalFigures = Readonly<Record<string, number>>;

/** Something that strikes: it asks for a person to look, and decides nothing. */
export interface Signal {
  readonly code: SignalCode;
  readonly rests: readonly SignalBasis[];
  readonly facts: SignalFigures;
}

/** One thing to look for: its figures when it strikes, else null. */
export interface SignalRule {
  readonly code: SignalCode;
  readonly rests: readonly SignalBasis[];
  readonly look: (facts: SignalFacts) => SignalFigures | null;
}
