import { expect, test } from 'vitest';
import { cancellationFeeOf } from '#machines/policy/cancellation-fee.ts';
import { legalDeadline } from '#machines/policy/deadline.ts';
import { deductibleGrades } from '#machines/policy/diminished-value.ts';
import { inTime } from '#machines/policy/in-time.ts';
import { conditionalRight, exceptionsAt, lawOf, policyMustBeShown } from '#machines/policy/law-of.ts';
import { returnPostage } from '#machines/policy/return-postage.ts';

const at = (text: string) => Temporal.Instant.from(text);

test('a place has the law of its country, and of its state or province where that has one', () => {
  expect(lawOf('DE', 'BY')).toMatchObject({ country: { code: 'DE' }, subdivision: null });
  expect(lawOf('US', 'US-CA')).toMatchObject({ subdivision: { code: 'US-CA' }, basis: 'Cal. Civ. Code § 1723' });
  expect(lawOf('US', 'ca')?.subdivision?.code).toBe('US-CA');
  expect(lawOf('US', 'TX')?.subdivision).toBeNull();
  expect(lawOf('CA', 'US-CA')?.subdivision).toBeNull();
  expect(lawOf('US')?.basis).toContain('FTC');
  expect(lawOf('ZZ', null)).toBeNull();
});

test.each([
  ['US', 'NY', { why: 'policy-not-shown', days: 30, dayKind: 'calendar', daysAfterCopy: null }],
  ['US', 'RI', { why: 'policy-not-shown', days: 10, dayKind: 'business', daysAfterCopy: null }],
  ['CA', 'ON', { why: 'disclosure-failure', days: 30, dayKind: 'calendar', daysAfterCopy: 7 }],
  ['VN', null, { why: 'information-missing', days: 30, dayKind: 'calendar', daysAfterCopy: null }],
])('the right of the uninformed in %s %s', (country, subdivision, expected) => {
  const law = lawOf(country, subdivision);
  expect(law && conditionalRight(law)).toMatchObject(expected);
});

test.each([
  ['DE', null],
  ['US', 'TX'],
  ['CH', null],
])('%s %s knows none', (country, subdivision) => {
  const law = lawOf(country, subdivision);
  expect(law && conditionalRight(law)).toBeNull();
});

test.each([
  ['US', 'CA', 6, true],
  ['US', 'CA', 7, false],
  ['US', 'CA', null, true],
  ['US', 'NY', 365, true],
  ['US', 'TX', 0, false],
  ['CA', 'ON', 0, false],
  ['DE', null, 0, false],
  ['ZZ', null, 0, false],
])('whether a policy must be shown in %s %s with %s days: %s', (country, subdivision, days, expected) => {
  expect(policyMustBeShown(country, subdivision, days)).toBe(expected);
});

test('a right of the uninformed in full, with its act', () => {
  const right = (country: string, subdivision: string | null) => {
    const law = lawOf(country, subdivision);
    return law && conditionalRight(law);
  };
  expect(right('US', 'RI')).toEqual({
    ...{
      why: 'policy-not-shown',
      days: 10,
      dayKind: 'business',
      daysAfterCopy: null,
      basis: 'R.I. Gen. Laws ch. 6-33',
    },
  });
  expect(right('CA', 'ON')).toEqual({
    ...{ why: 'disclosure-failure', days: 30, dayKind: 'calendar', daysAfterCopy: 7 },
    basis: lawOf('CA', 'ON')?.basis,
  });
  expect(right('VN', null)).toEqual({
    ...{ why: 'information-missing', days: 30, dayKind: 'calendar', daysAfterCopy: null },
    basis: lawOf('VN')?.basis,
  });
  expect(lawOf('CA', 'ON')?.basis).toContain('Consumer Protection Act, 2002');
});

test('the exceptions are those of the place', () => {
  expect(exceptionsAt('DE', 'BY')).toContain('perishable');
  expect(exceptionsAt('US', 'CA')).toEqual(['perishable', 'custom_made']);
  expect(exceptionsAt('US', 'NY')).toEqual([]);
  expect(exceptionsAt('ZZ', null)).toEqual([]);
});

test.each([
  ['DE', null, true, 'customer'],
  ['DE', null, false, 'merchant'],
  ['CN', null, false, 'customer'],
  ['BR', null, true, 'merchant'],
  ['CL', null, true, 'unspecified'],
  ['CH', null, true, null],
  ['CH', null, false, null],
  ['CA', 'QC', true, null],
  ['CA', 'QC', false, 'merchant'],
  ['CA', 'ON', false, 'unspecified'],
  ['US', 'NY', false, 'unspecified'],
  ['ZZ', null, true, null],
  ['VN', null, false, 'unspecified'],
  ['VN', null, true, null],
  ['TW', null, false, 'merchant'],
])('the way back in %s %s, informed %s: %s', (country, subdivision, informed, payer) => {
  expect(returnPostage(country, subdivision, { informed })).toBe(payer);
});

test('without a word about information the customer was informed', () => {
  expect(returnPostage('DE', null)).toBe('customer');
  expect(deductibleGrades('DE', null)).toContain('used');
});

test.each([
  ['DE', true, ['used', 'damaged', 'wrong-item', 'missing']],
  ['DE', false, ['wrong-item', 'missing']],
  ['CN', false, ['used', 'damaged', 'wrong-item', 'missing']],
  ['AR', true, ['damaged', 'wrong-item', 'missing']],
  ['BR', true, ['damaged', 'wrong-item', 'missing']],
  ['CH', true, ['opened', 'used', 'damaged', 'wrong-item', 'missing']],
  ['ZZ', true, ['opened', 'used', 'damaged', 'wrong-item', 'missing']],
])('what may be deducted in %s, informed %s', (country, informed, grades) => {
  expect(deductibleGrades(country, null, { informed })).toEqual(grades);
});

test('only Israel lets a fee be kept, and not for a fault', () => {
  expect(cancellationFeeOf('IL')).toEqual({ percent: 5, most: { amount: 10_000, currency: 'ILS' } });
  expect(cancellationFeeOf('IL', 'merchant')).toBeNull();
  expect(cancellationFeeOf('DE')).toBeNull();
  expect(cancellationFeeOf('ZZ')).toBeNull();
});

const GERMAN = { subdivision: null, orderShape: 'single', undeliveredRemain: false, timeZone: null } as const;
const deadline = (country: string, deliveredAt: Temporal.Instant[]) =>
  legalDeadline({ ...GERMAN, country, deliveredAt, informed: true, informedAt: null });

test.each([
  ['DE', '2026-11-16T22:59:59Z', true, 'sending', true],
  ['DE', '2026-11-16T23:00:00Z', false, 'sending', true],
  ['CN', '2026-11-09T15:59:59Z', true, 'sending', false],
  ['DE', null, false, 'receipt', true],
])('a statement from %s sent at %s and received in December is in time: %s', (...row) => {
  const [country, sentAt, expected, decidedBy, settled] = row;
  const statement = { sentAt: sentAt === null ? null : at(sentAt), receivedAt: at('2026-12-01T10:00:00Z') };
  const result = inTime(country, statement, deadline(country, [at('2026-11-02T10:00:00Z')]));
  expect(result).toEqual({ inTime: expected, decidedBy, settled });
});

test('without an end every statement is in time, without a right none', () => {
  const statement = { sentAt: null, receivedAt: at('2040-01-01T00:00:00Z') };
  expect(inTime('DE', statement, deadline('DE', [])).inTime).toBe(true);
  expect(inTime('CH', statement, deadline('CH', [])).inTime).toBe(false);
  expect(inTime('ZZ', statement, deadline('ZZ', []))).toEqual({ inTime: false, decidedBy: 'receipt', settled: false });
});
