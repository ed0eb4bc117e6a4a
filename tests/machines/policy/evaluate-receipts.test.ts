import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Condition } from '#machines/policy/condition.ts';
import { evaluateLine } from '#machines/policy/evaluate.ts';
import { COUNTERFACTUAL_CODES, LINE_REFUSALS, RECEIPT_CODES, VALUE_INPUTS } from '#machines/policy/receipt-codes.ts';
import { MOST_RULE_RECEIPTS } from '#machines/policy/rule-receipts.ts';
import type { LineVerdict } from '#machines/policy/verdict.ts';
import { cases, versionOf } from '#tests/machines/policy/arbitraries.ts';
import { at, document, facts } from '#tests/machines/policy/build.ts';
import { AFTER_LAW, type Asked, askedFacts, judged, pair, rule } from '#tests/machines/policy/ruled.ts';

const KNOWN = new Map(RECEIPT_CODES.map((entry) => [`${entry.rule} ${entry.code}`, entry]));
const CHANGES = new Map<string, (typeof COUNTERFACTUAL_CODES)[number]>(
  COUNTERFACTUAL_CODES.map((entry) => [entry.code, entry]),
);
const GRADE_NAMES = ['as-new', 'opened', 'used', 'damaged', 'wrong-item', 'missing'];
const KINDS =
  'country market ordered delivered dispatched category tag sku vendor price discount final-sale channel customer-tier customer-tag earlier-returns reason grade resolution season'.split(
    ' ',
  );

/** Which inputs are not announced for a code. */
function unannounced(names: readonly string[], known: readonly string[] | 'conditions' | 'grades' | 'value'): string[] {
  const allowed =
    known === 'conditions'
      ? KINDS
      : known === 'grades'
        ? GRADE_NAMES
        : known === 'value'
          ? [...VALUE_INPUTS, ...GRADE_NAMES]
          : known;
  return names.filter((name) => !allowed.includes(name.replace(/\.\d+$/, '')));
}

function check({ receipts }: LineVerdict, seen: Set<string>, changes: Set<string>) {
  for (const receipt of receipts) {
    const key = `${receipt.rule} ${receipt.code}`;
    const entry = KNOWN.get(key);
    expect(entry, key).toBeDefined();
    if (entry) expect(unannounced(Object.keys(receipt.inputs), entry.inputs), key).toEqual([]);
    seen.add(key);
    for (const change of receipt.wouldChange) {
      const announced = CHANGES.get(change.code);
      expect(announced, change.code).toBeDefined();
      if (announced) expect(unannounced(Object.keys(change.inputs), announced.inputs), change.code).toEqual([]);
      changes.add(change.code);
    }
  }
}

const sale: Condition = { kind: 'tag', in: ['sale'] };

/** Cases that random ones meet too rarely. */
function rareVerdicts(): LineVerdict[] {
  const israel: Asked = { order: { country: 'IL' } };
  const many = Array.from({ length: 150 }, (_, index) => rule(`r${index}`, { keep: true }));
  const told = { informed: false, informedAt: null };
  const warehouses = document();
  const named = versionOf({ ...warehouses, rules: [rule('a', { warehouse: 'gone' })] }, 1);
  return [
    judged(pair({ terms: { windowDays: null } }), israel),
    judged(pair({}), { ...israel, request: { reason: 'defective' } }),
    judged(pair({ rules: many })),
    judged(pair({}), { order: { cancelledAt: at('2026-11-01T00:00:00Z') } }),
    judged(pair({}), { order: { placedAt: at('2027-11-01T00:00:00Z') } }),
    judged(pair({}), { line: { traits: ['perishable'] } }),
    judged(pair({}), { line: { traits: ['sealed_hygiene_unsealed'] } }),
    judged(pair({}), { order: { country: 'UY' } }),
    judged(pair({}), { order: { country: 'NL' } }),
    judged(pair({ terms: { windowDays: null } }), { order: { country: 'JP' } }),
    judged(pair({ rules: [rule('a', { returnCost: { payer: 'customer', labelFee: null } })] }), {
      order: { information: told },
    }),
    judged(pair({ terms: { finalSaleReturnable: true } }), { line: { traits: ['final_sale'] } }),
    judged(pair({ rules: [rule('a', { admission: 'allow' })] }), { line: { traits: ['final_sale'] } }),
    judged(pair({ rules: [rule('a', { gradeDeductions: { used: 10 } })] }), { order: { country: 'US' } }),
    judged(pair({ rules: [rule('a', { gradeDeductions: { used: 10 } })] }), { request: { reason: 'defective' } }),
    judged(pair({ rules: [rule('a', { couponThreshold: { code: null, minimum: { amount: 1, currency: 'EUR' } } })] }), {
      request: { reason: 'defective' },
    }),
    judged(pair({ rules: [rule('a', { restocking: { percent: 10 } })] }), { request: { reason: 'defective' } }),
    judged(pair({}), { line: { requiresShipping: false }, request: { track: 'withdrawal' } }),
    evaluateLine(facts(), { atPurchase: named, current: named }, at('2026-11-10T10:00:00Z')),
  ];
}

test('receipts bear only announced codes and figures, and every announced code is borne', () => {
  const seen = new Set<string>();
  const changes = new Set<string>();
  for (const verdict of rareVerdicts()) check(verdict, seen, changes);
  fc.assert(
    fc.property(cases, ({ facts, policies, now }) => {
      check(evaluateLine(facts, policies, now), seen, changes);
    }),
    { numRuns: 500, seed: 7 },
  );
  expect([...KNOWN.keys()].filter((key) => !seen.has(key))).toEqual([]);
  expect([...CHANGES.keys()].filter((code) => !changes.has(code))).toEqual([]);
});

test('no code is announced twice, and the refusals of a line are those of its rules', () => {
  expect(KNOWN.size).toBe(RECEIPT_CODES.length);
  expect(CHANGES.size).toBe(COUNTERFACTUAL_CODES.length);
  const refused = [
    judged(pair({}), { order: { cancelledAt: at('2026-11-01T00:00:00Z') } }),
    judged(pair({}), { order: { placedAt: at('2027-11-01T00:00:00Z') } }),
    judged(pair({}), { line: { alreadyReturned: 2 } }),
    judged(pair({}), { line: { requiresShipping: false } }),
  ].map((verdict) => (verdict.outcome === 'refused' ? verdict.code : ''));
  expect(new Set(refused)).toEqual(LINE_REFUSALS);
});

const told = (verdict: LineVerdict, name: string) => verdict.receipts.filter((receipt) => receipt.rule === name);

test('of two rules that matched for one topic both are told, the later with the one it gave way to', () => {
  const rules = [rule('first', { keep: true }, sale), rule('second', { keep: false, creditBonus: { percent: 5 } })];
  const verdict = judged(pair({ rules }), { line: { tags: ['sale'] } });
  expect(told(verdict, 'merchant-rule')).toEqual([
    expect.objectContaining({
      code: 'rule.decided',
      merchant: { id: 'first', name: 'Rule first', topic: 'keep' },
      policyVersionId: 'v1',
      inputs: { tag: 'sale' },
      gaveWayTo: null,
    }),
    expect.objectContaining({
      code: 'rule.decided',
      merchant: { id: 'second', name: 'Rule second', topic: 'creditBonus' },
    }),
    expect.objectContaining({
      code: 'rule.gave-way',
      merchant: { id: 'second', name: 'Rule second', topic: 'keep' },
      gaveWayTo: 'first',
      wouldChange: [{ code: 'would.without-rule', inputs: { rule: 'first', name: 'Rule first' } }],
    }),
  ]);
});

test('a rule that missed by one condition tells it, one that missed by two is left out', () => {
  const rules = [
    rule('near', { keep: true }, sale, { kind: 'country', in: ['DE'] }),
    rule('far', { keep: true }, sale, { kind: 'country', in: ['FR'] }),
    rule('unknown', { keep: true }, { kind: 'vendor', in: ['Acme'] }),
  ];
  const verdict = judged(pair({ rules }), { line: { tags: ['new', 'gift'] } });
  expect(told(verdict, 'merchant-rule')).toEqual([
    expect.objectContaining({
      code: 'rule.condition-fails',
      merchant: { id: 'near', name: 'Rule near', topic: null },
      inputs: { tag: 'new, gift', country: 'DE' },
      wouldChange: [{ code: 'would.condition', inputs: { kind: 'tag', wanted: 'sale', found: 'new, gift' } }],
    }),
    expect.objectContaining({
      code: 'rule.condition-unknown',
      wouldChange: [{ code: 'would.condition-known', inputs: { kind: 'vendor', wanted: 'Acme' } }],
    }),
  ]);
});

test('a second condition of a kind has its number', () => {
  const verdict = judged(pair({ rules: [rule('a', { keep: true }, sale, { kind: 'tag', in: ['new'] })] }), {
    line: { tags: ['sale', 'new'] },
  });
  expect(told(verdict, 'merchant-rule')[0]?.inputs).toEqual({ tag: 'sale, new', 'tag.2': 'sale, new' });
});

test('two versions of 200 rules that all match stay small, and say how many were left out', () => {
  const rules = Array.from({ length: 200 }, (_, index) =>
    rule(`rule-${index}`, { keep: true, restocking: { percent: 1 }, creditBonus: { percent: 1 } }, sale),
  );
  const verdict = judged(pair({ rules }, { rules }), { line: { tags: ['sale'] } });
  const receipts = told(verdict, 'merchant-rule');
  expect(receipts).toHaveLength(MOST_RULE_RECEIPTS + 1);
  expect(receipts.filter(({ code }) => code === 'rule.decided')).toHaveLength(6);
  expect(receipts.at(-1)).toMatchObject({ code: 'rule.more', inputs: { gaveWay: 1200 - 100, nearMisses: 0 } });
  expect(JSON.stringify(verdict).length).toBeLessThan(64_000);
});

const change = (verdict: LineVerdict, name: string) =>
  told(verdict, name).flatMap(({ wouldChange }) => wouldChange.map(({ code, inputs }) => [code, inputs]));

test('what would have changed an answer', () => {
  const label = { payer: 'customer' as const, labelFee: { amount: 395, currency: 'EUR' } };
  const v1 = { rules: [rule('fee', { restocking: { percent: 15 }, returnCost: label })] };
  const within = judged(pair(v1));
  expect(change(within, 'restocking')).toEqual([
    ['would.after-law', { topic: 'restocking', lastDay: '2026-11-16', percent: 15 }],
  ]);
  expect(change(within, 'return-cost')).toEqual([['would.merchant-fault', {}]]);
  const after = judged(pair(v1), {}, AFTER_LAW);
  expect(change(after, 'restocking')).toEqual([
    ['would.merchant-fault', {}],
    ['would.within-law', { lastDay: '2026-11-16' }],
  ]);
  expect(change(after, 'law-window')).toEqual([['would.until', { lastDay: '2026-11-16' }]]);
  const newer = judged(pair(v1, {}), {}, AFTER_LAW);
  expect(change(newer, 'restocking')).toEqual([
    ['would.other-version', { topic: 'restocking', version: 'purchase', number: 1, percent: 15 }],
  ]);
  const fault = judged(pair(v1), { request: { reason: 'defective' } }, AFTER_LAW);
  expect(change(fault, 'return-cost')).toEqual([]);
  const abroad = judged(pair(v1), { order: { country: 'US' } });
  expect(change(abroad, 'restocking')).toEqual([['would.merchant-fault', {}]]);
  const final = judged(pair({}), { order: { country: 'US' }, line: { traits: ['final_sale'] } });
  expect(change(final, 'final-sale')).toEqual([['would.not-final-sale', {}]]);
});

test('a window names its rule, event and season', () => {
  const winter = {
    ...{ id: 'winter', name: 'Winter', countries: null },
    ...{ orderedFrom: '2026-10-01', orderedTo: '2026-12-24', returnUntil: '2027-01-31' },
  };
  const policies = pair({ rules: [rule('short', { window: { days: 5, from: 'order' } })], seasons: [winter] });
  expect(told(judged(policies), 'policy-window')).toEqual([
    expect.objectContaining({
      code: 'policy.window-open',
      merchant: { id: 'short', name: 'Rule short', topic: 'window' },
      until: { lastDay: '2027-01-31', endExclusive: '2027-01-31T23:00:00Z' },
      inputs: {
        ...{ windowDays: 5, from: 'order', event: '2026-10-28' },
        ...{ season: 'winter', seasonName: 'Winter', resolution: null },
      },
    }),
  ]);
});

test('of two seasons that last as long the first is named', () => {
  const season = (id: string) => ({
    ...{ id, name: id, countries: null },
    ...{ orderedFrom: '2026-10-01', orderedTo: '2026-12-24', returnUntil: '2027-01-31' },
  });
  const [window] = told(judged(pair({ seasons: [season('first'), season('second')] })), 'policy-window');
  expect(window?.inputs).toMatchObject({ season: 'first', windowDays: 30, event: '2026-11-02' });
});

test('facts of a case are not changed by judging it', () => {
  const known = askedFacts({ request: { reason: 'defective' } });
  const before = structuredClone(JSON.stringify(known));
  evaluateLine(known, pair({ rules: [rule('a', { keep: true }, sale)] }), at(AFTER_LAW));
  expect(JSON.stringify(known)).toBe(before);
});
