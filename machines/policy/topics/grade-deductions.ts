import { GRADES } from '#machines/line/codes.ts';
import { deductibleGrades } from '#machines/policy/diminished-value.ts';
import type { Outcome } from '#machines/policy/outcome.ts';
import type { LawView, TopicRule } from '#machines/policy/topics/topic.ts';

type Deductions = NonNullable<Outcome['gradeDeductions']>;

/**
 * Percent taken off by the grade that the dock gave. Of two lists the better is the one that takes less at the grade of this line; while no grade is
 * known, the one that takes no more at any grade and less at one. Under the law's right only as far as the statute lets the seller deduct, never
 * without the information it asks for, and never for the merchant's own fault.
 */
export const gradeDeductions: TopicRule<'gradeDeductions', Deductions> = {
  topic: 'gradeDeductions',
  name: 'grade-deductions',
  present: 'if-better',
  read: (outcome) => outcome.gradeDeductions,
  base: () => ({}),
  better: takesLess,
  floor: (value, law) => {
    if (!takesAnything(value)) return null;
    if (law.fault === 'merchant') return { value: {}, why: 'merchant-fault' };
    if (!law.withinLaw) return null;
    const { country, subdivision } = law.facts.order;
    const allowed = deductibleGrades(country, subdivision, law);
    const kept: Deductions = {};
    for (const grade of GRADES) if (allowed.includes(grade) && value[grade] !== undefined) kept[grade] = value[grade];
    return GRADES.some((grade) => (kept[grade] ?? 0) !== (value[grade] ?? 0)) ? { value: kept, why: 'law' } : null;
  },
  figures: (value) => ({ ...value }),
  tell: (value, why, { law }) => {
    if (why === 'merchant-fault')
      return { code: 'grades.merchant-fault', inputs: { reason: law.facts.request?.reason ?? null } };
    if (why === 'law') return { code: 'grades.limited-by-law', inputs: { ...value } };
    return takesAnything(value) ? { code: 'grades.taken', inputs: { ...value } } : { code: 'grades.none', inputs: {} };
  },
};

function takesAnything(value: Deductions): boolean {
  return GRADES.some((grade) => (value[grade] ?? 0) > 0);
}

function takesLess(a: Deductions, b: Deductions, { facts }: LawView): boolean {
  const known = facts.request?.grade ?? null;
  const grades = known === null ? GRADES : [known];
  const differences = grades.map((grade) => (a[grade] ?? 0) - (b[grade] ?? 0));
  return differences.every((difference) => difference <= 0) && differences.some((difference) => difference < 0);
}
