import fc from 'fast-check';
import { expect, test } from 'vitest';
import { legalDeadline } from '#machines/policy/deadline.ts';
import { evaluateLine } from '#machines/policy/evaluate.ts';
import { STATUTE_COUNTRIES } from '#machines/policy/statutory.ts';
import { admits, termsFor } from '#machines/policy/terms.ts';
import { LineVerdictSchema } from '#machines/policy/verdict.ts';
import { at, facts, only, version } from '#tests/machines/policy/build.ts';

const NOW = at('2026-11-10T10:00:00Z');

/** `returnable law 2026-11-16` or `refused window.closed 2026-11-16`. */
function brief(verdict: ReturnType<typeof evaluateLine>): string {
  expect(LineVerdictSchema.parse(JSON.parse(JSON.stringify(verdict)))).toEqual(verdict);
  return verdict.outcome === 'returnable'
    ? `returnable ${verdict.basis} ${verdict.until?.lastDay ?? 'open'}`
    : `refused ${verdict.code} ${verdict.endedOn ?? '-'}`;
}

test.each([
  ['the law alone', null, '2026-11-16T22:59:59.999Z', 'returnable law 2026-11-16'],
  ['the law alone, a moment later', null, '2026-11-16T23:00:00Z', 'refused window.closed 2026-11-16'],
  ['a longer policy', 30, '2026-12-02T22:59:59.999Z', 'returnable policy 2026-12-02'],
  ['a longer policy, a moment later', 30, '2026-12-02T23:00:00Z', 'refused window.closed 2026-12-02'],
  ['a shorter policy', 7, '2026-11-16T22:59:59.999Z', 'returnable law 2026-11-16'],
  ['the same end: the law is named', 14, '2026-11-10T10:00:00Z', 'returnable law 2026-11-16'],
  ['a policy of no returns', 0, '2026-11-10T10:00:00Z', 'returnable law 2026-11-16'],
])('window in Germany: %s', (_what, windowDays, now, expected) => {
  expect(brief(evaluateLine(facts(), only({ windowDays }), at(now)))).toBe(expected);
});

test('ends are compared, not day counts: 20 days from the line can end before 14 from the last parcel', () => {
  const parcels = [at('2026-11-02T10:00:00Z'), at('2026-11-12T10:00:00Z')];
  const verdict = evaluateLine(facts({ line: { allDeliveredAt: parcels } }), only({ windowDays: 20 }), NOW);
  expect(brief(verdict)).toBe('returnable law 2026-11-26');
});

test.each([
  ['US', 30, [], 'returnable policy 2026-12-02'],
  ['US', null, [], 'refused policy.no-window -'],
  ['US', 0, [], 'refused policy.no-returns -'],
  ['US', 30, ['final_sale'], 'refused policy.final-sale -'],
  ['US', 30, ['custom_made'], 'refused policy.excluded-by-nature -'],
  ['US', 30, ['sealed_hygiene_unsealed'], 'returnable policy 2026-12-02'],
  ['US', 30, ['something else'], 'returnable policy 2026-12-02'],
  ['ZZ', 30, [], 'returnable policy 2026-12-02'],
  ['', 30, [], 'returnable policy 2026-12-02'],
  ['ZZ', null, [], 'refused policy.no-window -'],
  ['DE', 30, ['final_sale'], 'returnable law 2026-11-16'],
  ['DE', 30, ['custom_made'], 'refused law.exception -'],
  ['DE', 30, ['perishable'], 'refused law.exception -'],
  ['DE', 30, ['sealed_hygiene_unsealed'], 'returnable policy 2026-12-02'],
  ['DE', null, ['digital'], 'returnable law 2026-11-16'],
  ['BR', null, ['custom_made'], 'refused window.closed 2026-11-09'],
  ['RU', null, ['perishable'], 'refused window.closed 2026-11-09'],
  ['JP', null, [], 'refused window.closed 2026-11-09'],
  ['JP', 5, [], 'refused window.closed 2026-11-07'],
  ['JP', 10, [], 'returnable policy 2026-11-12'],
  ['JP', 0, [], 'refused policy.no-returns -'],
  ['JP', null, ['final_sale'], 'refused policy.final-sale -'],
])('%s with a window of %s and %j: %s', (country, windowDays, traits, expected) => {
  expect(brief(evaluateLine(facts({ order: { country }, line: { traits } }), only({ windowDays }), NOW))).toBe(
    expected,
  );
});

test('a final sale that the policy takes back has the merchant window', () => {
  const pair = only({ finalSaleReturnable: true });
  expect(brief(evaluateLine(facts({ order: { country: 'US' }, line: { traits: ['final_sale'] } }), pair, NOW))).toBe(
    'returnable policy 2026-12-02',
  );
});

test('after the law has ended a final sale is closed, with the day of the law', () => {
  const verdict = evaluateLine(facts({ line: { traits: ['final_sale'] } }), only(), at('2026-11-20T00:00:00Z'));
  expect(brief(verdict)).toBe('refused window.closed 2026-11-16');
});

test('sealed goods are returnable, and the seal is judged on their return', () => {
  const conditions = (country: string) => {
    const verdict = evaluateLine(
      facts({ order: { country }, line: { traits: ['sealed_hygiene_unsealed'] } }),
      only(),
      NOW,
    );
    return verdict.outcome === 'returnable' ? verdict.conditions : null;
  };
  expect(conditions('DE')).toEqual(['sealed_hygiene_unsealed']);
  expect(conditions('US')).toEqual(['sealed_hygiene_unsealed']);
  // Israel knows no such exception, and its right still lasts.
  expect(conditions('IL')).toEqual([]);
});

test.each([
  ['cancelled', { order: { cancelledAt: NOW } }, 'refused order.cancelled -'],
  ['dated after now', { order: { placedAt: at('2026-11-10T10:00:00.001Z') } }, 'refused order.in-future -'],
  ['nothing left', { line: { alreadyReturned: 2 } }, 'refused line.nothing-left -'],
  ['more back than sold', { line: { alreadyReturned: 3 } }, 'refused line.nothing-left -'],
  ['never shipped', { line: { requiresShipping: false } }, 'refused line.not-shippable -'],
  ['one left', { line: { alreadyReturned: 1 } }, 'returnable policy 2026-12-02'],
])('the line itself: %s', (_what, over, expected) => {
  const verdict = evaluateLine(facts(over), only(), NOW);
  expect(brief(verdict)).toBe(expected);
});

test.each([
  [0, 2],
  [1, 1],
  [2, 0],
  [3, 0],
])('with %i of 2 back, %i are left', (alreadyReturned, left) => {
  expect(evaluateLine(facts({ line: { alreadyReturned } }), only(), NOW).quantityLeft).toBe(left);
});

test.each([
  ['DE', null, [null]],
  ['DE', null, []],
  ['US', null, [null]],
])('an unknown delivery has not ended after five years: %s', (country, deliveredAt, allDeliveredAt) => {
  const line = { deliveredAt, allDeliveredAt };
  expect(brief(evaluateLine(facts({ order: { country }, line }), only(), at('2031-11-10T10:00:00Z')))).toMatch(
    /^returnable \w+ open$/,
  );
});

test('one parcel without a date keeps the law open, though the line itself is delivered', () => {
  const line = { allDeliveredAt: [at('2026-11-02T10:00:00Z'), null] };
  expect(brief(evaluateLine(facts({ line }), only(), at('2027-11-10T10:00:00Z')))).toBe('returnable law open');
});

test('a window that has not begun outlasts one that ends', () => {
  const line = { deliveredAt: null, allDeliveredAt: [at('2026-11-02T10:00:00Z')] };
  expect(brief(evaluateLine(facts({ line }), only(), NOW))).toBe('returnable policy open');
});

test('a delivery dated before the order does not shorten the window', () => {
  const over = { order: { placedAt: at('2026-11-05T10:00:00Z') }, line: { deliveredAt: at('2026-01-02T10:00:00Z') } };
  expect(brief(evaluateLine(facts(over), only({ windowDays: null }), NOW))).toBe('returnable law 2026-11-19');
});

test('missing information prolongs the law', () => {
  const order = { information: { informed: false, informedAt: null } };
  expect(brief(evaluateLine(facts({ order }), only(), at('2027-10-01T00:00:00Z')))).toBe('returnable law 2027-11-16');
});

test.each([
  ['the purchase was better', 30, 20, 'returnable policy 2026-12-02', 'v1'],
  ['the present is better', 20, 30, 'returnable policy 2026-12-02', 'v2'],
  ['the same: that of the purchase', 30, 30, 'returnable policy 2026-12-02', 'v1'],
  ['the present took the window away', 30, null, 'returnable policy 2026-12-02', 'v1'],
  ['both below the law', 3, 2, 'returnable law 2026-11-16', 'v1'],
])('of two versions: %s', (_what, purchase, present, expected, id) => {
  const pair = { atPurchase: version(1, { windowDays: purchase }), current: version(2, { windowDays: present }) };
  const verdict = evaluateLine(facts(), pair, NOW);
  expect(brief(verdict)).toBe(expected);
  expect(verdict.policyVersionId).toBe(id);
});

test('in Japan a present "no returns" does not reach back', () => {
  const pair = { atPurchase: version(1, { windowDays: null }), current: version(2, { windowDays: 0 }) };
  expect(brief(evaluateLine(facts({ order: { country: 'JP' } }), pair, at('2026-11-09T14:59:59Z')))).toBe(
    'returnable law 2026-11-09',
  );
});

const fee = (amount: number, currency = 'EUR') => ({ payer: 'customer' as const, labelFee: { amount, currency } });
const own = { payer: 'customer' as const, labelFee: null };
const free = { payer: 'merchant' as const };

test.each([
  [fee(500), fee(400), { labelFee: { amount: 400, currency: 'EUR' }, policyVersionId: 'v2' }],
  [fee(400), fee(500), { labelFee: { amount: 400, currency: 'EUR' }, policyVersionId: 'v1' }],
  [fee(400), fee(300, 'USD'), { labelFee: { amount: 400, currency: 'EUR' }, policyVersionId: 'v1' }],
  [fee(400), free, { payer: 'merchant', policyVersionId: 'v2' }],
  [free, fee(100), { payer: 'merchant', policyVersionId: 'v1' }],
  [own, fee(400), { labelFee: { amount: 400, currency: 'EUR' }, policyVersionId: 'v2' }],
  [fee(400), own, { labelFee: { amount: 400, currency: 'EUR' }, policyVersionId: 'v1' }],
  [own, own, { labelFee: null, policyVersionId: 'v1' }],
])('of two return costs %j and %j the better', (purchase, present, expected) => {
  const pair = { atPurchase: version(1, { returnCost: purchase }), current: version(2, { returnCost: present }) };
  expect(evaluateLine(facts(), pair, NOW).returnCost).toMatchObject(expected);
});

test('where the law gives the way back to the merchant, it does while the right lasts', () => {
  const cost = (now: string) =>
    evaluateLine(facts({ order: { country: 'BR' } }), only({ returnCost: fee(400) }), at(now)).returnCost;
  expect(cost('2026-11-08T00:00:00Z')).toMatchObject({ payer: 'merchant', basis: 'law' });
  expect(cost('2026-11-20T00:00:00Z')).toMatchObject({ payer: 'customer', basis: 'policy' });
});

test.each([
  ['DE', false, '2026-11-10T00:00:00Z', { refunded: true, basis: 'law', rule: null }],
  ['DE', false, '2026-11-20T00:00:00Z', { refunded: false, basis: 'none', rule: null }],
  ['DE', true, '2026-11-20T00:00:00Z', { refunded: true, basis: 'policy', rule: null }],
  ['US', false, '2026-11-10T00:00:00Z', { refunded: false, basis: 'none', rule: null }],
  ['MX', false, '2026-11-04T00:00:00Z', { refunded: false, basis: 'none', rule: null }],
])('outbound shipping in %s, policy %s, at %s', (country, refundOutboundShipping, now, expected) => {
  expect(
    evaluateLine(facts({ order: { country } }), only({ refundOutboundShipping }), at(now)).outboundShipping,
  ).toEqual(expected);
});

test.each([
  ['DE', 'until 2028-11-02'],
  ['ES', 'until 2029-11-02'],
  ['NL', 'open no-fixed-term'],
  ['AU', 'open no-fixed-term'],
  ['US', 'until 2030-11-02'],
  ['UY', 'none'],
  ['ZZ', 'none'],
])('faulty goods in %s: %s', (country, expected) => {
  const { faultyUntil } = evaluateLine(facts({ order: { country } }), only(), NOW);
  const text =
    faultyUntil.kind === 'until'
      ? `until ${faultyUntil.lastDay}`
      : faultyUntil.kind === 'open'
        ? `open ${faultyUntil.why}`
        : 'none';
  expect(text).toBe(expected);
});

test('a fault is admitted after the window, to the last second of the guarantee; a change of mind is not', () => {
  const verdict = evaluateLine(facts(), only(), at('2027-01-10T10:00:00Z'));
  expect(admits(verdict, 'changed-mind', at('2027-01-10T10:00:00Z'))).toEqual({
    ok: false,
    refusal: { code: 'window.closed', endedOn: '2026-12-02' },
  });
  expect(admits(verdict, 'arrived-late', at('2027-01-10T10:00:00Z')).ok).toBe(false);
  expect(admits(verdict, 'defective', at('2028-11-02T22:59:59Z'))).toEqual({ ok: true, basis: 'guarantee' });
  expect(admits(verdict, 'defective', at('2028-11-02T23:00:00Z')).ok).toBe(false);
});

test('a fault is admitted for goods without a window, with unknown delivery too, never for a cancelled order', () => {
  const custom = evaluateLine(facts({ line: { traits: ['custom_made'] } }), only(), NOW);
  expect(admits(custom, 'defective', NOW)).toEqual({ ok: true, basis: 'guarantee' });
  const unknown = evaluateLine(facts({ line: { traits: ['custom_made'], deliveredAt: null } }), only(), NOW);
  expect(unknown.faultyUntil).toEqual({ kind: 'open', why: 'delivery-unknown' });
  expect(admits(unknown, 'defective', NOW).ok).toBe(true);
  const cancelled = evaluateLine(facts({ order: { cancelledAt: NOW } }), only(), NOW);
  expect(admits(cancelled, 'defective', NOW)).toEqual({
    ok: false,
    refusal: { code: 'order.cancelled', endedOn: null },
  });
});

test('a verdict of yesterday is held against the clock again', () => {
  const verdict = evaluateLine(facts(), only(), NOW);
  expect(admits(verdict, 'changed-mind', at('2026-12-02T22:59:59Z'))).toEqual({ ok: true, basis: 'policy' });
  expect(admits(verdict, 'changed-mind', at('2026-12-02T23:00:00Z'))).toEqual({
    ok: false,
    refusal: { code: 'window.closed', endedOn: '2026-12-02' },
  });
});

test("the merchant's fault is free for the customer, a change of mind has the verdict's terms", () => {
  const verdict = evaluateLine(facts({ order: { country: 'US' } }), only({ returnCost: fee(500) }), NOW);
  expect(termsFor(verdict, 'wrong-item')).toMatchObject({
    fault: 'merchant',
    returnCost: { payer: 'merchant' },
    outboundShipping: { refunded: true },
  });
  expect(termsFor(verdict, 'too-small')).toMatchObject({
    fault: 'customer',
    returnCost: { payer: 'customer' },
    outboundShipping: { refunded: false },
  });
});

test('every rule leaves a receipt, those of the policy one per version; then every topic', () => {
  const pair = { atPurchase: version(1), current: version(2, { windowDays: 3 }) };
  const receipts = evaluateLine(facts(), pair, NOW).receipts.map((receipt) =>
    [receipt.rule, receipt.outcome, receipt.policyVersionId ?? '-'].join(' '),
  );
  expect(receipts).toEqual([
    'order-cancelled none -',
    'order-in-future none -',
    'nothing-left none -',
    'not-shippable none -',
    'statutory-exception none -',
    'law-replaced none v1',
    'law-window allow -',
    'excluded-by-nature none -',
    'admission none v1',
    'final-sale none v1',
    'policy-window allow v1',
    'law-replaced none v2',
    'admission none v2',
    'final-sale none v2',
    'policy-window refuse v2',
    'guarantee none -',
    'return-cost none v1',
    'outbound-shipping none v1',
    'restocking none v1',
    'grade-deductions none v1',
    'coupon-threshold none v1',
    'cancellation-fee none -',
    'credit-bonus none v1',
    'keep none v1',
    'warehouse none v2',
    'evidence none v1',
    'refund-trigger none v1',
    'review none v1',
  ]);
});

test('no policy shortens the law, and a better policy never shortens anything', () => {
  const day = fc
    .integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) })
    .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms));
  const window = fc.option(fc.integer({ min: 0, max: 400 }), { nil: null });
  fc.assert(
    fc.property(
      fc.constantFrom(...STATUTE_COUNTRIES, 'ZZ'),
      day,
      window,
      window,
      fc.boolean(),
      (country, deliveredAt, one, two, sale) => {
        fc.pre(country !== 'JP');
        const order = { country, placedAt: deliveredAt.subtract({ hours: 48 }) };
        const line = { deliveredAt, traits: sale ? ['final_sale'] : [] };
        const at1 = version(1, { windowDays: one });
        const alone = evaluateLine(facts({ order, line }), { atPurchase: at1, current: at1 }, deliveredAt);
        const both = evaluateLine(
          facts({ order, line }),
          { atPurchase: at1, current: version(2, { windowDays: two }) },
          deliveredAt,
        );
        const end = (verdict: typeof alone) =>
          verdict.outcome === 'returnable' ? (verdict.until?.endExclusive ?? '9999') : '0000';
        expect(end(both) >= end(alone)).toBe(true);
        const law = legalDeadline({
          ...facts({ order }).order,
          orderShape: 'multiItem',
          deliveredAt: [deliveredAt],
          undeliveredRemain: false,
          informed: true,
          informedAt: null,
        });
        if (law.kind === 'ends') expect(end(alone) >= law.endExclusive.toString()).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});
