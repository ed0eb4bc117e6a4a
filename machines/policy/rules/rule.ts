import type { LegalDeadline } from '#machines/policy/deadline.ts';
import type { LineFacts } from '#machines/policy/facts.ts';
import type { LineContext } from '#machines/policy/line-context.ts';
import type { CountryPolicy, PolicyVersion } from '#machines/policy/policy.ts';
import type { CountryStatute } from '#machines/policy/statutory.ts';
import type { Admission } from '#machines/policy/topics/admission.ts';
import type { Said } from '#machines/policy/topics/choose-topic.ts';
import type { PromisedWindow } from '#machines/policy/topics/window.ts';
import type { Counterfactual, RuleVerdict, Until } from '#machines/policy/verdict.ts';

/** All a rule may look at. The deadline and the statute are computed once per line, so that ten rules do not compute them ten times. */
export type RuleInput = {
  facts: LineFacts;
  line: LineContext;
  version: PolicyVersion;
  /**
   * The terms of the country as the merchant's rules leave them: with the window of the rule that decided it, none where a rule refuses the line,
   * and final sales returnable where a rule allows it.
   */
  policy: CountryPolicy;
  window: PromisedWindow;
  admission: Said<Admission>;
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
  /** The merchant's rule on whose word this is so. */
  merchant?: RuleVerdict['merchant'];
  wouldChange?: Counterfactual[];
};

/** A decision with the rule that made it and the version it was made for; null: it is the same for every version. */
export type Decided = { rule: Rule; version: PolicyVersion | null; decision: Decision };

/** The decision as a receipt that can be stored. A window that ended tells until when it was open. */
export function receiptOf({ rule, version, decision }: Decided): RuleVerdict {
  const { outcome, code, until = null, inputs = {}, merchant = null, wouldChange = [] } = decision;
  const ended = outcome === 'refuse' && until ? [{ code: 'would.until', inputs: { lastDay: until.lastDay } }] : [];
  return {
    ...{ rule: rule.name, scope: rule.scope, outcome, code, policyVersionId: version?.id ?? null, until, inputs },
    ...{ merchant, gaveWayTo: null, wouldChange: [...ended, ...wouldChange] },
  };
}
