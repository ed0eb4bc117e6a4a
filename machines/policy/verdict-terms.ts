import type { LegalFee } from '#machines/policy/cancellation-fee.ts';
import type { LineTerms } from '#machines/policy/line-terms.ts';
import type { PolicyPair } from '#machines/policy/policy.ts';
import type { Chosen } from '#machines/policy/topics/choose-topic.ts';
import type { ChosenTerms } from '#machines/policy/topics/index.ts';
import type { LineVerdict, ReturnCost } from '#machines/policy/verdict.ts';

/** The id of the merchant's rule on whose word a value holds; none where the law put another in its place. */
function ruleOf({ why, said }: Chosen<unknown>): string | null {
  return why === 'policy' ? (said.rule?.id ?? null) : null;
}

/** Who bears the way back, as a verdict says it. */
export function returnCost({ returnCost: chosen }: ChosenTerms, { atPurchase }: PolicyPair): ReturnCost {
  const { value, why, said } = chosen;
  if (why !== 'policy') return { payer: 'merchant', basis: 'law', policyVersionId: atPurchase.id, rule: null };
  const word = { basis: 'policy' as const, policyVersionId: said.version.id, rule: ruleOf(chosen) };
  return value.payer === 'merchant'
    ? { payer: 'merchant', ...word }
    : { payer: 'customer', labelFee: value.labelFee, ...word };
}

/** Whether outbound shipping comes back, as a verdict says it. */
export function outboundShipping({ refundOutboundShipping: chosen }: ChosenTerms): LineVerdict['outboundShipping'] {
  if (!chosen.value) return { refunded: false, basis: 'none', rule: ruleOf(chosen) };
  return { refunded: true, basis: chosen.why === 'policy' ? 'policy' : 'law', rule: ruleOf(chosen) };
}

/** All else that holds for a line. */
export function termsOfLine(chosen: ChosenTerms, cancellationFee: LegalFee | null): LineTerms {
  const as = <Value>(topic: Chosen<unknown>, value: Value) => ({
    value,
    basis: topic.why === 'policy' ? ('policy' as const) : ('law' as const),
    rule: ruleOf(topic),
    policyVersionId: topic.said.version.id,
  });
  const term = <Value>(topic: Chosen<Value>) => as(topic, topic.value);
  return {
    review: as(chosen.admission, chosen.admission.value === 'review'),
    restocking: term(chosen.restocking),
    gradeDeductions: term(chosen.gradeDeductions),
    couponThreshold: term(chosen.couponThreshold),
    creditBonus: term(chosen.creditBonus),
    keep: term(chosen.keep),
    warehouse: term(chosen.warehouse),
    evidence: term(chosen.evidence),
    refundTrigger: term(chosen.refundTrigger),
    cancellationFee: { ...as(chosen.restocking, cancellationFee), basis: 'law', rule: null },
  };
}
