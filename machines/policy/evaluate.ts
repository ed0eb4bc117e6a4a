import type { LegalFee } from '#machines/policy/cancellation-fee.ts';
import { compiledPolicy } from '#machines/policy/compiled-policy.ts';
import type { LineFacts } from '#machines/policy/facts.ts';
import { faultyUntil } from '#machines/policy/faulty.ts';
import { firstRefusal, type Ground, type Judged, judge, lastGrant } from '#machines/policy/grants.ts';
import { exceptionsAt } from '#machines/policy/law-of.ts';
import { type LineContext, lineContext, withRequest } from '#machines/policy/line-context.ts';
import { lineDeadline } from '#machines/policy/line-deadline.ts';
import { instantText } from '#machines/policy/moments.ts';
import type { PolicyPair } from '#machines/policy/policy.ts';
import { REASONS } from '#machines/policy/reasons.ts';
import { ruleReceipts } from '#machines/policy/rule-receipts.ts';
import { exceptionTraits } from '#machines/policy/rules/exception-traits.ts';
import { receiptOf } from '#machines/policy/rules/rule.ts';
import { statuteOf } from '#machines/policy/statutory.ts';
import { guaranteeReceipt, topicReceipts } from '#machines/policy/topic-receipts.ts';
import { cancellationFee } from '#machines/policy/topics/cancellation-fee.ts';
import { type ChosenTerms, chooseTerms } from '#machines/policy/topics/index.ts';
import type { LawView } from '#machines/policy/topics/topic.ts';
import type { FaultyUntil, LineVerdict, RuleVerdict } from '#machines/policy/verdict.ts';
import { outboundShipping, returnCost, termsOfLine } from '#machines/policy/verdict-terms.ts';
import { timeZoneOf } from '#machines/policy/zone.ts';

export { RULES } from '#machines/policy/grants.ts';

/** `none` leaves the receipts out, for judging many lines; all else of the verdict is the same. */
export type EvaluateOptions = { receipts: 'all' | 'none' };

/**
 * Whether a line may come back, until when, on whose word and on which terms.
 *
 * The precedence, and the only one:
 * 1. A rule about the line that refuses (cancelled, dated in the future, nothing left, never shipped) ends it; the first in the list gives the code.
 *    On the withdrawal track "never shipped" is silent.
 * 2. The law and the merchant are two independent grants. A rule of one scope can take away only the grant of its own scope: a final sale or a
 *    merchant's rule that refuses ends the merchant's promise and not the right, a statutory exception the right.
 * 3. The merchant's rules are an ordered list. For each topic the first rule all of whose conditions hold decides; the terms of the country where
 *    none does. A condition on a fact that is not known does not hold.
 * 4. Both policy versions are asked, that at purchase and the present one; of all open grants the one that ends last wins (an end not known is the
 *    last of all). Between equal ends the law goes before the policy, the version at purchase before the present one. Every other topic is chosen
 *    by itself, the better for the customer; between equals the version at purchase (see `topics/`).
 * 5. Without an open grant: `window.closed` with the last day of the grant that ended last; without one that ever ran, the code of the first rule
 *    that refused; without any, `policy.no-window`.
 * 6. The law's floor comes last: what is the merchant's fault travels free and brings outbound shipping back; while the law's right can be used
 *    nothing is taken off or asked for that it does not let the seller.
 */
export function evaluateLine(
  facts: LineFacts,
  policies: PolicyPair,
  now: Temporal.Instant,
  options?: EvaluateOptions,
): LineVerdict {
  return evaluatePrepared(prepareLine(facts, now), policies, options);
}

/** What is known of a line before a policy is asked: its days, and what the law says. */
export type PreparedLine = Omit<Ground, 'policies'> & { faulty: FaultyUntil };

/** Made once where several policies are tried on the same line at the same instant; `evaluatePrepared` then asks each. */
export function prepareLine(facts: LineFacts, now: Temporal.Instant): PreparedLine {
  const { country, subdivision } = facts.order;
  const timeZone = facts.order.timeZone ?? timeZoneOf(country, subdivision);
  const statute = statuteOf(country);
  const faulty = faultyUntil(facts, statute, timeZone);
  return { line: lineContext(facts, timeZone, now), statute, legal: lineDeadline(facts), faulty, settled: [] };
}

/** The second half of `evaluateLine`. */
export function evaluatePrepared(
  { line, statute, legal, faulty, settled }: PreparedLine,
  policies: PolicyPair,
  { receipts }: EvaluateOptions = { receipts: 'all' },
): LineVerdict {
  const ground = { line, policies, statute, legal, settled };
  const judged = judge(ground);
  const law = lawView(ground, judged, faulty);
  const terms = chooseTerms(judged.sides, law);
  const promiseIsOpen = judged.grants.some((grant) => grant.basis === 'policy' && grant.open);
  const fee = cancellationFee(law, promiseIsOpen, terms.restocking);
  const told = receipts === 'none' ? [] : allReceipts(ground, { judged, law, faulty, terms, fee });
  const { facts, now } = line;
  return verdict(ground, judged, {
    lineId: facts.line.id,
    decidedAt: instantText(now),
    quantityLeft: Math.max(0, facts.line.quantity - facts.line.alreadyReturned),
    receipts: told,
    returnCost: returnCost(terms, policies),
    outboundShipping: outboundShipping(terms),
    faultyUntil: faulty,
    terms: termsOfLine(terms, fee),
    resolutions: judged.barred === null ? resolutions(ground) : {},
  });
}

/** What every verdict has, whichever way it goes. */
type Either = Omit<LineVerdict, 'outcome' | 'policyVersionId'>;

function verdict(ground: Ground, judged: Judged, common: Either): LineVerdict {
  // Of a window that is open and one that has ended the open one ends later.
  const last = lastGrant(judged.grants);
  if (last?.open) {
    const { version, until, basis } = last;
    const { withinLaw } = judged;
    const conditions = judgedOnReturn(ground.line.facts, withinLaw);
    return { outcome: 'returnable', ...common, policyVersionId: version.id, until, basis, withinLaw, conditions };
  }
  return {
    outcome: 'refused',
    ...common,
    policyVersionId: (last?.version ?? ground.policies.atPurchase).id,
    code: judged.barred ?? (last ? 'window.closed' : firstRefusal(judged.decided)),
    endedOn: last?.until?.lastDay ?? null,
  };
}

function lawView({ line, statute }: Ground, { withinLaw }: Judged, faulty: FaultyUntil): LawView {
  const { facts } = line;
  const reason = facts.request?.reason ?? null;
  const fault = reason && REASONS[reason].fault;
  const answersForFault = reason !== null && REASONS[reason].guarantee && answersNow(faulty, line);
  return { facts, statute, withinLaw, informed: facts.order.information?.informed ?? true, fault, answersForFault };
}

function answersNow(faulty: FaultyUntil, { now }: LineContext): boolean {
  if (faulty.kind !== 'until') return faulty.kind === 'open';
  return Temporal.Instant.compare(now, faulty.endExclusive) < 0;
}

/**
 * Until when each resolution can be asked for that a rule on window or admission names; asked with one resolution, the line's own answer is for it.
 */
function resolutions(ground: Ground): LineVerdict['resolutions'] {
  const { line, policies } = ground;
  if ((line.facts.request?.resolution ?? null) !== null) return {};
  const named = new Set(
    [policies.atPurchase, policies.current].flatMap((one) => compiledPolicy(one.document).resolutions),
  );
  const ends: LineVerdict['resolutions'] = {};
  for (const resolution of named) {
    ends[resolution] = endOf(judge({ ...ground, line: withRequest(line, resolution), settled: [] }));
  }
  return ends;
}

function endOf({ grants, decided }: Judged): NonNullable<LineVerdict['resolutions']['refund']> {
  const last = lastGrant(grants);
  if (!last) return { open: false, until: null, basis: 'policy', code: firstRefusal(decided) };
  const { open, until, basis } = last;
  return { open, until, basis, code: open ? null : 'window.closed' };
}

type Parts = { judged: Judged; law: LawView; faulty: FaultyUntil; terms: ChosenTerms; fee: LegalFee | null };

function allReceipts({ line, legal, policies }: Ground, { judged, law, faulty, terms, fee }: Parts): RuleVerdict[] {
  return [
    ...judged.decided.map(receiptOf),
    guaranteeReceipt(faulty),
    ...ruleReceipts(
      judged.sides.filter((side) => side !== null),
      line,
    ),
    ...topicReceipts(terms, fee, { law, legal, purchaseId: policies.atPurchase.id }),
  ];
}

/** What is judged when the goods are back: under the law only its own exceptions, under the merchant's promise every known one. */
function judgedOnReturn(facts: LineFacts, withinLaw: boolean): string[] {
  const listed = withinLaw ? exceptionsAt(facts.order.country, facts.order.subdivision) : undefined;
  return exceptionTraits(facts.line.traits, listed).afterwards;
}
