import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import type { PolicyPair } from '#machines/policy/policy.ts';
import type { LineVerdict, RuleVerdict } from '#machines/policy/verdict.ts';

/**
 * Whether the merchant offers store credit for a line, by a verdict that was asked for it with all its receipts: some rule that decided about the
 * line speaks of store credit, be it by a bonus (of 0 percent too) or by a window or an admission for it. A merchant who never speaks of it has no
 * shop that takes it.
 */
export function offersCredit(verdict: LineVerdict, policies: PolicyPair): boolean {
  if (verdict.terms.creditBonus.rule !== null) return true;
  return verdict.receipts.some((receipt) => decidesForCredit(receipt, policies));
}

/** Whether any rule speaks of store credit at all: where none does, nothing has to be judged for it. */
export const speaksOfCredit = ({ atPurchase, current }: PolicyPair): boolean =>
  [...atPurchase.document.rules, ...current.document.rules].some(
    (rule) => rule.outcome.creditBonus !== undefined || namesCredit(rule),
  );

/** Whether a rule gives store credit a window or an admission of its own, so that it may be open when the refund is not. */
export const hasCreditWindow = ({ atPurchase, current }: PolicyPair): boolean =>
  [...atPurchase.document.rules, ...current.document.rules].some(
    (rule) => namesCredit(rule) && (rule.outcome.window !== undefined || rule.outcome.admission !== undefined),
  );

const TOPICS: readonly unknown[] = ['window', 'admission'];

function decidesForCredit(receipt: RuleVerdict, { atPurchase, current }: PolicyPair): boolean {
  const { code, outcome, merchant, policyVersionId } = receipt;
  if (code !== 'rule.decided' || outcome === 'refuse' || !merchant || !TOPICS.includes(merchant.topic)) return false;
  return [atPurchase, current].some(
    ({ id, document }) =>
      id === policyVersionId && document.rules.some((one) => one.id === merchant.id && namesCredit(one)),
  );
}

const namesCredit = ({ when }: MerchantRule): boolean =>
  when.some((condition) => condition.kind === 'resolution' && condition.in.includes('store-credit'));
