import { z } from 'zod';
import { evaluateLine } from '#machines/policy/evaluate.ts';
import type { LineFacts } from '#machines/policy/facts.ts';
import type { PolicyPair, PolicyVersion } from '#machines/policy/policy.ts';
import { STATUTE_AS_OF } from '#machines/policy/statutory.ts';
import { decodeFacts, encodeFacts, StoredFactsSchema } from '#machines/policy/stored-facts.ts';
import type { LineVerdict } from '#machines/policy/verdict.ts';

type StoredFacts = z.input<typeof StoredFactsSchema>;

const Id = z.string().min(1).max(100);

/**
 * All that a decision rests on, as JSON: the facts as they are stored, the two versions it weighed, the state of the statutory table, and the instant.
 * With the versions and the table of that day it gives the same verdict for ever (`replayDecision`).
 */
export const DecisionBasisSchema = z.strictObject({
  schemaVersion: z.literal(1),
  facts: z.custom<StoredFacts>((value) => StoredFactsSchema.safeParse(value).success, 'decision.no-facts'),
  atPurchase: Id,
  current: Id,
  /** The day as of which the statutory table spoke. */
  law: z.iso.date(),
  now: z.iso.datetime(),
});
export type DecisionBasis = z.infer<typeof DecisionBasisSchema>;

/** Decides a line and says what the decision rests on; both are to be stored together. Throws for facts beyond the limits of stored ones. */
export function decideLine(
  facts: LineFacts,
  policies: PolicyPair,
  now: Temporal.Instant,
): { verdict: LineVerdict; basis: DecisionBasis } {
  return {
    verdict: evaluateLine(facts, policies, now),
    basis: {
      schemaVersion: 1,
      facts: encodeFacts(facts),
      atPurchase: policies.atPurchase.id,
      current: policies.current.id,
      law: STATUTE_AS_OF,
      now: now.toString(),
    },
  };
}

/** Why a decision cannot be made again: a version it rests on is not among those given, or the statutory table has changed since. */
export type ReplayRefusal = {
  ok: false;
  refusal: { code: 'decision.unknown-version'; policyVersionId: string } | { code: 'decision.other-law'; law: string };
};

/** Makes a stored decision again, from its basis and the versions it names. */
export function replayDecision(basis: DecisionBasis, versions: readonly PolicyVersion[]): LineVerdict | ReplayRefusal {
  if (basis.law !== STATUTE_AS_OF) return { ok: false, refusal: { code: 'decision.other-law', law: basis.law } };
  const atPurchase = versions.find(({ id }) => id === basis.atPurchase);
  const current = versions.find(({ id }) => id === basis.current);
  if (!atPurchase) return unknownVersion(basis.atPurchase);
  if (!current) return unknownVersion(basis.current);
  return evaluateLine(decodeFacts(basis.facts), { atPurchase, current }, Temporal.Instant.from(basis.now));
}

function unknownVersion(policyVersionId: string): ReplayRefusal {
  return { ok: false, refusal: { code: 'decision.unknown-version', policyVersionId } };
}
