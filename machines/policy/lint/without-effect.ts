import { GRADES } from '#machines/line/codes.ts';
import { deductibleGrades } from '#machines/policy/diminished-value.ts';
import { takesByGrade } from '#machines/policy/lint/contradictory.ts';
import { finding, type PolicyFinding } from '#machines/policy/lint/finding.ts';
import type { LintRule } from '#machines/policy/lint/lint-rule.ts';
import { countriesOf, type Region, valuesOf } from '#machines/policy/lint/region.ts';
import type { Outcome, Topic } from '#machines/policy/outcome.ts';
import { REASON_CODES, REASONS } from '#machines/policy/reasons.ts';
import { STATUTE_COUNTRIES, statuteOf } from '#machines/policy/statutory.ts';

type Check = (rule: LintRule) => PolicyFinding[];

/**
 * What a rule says in vain: under the law's right, for what is the merchant's fault, for a resolution that it is not about, and with a condition on
 * the grade, which is known only when the goods are back.
 */
export const withoutEffectFindings: Check = (rule) =>
  rule.region === null
    ? []
    : [lawGoesBefore, faultTravelsFree, keptGoods, otherResolution, knownTooLate].flatMap((check) => check(rule));

/** Under the statutory right these take nothing and ask for nothing; each is noted with the countries where that right exists. */
const TAKEN_BY_LAW: readonly { topic: Topic; takes: (outcome: Outcome, country: string) => boolean }[] = [
  { topic: 'admission', takes: ({ admission }) => admission === 'refuse' },
  { topic: 'restocking', takes: ({ restocking }) => (restocking?.percent ?? 0) > 0 },
  { topic: 'couponThreshold', takes: ({ couponThreshold }) => couponThreshold !== undefined },
  { topic: 'evidence', takes: ({ evidence }) => evidence !== undefined && (evidence.photos > 0 || evidence.comment) },
  { topic: 'gradeDeductions', takes: takesMoreThanLaw },
];

/** The law lets a seller deduct for some grades and not for others. */
function takesMoreThanLaw(outcome: Outcome, country: string): boolean {
  const { gradeDeductions } = outcome;
  if (!gradeDeductions || !takesByGrade(outcome)) return false;
  const allowed = deductibleGrades(country, null);
  return GRADES.some((grade) => (gradeDeductions[grade] ?? 0) > 0 && !allowed.includes(grade));
}

const lawGoesBefore: Check = ({ index, rule, region }) => {
  const withRight = countriesWithRight(region);
  const resolutions = valuesOf(region, 'resolution');
  if (resolutions && !resolutions.has('refund')) return [];
  return TAKEN_BY_LAW.flatMap(({ topic, takes }) => {
    const countries = withRight.filter((country) => takes(rule.outcome, country));
    return countries.length > 0 ? [told('rule.law-goes-before', 'note', { index, rule, topic, countries })] : [];
  });
};

function countriesWithRight(region: Region): string[] {
  return [...(countriesOf(region) ?? STATUTE_COUNTRIES)]
    .filter((country) => {
      const statute = statuteOf(country);
      return statute?.hasStatutoryRight === true && statute.excludableByMerchant !== true;
    })
    .toSorted();
}

const faultTravelsFree: Check = ({ index, rule, region }) => {
  const reasons = valuesOf(region, 'reason');
  if (!reasons || REASON_CODES.some((code) => reasons.has(code) && REASONS[code].fault !== 'merchant')) return [];
  const { returnCost, restocking, couponThreshold } = rule.outcome;
  const vain: Topic[] = [
    ...(returnCost?.payer === 'customer' ? (['returnCost'] as const) : []),
    ...((restocking?.percent ?? 0) > 0 ? (['restocking'] as const) : []),
    ...(couponThreshold ? (['couponThreshold'] as const) : []),
  ];
  return vain.map((topic) => told('rule.fault-travels-free', 'warn', { index, rule, topic }));
};

/** Goods that stay with the customer do not travel and are not looked at. The cap of the refund's trigger holds for them too. */
const keptGoods: Check = ({ index, rule, region, topics }) => {
  const resolutions = valuesOf(region, 'resolution');
  const onlyKept = resolutions?.size === 1 && resolutions.has('keep');
  if (!onlyKept && rule.outcome.keep !== true) return [];
  const travelling: Topic[] = ['returnCost'];
  if (rule.outcome.refundTrigger?.cap === null) travelling.push('refundTrigger');
  // Of a rule that itself says "keep", these contradict it and are told as that.
  if (onlyKept && rule.outcome.keep !== true) travelling.push('warehouse', 'gradeDeductions', 'keep');
  return topics
    .filter((topic) => travelling.includes(topic))
    .map((topic) => told('rule.without-effect', 'warn', { index, rule, topic, why: 'kept' }));
};

const otherResolution: Check = ({ index, rule, region }) => {
  const resolutions = valuesOf(region, 'resolution');
  const { creditBonus } = rule.outcome;
  if (!creditBonus || !resolutions || resolutions.has('store-credit')) return [];
  return [told('rule.without-effect', 'warn', { index, rule, topic: 'creditBonus', why: 'no-credit' })];
};

/** Asked for, paid for or decided before a grade is given. */
const BEFORE_GRADE: readonly Topic[] = ['admission', 'window', 'evidence', 'warehouse', 'keep'];

const knownTooLate: Check = ({ index, rule, region, topics }) =>
  valuesOf(region, 'grade') === null
    ? []
    : topics
        .filter((topic) => BEFORE_GRADE.includes(topic))
        .map((topic) => told('rule.known-too-late', 'warn', { index, rule, topic }));

type Subject = Pick<LintRule, 'index' | 'rule'> & { topic: Topic; countries?: readonly string[]; why?: string };

function told(
  code: PolicyFinding['code'],
  severity: PolicyFinding['severity'],
  { index, rule, topic, countries = [], why }: Subject,
): PolicyFinding {
  return finding({
    code,
    severity,
    path: ['rules', index, 'outcome', topic],
    field: topic,
    ruleId: rule.id,
    countries,
    details: { topic, ...(why && { why }) },
  });
}
