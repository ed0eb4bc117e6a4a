import { outboundShipping, returnCost } from '#machines/policy/cost.ts';
import { legalDeadline } from '#machines/policy/deadline.ts';
import type { LineFacts } from '#machines/policy/facts.ts';
import { faultyUntil } from '#machines/policy/faulty.ts';
import { plainTerms } from '#machines/policy/line-terms.ts';
import { countryPolicy, type PolicyPair, type PolicyVersion } from '#machines/policy/policy.ts';
import { effectiveDelivery } from '#machines/policy/rules/effective-delivery.ts';
import { exceptionTraits } from '#machines/policy/rules/exception-traits.ts';
import { excludedByNature } from '#machines/policy/rules/excluded-by-nature.ts';
import { finalSale } from '#machines/policy/rules/final-sale.ts';
import { lawReplaced } from '#machines/policy/rules/law-replaced.ts';
import { lawWindow } from '#machines/policy/rules/law-window.ts';
import { notShippable } from '#machines/policy/rules/not-shippable.ts';
import { nothingLeft } from '#machines/policy/rules/nothing-left.ts';
import { orderCancelled } from '#machines/policy/rules/order-cancelled.ts';
import { orderInFuture } from '#machines/policy/rules/order-in-future.ts';
import { policyWindow } from '#machines/policy/rules/policy-window.ts';
import { type Rule, type RuleInput, receiptOf } from '#machines/policy/rules/rule.ts';
import { statutoryException } from '#machines/policy/rules/statutory-exception.ts';
import { statuteOf } from '#machines/policy/statutory.ts';
import type { LineVerdict, RuleVerdict, Until } from '#machines/policy/verdict.ts';
import { timeZoneOf } from '#machines/policy/zone.ts';

/** All rules, in the order of their receipts. */
export const RULES: readonly Rule[] = [
  orderCancelled,
  orderInFuture,
  nothingLeft,
  notShippable,
  statutoryException,
  lawReplaced,
  lawWindow,
  excludedByNature,
  finalSale,
  policyWindow,
];

/** A window that one side grants: the law as weighed against a version, or a version's own promise. */
type Grant = { basis: 'law' | 'policy'; version: PolicyVersion; open: boolean; until: Until | null };

/**
 * Whether a line may come back, until when and on whose word.
 *
 * The precedence, and the only one:
 * 1. A rule about the line that refuses (cancelled, dated in the future, nothing left, never shipped) ends it; the first in the list gives the code.
 * 2. The law and the merchant are two independent grants. A rule of one scope can take away only the grant of its own scope: a final sale ends the
 *    merchant's promise and not the right, a statutory exception the right.
 * 3. Both policy versions are asked, that at purchase and the present one; of all open grants the one that ends last wins (an end not known is the
 *    last of all). Between equal ends the law goes before the policy, the version at purchase before the present one.
 * 4. Without an open grant: `window.closed` with the last day of the grant that ended last; without one that ever ran, the code of the first rule
 *    that refused; without any, `policy.no-window`.
 * Costs are chosen by themselves, field by field, the better for the customer (see `cost.ts`).
 */
export function evaluateLine(facts: LineFacts, policies: PolicyPair, now: Temporal.Instant): LineVerdict {
  const inputs = ruleInputs(facts, policies, now);
  const receipts = inputs.flatMap((input, index) =>
    RULES.filter((rule) => index === 0 || rule.perVersion).map((rule) => receiptOf(rule, input)),
  );
  const barred = receipts.find((receipt) => receipt.scope === 'line' && receipt.outcome === 'refuse');
  const grants = barred ? [] : inputs.flatMap(({ version }) => grantsOf(version, receipts));
  const open = best(grants.filter((grant) => grant.open));
  const withinLaw = grants.some((grant) => grant.open && grant.basis === 'law');
  const common = commonPart(facts, policies, now, withinLaw, receipts);
  if (open) {
    return {
      outcome: 'returnable',
      ...common,
      policyVersionId: open.version.id,
      until: open.until,
      basis: open.basis,
      withinLaw,
      conditions: conditions(facts, withinLaw),
    };
  }
  const closed = best(grants);
  return {
    outcome: 'refused',
    ...common,
    policyVersionId: (closed?.version ?? policies.atPurchase).id,
    code: barred?.code ?? (closed ? 'window.closed' : firstRefusal(receipts)),
    endedOn: closed?.until?.lastDay ?? null,
  };
}

function ruleInputs(facts: LineFacts, policies: PolicyPair, now: Temporal.Instant): RuleInput[] {
  const { country, subdivision } = facts.order;
  const timeZone = facts.order.timeZone ?? timeZoneOf(country, subdivision);
  const statute = statuteOf(country);
  const legal = legalDeadline({
    country,
    subdivision,
    timeZone,
    orderShape: facts.order.shape,
    ...deliveries(facts),
    ...information(facts),
  });
  const versions =
    policies.atPurchase.id === policies.current.id ? [policies.atPurchase] : [policies.atPurchase, policies.current];
  return versions.map((version) => ({
    facts,
    version,
    policy: countryPolicy(version.document, country),
    statute,
    legal,
    timeZone,
    now,
  }));
}

function deliveries({ order, line }: LineFacts) {
  const parcels = line.allDeliveredAt.length > 0 ? line.allDeliveredAt : [line.deliveredAt];
  const known = parcels.map((at) => effectiveDelivery(at, order.placedAt)).filter((at) => at !== null);
  return { deliveredAt: known, undeliveredRemain: known.length < parcels.length };
}

function information({ order }: LineFacts) {
  return { informed: order.information?.informed ?? true, informedAt: order.information?.informedAt ?? null };
}

function grantsOf(version: PolicyVersion, receipts: readonly RuleVerdict[]): Grant[] {
  const applies = (receipt: RuleVerdict) => receipt.policyVersionId === null || receipt.policyVersionId === version.id;
  return (['law', 'policy'] as const).flatMap((basis): Grant[] => {
    const own = receipts.filter((receipt) => receipt.scope === basis && applies(receipt));
    const window = own.find((receipt) => receipt.rule === `${basis}-window`);
    const taken = own.some((receipt) => receipt.outcome === 'refuse' && receipt !== window);
    if (!window || taken) return [];
    if (window.outcome === 'allow') return [{ basis, version, open: true, until: window.until }];
    return window.until ? [{ basis, version, open: false, until: window.until }] : [];
  });
}

/** The grant that ends last. The list begins with the law and the version at purchase, and only a later end displaces an earlier entry. */
function best(grants: readonly Grant[]): Grant | null {
  const ordered = [...grants.filter((g) => g.basis === 'law'), ...grants.filter((g) => g.basis === 'policy')];
  return ordered.reduce<Grant | null>(
    (found, grant) => (found && !endsLater(grant.until, found.until) ? found : grant),
    null,
  );
}

function endsLater(a: Until | null, b: Until | null): boolean {
  if (!b) return false;
  return !a || Temporal.Instant.compare(a.endExclusive, b.endExclusive) > 0;
}

/**
 * The code when no window ever ran for this line. A window that ended belongs to a grant that was taken away and explains nothing, nor does it that
 * the law gave way to a merchant's term: the term does.
 */
function firstRefusal(receipts: readonly RuleVerdict[]): string {
  const refusals = receipts.filter(({ outcome, until }) => outcome === 'refuse' && until === null);
  const told = refusals.find((receipt) => receipt.rule !== lawReplaced.name) ?? refusals[0];
  return told?.code ?? 'policy.no-window';
}

function commonPart(
  facts: LineFacts,
  policies: PolicyPair,
  now: Temporal.Instant,
  withinLaw: boolean,
  receipts: RuleVerdict[],
) {
  const { country, subdivision } = facts.order;
  const statute = statuteOf(country);
  return {
    lineId: facts.line.id,
    decidedAt: now.toString(),
    quantityLeft: Math.max(0, facts.line.quantity - facts.line.alreadyReturned),
    receipts,
    returnCost: returnCost(country, policies, statute, withinLaw),
    outboundShipping: outboundShipping(country, policies, statute, withinLaw),
    faultyUntil: faultyUntil(facts, statute, facts.order.timeZone ?? timeZoneOf(country, subdivision)),
    terms: plainTerms(policies.atPurchase.id),
    resolutions: {},
  };
}

/** What is judged when the goods are back: under the law only its own exceptions, under the merchant's promise every known one. */
function conditions(facts: LineFacts, withinLaw: boolean): string[] {
  const listed = withinLaw ? statuteOf(facts.order.country)?.exceptions : undefined;
  return exceptionTraits(facts.line.traits, listed).afterwards;
}
