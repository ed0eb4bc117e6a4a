import { expect, test } from 'vitest';
import { translatorFor } from '#app/i18n/instance.server.ts';
import { locales } from '#app/i18n/locales.ts';
import { CONDITION_KINDS, conditionFields } from '#app/routes/policy/condition-fields.server.ts';
import { conditionValues, newConditionValues, readCondition } from '#app/routes/policy/condition-form.server.ts';
import type { FieldValues, FormField } from '#app/routes/policy/form-field.ts';
import { outcomeFields } from '#app/routes/policy/outcome-fields.server.ts';
import { outcomeValues, readOutcome } from '#app/routes/policy/outcome-form.server.ts';
import { PARTS, partFields } from '#app/routes/policy/part-fields.server.ts';
import { partValues, readPart } from '#app/routes/policy/part-form.server.ts';
import { readTerms, termsFields, termsValues } from '#app/routes/policy/terms-form.server.ts';
import { applyDraftChange } from '#app/services/policy-draft-change.server.ts';
import { isCountry } from '#app/services/policy-terms.server.ts';
import { type Condition, ConditionSchema } from '#machines/policy/condition.ts';
import { type Outcome, TOPICS } from '#machines/policy/outcome.ts';
import type { CountryPolicy } from '#machines/policy/policy.ts';
import { document, terms } from '#tests/app/services/policy/arrange.ts';

const speech = { t: translatorFor('en'), locale: 'en' } as const;

const policy = document({
  markets: { dach: ['DE', 'AT', 'CH'] },
  warehouses: {
    west: {
      name: 'West',
      line1: 'Havenkade 40',
      line2: null,
      city: 'Rotterdam',
      region: null,
      postcode: '3011',
      country: 'NL',
    },
  },
  seasons: [
    {
      id: 'holidays',
      name: 'Holidays',
      countries: ['DE'],
      orderedFrom: '2026-11-01',
      orderedTo: '2026-12-24',
      returnUntil: '2027-01-31',
    },
    {
      id: 'summer',
      name: 'Summer',
      countries: null,
      orderedFrom: '2026-06-01',
      orderedTo: '2026-06-01',
      returnUntil: '2026-06-01',
    },
  ],
});

const conditions: readonly Condition[] = [
  { kind: 'country', in: ['AT', 'DE'] },
  { kind: 'market', in: ['dach'] },
  { kind: 'season', in: ['holidays', 'summer'] },
  { kind: 'ordered', from: '2026-11-01' },
  { kind: 'ordered', from: '2026-11-01', to: '2026-11-01' },
  { kind: 'delivered', to: '2026-12-24', whenUnknown: 'holds' },
  { kind: 'dispatched', from: '2026-12-24', whenUnknown: 'fails' },
  { kind: 'category', in: ['Audio', 'Stationery'] },
  { kind: 'tag', in: ['sale'] },
  { kind: 'sku', in: ['LAMP-*'] },
  { kind: 'vendor', in: ['Ö & Söhne'] },
  { kind: 'price', currency: 'EUR', min: 1999 },
  { kind: 'price', currency: 'JPY', min: 0, max: 5000 },
  { kind: 'price', currency: 'KWD', max: 1234 },
  { kind: 'discount', minPercent: 0, maxPercent: 100 },
  { kind: 'final-sale', is: true },
  { kind: 'final-sale', is: false },
  { kind: 'channel', in: ['web'] },
  { kind: 'customer-tier', in: ['gold'] },
  { kind: 'customer-tag', in: ['vip'] },
  { kind: 'earlier-returns', withinDays: 365, minCount: 3 },
  { kind: 'earlier-returns', withinDays: 1, maxCount: 0, minValue: 0, maxValue: 99 },
  { kind: 'reason', in: ['defective', 'no-reason'] },
  { kind: 'resolution', in: ['store-credit'] },
  { kind: 'grade', in: ['used', 'missing'] },
];

test('every kind of condition has a form', () => {
  expect(new Set(conditions.map(({ kind }) => kind))).toEqual(new Set(CONDITION_KINDS));
  expect(CONDITION_KINDS).toHaveLength(ConditionSchema.options.length);
});

test.each(conditions.map((condition) => [JSON.stringify(condition), condition] as const))(
  'what a form shows of a condition reads back as it: %s',
  (_name, condition) => {
    const read = readCondition(condition.kind, conditionValues(condition), policy, isCountry, speech);
    expect(read).toEqual({ ok: true, condition });
  },
);

const outcomes: readonly Outcome[] = [
  { window: { days: 0, from: 'order' } },
  { window: { days: 3650, from: 'dispatch' } },
  ...(['allow', 'refuse', 'review'] as const).map((admission) => ({ admission })),
  { returnCost: { payer: 'merchant' } },
  { returnCost: { payer: 'customer', labelFee: null } },
  { returnCost: { payer: 'customer', labelFee: { amount: 395, currency: 'EUR' } } },
  { restocking: { percent: 100 } },
  { creditBonus: { percent: 0 } },
  ...[true, false].flatMap((value) => [{ keep: value }, { refundOutboundShipping: value }]),
  { warehouse: 'west' },
  { evidence: { photos: 10, comment: true } },
  { evidence: { photos: 0, comment: false } },
  { refundTrigger: { when: 'first-scan', cap: { amount: 30_000, currency: 'EUR' } } },
  { refundTrigger: { when: 'inspection', cap: null } },
  { gradeDeductions: { used: 35, damaged: 0 } },
  { couponThreshold: { code: null, minimum: { amount: 5000, currency: 'JPY' } } },
  { couponThreshold: { code: 'SAVE10', minimum: { amount: 5000, currency: 'EUR' } } },
];

test('every topic has a form', () => {
  expect(new Set(outcomes.flatMap((outcome) => Object.keys(outcome)))).toEqual(new Set(TOPICS));
});

test.each(outcomes.map((outcome) => [JSON.stringify(outcome), outcome] as const))(
  'what a form shows of an outcome reads back as it: %s',
  (_name, outcome) => {
    const topic = TOPICS.find((one) => outcome[one] !== undefined) ?? 'window';
    expect(readOutcome(topic, outcomeValues(topic, outcome), policy, speech)).toEqual({ ok: true, outcome });
  },
);

test.each([
  terms(),
  terms({ windowDays: null, windowFrom: 'order', returnCost: { payer: 'merchant' } }),
  terms({ windowDays: 0, windowFrom: 'dispatch', refundOutboundShipping: true }),
  terms({ returnCost: { payer: 'customer', labelFee: null }, finalSaleReturnable: true }),
] satisfies CountryPolicy[])('what a form shows of a country’s terms reads back as them: %j', (given) => {
  expect(readTerms(termsValues(given), speech)).toEqual({ ok: true, terms: given });
});

test('what a form shows of a season, a market and a warehouse reads back as them', () => {
  for (const part of PARTS) {
    const ids = part === 'seasons' ? policy.seasons.map(({ id }) => id) : Object.keys(policy[part]);
    for (const id of ids) {
      const read = readPart(part, id, partValues(part, policy, id), policy, isCountry, speech);
      const made = read.ok ? applyDraftChange(policy, read.change) : read;
      expect(made).toEqual({ ok: true, document: policy });
    }
  }
});

/** The fields that what is wrong is told at. */
const wrong = (read: { ok: boolean; problems?: readonly { field: string; message: string }[] }) =>
  (read.problems ?? []).map(({ field, message }) => `${field}: ${message}`);
const condition = (kind: Condition['kind'], values: FieldValues) =>
  wrong(readCondition(kind, values, policy, isCountry, speech));

test('a condition that makes no sense is told at its field', () => {
  expect(condition('country', {})).toEqual(['in: Choose at least one country']);
  expect(condition('country', { code: ['yu'] })).toEqual([
    'code: “YU” is not a country we know. Check the two letters',
  ]);
  expect(condition('country', { code: ['Y1'] })).toEqual(["code: Enter a country's code of two letters, such as KW"]);
  expect(condition('market', { in: ['nowhere'] })).toEqual(['in: Choose at least one']);
  expect(condition('tag', { names: [' \n , '] })).toEqual(['names: Enter at least one name']);
  expect(condition('ordered', {})).toEqual(['from: Enter at least one limit']);
  expect(condition('ordered', { from: ['2026-02-30'] })).toEqual(['from: Enter a day, such as 24 December 2026']);
  expect(condition('ordered', { from: ['2026-02-02'], to: ['2026-02-01'] })).toEqual([
    'from: The first limit is larger than the second. Swap them or change one',
  ]);
  expect(condition('delivered', { from: ['2026-02-02'] })).toEqual(['unknown: Choose one answer']);
  expect(condition('price', { min: ['3.955'], currency: ['EUR'] })).toEqual(['min: EUR has at most 2 decimals']);
  expect(condition('price', { min: ['5'], max: ['4,50'], currency: ['eur'] })).toEqual([
    'min: The first limit is larger than the second. Swap them or change one',
  ]);
  expect(condition('discount', { min: ['101'] })).toEqual(['min: Enter a whole number from 0 to 100']);
  expect(condition('earlier-returns', { within: ['٣٦٥'] })).toEqual(['min: Enter at least one limit']);
  expect(condition('earlier-returns', { within: ['0'], min: ['-1'] })).toEqual([
    'within: Enter a whole number from 1 to 3650',
    'min: Enter a whole number from 0 to 100000',
  ]);
});

const outcome = (topic: (typeof TOPICS)[number], values: FieldValues) =>
  wrong(readOutcome(topic, values, policy, speech));

test('an outcome that makes no sense is told at its field', () => {
  expect(outcome('window', { days: ['1e9'], from: ['delivery'] })).toEqual([
    'days: Enter a whole number from 0 to 3650',
  ]);
  expect(outcome('window', { days: ['-1'], from: ['never'] })).toEqual([
    'days: Enter a whole number from 0 to 3650',
    'from: Choose one answer',
  ]);
  expect(outcome('gradeDeductions', {})).toEqual(['as-new: Enter a percentage for at least one condition']);
  expect(outcome('warehouse', { value: ['east'] })).toEqual(['value: Choose one answer']);
  expect(outcome('couponThreshold', { currency: ['EUR'] })).toEqual([
    'amount: Enter the price as a number, for example 3.95',
  ]);
  expect(outcome('returnCost', { cost: ['label'], fee: ['0'], currency: ['EUR'] })).toEqual([
    'fee: For a label without a price choose “The shop pays”',
  ]);
});

test('a season that ends before it begins, a market whose name is taken: told at the field', () => {
  const season = (values: FieldValues) =>
    wrong(readPart('seasons', null, { name: ['S'], where: ['all'], ...values }, policy, isCountry, speech));
  expect(season({ from: ['2026-02-02'], to: ['2026-02-01'], until: ['2026-03-01'] })).toEqual([
    'to: The season ends before it begins. Choose a later day',
  ]);
  expect(season({ from: ['2026-02-01'], to: ['2026-02-02'], until: ['2026-02-01'] })).toEqual([
    'until: This is before the last day of ordering. Choose a later day',
  ]);
  const market = (name: string) =>
    wrong(readPart('markets', null, { name: [name], in: ['DE'] }, policy, isCountry, speech));
  expect(market('dach')).toEqual(['name: There is one called dach already. Choose another name']);
  expect(market('D A CH')).toEqual(['name: Use small letters, digits and dashes only, at most 40, such as dach']);
});

test('all forms speak every language: a label at every field', () => {
  const labels = (fields: readonly FormField[]): string[] =>
    fields.flatMap((field) => (field.type === 'row' ? labels(field.fields) : [field.label]));
  for (const locale of locales) {
    const own = { t: translatorFor(locale), locale };
    const all = [
      ...termsFields(own),
      ...CONDITION_KINDS.flatMap((kind) => conditionFields(kind, policy, [], own)),
      ...TOPICS.flatMap((topic) => outcomeFields(topic, policy, own)),
      ...PARTS.flatMap((part) => partFields(part, null, [], own)),
    ];
    for (const label of labels(all)) expect(label).not.toMatch(/^$|policy:|\./);
    for (const kind of CONDITION_KINDS) expect(newConditionValues(kind)).toBeTypeOf('object');
  }
});
