import { compiledPolicy, decidedTopics } from '#machines/policy/compiled-policy.ts';
import type { CountryPolicy } from '#machines/policy/country-policy.ts';
import type { LegalDeadline } from '#machines/policy/deadline.ts';
import type { LineContext } from '#machines/policy/line-context.ts';
import { countryPolicy, type PolicyPair, type PolicyVersion } from '#machines/policy/policy.ts';
import { admissionRule } from '#machines/policy/rules/admission.ts';
import { excludedByNature } from '#machines/policy/rules/excluded-by-nature.ts';
import { finalSale } from '#machines/policy/rules/final-sale.ts';
import { lawReplaced } from '#machines/policy/rules/law-replaced.ts';
import { lawWindow } from '#machines/policy/rules/law-window.ts';
import { notShippable } from '#machines/policy/rules/not-shippable.ts';
import { nothingLeft } from '#machines/policy/rules/nothing-left.ts';
import { orderCancelled } from '#machines/policy/rules/order-cancelled.ts';
import { orderInFuture } from '#machines/policy/rules/order-in-future.ts';
import { policyWindow } from '#machines/policy/rules/policy-window.ts';
import type { Decided, Decision, Rule, RuleInput } from '#machines/policy/rules/rule.ts';
import { statutoryException } from '#machines/policy/rules/statutory-exception.ts';
import type { CountryStatute } from '#machines/policy/statutory.ts';
import { admission } from '#machines/policy/topics/admission.ts';
import { type Side, said } from '#machines/policy/topics/choose-topic.ts';
import { promisedWindow } from '#machines/policy/topics/window.ts';
import type { Until } from '#machines/policy/verdict.ts';

/** The rules of code, in the order of their receipts. */
export const RULES: readonly Rule[] = [
  orderCancelled,
  orderInFuture,
  nothingLeft,
  notShippable,
  statutoryException,
  lawReplaced,
  lawWindow,
  excludedByNature,
  admissionRule,
  finalSale,
  policyWindow,
];
const VERSION_RULES = RULES.filter((rule) => rule.perVersion);

/** A window that one side grants: the law as weighed against a version, or a version's own promise. */
export type Grant = { basis: 'law' | 'policy'; version: PolicyVersion; open: boolean; until: Until | null };

/** What the computation of one line starts from. */
export type Ground = {
  line: LineContext;
  policies: PolicyPair;
  statute: CountryStatute | null;
  legal: LegalDeadline;
  /** What the rules say that depend on no version, by their place in the list: the first version that is asked fills it, the others find it. */
  settled: Decision[];
};

/** Every rule's decision on a line, the rule about the line itself that bars it, and the grants. */
export type Judged = {
  sides: readonly [Side, Side | null];
  decided: readonly Decided[];
  barred: string | null;
  grants: readonly Grant[];
  /** The statutory right can be used now. */
  withinLaw: boolean;
};

/** Asks every rule, those that depend on the version once for each. */
export function judge(ground: Ground): Judged {
  const { atPurchase, current } = ground.policies;
  const purchase = sideOf(atPurchase, ground.line);
  const present = current.id === atPurchase.id ? null : sideOf(current, ground.line);
  const decided = decisions(RULES, purchase, ground);
  if (present) decided.push(...decisions(VERSION_RULES, present, ground));
  const barred = decided.find(({ rule, decision }) => rule.scope === 'line' && decision.outcome === 'refuse');
  const sides = present ? [purchase, present] : [purchase];
  const grants = barred ? [] : sides.flatMap((side) => grantsOf(side, decided));
  const withinLaw = grants.some(({ basis, open }) => basis === 'law' && open);
  return {
    sides: [purchase, present],
    decided,
    barred: barred?.decision.code ?? null,
    grants: grants.filter((grant) => grant.basis === 'policy' || !leftToTheMerchant(grant, sides, ground.line)),
    withinLaw,
  };
}

function sideOf(version: PolicyVersion, line: LineContext): Side {
  return {
    version,
    policy: countryPolicy(version.document, line.facts.order.country),
    decided: decidedTopics(compiledPolicy(version.document), line),
  };
}

function decisions(rules: readonly Rule[], side: Side, ground: Ground): Decided[] {
  const input = ruleInput(side, ground);
  return rules.map((rule, place) => {
    if (rule.perVersion) return { rule, version: side.version, decision: rule.decide(input) };
    const decision = ground.settled[place] ?? rule.decide(input);
    ground.settled[place] = decision;
    return { rule, version: null, decision };
  });
}

function ruleInput(side: Side, { line, statute, legal }: Ground): RuleInput {
  const window = promisedWindow(side);
  const admitted = said(admission, side);
  return {
    ...{ facts: line.facts, line, version: side.version, window, admission: admitted, statute, legal },
    ...{ timeZone: line.timeZone, now: line.now },
    policy: effectivePolicy(side.policy, window, admitted.value),
  };
}

function effectivePolicy(
  policy: CountryPolicy,
  window: RuleInput['window'],
  admitted: RuleInput['admission']['value'],
): CountryPolicy {
  return {
    ...policy,
    windowDays: admitted === 'refuse' ? null : window.days,
    windowFrom: window.from,
    finalSaleReturnable: policy.finalSaleReturnable || admitted === 'allow',
  };
}

const BASES = ['law', 'policy'] as const;
const WINDOW_RULES = { law: lawWindow, policy: policyWindow };

function grantsOf({ version }: Side, decided: readonly Decided[]): Grant[] {
  return BASES.map((basis) => grantOf(basis, version, decided)).filter((grant) => grant !== null);
}

/** What a side's window grants, unless another rule of that side takes it away. */
function grantOf(basis: Grant['basis'], version: PolicyVersion, decided: readonly Decided[]): Grant | null {
  let window: Decision | null = null;
  for (const { rule, version: own, decision } of decided) {
    if (rule.scope !== basis || (own !== null && own !== version)) continue;
    if (rule === WINDOW_RULES[basis]) window = decision;
    else if (decision.outcome === 'refuse') return null;
  }
  const until = window?.until ?? null;
  if (window?.outcome === 'allow') return { basis, version, open: true, until };
  return until && { basis, version, open: false, until };
}

/**
 * The law gives money back and nothing else. Where a customer asks for store credit, an exchange or the like, and a rule of the version speaks of
 * what is asked for by name, that rule decides; asked for the refund, or with nothing asked, the law's grant stands.
 */
function leftToTheMerchant({ version }: Grant, sides: readonly Side[], { facts }: LineContext): boolean {
  const asked = facts.request?.resolution;
  if (asked === 'refund') return false;
  const side = sides.find((one) => one.version === version);
  return (
    side?.decided.get('admission')?.namesResolution === true || side?.decided.get('window')?.namesResolution === true
  );
}

/** The grant that ends last. Between equal ends the law goes first, then the version at purchase; an end not known is the last of all. */
export function lastGrant(grants: readonly Grant[]): Grant | null {
  let last: Grant | null = null;
  for (const basis of BASES) {
    for (const grant of grants) {
      if (grant.basis === basis && (!last || endsLater(grant.until, last.until))) last = grant;
    }
  }
  return last;
}

/** Midnights of four-digit years as ISO texts sort as texts do, which is much faster than reading them. */
function endsLater(a: Until | null, b: Until | null): boolean {
  if (!b) return false;
  return !a || a.endExclusive > b.endExclusive;
}

/**
 * The code when no window ever ran for this line. A window that ended belongs to a grant that was taken away and explains nothing, nor does it that
 * the law gave way to a merchant's term: the term does.
 */
export function firstRefusal(decided: readonly Decided[]): string {
  const refusals = decided.filter(({ decision }) => decision.outcome === 'refuse' && !decision.until);
  const told = refusals.find(({ rule }) => rule !== lawReplaced) ?? refusals[0];
  return told?.decision.code ?? 'policy.no-window';
}
