import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Condition } from '#machines/policy/condition.ts';
import type { WindowEvent } from '#machines/policy/country-policy.ts';
import { evaluateLine } from '#machines/policy/evaluate.ts';
import { countryPolicy } from '#machines/policy/policy.ts';
import { admits, termsFor } from '#machines/policy/terms.ts';
import { LineVerdictSchema } from '#machines/policy/verdict.ts';
import { cases, lineFacts, policyPairs } from '#tests/machines/policy/arbitraries.ts';
import { at } from '#tests/machines/policy/build.ts';
import { AFTER_LAW, type Asked, brief, judged, pair, type Ruled, rule } from '#tests/machines/policy/ruled.ts';

const US: Asked = { order: { country: 'US' } };
const days = (count: number, from: 'delivery' | 'order' | 'dispatch' = 'delivery') => ({
  window: { days: count, from },
});
const sale: Condition = { kind: 'tag', in: ['sale'] };
const tagged = (...tags: string[]): Asked => ({ order: { country: 'US' }, line: { tags } });

test.each<[string, Ruled, Asked, string]>([
  ['no rule: the terms of the country', {}, US, 'returnable policy 2026-12-02'],
  ['a rule without conditions', { rules: [rule('a', days(40))] }, US, 'returnable policy 2026-12-12'],
  ['a rule that matches', { rules: [rule('a', days(40), sale)] }, tagged('sale'), 'returnable policy 2026-12-12'],
  ['a rule that does not', { rules: [rule('a', days(40), sale)] }, tagged('new'), 'returnable policy 2026-12-02'],
  ['a fact not known', { rules: [rule('a', days(40), sale)] }, US, 'returnable policy 2026-12-02'],
  [
    'all conditions must hold',
    { rules: [rule('a', days(40), sale, { kind: 'country', in: ['DE'] })] },
    tagged('sale'),
    'returnable policy 2026-12-02',
  ],
  [
    'the first that matches, not the best',
    { rules: [rule('a', days(9), sale), rule('b', days(40))] },
    tagged('sale'),
    'returnable policy 2026-11-11',
  ],
  [
    'one that does not match lets the next decide',
    { rules: [rule('a', days(9), sale), rule('b', days(40))] },
    tagged('new'),
    'returnable policy 2026-12-12',
  ],
  ['a rule of no returns', { rules: [rule('a', days(0))] }, US, 'refused policy.no-returns -'],
  [
    'a rule where the country grants nothing',
    { rules: [rule('a', days(9))], terms: { windowDays: null } },
    US,
    'returnable policy 2026-11-11',
  ],
  ['a window from the order', { rules: [rule('a', days(20, 'order'))] }, US, 'returnable policy 2026-11-17'],
  [
    'a country window from the order',
    { terms: { windowDays: 20, windowFrom: 'order' } },
    US,
    'returnable policy 2026-11-17',
  ],
  [
    'a window from dispatch',
    { rules: [rule('a', days(20, 'dispatch'))] },
    { ...US, line: { dispatchedAt: at('2026-10-30T12:00:00Z') } },
    'returnable policy 2026-11-19',
  ],
  ['dispatch not known: not begun', { rules: [rule('a', days(20, 'dispatch'))] }, US, 'returnable policy open'],
  [
    'delivery not known: not begun',
    { rules: [rule('a', days(20))] },
    { ...US, line: { deliveredAt: null } },
    'returnable policy open',
  ],
  [
    'delivery not known, counted from the order',
    { rules: [rule('a', days(5, 'order'))] },
    { ...US, line: { deliveredAt: null } },
    'refused window.closed 2026-11-02',
  ],
  ['a refusal', { rules: [rule('a', { admission: 'refuse' })] }, US, 'refused policy.refused-by-rule -'],
  ['a refusal where the law grants', { rules: [rule('a', { admission: 'refuse' })] }, {}, 'returnable law 2026-11-16'],
  [
    'an allowance before a refusal',
    { rules: [rule('a', { admission: 'allow' }, sale), rule('b', { admission: 'refuse' })] },
    tagged('sale'),
    'returnable policy 2026-12-02',
  ],
  [
    'an allowance after a refusal',
    { rules: [rule('a', { admission: 'refuse' }), rule('b', { admission: 'allow' })] },
    US,
    'refused policy.refused-by-rule -',
  ],
  [
    'an allowance lifts the final sale',
    { rules: [rule('a', { admission: 'allow' })] },
    { ...US, line: { traits: ['final_sale'] } },
    'returnable policy 2026-12-02',
  ],
  [
    'a review does not',
    { rules: [rule('a', { admission: 'review' })] },
    { ...US, line: { traits: ['final_sale'] } },
    'refused policy.final-sale -',
  ],
  [
    'an allowance does not lift the nature of goods',
    { rules: [rule('a', { admission: 'allow' })] },
    { ...US, line: { traits: ['perishable'] } },
    'refused policy.excluded-by-nature -',
  ],
  [
    'an allowance grants no window',
    { rules: [rule('a', { admission: 'allow' })], terms: { windowDays: null } },
    US,
    'refused policy.no-window -',
  ],
  ['a review takes nothing away', { rules: [rule('a', { admission: 'review' })] }, US, 'returnable policy 2026-12-02'],
  [
    'topics are decided apart',
    { rules: [rule('a', { keep: true }, sale), rule('b', days(40))] },
    tagged('sale'),
    'returnable policy 2026-12-12',
  ],
])('%s', (_what, ruled, asked, expected) => {
  expect(brief(judged(pair(ruled), asked))).toBe(expected);
});

test.each([
  ['2026-11-22T04:59:59Z', 'returnable policy 2026-11-21'],
  ['2026-11-22T05:00:00Z', 'refused window.closed 2026-11-21'],
])('a rule window ends with its last local day: %s', (now, expected) => {
  const newYork: Asked = { order: { country: 'US', timeZone: 'America/New_York' } };
  expect(brief(judged(pair({ rules: [rule('a', days(19))] }), newYork, now))).toBe(expected);
});

const season = (over: object = {}) => ({
  id: 'winter',
  name: 'Winter',
  countries: null,
  orderedFrom: '2026-10-28',
  orderedTo: '2026-12-24',
  returnUntil: '2027-01-31',
  ...over,
});

test.each<[string, Ruled, Asked, string]>([
  ['lengthens', { seasons: [season()] }, US, 'returnable policy 2027-01-31'],
  [
    'lengthens the window of a rule',
    { seasons: [season()], rules: [rule('a', days(5))] },
    US,
    'returnable policy 2027-01-31',
  ],
  [
    'the first day of it',
    { seasons: [season()] },
    { order: { country: 'US', placedAt: at('2026-10-28T05:00:00Z') } },
    'returnable policy 2027-01-31',
  ],
  [
    'the day before',
    { seasons: [season()] },
    { order: { country: 'US', placedAt: at('2026-10-28T03:59:59Z') } },
    'returnable policy 2026-12-02',
  ],
  [
    'never shortens',
    { seasons: [season({ orderedTo: '2026-10-28', returnUntil: '2026-10-29' })] },
    US,
    'returnable policy 2026-12-02',
  ],
  ['grants nothing by itself', { seasons: [season()], terms: { windowDays: null } }, US, 'refused policy.no-window -'],
  [
    'grants nothing to a policy of no returns',
    { seasons: [season()], terms: { windowDays: 0 } },
    US,
    'refused policy.no-returns -',
  ],
  ['elsewhere', { seasons: [season({ countries: ['DE'] })] }, US, 'returnable policy 2026-12-02'],
  ['here', { seasons: [season({ countries: ['CA', 'US'] })] }, US, 'returnable policy 2027-01-31'],
  [
    'the longest of two',
    { seasons: [season(), season({ id: 'b', returnUntil: '2027-02-28' }), season({ id: 'c' })] },
    US,
    'returnable policy 2027-02-28',
  ],
  [
    'a window that has not begun stays open',
    { seasons: [season()] },
    { ...US, line: { deliveredAt: null } },
    'returnable policy open',
  ],
])('a season: %s', (_what, ruled, asked, expected) => {
  expect(brief(judged(pair(ruled), asked))).toBe(expected);
});

test.each<[string, Ruled, Ruled, string, string]>([
  [
    'the later end, whatever the days',
    { rules: [rule('a', days(20, 'order'))] },
    { rules: [rule('a', days(16))] },
    'returnable policy 2026-11-18',
    'v2',
  ],
  [
    'equal ends: the purchase',
    { rules: [rule('a', days(20))] },
    { rules: [rule('b', days(20))] },
    'returnable policy 2026-11-22',
    'v1',
  ],
  [
    'a present refusal takes nothing from the purchase',
    {},
    { rules: [rule('a', { admission: 'refuse' })] },
    'returnable policy 2026-12-02',
    'v1',
  ],
  [
    'a refusal at purchase that is gone',
    { rules: [rule('a', { admission: 'refuse' })] },
    { terms: { windowDays: 9 } },
    'returnable policy 2026-11-11',
    'v2',
  ],
  ['a present season', {}, { seasons: [season()] }, 'returnable policy 2027-01-31', 'v2'],
])('of two versions: %s', (_what, purchase, present, expected, id) => {
  const verdict = judged(pair(purchase, present), US);
  expect(brief(verdict)).toBe(expected);
  expect(verdict.policyVersionId).toBe(id);
});

test('in Japan a rule’s window replaces the law, a rule’s refusal gives it back', () => {
  const japan: Asked = { order: { country: 'JP' } };
  const none = { windowDays: null };
  expect(brief(judged(pair({ terms: none }), japan, '2026-11-05T00:00:00Z'))).toBe('returnable law 2026-11-09');
  expect(brief(judged(pair({ terms: none, rules: [rule('a', days(2))] }), japan, '2026-11-05T00:00:00Z'))).toBe(
    'refused window.closed 2026-11-04',
  );
  const refused = pair({ rules: [rule('a', { admission: 'refuse' })] });
  expect(brief(judged(refused, japan, '2026-11-05T00:00:00Z'))).toBe('returnable law 2026-11-09');
  const allowed = pair({ terms: none, rules: [rule('a', { admission: 'allow' })] });
  const sold = { ...japan, line: { traits: ['final_sale'] } };
  expect(brief(judged(allowed, sold, '2026-11-05T00:00:00Z'))).toBe('returnable law 2026-11-09');
  expect(brief(judged(pair({ terms: none }), sold, '2026-11-05T00:00:00Z'))).toBe('refused policy.final-sale -');
});

const resolutions = (...all: ('refund' | 'store-credit' | 'exchange')[]): Condition => ({
  kind: 'resolution',
  in: all,
});

test('windows per resolution: nothing asked tells each, asked with one it decides the line', () => {
  const rules = [
    rule('credit', days(60), resolutions('store-credit')),
    rule('swap', { admission: 'refuse' }, resolutions('exchange')),
  ];
  const policies = pair({ rules, terms: { windowDays: 10 } });
  const open = judged(policies, US, AFTER_LAW);
  expect(brief(open)).toBe('refused window.closed 2026-11-12');
  expect(open.resolutions).toEqual({
    'store-credit': {
      open: true,
      until: { lastDay: '2027-01-01', endExclusive: '2027-01-02T05:00:00Z' },
      basis: 'policy',
      code: null,
    },
    exchange: { open: false, until: null, basis: 'policy', code: 'policy.refused-by-rule' },
  });
  const asked = (resolution: 'refund' | 'store-credit' | 'exchange') =>
    judged(policies, { ...US, request: { resolution } }, AFTER_LAW);
  expect(brief(asked('store-credit'))).toBe('returnable policy 2027-01-01');
  expect(brief(asked('refund'))).toBe('refused window.closed 2026-11-12');
  expect(brief(asked('exchange'))).toBe('refused policy.refused-by-rule -');
  expect(asked('refund').resolutions).toEqual({});
});

test('a verdict is asked for a resolution, to the last second of its own window', () => {
  const rules = [
    rule('credit', days(60), resolutions('store-credit')),
    rule('swap', { admission: 'refuse' }, resolutions('exchange')),
  ];
  const verdict = judged(pair({ rules, terms: { windowDays: 10 } }), US, AFTER_LAW);
  const ask = (resolution: 'refund' | 'store-credit' | 'exchange' | null, now: string) =>
    admits(verdict, 'changed-mind', at(now), resolution);
  expect(ask('store-credit', '2027-01-02T04:59:59Z')).toEqual({ ok: true, basis: 'policy' });
  expect(ask('store-credit', '2027-01-02T05:00:00Z')).toEqual({
    ok: false,
    refusal: { code: 'window.closed', endedOn: '2027-01-01' },
  });
  expect(ask('exchange', AFTER_LAW)).toEqual({ ok: false, refusal: { code: 'policy.refused-by-rule', endedOn: null } });
  expect(ask('refund', AFTER_LAW)).toEqual({ ok: false, refusal: { code: 'window.closed', endedOn: '2026-11-12' } });
  expect(ask(null, AFTER_LAW)).toEqual(ask('refund', AFTER_LAW));
});

test('the law gives money back: a rule that names an exchange decides it, the refund stays open by law', () => {
  const rules = [rule('swap', { admission: 'refuse' }, resolutions('exchange', 'refund'))];
  const policies = pair({ rules });
  const asked = (resolution: 'refund' | 'exchange' | 'store-credit') => judged(policies, { request: { resolution } });
  expect(brief(asked('exchange'))).toBe('refused policy.refused-by-rule -');
  expect(brief(asked('refund'))).toBe('returnable law 2026-11-16');
  expect(brief(asked('store-credit'))).toBe('returnable policy 2026-12-02');
  const open = judged(policies);
  expect(open.resolutions.exchange).toMatchObject({ open: false });
  expect(open.resolutions.refund).toMatchObject({ open: true, basis: 'law', until: { lastDay: '2026-11-16' } });
  // No rule speaks of what is asked for: the law holds the line open for whatever the two agree on.
  expect(brief(judged(pair({ terms: { windowDays: 3 } }), { request: { resolution: 'exchange' } }))).toBe(
    'returnable law 2026-11-16',
  );
});

test('a line that cannot come back at all has no word on resolutions', () => {
  const rules = [rule('credit', days(60), resolutions('store-credit'))];
  const verdict = judged(pair({ rules }), { order: { cancelledAt: at('2026-11-03T00:00:00Z') } });
  expect(verdict.resolutions).toEqual({});
  expect(admits(verdict, 'defective', at(AFTER_LAW), 'store-credit')).toEqual({
    ok: false,
    refusal: { code: 'order.cancelled', endedOn: null },
  });
});

test('on the withdrawal track what was never sent has the law alone', () => {
  const gift = { line: { requiresShipping: false } };
  expect(brief(judged(pair({}), gift))).toBe('refused line.not-shippable -');
  expect(brief(judged(pair({}), { ...gift, request: { track: 'withdrawal' } }))).toBe('returnable law 2026-11-16');
  expect(brief(judged(pair({}), { ...gift, ...US, request: { track: 'withdrawal' } }))).toBe(
    'refused policy.never-sent -',
  );
  const cancelled = {
    ...gift,
    order: { cancelledAt: at('2026-11-03T00:00:00Z') },
    request: { track: 'withdrawal' as const },
  };
  expect(brief(judged(pair({}), cancelled))).toBe('refused order.cancelled -');
});

test('without receipts the verdict is the same, and nothing throws', () => {
  fc.assert(
    fc.property(cases, ({ facts, policies, now }) => {
      const full = evaluateLine(facts, policies, now);
      expect(evaluateLine(facts, policies, now, { receipts: 'none' })).toEqual({ ...full, receipts: [] });
      expect(LineVerdictSchema.parse(JSON.parse(JSON.stringify(full)))).toEqual(full);
    }),
    { numRuns: 300 },
  );
});

const end = (verdict: ReturnType<typeof evaluateLine>) =>
  verdict.outcome === 'returnable' ? (verdict.until?.endExclusive ?? '9999') : '0000';

test('whatever the rules, the law is the floor of the end', () => {
  fc.assert(
    fc.property(cases, ({ facts, policies, now }) => {
      fc.pre(facts.order.country !== 'JP');
      const request = facts.request && { ...facts.request, resolution: null };
      const asked = request ? { ...facts, request } : facts;
      const lawOnly = pair({ terms: { windowDays: null } });
      const law = evaluateLine(asked, lawOnly, now, { receipts: 'none' });
      if (law.outcome !== 'returnable') return;
      const verdict = evaluateLine(asked, policies, now, { receipts: 'none' });
      expect(end(verdict) >= end(law)).toBe(true);
      expect(verdict).toMatchObject({ outcome: 'returnable', withinLaw: true });
      expect(verdict.terms.restocking.value.percent).toBe(0);
      expect(verdict.terms.couponThreshold.value).toBeNull();
      expect(verdict.terms.evidence.value.required).toBe(false);
    }),
    { numRuns: 400 },
  );
});

test("the merchant's fault travels free and takes nothing off, whatever the rules", () => {
  fc.assert(
    fc.property(
      cases,
      fc.constantFrom('defective', 'arrived-late', 'wrong-item'),
      ({ facts, policies, now }, reason) => {
        const request = { track: 'return' as const, resolution: null, grade: null, ...facts.request, reason };
        const verdict = evaluateLine({ ...facts, request }, policies, now, { receipts: 'none' });
        expect(verdict).toMatchObject({ returnCost: { payer: 'merchant' }, outboundShipping: { refunded: true } });
        expect(Object.values(verdict.terms.gradeDeductions.value).filter((percent) => percent > 0)).toEqual([]);
        expect(termsFor(verdict, reason)).toMatchObject({
          returnCost: { payer: 'merchant' },
          outboundShipping: { refunded: true },
          restockingPercent: 0,
          couponThreshold: null,
          cancellationFee: null,
        });
      },
    ),
    { numRuns: 200 },
  );
});

/** Only good for the customer: the longest window there is, from the event that the country's own counts from. */
const good = (from: WindowEvent) =>
  rule('extra', {
    window: { days: 3650, from },
    admission: 'allow',
    returnCost: { payer: 'merchant' },
    refundOutboundShipping: true,
    restocking: { percent: 0 },
    creditBonus: { percent: 100 },
    keep: true,
  });

/** Nothing of the first verdict is worse for the customer than in the second. */
function expectNoWorse(verdict: ReturnType<typeof evaluateLine>, other: ReturnType<typeof evaluateLine>) {
  expect(end(verdict) >= end(other)).toBe(true);
  const { terms: a, returnCost, outboundShipping } = verdict;
  const { terms: b } = other;
  expect(a.restocking.value.percent).toBeLessThanOrEqual(b.restocking.value.percent);
  expect(a.creditBonus.value.percent).toBeGreaterThanOrEqual(b.creditBonus.value.percent);
  expect(a.keep.value || !b.keep.value).toBe(true);
  expect(!a.review.value || b.review.value || other.outcome === 'refused').toBe(true);
  expect(returnCost.payer === 'merchant' || other.returnCost.payer === 'customer').toBe(true);
  expect(outboundShipping.refunded || !other.outboundShipping.refunded).toBe(true);
  const order = ['first-scan', 'receipt', 'inspection'];
  const when = ({ refundTrigger }: typeof a) => order.indexOf(refundTrigger.value.when);
  expect(when(a)).toBeLessThanOrEqual(when(b));
}

test('a rule at the end that only favours the customer never worsens anything', () => {
  fc.assert(
    fc.property(cases, ({ facts, policies, now }) => {
      fc.pre(facts.order.country !== 'JP');
      const { document } = policies.atPurchase;
      const extra = good(countryPolicy(document, facts.order.country).windowFrom);
      const favoured = { ...policies.atPurchase, document: { ...document, rules: [...document.rules, extra] } };
      const before = evaluateLine(facts, { ...policies, current: policies.atPurchase }, now, { receipts: 'none' });
      const after = evaluateLine(facts, { atPurchase: favoured, current: favoured }, now, { receipts: 'none' });
      expectNoWorse(after, before);
    }),
    { numRuns: 400 },
  );
});

test('the present version never worsens what the version at purchase grants', () => {
  fc.assert(
    fc.property(cases, ({ facts, policies, now }) => {
      fc.pre(facts.order.country !== 'JP');
      const alone = evaluateLine(facts, { ...policies, current: policies.atPurchase }, now, { receipts: 'none' });
      expectNoWorse(evaluateLine(facts, policies, now, { receipts: 'none' }), alone);
    }),
    { numRuns: 400 },
  );
});

test('rules of different topics may change places', () => {
  fc.assert(
    fc.property(lineFacts, policyPairs, fc.integer({ min: 0, max: 10 }), (facts, policies, index) => {
      const { rules } = policies.atPurchase.document;
      const [one, two] = [rules[index], rules[index + 1]];
      if (!one || !two) return;
      fc.pre(Object.keys(one.outcome).every((topic) => !Object.hasOwn(two.outcome, topic)));
      const changed = rules.toSpliced(index, 2, two, one);
      const swapped = { ...policies.atPurchase, document: { ...policies.atPurchase.document, rules: changed } };
      const now = facts.order.placedAt.add({ hours: 240 });
      const judge = (version: typeof swapped) =>
        evaluateLine(facts, { atPurchase: version, current: version }, now, { receipts: 'none' });
      expect(judge(swapped)).toEqual(judge(policies.atPurchase));
    }),
    { numRuns: 400 },
  );
});
