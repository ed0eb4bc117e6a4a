import type { Condition } from '#machines/policy/condition.ts';
import { evaluateLine } from '#machines/policy/evaluate.ts';
import { type LineFacts, type LineRequest, NO_REQUEST } from '#machines/policy/facts.ts';
import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import type { Outcome } from '#machines/policy/outcome.ts';
import type { CountryPolicy, PolicyDocument, PolicyPair } from '#machines/policy/policy.ts';
import { versionOf } from '#tests/machines/policy/arbitraries.ts';
import { at, document, facts } from '#tests/machines/policy/build.ts';

/** A rule; without conditions it always matches. */
export function rule(id: string, outcome: Outcome, ...when: Condition[]): MerchantRule {
  return { id, name: `Rule ${id}`, when, outcome };
}

export type Ruled = { rules?: MerchantRule[]; terms?: Partial<CountryPolicy>; seasons?: PolicyDocument['seasons'] };

export function ruledDocument({ rules = [], terms = {}, seasons = [] }: Ruled): PolicyDocument {
  return { ...document(terms), rules, seasons, markets: { home: ['DE', 'AT'] } };
}

/** The version at purchase (`v1`) and, where there is another, the present one (`v2`). */
export function pair(purchase: Ruled, present?: Ruled): PolicyPair {
  const atPurchase = versionOf(ruledDocument(purchase), 1);
  return { atPurchase, current: present ? versionOf(ruledDocument(present), 2) : atPurchase };
}

export type Asked = {
  order?: Partial<LineFacts['order']>;
  line?: Partial<LineFacts['line']>;
  request?: Partial<LineRequest>;
};

export function askedFacts({ order = {}, line = {}, request }: Asked): LineFacts {
  const known = facts({ order, line });
  return request ? { ...known, request: { ...NO_REQUEST, ...request } } : known;
}

/** A German line delivered on 2 November 2026, judged on the 10th (within the law) unless told otherwise. */
export function judged(policies: PolicyPair, asked: Asked = {}, now = '2026-11-10T10:00:00Z') {
  return evaluateLine(askedFacts(asked), policies, at(now));
}

/** After the law in Germany, whose last day is 16 November. */
export const AFTER_LAW = '2026-11-20T10:00:00Z';

/** `returnable policy 2026-12-02` or `refused window.closed 2026-11-16`. */
export function brief(verdict: ReturnType<typeof judged>): string {
  return verdict.outcome === 'returnable'
    ? `returnable ${verdict.basis} ${verdict.until?.lastDay ?? 'open'}`
    : `refused ${verdict.code} ${verdict.endedOn ?? '-'}`;
}
