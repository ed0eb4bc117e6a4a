import type { FieldProblem } from '#app/components/error-summary.tsx';
import { GRADES } from '#machines/line/codes.ts';
import { toDecimal } from '#machines/money.ts';
import { LONGEST_WINDOW_DAYS, WINDOW_EVENTS } from '#machines/policy/country-policy.ts';
import { type Outcome, OutcomeSchema, type Topic } from '#machines/policy/outcome.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';
import { REFUND_TRIGGERS } from '#machines/policy/resolution.ts';
import { type FieldReader, fieldReader } from './field-reader.server.ts';
import type { FieldValues } from './form-field.ts';
import { ADMISSIONS } from './outcome-fields.server.ts';
import { one, type Posted } from './posted.server.ts';
import type { Speech } from './rule-words.server.ts';
import { costValues, readCost } from './terms-form.server.ts';

/** What the form shows for what a rule says now; a fresh form for a topic it is silent on. */
export function outcomeValues(topic: Topic, outcome: Outcome): FieldValues {
  const { window, returnCost, evidence, refundTrigger, gradeDeductions, couponThreshold } = outcome;
  switch (topic) {
    case 'window':
      return window ? { days: [String(window.days)], from: [window.from] } : { from: ['delivery'] };
    case 'returnCost':
      return returnCost ? costValues(returnCost) : { currency: ['EUR'] };
    case 'restocking':
    case 'creditBonus':
      return outcome[topic] ? { percent: [String(outcome[topic].percent)] } : {};
    case 'keep':
    case 'refundOutboundShipping':
      return outcome[topic] === undefined ? {} : { value: [outcome[topic] ? 'yes' : 'no'] };
    case 'admission':
    case 'warehouse':
      return outcome[topic] === undefined ? {} : { value: [outcome[topic]] };
    case 'evidence':
      return evidence ? { photos: [String(evidence.photos)], comment: evidence.comment ? ['yes'] : [] } : {};
    case 'refundTrigger':
      return refundTrigger ? { when: [refundTrigger.when], ...moneyValues(refundTrigger.cap) } : moneyValues(null);
    case 'gradeDeductions':
      return Object.fromEntries(
        Object.entries(gradeDeductions ?? {}).map(([grade, percent]) => [grade, [String(percent)]]),
      );
    case 'couponThreshold':
      return {
        ...moneyValues(couponThreshold?.minimum ?? null),
        code: couponThreshold?.code ? [couponThreshold.code] : [],
      };
  }
}

const moneyValues = (money: { amount: number; currency: string } | null): FieldValues => ({
  amount: money ? [toDecimal(money)] : [],
  currency: [money?.currency ?? 'EUR'],
});

export type OutcomeResult = { ok: true; outcome: Outcome } | { ok: false; problems: FieldProblem[] };

/** What the rule is to say on this topic, or a sentence for each field that does not make sense. */
export function readOutcome(topic: Topic, posted: Posted, document: PolicyDocument, speech: Speech): OutcomeResult {
  const read = fieldReader(posted, speech);
  const value = outcomeValue(topic, read, posted, document, speech);
  if (read.problems.length > 0) return { ok: false, problems: read.problems };
  return { ok: true, outcome: OutcomeSchema.parse({ [topic]: value }) };
}

function outcomeValue(
  topic: Topic,
  read: FieldReader,
  posted: Posted,
  document: PolicyDocument,
  speech: Speech,
): unknown {
  switch (topic) {
    case 'window':
      return { days: read.whole('days', 0, LONGEST_WINDOW_DAYS), from: read.choice('from', WINDOW_EVENTS) };
    case 'admission':
      return read.choice('value', ADMISSIONS);
    case 'returnCost':
      return readCost(read, posted, speech);
    case 'restocking':
    case 'creditBonus':
      return { percent: read.whole('percent', 0, 100) };
    case 'keep':
    case 'refundOutboundShipping':
      return read.choice('value', ['yes', 'no']) === 'yes';
    case 'warehouse':
      return read.choice('value', Object.keys(document.warehouses));
    case 'evidence':
      return { photos: read.whole('photos', 0, 10), comment: one(posted, 'comment') === 'yes' };
    case 'refundTrigger':
      return { when: read.choice('when', REFUND_TRIGGERS), cap: read.maybeMoney('amount', 'currency') ?? null };
    case 'gradeDeductions':
      return readGrades(read, speech);
    case 'couponThreshold':
      return { code: read.maybeText('code', 80) ?? null, minimum: read.money('amount', 'currency') };
  }
}

function readGrades(read: FieldReader, { t }: Speech): Record<string, number> {
  const grades: Record<string, number> = {};
  for (const grade of GRADES) {
    const percent = read.maybeWhole(grade, 0, 100);
    if (percent !== undefined) grades[grade] = percent;
  }
  if (Object.keys(grades).length === 0 && read.problems.length === 0) read.wrong(GRADES[0], t('policy:error.grades'));
  return grades;
}
