import { expect, test } from 'vitest';
import { compareVerdicts, type Judgement, type VerdictChange } from '#machines/policy/compare-verdicts.ts';
import { plainTerms } from '#machines/policy/line-terms.ts';
import type { LineVerdict } from '#machines/policy/verdict.ts';

type Returnable = Extract<Judgement, { outcome: 'returnable' }>;
type Refused = Extract<Judgement, { outcome: 'refused' }>;
type Terms = LineVerdict['terms'];

const common = {
  lineId: 'l1',
  decidedAt: '2026-11-20T12:00:00Z',
  policyVersionId: 'v1',
  quantityLeft: 1,
  returnCost: { payer: 'merchant' as const, basis: 'policy' as const, policyVersionId: 'v1', rule: null },
  outboundShipping: { refunded: false, basis: 'none' as const, rule: null },
  faultyUntil: { kind: 'none' as const },
  terms: plainTerms('v1'),
  resolutions: {},
};

const until = (day: string) => ({ lastDay: day, endExclusive: `${day}T23:00:00Z` });

const open = (over: Partial<Returnable> = {}): Judgement => ({
  ...common,
  ...{ outcome: 'returnable', until: until('2026-12-04'), basis: 'policy', withinLaw: false, conditions: [] },
  ...over,
});

const closed = (over: Partial<Refused> = {}): Judgement => ({
  ...common,
  ...{ outcome: 'refused', code: 'window.closed', endedOn: '2026-11-01' },
  ...over,
});

const withTerms = (changes: { [Topic in keyof Terms]?: Terms[Topic]['value'] }): Judgement => {
  const terms = structuredClone(common.terms);
  for (const [topic, value] of Object.entries(changes)) Object.assign(terms[topic as keyof Terms], { value });
  return open({ terms });
};

const customer = (
  labelFee: { amount: number; currency: string } | null,
  end: Returnable['until'] = until('2026-12-04'),
): Judgement =>
  open({ until: end, returnCost: { payer: 'customer', basis: 'policy', labelFee, policyVersionId: 'v1', rule: null } });

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const threshold = (amount: number, over: { code?: string | null; currency?: string } = {}) => ({
  code: over.code ?? null,
  minimum: { amount, currency: over.currency ?? 'EUR' },
});
const asked = (over: Partial<Terms['evidence']['value']>) => ({
  evidence: { photos: 1, comment: false, required: false, ...over },
});
const capped = (cap: { amount: number; currency: string }, when: 'inspection' | 'receipt' = 'inspection') => ({
  refundTrigger: { when, cap },
});
const nothing: VerdictChange = {
  ...{ admission: null, window: null, cheaper: false, dearer: false, review: null, topics: [] },
};

test('the same answer is no change, whatever version, rule or basis gave it', () => {
  const other = { basis: 'law' as const, policyVersionId: 'v2', withinLaw: true, decidedAt: '2026-11-21T00:00:00Z' };
  expect(compareVerdicts(open(), open({ ...other, terms: plainTerms('v2') }))).toBeNull();
  expect(compareVerdicts(closed(), closed({ code: 'policy.no-window' }))).toBeNull();
});

test.each<[string, Judgement, Judgement, Partial<VerdictChange> | null]>([
  ['returnable, then refused', open(), closed(), { admission: 'newlyRefused' }],
  ['refused, then returnable', closed(), open(), { admission: 'newlyAllowed' }],
  ['a later end', open(), open({ until: until('2026-12-05') }), { window: 'longer' }],
  ['an earlier end', open(), open({ until: until('2026-12-03') }), { window: 'shorter' }],
  ['no end any more', open(), open({ until: null }), { window: 'longer' }],
  ['an end where there was none', open({ until: null }), open(), { window: 'shorter' }],
  ['closed a day later', closed(), closed({ endedOn: '2026-11-02' }), { window: 'longer' }],
  ['closed a day sooner', closed(), closed({ endedOn: '2026-10-31' }), { window: 'shorter' }],
  ['a window that ran at all', closed({ endedOn: null }), closed(), { window: 'longer' }],
  ['no end, then none either, and dearer', open({ until: null }), customer(null, null), { dearer: true }],
  [
    'the same last day, by another clock',
    open(),
    open({ until: { ...until('2026-12-04'), endExclusive: '2026-12-05T00:00:00+01:00' } }),
    null,
  ],
  [
    'an end that is written longer and comes sooner',
    open(),
    open({ until: { lastDay: '2026-12-04', endExclusive: '2026-12-04T22:59:59.999Z' } }),
    { window: 'shorter' },
  ],
  [
    'a fee in the place of one in another currency that is higher',
    customer({ amount: 900, currency: 'USD' }),
    customer(eur(1)),
    { dearer: true },
  ],
  ['no window any more', closed(), closed({ endedOn: null }), { window: 'shorter' }],
  ['free, then a label', open(), customer(eur(100)), { dearer: true }],
  ['a label, then free', customer(eur(100)), open(), { cheaper: true }],
  ['a label for less', customer(eur(100)), customer(eur(99)), { cheaper: true }],
  ['a label for more', customer(eur(100)), customer(eur(101)), { dearer: true }],
  ['a label in another currency', customer(eur(100)), customer({ amount: 1, currency: 'USD' }), { dearer: true }],
  ['no label any more', customer(eur(100)), customer(null), { dearer: true }],
  ['a label where there was none', customer(null), customer(eur(100)), { cheaper: true }],
  ['a longer window and a label', open(), customer(eur(1)), { dearer: true }],
])('%s', (_, before, after, change) => {
  expect(compareVerdicts(before, after)).toEqual(change && { ...nothing, ...change });
});

test.each<[string, Parameters<typeof withTerms>[0], Parameters<typeof withTerms>[0], Partial<VerdictChange> | null]>([
  ['more restocking', { restocking: { percent: 5 } }, { restocking: { percent: 6 } }, { dearer: true }],
  ['less restocking', { restocking: { percent: 6 } }, { restocking: { percent: 5 } }, { cheaper: true }],
  ['a bonus', { creditBonus: { percent: 0 } }, { creditBonus: { percent: 1 } }, { cheaper: true }],
  ['a smaller bonus', { creditBonus: { percent: 2 } }, { creditBonus: { percent: 1 } }, { dearer: true }],
  ['a grade that takes more', { gradeDeductions: { used: 10 } }, { gradeDeductions: { used: 11 } }, { dearer: true }],
  ['a grade that takes less', { gradeDeductions: { used: 10 } }, { gradeDeductions: {} }, { cheaper: true }],
  ['a new grade', { gradeDeductions: {} }, { gradeDeductions: { missing: 100 } }, { dearer: true }],
  [
    'one grade more and one less',
    { gradeDeductions: { opened: 5, damaged: 50 } },
    { gradeDeductions: { opened: 10, damaged: 40 } },
    { cheaper: true, dearer: true },
  ],
  ['a coupon that counts', { couponThreshold: null }, { couponThreshold: threshold(1) }, { dearer: true }],
  ['a coupon that counts no more', { couponThreshold: threshold(1) }, { couponThreshold: null }, { cheaper: true }],
  ['a lower threshold', { couponThreshold: threshold(2) }, { couponThreshold: threshold(1) }, { cheaper: true }],
  ['a higher threshold', { couponThreshold: threshold(1) }, { couponThreshold: threshold(2) }, { dearer: true }],
  [
    'another coupon',
    { couponThreshold: threshold(2) },
    { couponThreshold: threshold(1, { code: 'TEN' }) },
    { dearer: true },
  ],
  [
    'a threshold in another currency',
    { couponThreshold: threshold(2) },
    { couponThreshold: threshold(1, { currency: 'USD' }) },
    { dearer: true },
  ],
  ['a person wanted', { review: false }, { review: true }, { review: 'newlyReviewed' }],
  ['no person wanted', { review: true }, { review: false }, { review: 'noLongerReviewed' }],
  ['to keep it', { keep: false }, { keep: true }, { topics: ['keep'] }],
  ['another warehouse', { warehouse: null }, { warehouse: 'south' }, { topics: ['warehouse'] }],
  [
    'a photo and an earlier refund',
    {},
    { evidence: { photos: 1, comment: false, required: false }, refundTrigger: { when: 'receipt', cap: null } },
    { topics: ['evidence', 'refundTrigger'] },
  ],
  ['a comment too', asked({}), asked({ comment: true }), { topics: ['evidence'] }],
  ['the same photos, no longer required', asked({ required: true }), asked({}), { topics: ['evidence'] }],
  ['one photo more', asked({}), asked({ photos: 2 }), { topics: ['evidence'] }],
  ['a higher cap', capped(eur(5)), capped(eur(6)), { topics: ['refundTrigger'] }],
  [
    'the same cap in another currency',
    capped(eur(5)),
    capped({ amount: 5, currency: 'USD' }),
    { topics: ['refundTrigger'] },
  ],
  ['the same cap, at another moment', capped(eur(5)), capped(eur(5), 'receipt'), { topics: ['refundTrigger'] }],
  ['a deduction for every grade', { gradeDeductions: {} }, { gradeDeductions: { 'as-new': 1 } }, { dearer: true }],
  [
    'no word on a grade is a deduction of nothing',
    { gradeDeductions: { used: 1 } },
    { gradeDeductions: { used: 1, opened: 0 } },
    null,
  ],
  ['a cap', {}, { refundTrigger: { when: 'inspection', cap: eur(5) } }, { topics: ['refundTrigger'] }],
])('%s', (_, before, after, change) => {
  expect(compareVerdicts(withTerms(before), withTerms(after))).toEqual(change && { ...nothing, ...change });
});

test('outbound shipping that goes back is cheaper, and one that no longer does is dearer', () => {
  const refunded = open({ outboundShipping: { refunded: true, basis: 'law', rule: null } });
  expect(compareVerdicts(open(), refunded)).toEqual({ ...nothing, cheaper: true });
  expect(compareVerdicts(refunded, open())).toEqual({ ...nothing, dearer: true });
});

test('one line can be shorter, cheaper and dearer, and reviewed, at once', () => {
  const terms = structuredClone(common.terms);
  Object.assign(terms.restocking, { value: { percent: 5 } });
  Object.assign(terms.review, { value: true });
  const after = open({ until: until('2026-12-03'), terms });
  const before = customer(null);
  const change = { window: 'shorter', cheaper: true, dearer: true, review: 'newlyReviewed' };
  expect(compareVerdicts(before, after)).toEqual({ ...nothing, ...change });
});

test('costs and terms are not compared where the line cannot come back on one side', () => {
  const terms = structuredClone(common.terms);
  Object.assign(terms.review, { value: true });
  Object.assign(terms.keep, { value: true });
  Object.assign(terms.restocking, { value: { percent: 5 } });
  expect(compareVerdicts(open(), closed({ terms }))).toEqual({ ...nothing, admission: 'newlyRefused' });
  expect(compareVerdicts(closed({ terms }), open())).toEqual({ ...nothing, admission: 'newlyAllowed' });
  expect(compareVerdicts(closed(), closed({ terms }))).toBeNull();
});
