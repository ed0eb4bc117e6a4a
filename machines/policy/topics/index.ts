import type { CountryPolicy } from '#machines/policy/country-policy.ts';
import type { Topic } from '#machines/policy/outcome.ts';
import { admission } from '#machines/policy/topics/admission.ts';
import { type Chosen, chooseTopic, type Side } from '#machines/policy/topics/choose-topic.ts';
import { couponThreshold } from '#machines/policy/topics/coupon-threshold.ts';
import { creditBonus } from '#machines/policy/topics/credit-bonus.ts';
import { evidence } from '#machines/policy/topics/evidence.ts';
import { gradeDeductions } from '#machines/policy/topics/grade-deductions.ts';
import { keep } from '#machines/policy/topics/keep.ts';
import { refundOutboundShipping } from '#machines/policy/topics/refund-outbound-shipping.ts';
import { refundTrigger } from '#machines/policy/topics/refund-trigger.ts';
import { restocking } from '#machines/policy/topics/restocking.ts';
import { returnCost } from '#machines/policy/topics/return-cost.ts';
import type { LawView } from '#machines/policy/topics/topic.ts';
import { warehouse } from '#machines/policy/topics/warehouse.ts';

/** The topics that are chosen by their values; windows are weighed by their ends (see `window.ts`). A new topic without a file does not compile. */
export const TOPIC_RULES = {
  admission,
  returnCost,
  refundOutboundShipping,
  restocking,
  gradeDeductions,
  couponThreshold,
  creditBonus,
  keep,
  warehouse,
  evidence,
  refundTrigger,
} satisfies { readonly [T in Exclude<Topic, 'window'>]: { topic: T; base: (policy: CountryPolicy) => unknown } };

type ValueOf<Rule> = Rule extends { base: (policy: CountryPolicy) => infer Value } ? Value : never;

/** What holds for a line on every topic that is chosen by its value. */
export type ChosenTerms = { [T in keyof typeof TOPIC_RULES]: Chosen<ValueOf<(typeof TOPIC_RULES)[T]>> };

export function chooseTerms(sides: readonly [Side, Side | null], law: LawView): ChosenTerms {
  return {
    admission: chooseTopic(admission, sides, law),
    returnCost: chooseTopic(returnCost, sides, law),
    refundOutboundShipping: chooseTopic(refundOutboundShipping, sides, law),
    restocking: chooseTopic(restocking, sides, law),
    gradeDeductions: chooseTopic(gradeDeductions, sides, law),
    couponThreshold: chooseTopic(couponThreshold, sides, law),
    creditBonus: chooseTopic(creditBonus, sides, law),
    keep: chooseTopic(keep, sides, law),
    warehouse: chooseTopic(warehouse, sides, law),
    evidence: chooseTopic(evidence, sides, law),
    refundTrigger: chooseTopic(refundTrigger, sides, law),
  };
}
