import fc from 'fast-check';
import { expect, test } from 'vitest';
import { translatorFor } from '#app/i18n/instance.server.ts';
import { type Locale, locales } from '#app/i18n/locales.ts';
import { changeSentences } from '#app/routes/policy/change-words.server.ts';
import { conditionWords } from '#app/routes/policy/condition-words.server.ts';
import { fileProblemWords } from '#app/routes/policy/file-problem-words.server.ts';
import { findingSentence, findingSentences } from '#app/routes/policy/finding-words.server.ts';
import { outcomeWords } from '#app/routes/policy/outcome-words.server.ts';
import { ruleSentence } from '#app/routes/policy/rule-sentence.server.ts';
import { describePolicyChange } from '#machines/policy/change.ts';
import type { Condition } from '#machines/policy/condition.ts';
import { lintPolicy } from '#machines/policy/lint.ts';
import type { MerchantRule } from '#machines/policy/merchant-rule.ts';
import type { Outcome, Topic } from '#machines/policy/outcome.ts';
import { TOPICS } from '#machines/policy/outcome.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';
import { FILE_PROBLEM_CODES, type FileProblem, readPolicyFile } from '#machines/policy/policy-file.ts';
import { policyDocuments } from '#tests/machines/policy/arbitraries.ts';
import { document, rules as terms } from '#tests/machines/policy/build.ts';

const speech = (locale: Locale) => ({ t: translatorFor(locale), locale });
/** Without the marks that keep a text's direction together, and with plain spaces. */
const plain = (text: string) => text.replace(/[\u2066-\u2069\u200e\u200f\u061c]/g, '').replace(/[\u00a0\u202f]/g, ' ');

const shop: PolicyDocument = {
  ...document(),
  warehouses: {
    le: {
      name: 'Leipzig',
      line1: 'Dock 1',
      line2: null,
      city: 'Leipzig',
      region: null,
      postcode: '04103',
      country: 'DE',
    },
  },
  seasons: [
    {
      id: 'xmas',
      name: 'Christmas',
      countries: ['DE'],
      orderedFrom: '2026-11-01',
      orderedTo: '2026-12-24',
      returnUntil: '2027-01-31',
    },
  ],
};

const sale: MerchantRule = {
  id: 'sale',
  name: 'Sale items',
  when: [
    { kind: 'country', in: ['DE', 'AT'] },
    { kind: 'tag', in: ['sale'] },
  ],
  outcome: {
    window: { days: 14, from: 'delivery' },
    returnCost: { payer: 'customer', labelFee: { amount: 395, currency: 'EUR' } },
  },
};

test.each<[Locale, string]>([
  [
    'en',
    'When the country is Austria or Germany and the tag is “sale”: 14 days from delivery; the customer pays a label of €3.95.',
  ],
  [
    'de',
    'Wenn das Land Deutschland oder Österreich ist und das Schlagwort „sale“ ist: 14 Tage ab Lieferung; die Kundschaft bezahlt ein Etikett für 3,95 €.',
  ],
  ['zh', '当国家/地区为奥地利或德国，且标签为“sale”时：自收货起 14 天；顾客支付 €3.95 的运单费。'],
  [
    'ar',
    'عندما يكون البلد ألمانيا أو النمسا ويكون الوسم «sale»: 14 يومًا من التسليم؛ يدفع العميل 3.95 € مقابل ملصق الشحن.',
  ],
])('a rule as one sentence in %s', (locale, expected) => {
  expect(plain(ruleSentence(sale, speech(locale)))).toBe(expected);
});

test('a rule without conditions always applies', () => {
  expect(ruleSentence({ ...sale, when: [], outcome: { keep: true } }, speech('en'))).toBe(
    'Always: the customer keeps the goods.',
  );
});

test.each<[Condition, string]>([
  [{ kind: 'country', in: ['DE'] }, 'the country is Germany'],
  [{ kind: 'market', in: ['dach'] }, 'the market is “dach”'],
  [
    { kind: 'ordered', from: '2026-11-01', to: '2026-12-24' },
    'it was ordered from 1 November 2026 to 24 December 2026',
  ],
  [{ kind: 'ordered', from: '2026-11-01' }, 'it was ordered on 1 November 2026 or later'],
  [{ kind: 'delivered', to: '2026-11-01', whenUnknown: 'fails' }, 'it was delivered on 1 November 2026 or earlier'],
  [
    { kind: 'dispatched', to: '2026-11-01', whenUnknown: 'holds' },
    'it was sent on 1 November 2026 or earlier (or the day is not known)',
  ],
  [{ kind: 'category', in: ['Shoes', 'Bags'] }, 'the category is “Shoes” or “Bags”'],
  [{ kind: 'sku', in: ['BAG-*'] }, 'the SKU is “BAG-*”'],
  [{ kind: 'vendor', in: ['A'] }, 'the vendor is “A”'],
  [{ kind: 'price', currency: 'JPY', min: 100, max: 2000 }, 'one piece cost JP¥100 to JP¥2,000'],
  [{ kind: 'price', currency: 'EUR', min: 0 }, 'one piece cost at least €0.00'],
  [{ kind: 'price', currency: 'EUR', max: 5000 }, 'one piece cost at most €50.00'],
  [{ kind: 'discount', minPercent: 20 }, 'it was reduced by at least 20 %'],
  [{ kind: 'discount', minPercent: 20, maxPercent: 30 }, 'it was reduced by 20 % to 30 %'],
  [{ kind: 'discount', maxPercent: 0 }, 'it was reduced by at most 0 %'],
  [{ kind: 'final-sale', is: true }, 'it is a final sale'],
  [{ kind: 'final-sale', is: false }, 'it is not a final sale'],
  [{ kind: 'channel', in: ['web'] }, 'the sales channel is “web”'],
  [{ kind: 'customer-tier', in: ['gold'] }, 'the customer’s tier is “gold”'],
  [{ kind: 'customer-tag', in: ['vip'] }, 'the customer’s tag is “vip”'],
  [
    { kind: 'earlier-returns', withinDays: 90, minCount: 3, maxValue: 1000 },
    'in the last 90 days the customer had at least 3 returns and returns worth at most 1,000 of the currency’s smallest unit',
  ],
  [{ kind: 'reason', in: ['too-small'] }, 'the reason is “It is too small”'],
  [{ kind: 'grade', in: ['used'] }, 'the grade is “Used”'],
  [{ kind: 'resolution', in: ['exchange', 'store-credit'] }, 'what is asked for is an exchange or store credit'],
  [{ kind: 'season', in: ['xmas'] }, 'the season is “Christmas”'],
])('the condition %j', (condition, expected) => {
  expect(plain(conditionWords(condition, shop, speech('en')))).toBe(expected);
});

test('a long list of names is cut, and the rest counted', () => {
  const condition: Condition = { kind: 'tag', in: Array.from({ length: 12 }, (_, n) => `t${n}`) };
  expect(plain(conditionWords(condition, null, speech('en')))).toBe(
    'the tag is “t0”, “t1”, “t2”, “t3”, “t4”, “t5”, “t6” or 5 more',
  );
});

test.each<[Outcome, string]>([
  [{ admission: 'allow' }, 'may come back, final sale or not'],
  [{ window: { days: 1, from: 'order' } }, '1 day from the order'],
  [{ window: { days: 0, from: 'order' } }, 'no returns'],
  [{ returnCost: { payer: 'merchant' } }, 'the shop pays the way back'],
  [{ returnCost: { payer: 'customer', labelFee: null } }, 'the customer arranges and pays the postage'],
  [{ refundOutboundShipping: false }, 'outbound shipping is refunded only where the law asks for it'],
  [{ restocking: { percent: 15 } }, '15 % are taken off the refund'],
  [{ gradeDeductions: { damaged: 50, used: 20 } }, 'taken off by grade: Used 20 % and Damaged 50 %'],
  [{ gradeDeductions: {} }, 'nothing is taken off by grade'],
  [
    { couponThreshold: { code: 'TEN', minimum: { amount: 5000, currency: 'EUR' } } },
    'when less than €50.00 is kept, the coupon “TEN” is taken back',
  ],
  [
    { couponThreshold: { code: null, minimum: { amount: 5000, currency: 'EUR' } } },
    'when less than €50.00 is kept, any coupon is taken back',
  ],
  [{ creditBonus: { percent: 5 } }, '5 % more for store credit'],
  [{ keep: false }, 'the goods have to come back'],
  [{ warehouse: 'le' }, 'parcels go to “Leipzig”'],
  [{ evidence: { photos: 2, comment: true } }, '2 photos and a comment are asked for'],
  [{ evidence: { photos: 0, comment: true } }, 'a comment is asked for'],
  [{ evidence: { photos: 1, comment: false } }, '1 photo is asked for'],
  [{ evidence: { photos: 0, comment: false } }, 'no photo and no comment is asked for'],
  [
    { refundTrigger: { when: 'first-scan', cap: { amount: 10000, currency: 'EUR' } } },
    'refund with the carrier’s first scan, up to €100.00 ahead of the goods',
  ],
  [{ refundTrigger: { when: 'inspection', cap: null } }, 'refund after inspection'],
])('the outcome %j', (outcome, expected) => {
  const said = TOPICS.flatMap((topic: Topic) => outcomeWords(topic, outcome[topic], shop, speech('en')) ?? []);
  expect(said.map(plain)).toEqual([expected]);
});

test('changes as sentences', () => {
  const before = { ...shop, markets: { dach: ['DE'] }, rules: [sale] };
  const after: PolicyDocument = {
    ...shop,
    default: terms({ windowDays: 45 }),
    markets: { dach: ['DE', 'AT', 'CH'] },
    seasons: [
      {
        ...shop.seasons[0],
        id: 'xmas',
        name: 'Christmas',
        countries: null,
        orderedFrom: '2026-11-01',
        orderedTo: '2026-12-24',
        returnUntil: '2027-01-31',
      },
    ],
    rules: [
      {
        ...sale,
        when: [
          { kind: 'tag', in: ['sale'] },
          { kind: 'season', in: ['xmas'] },
        ],
        outcome: { window: { days: 30, from: 'delivery' }, creditBonus: { percent: 5 } },
      },
    ],
  };
  const told = changeSentences(describePolicyChange(before, after), speech('en'), after);
  expect(told.map(plain)).toEqual([
    'Default: Return window – from “30 days after delivery” to “45 days after delivery”.',
    'Market “dach” now also has Austria and Switzerland.',
    'Season “Christmas”, countries: from Germany to all countries.',
    'Rule “Sale items” no longer asks that the country is Austria or Germany.',
    'Rule “Sale items” now also asks that the season is “Christmas”.',
    'Rule “Sale items”, return window: 14 days from delivery → 30 days from delivery.',
    'Rule “Sale items” no longer says: the customer pays a label of €3.95.',
    'Rule “Sale items” now also says: 5 % more for store credit.',
  ]);
});

test('findings as sentences: the act and the article, both rules of an overlap, an example', () => {
  const policy: PolicyDocument = {
    ...shop,
    default: terms({ windowDays: null, returnCost: { payer: 'merchant' } }),
    warehouses: {},
    seasons: [],
    rules: [
      { ...sale, outcome: { window: { days: 13, from: 'delivery' }, keep: true } },
      { id: 'dear', name: 'Dear', when: [{ kind: 'price', currency: 'EUR', min: 10000 }], outcome: { keep: false } },
      {
        id: 'no',
        name: 'No',
        when: [{ kind: 'tag', in: ['x'] }],
        outcome: { admission: 'refuse', window: { days: 30, from: 'delivery' } },
      },
      {
        id: 'never',
        name: 'Never',
        when: [
          { kind: 'country', in: ['US'] },
          { kind: 'country', in: ['CA'] },
        ],
        outcome: { keep: true },
      },
    ],
  };
  const { blocking, remarks } = findingSentences(lintPolicy(policy), speech('en'), policy);
  expect(blocking.map(plain)).toEqual([
    expect.stringMatching(
      /^Rule “Sale items”: 13 days after delivery is less than the law of Austria grants: 14 days after delivery \(.*FAGG.*art\. 9\(1\)\)\.$/,
    ),
    expect.stringMatching(
      /^Rule “Sale items”: 13 days .* law of Germany grants: 14 days after delivery \(BGB.*Directive 2011\/83\/EU art\. 9\(1\)\)\.$/,
    ),
    'Rule “No” contradicts itself: 30 days from delivery, and yet may not come back, unless the law grants it.',
    'Rule “Never” asks that the country is United States and that the country is Canada. Both cannot be, so it never applies.',
  ]);
  expect(remarks.map(plain)).toContain(
    'Rules “Sale items” and “Dear” can apply to the same line and say different things (keep without return). “Sale items” wins, because it stands first. For example: Germany, “sale”, €100.00.',
  );
});

/** What a sentence must never show: a place that was not filled in, a key without words, a value that is none. */
const BROKEN = /\{\{|\}\}|undefined|NaN|\[object|policy:|terms:|\bfinding\.|\bchange\.|\u{E000}/u;

test.each(locales)('in %s every change, finding and rule of random policies has words', (locale) => {
  const say = speech(locale);
  fc.assert(
    fc.property(policyDocuments, policyDocuments, (before, after) => {
      const { blocking, remarks } = findingSentences(lintPolicy(after), say, after);
      const all = [
        ...changeSentences(describePolicyChange(before, after), say, after),
        ...changeSentences(describePolicyChange(before, after), say),
        ...after.rules.map((rule) => ruleSentence(rule, say, after)),
        ...[...blocking, ...remarks],
        ...lintPolicy(after).map((finding) => findingSentence(finding, say)),
      ];
      for (const sentence of all) {
        expect(sentence).not.toMatch(BROKEN);
        expect(sentence.trim()).not.toBe('');
      }
    }),
    { numRuns: 12 },
  );
});

test.each(locales)('in %s every problem of a file has words', (locale) => {
  for (const code of FILE_PROBLEM_CODES) {
    const details = { found: '"x"', field: 'days', least: 1, most: 2, expected: 'number', choices: 'a, b', size: 5 };
    const problem: FileProblem = { code, path: ['rules', 0], line: 3, column: 7, details, finding: null };
    expect(fileProblemWords(problem, speech(locale)), code).not.toMatch(BROKEN);
  }
});

test('a problem of a file is told with line, column and path', () => {
  const read = readPolicyFile('{\n "schemaVersion": 2, "rules": [{ "id": "A b" }] }');
  const words = read.ok ? [] : read.problems.map((problem) => plain(fileProblemWords(problem, speech('en'))));
  expect(words).toContainEqual(expect.stringMatching(/Line 2, column 34\b.*rules\/0\/id.*"A b"/));
  expect(words).toContainEqual(expect.stringMatching(/Line 1, column 1\b.*“default” is missing/));
});
