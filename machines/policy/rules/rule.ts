import type { LegalDeadline } from '#machines/policy/deadline.ts';
import type { LineFacts } from '#machines/policy/facts.ts';
import type { CountryPolicy, PolicyVersion } from '#machines/policy/policy.ts';
import type { CountryStatute } from '#machines/policy/statutory.ts';
import type { RuleVerdict, Until } from '#machines/policy/verdict.ts';

/** All a rule may look at. The deadline and the statute are computed once per line, so that ten rules do not compute them ten times. */
export type RuleInput = {
  facts: LineFacts;
  version: PolicyVersion;
  policy: CountryPolicy;
  statute: CountryStatute | null;
  legal: LegalDeadline;
  timeZone: string;
  now: Temporal.Instant;
};

/**
 * A rule: its name, what it speaks about, whether the answer depends on the policy version, and the decision itself. `none` means the rule has
 * nothing to say.
 */
export type Rule = {
  name: string;
  scope: RuleVerdict['scope'];
  perVersion: boolean;
  decide: (input: RuleInput) => Decision;
};

export type Decision = {
  outcome: RuleVerdict['outcome'];
  code: string;
  until?: Until | null;
  inputs?: RuleVerdict['inputs'];
};

/** The rule's decision as a receipt that can be stored. */
export function receiptOf(rule: Rule, input: RuleInput): RuleVerdict {
  const { outcome, code, until = null, inputs = {} } = rule.decide(input);
  const policyVersionId = rule.perVersion ? input.version.id : null;
  const common = { rule: rule.name, scope: rule.scope, outcome, code, policyVersionId, until, inputs };
  return { ...common, merchant: null, gaveWayTo: null, wouldChange: [] };
}
