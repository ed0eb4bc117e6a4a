import type { CountryPolicy } from '#machines/policy/country-policy.ts';
import type { LineFacts } from '#machines/policy/facts.ts';
import type { Outcome, Topic } from '#machines/policy/outcome.ts';
import type { PolicyVersion } from '#machines/policy/policy.ts';
import type { CountryStatute } from '#machines/policy/statutory.ts';
import type { RuleVerdict } from '#machines/policy/verdict.ts';

export type Figures = RuleVerdict['inputs'];

/** What the law makes of a line at this moment, as far as it touches what a merchant may ask. */
export type LawView = {
  facts: LineFacts;
  statute: CountryStatute | null;
  /** The statutory right can be used now. */
  withinLaw: boolean;
  /** The customer was told of the right as the law wants. */
  informed: boolean;
  /** Whose fault the reason is; null while no reason is known. */
  fault: 'merchant' | 'customer' | null;
  /** The reason is a lack of conformity, and the seller still answers for it. */
  answersForFault: boolean;
};

/** Why a value holds: the merchant's word, the law's right, information that was not given, or a fault that is the merchant's. */
export type Why = 'policy' | 'law' | 'not-informed' | 'merchant-fault';

/**
 * One topic of the merchant's rules.
 * `read` takes its value from a rule's outcome, `base` from the terms of the country. `better`: the first value is strictly better for the customer;
 * where two values cannot be compared neither is. `floor`: what the law makes of a value, or null where it lets it be. `tell`: the code and the
 * figures of its receipt; `figures`: those of a value on its own. `name` is the rule of its receipt.
 */
export type TopicRule<T extends Topic, Value> = {
  topic: T;
  name: string;
  /** `if-better`: the present version's value counts where it is better for the customer. `always`: it counts whatever it is. */
  present: 'if-better' | 'always';
  read: (outcome: Outcome) => Value | undefined;
  base: (policy: CountryPolicy) => Value;
  better: (a: Value, b: Value, law: LawView) => boolean;
  floor: (value: Value, law: LawView) => { value: Value; why: Exclude<Why, 'policy'> } | null;
  figures: (value: Value) => Figures;
  tell: (
    value: Value,
    why: Why,
    context: { law: LawView; version: PolicyVersion },
  ) => { code: string; inputs: Figures };
};
