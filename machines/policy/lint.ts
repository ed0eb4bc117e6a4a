import { belowLawFindings } from '#machines/policy/lint/below-law.ts';
import { conditionFindings, outcomeFindings } from '#machines/policy/lint/contradictory.ts';
import { countryCodeFindings } from '#machines/policy/lint/country-codes.ts';
import { countryTermsFindings } from '#machines/policy/lint/country-terms.ts';
import type { PolicyFinding } from '#machines/policy/lint/finding.ts';
import { lintRules } from '#machines/policy/lint/lint-rule.ts';
import { repeatedNameFindings, unknownNameFindings, unusedFindings } from '#machines/policy/lint/names.ts';
import { orderFindings } from '#machines/policy/lint/one-after-another.ts';
import { seasonFindings } from '#machines/policy/lint/seasons.ts';
import { withoutEffectFindings } from '#machines/policy/lint/without-effect.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';

export {
  FINDING_CODES,
  type FindingCode,
  type PolicyField,
  type PolicyFinding,
  type PolicyPlace,
} from '#machines/policy/lint/finding.ts';
export { canBothHold, implies } from '#machines/policy/lint/region.ts';

/**
 * Everything there is to say against a policy, each with its place: what is below the law of a country, rules that contradict themselves, can
 * never match, never decide or overlap, names that do not exist or are not used, seasons that do nothing. Country by country first, then the
 * names, then the rules in their order. `today` is the day for which seasons are over; without it none is.
 */
export function lintPolicy(
  document: PolicyDocument,
  { today = null }: { today?: Temporal.PlainDate | null } = {},
): PolicyFinding[] {
  const rules = lintRules(document);
  return [
    ...countryCodeFindings(document),
    ...countryTermsFindings(document),
    ...unknownNameFindings(document),
    ...repeatedNameFindings(document),
    ...unusedFindings(document),
    ...seasonFindings(document, today),
    ...rules.flatMap((rule) => [
      ...conditionFindings(rule, document),
      ...outcomeFindings(rule),
      ...belowLawFindings(rule),
      ...withoutEffectFindings(rule),
    ]),
    ...orderFindings(rules),
  ];
}

/** The findings that keep a policy from being published. */
export function blockingFindings(findings: readonly PolicyFinding[]): PolicyFinding[] {
  return findings.filter((finding) => finding.severity === 'block');
}
