import { type CountryPolicy, countryPolicy, type PolicyPair } from '#machines/policy/policy.ts';
import type { CountryStatute } from '#machines/policy/statutory.ts';
import type { LineVerdict, ReturnCost } from '#machines/policy/verdict.ts';

/**
 * Who bears the way back after a change of mind: the merchant where the law says so and the statutory right can be used, else what is better for
 * the customer of the policy at purchase and the present one. A label for a fee beats no label (the customer may still use a carrier of their
 * own); fees in different currencies cannot be compared, and the one at purchase stands.
 */
export function returnCost(
  country: string,
  policies: PolicyPair,
  statute: CountryStatute | null,
  withinLaw: boolean,
): ReturnCost {
  if (withinLaw && statute?.returnPostagePaidBy === 'merchant') {
    return { payer: 'merchant', basis: 'law', policyVersionId: policies.atPurchase.id, rule: null };
  }
  const before = countryPolicy(policies.atPurchase.document, country);
  const now = countryPolicy(policies.current.document, country);
  const chosen = cheaper(now, before)
    ? { policy: now, version: policies.current }
    : { policy: before, version: policies.atPurchase };
  const cost = chosen.policy.returnCost;
  return cost.payer === 'merchant'
    ? { payer: 'merchant', basis: 'policy', policyVersionId: chosen.version.id, rule: null }
    : { payer: 'customer', basis: 'policy', labelFee: cost.labelFee, policyVersionId: chosen.version.id, rule: null };
}

/** True when the first policy's way back costs the customer less than the second's. */
function cheaper({ returnCost: a }: CountryPolicy, { returnCost: b }: CountryPolicy): boolean {
  if (b.payer === 'merchant') return false;
  if (a.payer === 'merchant') return true;
  if (!a.labelFee || !b.labelFee) return a.labelFee !== null && b.labelFee === null;
  return a.labelFee.currency === b.labelFee.currency && a.labelFee.amount < b.labelFee.amount;
}

/** Whether a change of mind over the whole order brings outbound shipping back: by law while the right lasts, else if either policy says so. */
export function outboundShipping(
  country: string,
  policies: PolicyPair,
  statute: CountryStatute | null,
  withinLaw: boolean,
): LineVerdict['outboundShipping'] {
  if (withinLaw && statute?.refundsOutboundStandardShipping === true)
    return { refunded: true, basis: 'law', rule: null };
  const promised = [policies.atPurchase, policies.current].some(
    (version) => countryPolicy(version.document, country).refundOutboundShipping,
  );
  return promised ? { refunded: true, basis: 'policy', rule: null } : { refunded: false, basis: 'none', rule: null };
}
