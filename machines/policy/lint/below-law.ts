import { finding, type PolicyFinding } from '#machines/policy/lint/finding.ts';
import { costLaw, marginSeverity, windowLaw, windowStanding } from '#machines/policy/lint/law-measure.ts';
import type { LintRule } from '#machines/policy/lint/lint-rule.ts';
import { countriesOf, valuesOf } from '#machines/policy/lint/region.ts';
import { REASON_CODES, REASONS } from '#machines/policy/reasons.ts';
import { type CountryStatute, STATUTE_COUNTRIES, statuteOf } from '#machines/policy/statutory.ts';

/**
 * A rule against the laws of the countries it can match. Where it names them, by country or market, it blocks, with the act; where it does not,
 * it warns once for all of them, since the law wins at every decision. A rule for other resolutions than the refund goes beyond the law, which
 * knows no exchange and no credit, and cannot be below it.
 */
export function belowLawFindings({ index, rule, region, topics }: LintRule): PolicyFinding[] {
  const resolutions = valuesOf(region, 'resolution');
  if (!region || (resolutions && !resolutions.has('refund'))) return [];
  const matched = countriesOf(region) ?? STATUTE_COUNTRIES;
  const statutes = [...matched].toSorted().flatMap((country) => {
    const statute = statuteOf(country);
    return statute?.hasStatutoryRight ? [statute] : [];
  });
  const named = rule.when.some(({ kind }) => kind === 'country' || kind === 'market');
  const against = { index, ruleId: rule.id, named, statutes };
  const reasons = valuesOf(region, 'reason');
  const travelsFree =
    reasons !== null && REASON_CODES.every((code) => !reasons.has(code) || REASONS[code].fault === 'merchant');
  return [
    ...(topics.includes('window') ? windowFindings(against, rule.outcome.window) : []),
    ...(topics.includes('returnCost') && !travelsFree ? costFindings(against, rule.outcome.returnCost) : []),
  ];
}

type Against = { index: number; ruleId: string; named: boolean; statutes: readonly CountryStatute[] };
type Outcome = LintRule['rule']['outcome'];

function windowFindings({ index, ruleId, named, statutes }: Against, window: Outcome['window']): PolicyFinding[] {
  if (!window) return [];
  const { days, from } = window;
  const told = statutes.map((statute) => ({
    statute,
    standing: windowStanding(statute, days, from),
    replaceable: statute.excludableByMerchant === true,
  }));
  const common = { ruleId, field: 'window', merchant: days } as const;
  const dayPath = ['rules', index, 'outcome', 'window', 'days'];
  const below = told.filter(({ standing, replaceable }) => standing.kind === 'below' && !replaceable);
  const late = told.filter(({ standing, replaceable }) => standing.kind === 'may-end-before' && !replaceable);
  const replaced = told.filter(({ standing, replaceable }) => standing.kind === 'below' && replaceable && named);
  const margin = Math.min(...late.map(({ standing }) => ('margin' in standing ? standing.margin : Infinity)));
  return [
    ...perCountry(named, below, (statute) => windowLaw(statute), {
      code: 'rule.below-law',
      severity: named ? 'block' : 'warn',
      path: dayPath,
      ...common,
      law: Math.max(0, ...below.map(({ statute }) => statute.withdrawalDays ?? 0)),
    }),
    ...perCountry(false, late, (statute) => windowLaw(statute), {
      code: 'rule.may-end-before-law',
      severity: marginSeverity(margin),
      path: ['rules', index, 'outcome', 'window', 'from'],
      ...common,
      details: { from, margin },
    }),
    ...perCountry(true, replaced, (statute) => windowLaw(statute), {
      code: 'rule.replaces-law',
      severity: 'note',
      path: dayPath,
      ...common,
    }),
  ];
}

function costFindings({ index, ruleId, named, statutes }: Against, cost: Outcome['returnCost']): PolicyFinding[] {
  if (!cost || cost.payer === 'merchant') return [];
  const against = statutes.filter((statute) => statute.returnPostagePaidBy === 'merchant');
  return perCountry(
    named,
    against.map((statute) => ({ statute })),
    (statute) => costLaw(statute),
    {
      code: 'rule.return-cost-against-law',
      severity: named ? 'block' : 'warn',
      path: ['rules', index, 'outcome', 'returnCost'],
      field: 'returnCost',
      ruleId,
      merchant: 'customer',
      law: 'merchant',
    },
  );
}

/** One remark for each country with its act, or a single one for all of them. */
function perCountry(
  apart: boolean,
  some: readonly { statute: CountryStatute }[],
  lawOf: (statute: CountryStatute) => Partial<PolicyFinding>,
  told: Parameters<typeof finding>[0],
): PolicyFinding[] {
  if (some.length === 0) return [];
  if (apart) return some.map(({ statute }) => finding({ ...told, ...lawOf(statute), countries: [statute.code] }));
  return [finding({ ...told, countries: some.map(({ statute }) => statute.code) })];
}
