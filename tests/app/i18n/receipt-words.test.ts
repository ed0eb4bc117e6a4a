import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conditionWords, isConditionKind } from '#app/i18n/condition-words.ts';
import { translatorFor } from '#app/i18n/instance.server.ts';
import { type Locale, locales } from '#app/i18n/locales.ts';
import { receiptSentence, spokenReceipts, wouldChangeSentence } from '#app/i18n/receipt-words.ts';
import { resources } from '#app/i18n/resources.server.ts';
import { ConditionSchema } from '#machines/policy/condition.ts';
import { evaluateLine, type RuleVerdict } from '#machines/policy/index.ts';
import { TOPICS } from '#machines/policy/outcome.ts';
import { COUNTERFACTUAL_CODES, RECEIPT_CODES } from '#machines/policy/receipt-codes.ts';
import { RESOLUTIONS } from '#machines/policy/resolution.ts';
import { cases } from '#tests/machines/policy/arbitraries.ts';
import { flatWords } from './flat-words.ts';

const speechOf = (locale: Locale) => ({ t: translatorFor(locale), locale });

/** A plausible figure for each name, so that every sentence can be said whole. */
const FIGURES: RuleVerdict['inputs'] = {
  ...{ cancelledAt: '2026-03-01', placedAt: '2026-03-01', event: '2026-03-01', lastDay: '2026-03-15' },
  ...{ quantity: 3, alreadyReturned: 1, days: 14, windowDays: 30, percent: 20, photos: 2, comment: true },
  ...{ exceptions: 'custom_made, perishable', basis: 'BGB § 355', why: 'delivery-unknown', from: 'delivery' },
  ...{ reason: 'defective', coupon: 'TEN', minimum: 5000, most: 10_000, labelFee: 490, cap: 9000, currency: 'EUR' },
  ...{ warehouse: 'west', name: 'Returns West', gaveWay: 2, nearMisses: 3, used: 20, kind: 'price' },
  ...{ wanted: '1000..2000 EUR', found: '900 EUR', number: 3, rule: 'other' },
};

const receiptOf = (code: string, changes: Partial<RuleVerdict> = {}): RuleVerdict => ({
  ...{ rule: 'a-rule', scope: 'policy', outcome: 'none', code, policyVersionId: 'v1', inputs: FIGURES },
  ...{ until: { lastDay: '2026-03-15', endExclusive: '2026-03-15T23:00:00Z' }, gaveWayTo: 'first', wouldChange: [] },
  merchant: code.startsWith('rule.') ? { id: 'mine', name: 'My rule', topic: 'window' } : null,
  ...changes,
});

const codes = [...new Set(RECEIPT_CODES.map(({ code }) => code))];
/** A code, a key or a placeholder that shows through. */
const RAW = /\{\{|\}\}|receipts:|undefined|null|\[object|(^|\s)[a-z]+\.[a-z-]+(\s|$)/;

test.each(locales)('%s has words for every code of a receipt, with and without an end', (locale) => {
  const speech = speechOf(locale);
  for (const code of codes) {
    for (const changes of [{}, { until: null }]) {
      const said = receiptSentence(receiptOf(code, changes), speech);
      expect(said, code).not.toBe(code);
      expect(said, code).not.toMatch(RAW);
    }
  }
});

test.each(locales)('%s has words for everything that would have changed an answer', (locale) => {
  const speech = speechOf(locale);
  for (const { code } of COUNTERFACTUAL_CODES) {
    for (const more of [{}, { version: 'purchase' }, { version: 'current' }, { lastDay: null }]) {
      for (const topic of TOPICS) {
        const said = wouldChangeSentence({ code, inputs: { ...FIGURES, topic, when: 'receipt', ...more } }, speech);
        expect(said, `${code} ${topic}`).not.toBe(code);
        expect(said, `${code} ${topic}`).not.toMatch(RAW);
      }
    }
  }
});

test.each(locales)('%s names every kind of condition and every resolution', (locale) => {
  const words = new Map(flatWords(resources[locale].receipts));
  for (const option of ConditionSchema.options) {
    const { kind } = option.shape;
    expect(isConditionKind(kind.value)).toBe(true);
    expect(words.get(`condition.${kind.value}`), kind.value).toBeTruthy();
  }
  for (const topic of TOPICS) expect(words.get(`topic.${topic}`), topic).toBeTruthy();
  for (const resolution of RESOLUTIONS) expect(words.get(`resolution.${resolution}`)).toBeTruthy();
});

test('a code of another version is given back as it is', () => {
  const speech = speechOf('en');
  expect(receiptSentence(receiptOf('law.of-the-jungle'), speech)).toBe('law.of-the-jungle');
  expect(wouldChangeSentence({ code: 'would.of-course', inputs: {} }, speech)).toBe('would.of-course');
});

test.each([
  ['price', '1000..2500 EUR', 'Price paid for a piece: from €10.00 to €25.00'],
  ['price', '..2500 KWD', 'Price paid for a piece: up to KWD\u00a02.500'],
  ['price', '900 JPY', 'Price paid for a piece: JP¥900'],
  ['country', 'DE, AT', 'Country: Germany and Austria'],
  ['ordered', '2026-11-01..', 'Day of the order: from 1 November 2026'],
  ['delivered', '2026-11-01', 'Day of delivery: 1 November 2026'],
  ['discount', '20..', 'Discount: from 20%'],
  ['earlier-returns', '2..; ..5000 in 90', 'Earlier returns: number from 2, value up to 5,000 in 90 days'],
  ['earlier-returns', '3; 4000', 'Earlier returns: number 3, value 4,000'],
  ['reason', 'defective', 'Reason: It does not work properly'],
  ['category', 'Shoes', 'Category: Shoes'],
] as const)('%s %s is said as %s', (kind, value, said) => {
  expect(conditionWords(kind, value, speechOf('en'))).toBe(said);
});

test('a window tells its days, a rule what fitted, a deduction its percentages', () => {
  const speech = speechOf('en');
  const window = receiptOf('policy.window-open', { inputs: { windowDays: 30, from: 'delivery', event: '2026-03-01' } });
  expect(receiptSentence(window, speech)).toBe(
    'The shop’s own period of 30 days runs until 15 March 2026. It began after 1 March 2026 (delivery).',
  );
  const decided = receiptOf('rule.decided', { inputs: { country: 'US', 'customer-tier': 'gold' } });
  expect(receiptSentence(decided, speech)).toBe(
    'The shop’s rule “My rule” decides here: until when. What fits: Country: United States; Customer level: gold.',
  );
  const grades = receiptOf('grades.taken', { inputs: { used: 20, damaged: 50 }, merchant: null });
  expect(receiptSentence(grades, speech)).toMatch(/: .*20%; .*50%\.$/);
});

test('whatever is decided can be said in every language', () => {
  fc.assert(
    fc.property(cases, fc.constantFrom(...locales), ({ facts, policies, now }, locale) => {
      const verdict = evaluateLine(facts, policies, now);
      for (const receipt of spokenReceipts(verdict, () => 1, speechOf(locale))) {
        for (const sentence of [receipt.sentence, ...receipt.wouldChangeSentences]) {
          expect(sentence.length).toBeGreaterThan(3);
          expect(sentence).not.toMatch(/\{\{|receipts:|undefined|\[object/);
        }
        expect(receipt.sentence).not.toBe(receipt.code);
      }
    }),
    { numRuns: 200 },
  );
});
