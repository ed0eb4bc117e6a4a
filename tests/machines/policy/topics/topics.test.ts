import { expect, test } from 'vitest';
import type { Outcome } from '#machines/policy/outcome.ts';
import { termsFor } from '#machines/policy/terms.ts';
import { AFTER_LAW, type Asked, judged, pair, type Ruled, rule } from '#tests/machines/policy/ruled.ts';

const one = (outcome: Outcome): Ruled => ({ rules: [rule('a', outcome)] });
const US: Asked = { order: { country: 'US' } };
const label = (amount: number, currency = 'EUR') => ({ payer: 'customer' as const, labelFee: { amount, currency } });
const own = { payer: 'customer' as const, labelFee: null };
const free = { payer: 'merchant' as const };
const cost = (returnCost: NonNullable<Outcome['returnCost']>) => one({ returnCost });

test.each([
  [cost(free), undefined, { payer: 'merchant', basis: 'policy', rule: 'a', policyVersionId: 'v1' }],
  [cost(label(400)), undefined, { labelFee: { amount: 400 }, rule: 'a', policyVersionId: 'v1' }],
  [cost(label(400)), cost(label(399)), { labelFee: { amount: 399 }, rule: 'a', policyVersionId: 'v2' }],
  [cost(label(400)), cost(label(400)), { labelFee: { amount: 400 }, policyVersionId: 'v1' }],
  [cost(label(400)), cost(label(401)), { labelFee: { amount: 400 }, policyVersionId: 'v1' }],
  [cost(label(400)), cost(label(1, 'USD')), { labelFee: { amount: 400 }, policyVersionId: 'v1' }],
  [cost(own), cost(label(999)), { labelFee: { amount: 999 }, policyVersionId: 'v2' }],
  [cost(label(999)), cost(own), { labelFee: { amount: 999 }, policyVersionId: 'v1' }],
  [cost(label(1)), cost(free), { payer: 'merchant', policyVersionId: 'v2' }],
  [{ terms: { returnCost: free } }, cost(label(1)), { payer: 'merchant', rule: null, policyVersionId: 'v1' }],
  // A rule that is dearer than the terms of its own country decides all the same.
  [{ ...cost(label(400)), terms: { returnCost: free } }, undefined, { labelFee: { amount: 400 }, rule: 'a' }],
])('the way back: %j, then %j', (purchase, present, expected) => {
  expect(judged(pair(purchase, present), US).returnCost).toMatchObject(expected);
});

test.each([
  ['BR', '2026-11-08T00:00:00Z', true, 'law'],
  ['BR', '2026-11-20T00:00:00Z', true, 'policy'],
  ['DE', '2026-11-10T00:00:00Z', true, 'policy'],
  ['DE', '2026-11-10T00:00:00Z', false, 'law'],
  // Not informed: the right lasts twelve months more.
  ['DE', '2027-11-16T22:59:59Z', false, 'law'],
  ['DE', '2027-11-16T23:00:00Z', false, 'policy'],
  ['JP', '2026-11-05T00:00:00Z', false, 'policy'],
])('the way back by law in %s at %s, informed %s: %s', (country, now, informed, basis) => {
  const order = { country, information: { informed, informedAt: null } };
  expect(judged(pair({ terms: { returnCost: label(400), windowDays: null } }), { order }, now).returnCost.basis).toBe(
    basis,
  );
});

test.each([
  [one({ refundOutboundShipping: true }), undefined, US, { refunded: true, basis: 'policy', rule: 'a' }],
  [one({ refundOutboundShipping: false }), undefined, US, { refunded: false, basis: 'none', rule: 'a' }],
  [
    one({ refundOutboundShipping: false }),
    { terms: { refundOutboundShipping: true } },
    US,
    { refunded: true, basis: 'policy', rule: null },
  ],
  [
    { terms: { refundOutboundShipping: true } },
    one({ refundOutboundShipping: false }),
    US,
    { refunded: true, basis: 'policy', rule: null },
  ],
  [one({ refundOutboundShipping: false }), undefined, {}, { refunded: true, basis: 'law', rule: null }],
  [{}, undefined, { ...US, request: { reason: 'defective' as const } }, { refunded: true, basis: 'law', rule: null }],
])('outbound shipping: %j, then %j, asked %j', (purchase, present, asked, expected) => {
  expect(judged(pair(purchase, present), asked).outboundShipping).toEqual(expected);
});

const restock = (percent: number) => one({ restocking: { percent } });

test.each([
  [restock(15), undefined, US, { value: { percent: 15 }, basis: 'policy', rule: 'a', policyVersionId: 'v1' }],
  [restock(15), restock(14), US, { value: { percent: 14 }, policyVersionId: 'v2' }],
  [restock(15), restock(15), US, { value: { percent: 15 }, policyVersionId: 'v1' }],
  [restock(15), restock(16), US, { value: { percent: 15 }, policyVersionId: 'v1' }],
  [restock(15), {}, US, { value: { percent: 0 }, rule: null, policyVersionId: 'v2' }],
  [restock(15), undefined, {}, { value: { percent: 0 }, basis: 'law', rule: null }],
  [
    restock(15),
    undefined,
    { ...US, request: { reason: 'wrong-item' as const } },
    { value: { percent: 0 }, basis: 'law' },
  ],
  [
    restock(15),
    undefined,
    { ...US, request: { reason: 'too-small' as const } },
    { value: { percent: 15 }, basis: 'policy' },
  ],
])('restocking: %j, then %j, asked %j', (purchase, present, asked, expected) => {
  expect(judged(pair(purchase, present), asked).terms.restocking).toMatchObject(expected);
});

test('restocking starts with the first moment after the law', () => {
  const percent = (now: string) => judged(pair(restock(15)), {}, now).terms.restocking.value.percent;
  expect(percent('2026-11-16T22:59:59Z')).toBe(0);
  expect(percent('2026-11-16T23:00:00Z')).toBe(15);
});

const grades = { opened: 10, used: 30, damaged: 60, missing: 100 };
const deduct = (gradeDeductions: NonNullable<Outcome['gradeDeductions']>) => one({ gradeDeductions });

test.each([
  [deduct(grades), undefined, US, grades, 'policy'],
  [deduct(grades), undefined, {}, { used: 30, damaged: 60, missing: 100 }, 'law'],
  [deduct({ used: 30 }), undefined, {}, { used: 30 }, 'policy'],
  [deduct({ opened: 0 }), undefined, {}, { opened: 0 }, 'policy'],
  [
    deduct(grades),
    undefined,
    { order: { information: { informed: false, informedAt: null } } },
    { missing: 100 },
    'law',
  ],
  [deduct(grades), undefined, { order: { country: 'AR' } }, { damaged: 60, missing: 100 }, 'law'],
  [deduct(grades), undefined, { ...US, request: { reason: 'defective' as const } }, {}, 'law'],
  [deduct({ used: 30 }), deduct({ used: 29 }), US, { used: 29 }, 'policy'],
  [deduct({ used: 30 }), deduct({ used: 31 }), US, { used: 30 }, 'policy'],
  // One takes more here, the other there: the purchase stands, until the grade is known.
  [deduct({ used: 30, damaged: 50 }), deduct({ used: 20, damaged: 60 }), US, { used: 30, damaged: 50 }, 'policy'],
  [
    deduct({ used: 30, damaged: 50 }),
    deduct({ used: 20, damaged: 60 }),
    { ...US, request: { grade: 'used' as const } },
    { used: 20, damaged: 60 },
    'policy',
  ],
])('deductions by grade: %j, then %j, asked %j', (purchase, present, asked, value, basis) => {
  expect(judged(pair(purchase, present), asked).terms.gradeDeductions).toMatchObject({ basis });
  expect(judged(pair(purchase, present), asked).terms.gradeDeductions.value).toEqual(value);
});

const coupon = (code: string | null, amount: number, currency = 'EUR') => ({ code, minimum: { amount, currency } });
const threshold = (couponThreshold: NonNullable<Outcome['couponThreshold']>) => one({ couponThreshold });
const used = (couponCode: string): Asked => ({ order: { country: 'US', couponCode } });

test.each([
  [threshold(coupon(null, 5000)), undefined, US, coupon(null, 5000), 'policy'],
  [threshold(coupon(null, 5000)), undefined, {}, null, 'law'],
  [threshold(coupon(null, 5000)), undefined, { ...US, request: { reason: 'defective' as const } }, null, 'law'],
  [threshold(coupon(null, 5000)), {}, US, null, 'policy'],
  [{}, threshold(coupon(null, 5000)), US, null, 'policy'],
  [threshold(coupon(null, 5000)), threshold(coupon(null, 4999)), US, coupon(null, 4999), 'policy'],
  [threshold(coupon(null, 5000)), threshold(coupon(null, 5000)), US, coupon(null, 5000), 'policy'],
  [threshold(coupon(null, 5000)), threshold(coupon(null, 1, 'USD')), US, coupon(null, 5000), 'policy'],
  [threshold(coupon(null, 5000)), threshold(coupon('TEN', 5000)), US, coupon('TEN', 5000), 'policy'],
  [threshold(coupon(null, 5000)), threshold(coupon('TEN', 5001)), US, coupon(null, 5000), 'policy'],
  [threshold(coupon('TEN', 5000)), threshold(coupon(null, 4999)), US, coupon('TEN', 5000), 'policy'],
  [threshold(coupon('TEN', 5000)), threshold(coupon('ten', 4999)), US, coupon('ten', 4999), 'policy'],
  [threshold(coupon('TEN', 5000)), threshold(coupon('SIX', 1)), US, coupon('TEN', 5000), 'policy'],
  // The coupon of the order is known: a threshold on another one is none.
  [threshold(coupon('TEN', 5000)), threshold(coupon('SIX', 9000)), used('ten'), coupon('SIX', 9000), 'policy'],
  [threshold(coupon('SIX', 9000)), threshold(coupon('TEN', 5000)), used('ten'), coupon('SIX', 9000), 'policy'],
])('the coupon’s threshold: %j, then %j, asked %j', (purchase, present, asked, value, basis) => {
  expect(judged(pair(purchase, present), asked).terms.couponThreshold).toMatchObject({ value, basis });
});

test.each([
  [{ creditBonus: { percent: 10 } }, { creditBonus: { percent: 11 } }, 11, 'v2'],
  [{ creditBonus: { percent: 10 } }, { creditBonus: { percent: 10 } }, 10, 'v1'],
  [{ creditBonus: { percent: 10 } }, { creditBonus: { percent: 9 } }, 10, 'v1'],
  [{ creditBonus: { percent: 10 } }, { keep: true }, 10, 'v1'],
])('the bonus: %j, then %j', (purchase, present, percent, policyVersionId) => {
  const bonus = judged(pair(one(purchase), one(present)), {}).terms.creditBonus;
  expect(bonus).toMatchObject({ value: { percent }, policyVersionId, basis: 'policy' });
});

test.each([
  [{ keep: true }, { keep: false }, true, 'v1'],
  [{ keep: false }, { keep: true }, true, 'v2'],
  [{ keep: false }, { keep: false }, false, 'v1'],
])('keeping: %j, then %j', (purchase, present, value, policyVersionId) => {
  expect(judged(pair(one(purchase), one(present)), {}).terms.keep).toMatchObject({ value, policyVersionId });
});

test.each([
  [one({ warehouse: 'one' }), one({ warehouse: 'two' }), 'two', 'v2'],
  [one({ warehouse: 'one' }), one({ warehouse: 'one' }), 'one', 'v2'],
  [one({ warehouse: 'one' }), {}, null, 'v2'],
  [one({ warehouse: 'one' }), undefined, 'one', 'v1'],
])('the warehouse is the present one: %j, then %j', (purchase, present, value, policyVersionId) => {
  expect(judged(pair(purchase, present), {}).terms.warehouse).toMatchObject({ value, policyVersionId });
});

const ask = (photos: number, comment: boolean) => one({ evidence: { photos, comment } });

test.each([
  [ask(2, true), undefined, US, { photos: 2, comment: true, required: true }],
  [ask(0, true), undefined, US, { photos: 0, comment: true, required: true }],
  [ask(0, false), undefined, US, { photos: 0, comment: false, required: false }],
  [ask(2, true), ask(1, true), US, { photos: 1, comment: true, required: true }],
  [ask(2, true), ask(2, false), US, { photos: 2, comment: false, required: true }],
  [ask(2, false), ask(1, true), US, { photos: 2, comment: false, required: true }],
  [ask(2, false), {}, US, { photos: 0, comment: false, required: false }],
  [ask(2, true), undefined, {}, { photos: 2, comment: true, required: false }],
  [
    ask(2, true),
    undefined,
    { request: { track: 'withdrawal' as const } },
    { photos: 0, comment: false, required: false },
  ],
  // The seller answers for faults in the US until 2 November 2030, and not for a late arrival.
  [
    ask(2, true),
    undefined,
    { ...US, request: { reason: 'defective' as const } },
    { photos: 2, comment: true, required: false },
  ],
  [
    ask(2, true),
    undefined,
    { ...US, request: { reason: 'arrived-late' as const } },
    { photos: 2, comment: true, required: true },
  ],
])('evidence: %j, then %j, asked %j', (purchase, present, asked, value) => {
  expect(judged(pair(purchase, present), asked).terms.evidence.value).toEqual(value);
});

test('evidence for a fault is compulsory again once the seller no longer answers for it', () => {
  const required = (now: string) =>
    judged(pair(ask(1, false)), { ...US, request: { reason: 'defective' } }, now).terms.evidence.value.required;
  expect(required('2030-11-03T03:59:59Z')).toBe(false);
  expect(required('2030-11-03T04:00:00Z')).toBe(true);
});

const trigger = (when: 'first-scan' | 'receipt' | 'inspection', amount: number | null, currency = 'EUR') =>
  one({ refundTrigger: { when, cap: amount === null ? null : { amount, currency } } });

test.each([
  [trigger('receipt', 100), trigger('first-scan', 1), 'first-scan', 'v2'],
  [trigger('receipt', 100), trigger('inspection', null), 'receipt', 'v1'],
  [trigger('receipt', 100), trigger('receipt', 101), 'receipt', 'v2'],
  [trigger('receipt', 100), trigger('receipt', 100), 'receipt', 'v1'],
  [trigger('receipt', 100), trigger('receipt', 99), 'receipt', 'v1'],
  [trigger('receipt', 100), trigger('receipt', null), 'receipt', 'v2'],
  [trigger('receipt', null), trigger('receipt', 999), 'receipt', 'v1'],
  [trigger('receipt', 100), trigger('receipt', 999, 'USD'), 'receipt', 'v1'],
  [{}, trigger('inspection', 999), 'inspection', 'v1'],
])('when the money goes back: %j, then %j', (purchase, present, when, policyVersionId) => {
  expect(judged(pair(purchase, present), {}).terms.refundTrigger).toMatchObject({ value: { when }, policyVersionId });
});

const admit = (admission: NonNullable<Outcome['admission']>) => one({ admission });

test.each([
  [admit('review'), undefined, true, 'v1'],
  [admit('review'), {}, false, 'v2'],
  [{}, admit('review'), false, 'v1'],
  [admit('review'), admit('allow'), false, 'v2'],
  [admit('review'), admit('review'), true, 'v1'],
  [admit('refuse'), admit('review'), true, 'v2'],
  [admit('review'), admit('refuse'), true, 'v1'],
  [admit('refuse'), undefined, false, 'v1'],
])('a person decides: %j, then %j', (purchase, present, value, policyVersionId) => {
  expect(judged(pair(purchase, present), US).terms.review).toMatchObject({ value, policyVersionId });
});

test('a refusal asks for no person to judge what the law grants', () => {
  const review = (purchase: Ruled, present: Ruled) => judged(pair(purchase, present), {}).terms.review.value;
  expect(review(admit('refuse'), admit('review'))).toBe(false);
  expect(review(admit('review'), admit('refuse'))).toBe(false);
  expect(review(admit('review'), admit('review'))).toBe(true);
});

const israel: Asked = { order: { country: 'IL', currency: 'ILS' } };
const five = { percent: 5, most: { amount: 10_000, currency: 'ILS' } };

test.each([
  ['the law alone', { terms: { windowDays: null } }, israel, '2026-11-10T00:00:00Z', five],
  ['its last moment', { terms: { windowDays: null } }, israel, '2026-11-16T21:59:59Z', five],
  ['after it', { terms: { windowDays: null } }, israel, '2026-11-16T22:00:00Z', null],
  ['a promise that takes nothing off', {}, israel, '2026-11-10T00:00:00Z', null],
  ['a promise that takes less off', restock(3), israel, '2026-11-10T00:00:00Z', { ...five, percent: 3 }],
  ['a promise that takes more off', restock(20), israel, '2026-11-10T00:00:00Z', five],
  ['a promise that has ended', { terms: { windowDays: 5 } }, israel, '2026-11-10T00:00:00Z', five],
  ['elsewhere', { terms: { windowDays: null } }, {}, '2026-11-10T00:00:00Z', null],
])('the fee the law lets the seller keep: %s', (_what, ruled, asked, now, expected) => {
  const verdict = judged(pair(ruled), asked, now);
  expect(verdict.terms.cancellationFee.value).toEqual(expected);
  expect(termsFor(verdict, 'changed-mind').cancellationFee).toEqual(expected);
  expect(termsFor(verdict, 'defective').cancellationFee).toBeNull();
});

test('a rule on the reason decides once the reason is known, and the terms follow it', () => {
  const when = { kind: 'reason' as const, in: ['too-small' as const] };
  const policies = pair({ rules: [rule('fit', { returnCost: free, creditBonus: { percent: 5 } }, when)] });
  const undecided = judged(policies, US);
  const fits = judged(policies, { ...US, request: { reason: 'too-small' } });
  expect(termsFor(undecided, 'too-small')).toMatchObject({ returnCost: { payer: 'customer' }, creditBonusPercent: 0 });
  expect(termsFor(fits, 'too-small')).toMatchObject({
    returnCost: { payer: 'merchant', basis: 'policy', rule: 'fit' },
    creditBonusPercent: 5,
  });
});

test('terms carry what the policy takes off under its own promise', () => {
  const outcome = { restocking: { percent: 10 }, couponThreshold: coupon(null, 100), creditBonus: { percent: 7 } };
  expect(termsFor(judged(pair(one(outcome)), {}, AFTER_LAW), 'changed-mind')).toMatchObject({
    restockingPercent: 10,
    couponThreshold: coupon(null, 100),
    creditBonusPercent: 7,
  });
  expect(termsFor(judged(pair(one(outcome)), {}, AFTER_LAW), 'defective')).toMatchObject({
    restockingPercent: 0,
    couponThreshold: null,
    creditBonusPercent: 7,
  });
});
