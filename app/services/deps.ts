import type { Database } from '#db/open.ts';
import type { FourEyesLimits } from '#machines/four-eyes/limit.ts';

/** What a service needs: the database, the time, new ids, and a way to tell the worker. Tests pass their own. */
export interface ServiceDeps {
  readonly db: Database;
  readonly clock: () => Temporal.Instant;
  readonly ids: { next(): string; random(bytes: number): Uint8Array; digits(count: number): string };
  readonly wake: () => void;
  /** Above how much a decision waits for a second person, where the shop says otherwise than the house. */
  readonly fourEyes?: FourEyesLimits;
}

/** A service's answer: done, or a refusal with its code and figures. Never prose, never an exception for what a person may do wrong. */
export type Result<Value, Code extends string = string> =
  | ({ readonly ok: true } & Value)
  | { readonly ok: false; readonly refusal: Refusal<Code> };

export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly [figure: string]: string | number | null;
}

export const refuse = <Code extends string>(
  code: Code,
  figures: Record<string, string | number | null> = {},
): { readonly ok: false; readonly refusal: Refusal<Code> } => ({ ok: false, refusal: { ...figures, code } });
