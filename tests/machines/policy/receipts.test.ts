import { expect, test } from 'vitest';
import { evaluatePrepared, prepareLine } from '#machines/policy/evaluate.ts';
import type { Outcome } from '#machines/policy/outcome.ts';
import { statuteOf } from '#machines/policy/statutory.ts';
import type { LineVerdict, RuleVerdict } from '#machines/policy/verdict.ts';
import { at } from '#tests/machines/policy/build.ts';
import { AFTER_LAW, type Asked, askedFacts, judged, pair, type Ruled, rule } from '#tests/machines/policy/ruled.ts';

type Rest = Partial<Omit<RuleVerdict, 'rule' | 'scope' | 'outcome' | 'code'>>;
type Told = [said: string, rest?: Rest];

/** A receipt in full from `rule scope outcome code` and what is not empty in it. */
function receipt([said, rest = {}]: Told): object {
  const [name, scope, outcome, code] = said.split(' ');
  const nothing = { policyVersionId: null, until: null, inputs: {}, merchant: null, gaveWayTo: null, wouldChange: [] };
  return { rule: name, scope, outcome, code, ...nothing, ...rest };
}

const list = (...told: Told[]): object[] => told.map(receipt);

const V1 = { policyVersionId: 'v1' };
const until = (lastDay: string, endExclusive = `${lastDay}T23:00:00Z`) => ({ lastDay, endExclusive });
const would = (code: string, inputs: RuleVerdict['inputs'] = {}) => ({ code: `would.${code}`, inputs });
const FAULT = would('merchant-fault');
const afterLaw = (topic: string, inputs: RuleVerdict['inputs'], lastDay: string | null = '2026-11-16') =>
  would('after-law', { topic, lastDay, ...inputs });
const lawInputs = { basis: statuteOf('DE')?.basis ?? '', days: 14, event: '2026-11-02' };
const windowInputs = {
  ...{ windowDays: 30, from: 'delivery', resolution: null, event: '2026-11-02', season: null, seasonName: null },
};

/** A German line within the law's right and a window of thirty days, with no word from the merchant beside. */
const PLAIN: readonly Told[] = [
  ['order-cancelled line none order.not-cancelled'],
  ['order-in-future line none order.placed'],
  ['nothing-left line none line.some-left', { inputs: { quantity: 2, alreadyReturned: 0 } }],
  ['not-shippable line none line.shippable'],
  ['statutory-exception law none law.no-exception'],
  ['law-replaced law none law.not-replaceable', V1],
  ['law-window law allow law.window-open', { until: until('2026-11-16'), inputs: lawInputs }],
  ['excluded-by-nature policy none policy.not-excluded'],
  ['admission policy none policy.no-admission-rule', V1],
  ['final-sale policy none policy.not-final-sale', V1],
  ['policy-window policy allow policy.window-open', { ...V1, until: until('2026-12-02'), inputs: windowInputs }],
  ['guarantee law none guarantee.until', { until: until('2028-11-02'), inputs: { lastDay: '2028-11-02' } }],
  ['return-cost policy none cost.customer-own-carrier', { ...V1, wouldChange: [FAULT] }],
  [
    'outbound-shipping law none outbound.by-law',
    { ...V1, wouldChange: [afterLaw('refundOutboundShipping', { refunded: false })] },
  ],
  ['restocking policy none restocking.none', { ...V1, inputs: { percent: 0 } }],
  ['grade-deductions policy none grades.none', V1],
  ['coupon-threshold policy none coupon.none', V1],
  ['cancellation-fee law none cancellation-fee.none'],
  ['credit-bonus policy none bonus.none', { ...V1, inputs: { percent: 0 } }],
  ['keep policy none keep.no', V1],
  ['warehouse policy none warehouse.own', V1],
  ['evidence policy none evidence.none', { ...V1, inputs: { photos: 0, comment: false } }],
  ['refund-trigger policy none trigger.inspection', { ...V1, inputs: { cap: null, currency: null } }],
  ['review policy none review.none', V1],
];

const nameOf = ([said]: Told) => said.split(' ')[0] ?? '';

/** The plain receipts with these in the place of those of the same rule, and the merchant's behind the guarantee. */
function plainBut(changed: readonly Told[], merchant: readonly Told[] = []): object[] {
  const names = new Set(changed.map(nameOf));
  const all = PLAIN.flatMap((told) => {
    const ours = names.has(nameOf(told)) ? changed.filter((one) => nameOf(one) === nameOf(told)) : [told];
    return nameOf(told) === 'guarantee' ? [...ours, ...merchant] : ours;
  });
  return all.map(receipt);
}

const receipts = (ruled: Ruled, asked: Asked = {}, now?: string) => judged(pair(ruled), asked, now).receipts;
const decided = (topic: keyof Outcome, more: Rest = {}, outcome = 'none'): Told => [
  `merchant-rule policy ${outcome} rule.decided`,
  { ...V1, merchant: { id: 'a', name: 'Rule a', topic }, ...more },
];
const byRule = (topic: keyof Outcome) => ({ ...V1, merchant: { id: 'a', name: 'Rule a', topic } });

test('a plain line has a receipt of each rule and of each topic, in full', () => {
  expect(receipts({})).toEqual(plainBut([]));
});

const STRICT: Outcome = {
  restocking: { percent: 15 },
  gradeDeductions: { opened: 5, used: 10 },
  couponThreshold: { code: null, minimum: { amount: 5000, currency: 'EUR' } },
  evidence: { photos: 1, comment: true },
};
const STRICT_DECIDED = (['restocking', 'gradeDeductions', 'couponThreshold', 'evidence'] as const).map((topic) =>
  decided(topic),
);

test('what the law leaves of a strict rule while its right lasts', () => {
  expect(receipts({ rules: [rule('a', STRICT)] })).toEqual(
    plainBut(
      [
        [
          'restocking law none restocking.not-under-law',
          { ...byRule('restocking'), inputs: { percent: 0 }, wouldChange: [afterLaw('restocking', { percent: 15 })] },
        ],
        [
          'grade-deductions law none grades.limited-by-law',
          {
            ...byRule('gradeDeductions'),
            inputs: { used: 10 },
            wouldChange: [FAULT, afterLaw('gradeDeductions', { opened: 5, used: 10 })],
          },
        ],
        [
          'coupon-threshold law none coupon.not-under-law',
          {
            ...byRule('couponThreshold'),
            wouldChange: [afterLaw('couponThreshold', { coupon: null, minimum: 5000, currency: 'EUR' })],
          },
        ],
        ['evidence law none evidence.optional', { ...byRule('evidence'), inputs: { photos: 1, comment: true } }],
      ],
      STRICT_DECIDED,
    ),
  );
});

const ENDED: readonly Told[] = [
  [
    'law-window law refuse law.window-ended',
    { until: until('2026-11-16'), inputs: lawInputs, wouldChange: [would('until', { lastDay: '2026-11-16' })] },
  ],
  [
    'outbound-shipping policy none outbound.none',
    { ...V1, wouldChange: [FAULT, would('within-law', { lastDay: '2026-11-16' })] },
  ],
];

test('a strict rule after the law', () => {
  const within = would('within-law', { lastDay: '2026-11-16' });
  expect(receipts({ rules: [rule('a', STRICT)] }, {}, AFTER_LAW)).toEqual(
    plainBut(
      [
        ...ENDED,
        [
          'restocking policy none restocking.taken',
          { ...byRule('restocking'), inputs: { percent: 15 }, wouldChange: [FAULT, within] },
        ],
        [
          'grade-deductions policy none grades.taken',
          { ...byRule('gradeDeductions'), inputs: { opened: 5, used: 10 }, wouldChange: [FAULT, within] },
        ],
        [
          'coupon-threshold policy none coupon.threshold',
          {
            ...byRule('couponThreshold'),
            inputs: { coupon: null, minimum: 5000, currency: 'EUR' },
            wouldChange: [FAULT, within],
          },
        ],
        ['evidence policy none evidence.required', { ...byRule('evidence'), inputs: { photos: 1, comment: true } }],
      ],
      STRICT_DECIDED,
    ),
  );
});

test('a strict rule, and the merchant’s own fault', () => {
  const reason = 'defective' as const;
  expect(receipts({ rules: [rule('a', STRICT)] }, { request: { reason } }, AFTER_LAW)).toEqual(
    plainBut(
      [
        ...ENDED.slice(0, 1),
        ['return-cost law none cost.merchant-fault', { ...V1, inputs: { reason } }],
        ['outbound-shipping law none outbound.merchant-fault', { ...V1, inputs: { reason } }],
        ['restocking law none restocking.merchant-fault', { ...byRule('restocking'), inputs: { percent: 0, reason } }],
        ['grade-deductions law none grades.merchant-fault', { ...byRule('gradeDeductions'), inputs: { reason } }],
        ['coupon-threshold law none coupon.merchant-fault', { ...byRule('couponThreshold'), inputs: { reason } }],
        ['evidence law none evidence.optional', { ...byRule('evidence'), inputs: { photos: 1, comment: true } }],
      ],
      STRICT_DECIDED,
    ),
  );
});

test('what a generous rule gives, on every other topic', () => {
  const outcome: Outcome = {
    admission: 'allow',
    window: { days: 60, from: 'order' },
    returnCost: { payer: 'customer', labelFee: { amount: 395, currency: 'EUR' } },
    refundOutboundShipping: true,
    creditBonus: { percent: 5 },
    keep: true,
    warehouse: 'south',
    refundTrigger: { when: 'receipt', cap: { amount: 100, currency: 'EUR' } },
  };
  const topics = [
    'window',
    'returnCost',
    'refundOutboundShipping',
    'creditBonus',
    'keep',
    'warehouse',
    'refundTrigger',
  ] as const;
  const shop = pair({ rules: [rule('a', outcome)] });
  const south = {
    ...{ name: 'South', line1: 'Dock 1', line2: null, city: 'Rome', region: null, postcode: '00100', country: 'IT' },
  };
  const document = { ...shop.current.document, warehouses: { south } };
  const version = { ...shop.current, document };
  expect(judged({ atPurchase: version, current: version }, { line: { traits: ['final_sale'] } }).receipts).toEqual(
    plainBut(
      [
        ['admission policy none policy.allowed-by-rule', byRule('admission')],
        ['final-sale policy none policy.final-sale-allowed-by-rule', byRule('admission')],
        [
          'policy-window policy allow policy.window-open',
          {
            ...byRule('window'),
            until: until('2026-12-27'),
            inputs: { ...windowInputs, windowDays: 60, from: 'order', event: '2026-10-28' },
          },
        ],
        [
          'return-cost policy none cost.customer-label',
          { ...byRule('returnCost'), inputs: { labelFee: 395, currency: 'EUR' }, wouldChange: [FAULT] },
        ],
        ['outbound-shipping law none outbound.by-law', byRule('refundOutboundShipping')],
        ['credit-bonus policy none bonus.granted', { ...byRule('creditBonus'), inputs: { percent: 5 } }],
        ['keep policy none keep.yes', byRule('keep')],
        [
          'warehouse policy none warehouse.named',
          { ...byRule('warehouse'), inputs: { warehouse: 'south', name: 'South' } },
        ],
        [
          'refund-trigger policy none trigger.receipt',
          { ...byRule('refundTrigger'), inputs: { cap: 100, currency: 'EUR' } },
        ],
        ['review policy none review.none', byRule('admission')],
      ],
      [decided('admission', {}, 'allow'), ...topics.map((topic) => decided(topic))],
    ),
  );
});

test('of two versions each tells its own, and a topic what the other one says', () => {
  const [first] = [rule('a', { restocking: { percent: 15 }, creditBonus: { percent: 5 }, admission: 'review' })];
  const other = (version: string, number: number, topic: string, inputs: RuleVerdict['inputs']) =>
    would('other-version', { topic, version, number, ...inputs });
  const V2 = { policyVersionId: 'v2' };
  const window = (version: string): Told => [
    'policy-window policy allow policy.window-open',
    { policyVersionId: version, until: until('2026-12-02'), inputs: windowInputs },
  ];
  const all = judged(pair({ rules: [first] }, {}), {}, AFTER_LAW).receipts;
  const names = [
    'law-replaced',
    'admission',
    'final-sale',
    'policy-window',
    'restocking',
    'credit-bonus',
    'review',
    'warehouse',
  ];
  expect(all.filter((one) => names.includes(one.rule))).toEqual(
    list(
      ['law-replaced law none law.not-replaceable', V1],
      ['admission policy review policy.review-by-rule', byRule('admission')],
      ['final-sale policy none policy.not-final-sale', V1],
      window('v1'),
      ['law-replaced law none law.not-replaceable', V2],
      ['admission policy none policy.no-admission-rule', V2],
      ['final-sale policy none policy.not-final-sale', V2],
      window('v2'),
      [
        'restocking policy none restocking.none',
        { ...V2, inputs: { percent: 0 }, wouldChange: [other('purchase', 1, 'restocking', { percent: 15 })] },
      ],
      [
        'credit-bonus policy none bonus.granted',
        {
          ...byRule('creditBonus'),
          inputs: { percent: 5 },
          wouldChange: [other('current', 2, 'creditBonus', { percent: 0 })],
        },
      ],
      ['warehouse policy none warehouse.own', V2],
      ['review policy none review.none', { ...V2, wouldChange: [other('purchase', 1, 'admission', { review: true })] }],
    ),
  );
  expect(all.filter(({ code }) => code === 'rule.decided').map(({ outcome }) => outcome)).toEqual([
    ...['review', 'none', 'none'],
  ]);
});

const told = (verdict: LineVerdict, ...names: string[]) => verdict.receipts.filter((one) => names.includes(one.rule));
const US: Asked = { order: { country: 'US' } };
const IL: Asked = { order: { country: 'IL', currency: 'ILS' } };

test.each<[string, Ruled, Asked, string | undefined, Told[]]>([
  [
    'a cancelled order',
    {},
    { order: { cancelledAt: at('2026-11-01T00:00:00Z') } },
    undefined,
    [['order-cancelled line refuse order.cancelled', { inputs: { cancelledAt: '2026-11-01T00:00:00Z' } }]],
  ],
  [
    'an order of tomorrow',
    {},
    { order: { placedAt: at('2026-11-11T00:00:00Z') } },
    undefined,
    [['order-in-future line refuse order.in-future', { inputs: { placedAt: '2026-11-11T00:00:00Z' } }]],
  ],
  [
    'all pieces back',
    {},
    { line: { alreadyReturned: 2 } },
    undefined,
    [['nothing-left line refuse line.nothing-left', { inputs: { quantity: 2, alreadyReturned: 2 } }]],
  ],
  [
    'a download',
    {},
    { line: { requiresShipping: false } },
    undefined,
    [
      ['not-shippable line refuse line.not-shippable', { wouldChange: [would('withdrawal')] }],
      ['excluded-by-nature policy refuse policy.never-sent'],
    ],
  ],
  [
    'a download on the withdrawal track, asked for nothing',
    { rules: [rule('a', { evidence: { photos: 1, comment: false } })] },
    { line: { requiresShipping: false }, request: { track: 'withdrawal' } },
    undefined,
    [
      ['not-shippable line none line.withdrawal-without-parcel'],
      ['excluded-by-nature policy refuse policy.never-sent'],
      [
        'evidence law none evidence.none',
        {
          ...byRule('evidence'),
          inputs: { photos: 0, comment: false },
          wouldChange: [afterLaw('evidence', { photos: 1, comment: false })],
        },
      ],
    ],
  ],
  [
    'goods excepted by what they are',
    {},
    { line: { traits: ['perishable', 'custom_made'] } },
    undefined,
    [
      ['statutory-exception law refuse law.exception', { inputs: { exceptions: 'perishable custom_made' } }],
      [
        'excluded-by-nature policy refuse policy.excluded-by-nature',
        {
          inputs: { exceptions: 'perishable custom_made' },
          wouldChange: [would('other-goods', { exceptions: 'perishable custom_made' })],
        },
      ],
    ],
  ],
  [
    'goods that lose the right by what is done to them, sold as final',
    {},
    { line: { traits: ['sealed_hygiene_unsealed', 'final_sale', 'digital'] } },
    undefined,
    [
      [
        'statutory-exception law review law.judged-on-return',
        { inputs: { exceptions: 'sealed_hygiene_unsealed digital_content_begun' } },
      ],
      ['final-sale policy refuse policy.final-sale', { ...V1, wouldChange: [would('not-final-sale')] }],
    ],
  ],
  [
    'a final sale that the terms take back',
    { terms: { finalSaleReturnable: true } },
    { line: { traits: ['final_sale'] } },
    undefined,
    [['final-sale policy none policy.final-sale-returnable', V1]],
  ],
  [
    'a country without a right',
    {},
    US,
    undefined,
    [
      ['statutory-exception law none law.no-right'],
      ['law-window law none law.no-right'],
      ['outbound-shipping policy none outbound.none', { ...V1, wouldChange: [FAULT] }],
    ],
  ],
  [
    'a country nobody knows',
    {},
    { order: { country: 'ZZ' } },
    undefined,
    [['law-window law none law.unknown-country'], ['guarantee law none guarantee.none']],
  ],
  [
    'Japan, whose law gives way to a window',
    { terms: { windowDays: 3 } },
    { order: { country: 'JP' } },
    undefined,
    [['law-replaced law refuse law.replaced-by-policy', { ...V1, inputs: { windowDays: 3, finalSale: false } }]],
  ],
  [
    'Japan, whose law gives way to a final sale',
    { terms: { windowDays: null } },
    { order: { country: 'JP' }, line: { traits: ['final_sale'] } },
    undefined,
    [
      ['law-replaced law refuse law.replaced-by-policy', { ...V1, inputs: { windowDays: null, finalSale: true } }],
      ['policy-window policy none policy.no-window', V1],
    ],
  ],
  [
    'Japan, where nothing is promised',
    { terms: { windowDays: null } },
    { order: { country: 'JP' } },
    undefined,
    [['law-replaced law none law.default-applies', V1]],
  ],
  [
    'a policy of no returns by a rule',
    { rules: [rule('a', { window: { days: 0, from: 'order' } })] },
    US,
    undefined,
    [['policy-window policy refuse policy.no-returns', { ...byRule('window'), inputs: { windowDays: 0 } }]],
  ],
  [
    'a window that has ended, asked for an exchange',
    { terms: { windowDays: 5 } },
    { ...US, request: { resolution: 'exchange' } },
    undefined,
    [
      [
        'policy-window policy refuse policy.window-ended',
        {
          ...V1,
          until: until('2026-11-07', '2026-11-08T05:00:00Z'),
          inputs: { ...windowInputs, windowDays: 5, resolution: 'exchange' },
          wouldChange: [would('until', { lastDay: '2026-11-07' })],
        },
      ],
    ],
  ],
  [
    'a delivery not known',
    {},
    { order: { country: 'DE' }, line: { deliveredAt: null, allDeliveredAt: [] } },
    undefined,
    [
      [
        'law-window law allow law.window-open',
        { inputs: { basis: lawInputs.basis, days: 14, why: 'delivery-unknown' } },
      ],
      [
        'policy-window policy allow policy.window-open',
        { ...V1, inputs: { windowDays: 30, from: 'delivery', resolution: null, event: null } },
      ],
      ['guarantee law none guarantee.open', { inputs: { why: 'delivery-unknown' } }],
      [
        'outbound-shipping law none outbound.by-law',
        { ...V1, wouldChange: [afterLaw('refundOutboundShipping', { refunded: false }, null)] },
      ],
    ],
  ],
  [
    'who was not told that they pay the way back',
    {},
    { order: { information: { informed: false, informedAt: null } } },
    undefined,
    [
      [
        'return-cost law none cost.merchant-not-informed',
        {
          ...V1,
          wouldChange: [afterLaw('returnCost', { payer: 'customer', labelFee: null, currency: null }, '2027-11-16')],
        },
      ],
    ],
  ],
  [
    'a way back that the law gives to the merchant',
    {},
    { order: { country: 'BR' } },
    '2026-11-08T00:00:00Z',
    [
      [
        'return-cost law none cost.merchant-by-law',
        {
          ...V1,
          wouldChange: [afterLaw('returnCost', { payer: 'customer', labelFee: null, currency: null }, '2026-11-09')],
        },
      ],
    ],
  ],
  [
    'a way back that the terms give to the merchant',
    { terms: { returnCost: { payer: 'merchant' }, refundOutboundShipping: true } },
    US,
    undefined,
    [
      ['return-cost policy none cost.merchant-by-policy', V1],
      ['outbound-shipping policy none outbound.by-policy', V1],
    ],
  ],
  [
    'the fee that Israel lets the seller keep',
    { terms: { windowDays: null } },
    IL,
    undefined,
    [
      [
        'cancellation-fee law none cancellation-fee.taken',
        { inputs: { percent: 5, most: 10_000, currency: 'ILS' }, wouldChange: [FAULT] },
      ],
    ],
  ],
  [
    'and not for the seller’s own fault',
    { terms: { windowDays: null } },
    { ...IL, request: { reason: 'wrong-item' } },
    undefined,
    [['cancellation-fee law none cancellation-fee.merchant-fault', { inputs: { reason: 'wrong-item' } }]],
  ],
  [
    'nor after the law’s period',
    {},
    { ...IL, request: { reason: 'wrong-item' } },
    AFTER_LAW,
    [['cancellation-fee law none cancellation-fee.none']],
  ],
  [
    'a warehouse that the present version does not have',
    { rules: [rule('a', { warehouse: 'gone' })] },
    US,
    undefined,
    [['warehouse policy none warehouse.named', { ...byRule('warehouse'), inputs: { warehouse: 'gone', name: null } }]],
  ],
  [
    'a person who decides',
    { rules: [rule('a', { admission: 'review' })] },
    US,
    undefined,
    [
      ['admission policy review policy.review-by-rule', byRule('admission')],
      ['review policy none review.wanted', byRule('admission')],
    ],
  ],
  [
    'a refusal',
    { rules: [rule('a', { admission: 'refuse' })] },
    US,
    undefined,
    [
      ['admission policy refuse policy.refused-by-rule', byRule('admission')],
      [
        'policy-window policy allow policy.window-open',
        { ...V1, until: until('2026-12-02', '2026-12-03T05:00:00Z'), inputs: windowInputs },
      ],
    ],
  ],
])('the receipts in full: %s', (_what, ruled, asked, now, expected) => {
  expect(told(judged(pair(ruled), asked, now), ...expected.map(nameOf))).toEqual(expected.map(receipt));
});

test('a rule that gave way and one that missed, in full', () => {
  const rules = [
    rule('a', { keep: true }),
    rule('b', { keep: false }),
    rule('c', { keep: false }, { kind: 'tag', in: ['sale'] }, { kind: 'country', in: ['US'] }),
    rule('d', { keep: false }, { kind: 'vendor', in: ['Acme'] }),
  ];
  expect(told(judged(pair({ rules }), { ...US, line: { tags: ['new'] } }), 'merchant-rule')).toEqual(
    list(
      decided('keep'),
      [
        'merchant-rule policy none rule.gave-way',
        {
          ...V1,
          merchant: { id: 'b', name: 'Rule b', topic: 'keep' },
          gaveWayTo: 'a',
          wouldChange: [would('without-rule', { rule: 'a', name: 'Rule a' })],
        },
      ],
      [
        'merchant-rule policy none rule.condition-fails',
        {
          ...V1,
          inputs: { tag: 'new', country: 'US' },
          merchant: { id: 'c', name: 'Rule c', topic: null },
          wouldChange: [would('condition', { kind: 'tag', wanted: 'sale', found: 'new' })],
        },
      ],
      [
        'merchant-rule policy none rule.condition-unknown',
        {
          ...V1,
          inputs: { vendor: null },
          merchant: { id: 'd', name: 'Rule d', topic: null },
          wouldChange: [would('condition-known', { kind: 'vendor', wanted: 'Acme' })],
        },
      ],
    ),
  );
});

test('a third condition of a kind has its number too', () => {
  const tag = (name: string) => ({ kind: 'tag' as const, in: [name] });
  const [first] = told(
    judged(pair({ rules: [rule('a', { keep: true }, tag('x'), tag('y'), tag('z'))] }), {
      line: { tags: ['x', 'y', 'z'] },
    }),
    'merchant-rule',
  );
  expect(first?.inputs).toEqual({ tag: 'x, y, z', 'tag.2': 'x, y, z', 'tag.3': 'x, y, z' });
});

const MATCHES = rule('decides', { keep: true });
const GIVES_WAY = Array.from({ length: 60 }, (_, n) => rule(`gives-way-${n}`, { keep: false }));
const MISSES = (count: number) =>
  Array.from({ length: count }, (_, n) => rule(`misses-${n}`, { keep: false }, { kind: 'country', in: ['FR'] }));

test.each([
  [39, [1, 60, 39], null],
  [40, [1, 60, 39], { gaveWay: 0, nearMisses: 1 }],
  [139, [1, 60, 39], { gaveWay: 0, nearMisses: 100 }],
])('a hundred receipts of rules are kept, of %i that missed too, and the rest is counted', (missed, kept, left) => {
  const rules = [...MISSES(missed), MATCHES, ...GIVES_WAY];
  const all = told(judged(pair({ rules })), 'merchant-rule');
  const count = (code: string) => all.filter((one) => one.code === code).length;
  expect([count('rule.decided'), count('rule.gave-way'), count('rule.condition-fails')]).toEqual(kept);
  const more = all.filter(({ code }) => code === 'rule.more');
  expect(more).toEqual(left === null ? [] : [receipt(['merchant-rule policy none rule.more', { inputs: left }])]);
});

test('receipts are told unless they are not asked for', () => {
  const prepared = prepareLine(askedFacts({}), at('2026-11-10T10:00:00Z'));
  const full = evaluatePrepared(prepared, pair({}));
  expect(full).toEqual(judged(pair({})));
  expect(full.receipts).toHaveLength(PLAIN.length);
  expect(evaluatePrepared(prepared, pair({}), { receipts: 'none' })).toEqual({ ...full, receipts: [] });
});
