import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { policyJsonSchema } from '#machines/policy/file/json-schema.ts';
import { LAW_ONLY } from '#machines/policy/law-only.ts';
import { type PolicyDocument, PolicyDocumentSchema } from '#machines/policy/policy.ts';
import { exportPolicy } from '#machines/policy/policy-file.ts';
import { policyDocuments } from '#tests/machines/policy/arbitraries.ts';
import { rules as terms } from '#tests/machines/policy/build.ts';

const schema = policyJsonSchema();
const fits = new Ajv2020({ allErrors: false, formats: { date: true } }).compile(schema);
const isPolicy = (value: unknown) => PolicyDocumentSchema.safeParse(value).success;

test('the schema that is published is the one the program reads with', () => {
  const published: unknown = JSON.parse(
    readFileSync(new URL('../../../public/schemas/policy.schema.json', import.meta.url), 'utf8'),
  );
  expect(published).toEqual(JSON.parse(JSON.stringify(schema)));
});

const rule = (when: unknown[], outcome: unknown = { keep: true }) => ({
  ...LAW_ONLY,
  rules: [{ id: 'a', name: 'A', when, outcome }],
});
const fee = (amount: number, currency = 'EUR') => ({ payer: 'customer', labelFee: { amount, currency } });
const many = (count: number, value: unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`m${n}`, value]));
const codes = Array.from({ length: 301 }, (_, n) => String.fromCharCode(65 + (n % 26), 65 + Math.floor(n / 26)));

test.each<[string, unknown, boolean]>([
  ['the law alone', LAW_ONLY, true],
  ['a window of 0', { ...LAW_ONLY, default: terms({ windowDays: 0 }) }, true],
  ['a window of 3650', { ...LAW_ONLY, default: terms({ windowDays: 3650 }) }, true],
  ['a window of 3651', { ...LAW_ONLY, default: terms({ windowDays: 3651 }) }, false],
  ['a window of -1', { ...LAW_ONLY, default: terms({ windowDays: -1 }) }, false],
  ['half a day', { ...LAW_ONLY, default: terms({ windowDays: 0.5 }) }, false],
  ['a window as text', { ...LAW_ONLY, default: { ...terms(), windowDays: '14' } }, false],
  ['an unknown field', { ...LAW_ONLY, extra: 1 }, false],
  ['a missing field', { ...LAW_ONLY, rules: undefined }, false],
  ['another version', { ...LAW_ONLY, schemaVersion: 3 }, false],
  ['a country in small letters', { ...LAW_ONLY, countries: { de: terms() } }, false],
  ['300 countries', { ...LAW_ONLY, countries: Object.fromEntries(codes.slice(0, 300).map((c) => [c, terms()])) }, true],
  ['301 countries', { ...LAW_ONLY, countries: Object.fromEntries(codes.map((c) => [c, terms()])) }, false],
  ['50 markets', { ...LAW_ONLY, markets: many(50, ['DE']) }, true],
  ['51 markets', { ...LAW_ONLY, markets: many(51, ['DE']) }, false],
  ['a market without countries', { ...LAW_ONLY, markets: { a: [] } }, false],
  ['a market with a bad name', { ...LAW_ONLY, markets: { 'A b': ['DE'] } }, false],
  ['a fee of 0', { ...LAW_ONLY, default: { ...terms(), returnCost: fee(0) } }, true],
  ['a negative fee', { ...LAW_ONLY, default: { ...terms(), returnCost: fee(-1) } }, false],
  ['an unknown currency', { ...LAW_ONLY, default: { ...terms(), returnCost: fee(1, 'EUX') } }, false],
  [
    'a merchant who pays and a fee',
    { ...LAW_ONLY, default: { ...terms(), returnCost: { payer: 'merchant', labelFee: null } } },
    false,
  ],
  ['no conditions', rule([]), true],
  ['an unknown condition', rule([{ kind: 'weather' }]), false],
  ['a condition without bounds', rule([{ kind: 'ordered' }]), false],
  ['a condition with one bound', rule([{ kind: 'ordered', to: '2026-12-24' }]), true],
  ['delivered without bounds', rule([{ kind: 'delivered', whenUnknown: 'holds' }]), false],
  ['price without bounds', rule([{ kind: 'price', currency: 'EUR' }]), false],
  ['discount without bounds', rule([{ kind: 'discount' }]), false],
  ['returns without bounds', rule([{ kind: 'earlier-returns', withinDays: 30 }]), false],
  ['returns by value', rule([{ kind: 'earlier-returns', withinDays: 30, maxValue: 0 }]), true],
  ['a day that does not exist', rule([{ kind: 'ordered', from: '2026-02-29' }]), false],
  ['a leap day', rule([{ kind: 'ordered', from: '2028-02-29' }]), true],
  ['a blank name', rule([{ kind: 'tag', in: ['  '] }]), false],
  ['a name of 80 signs among spaces', rule([{ kind: 'tag', in: [`  ${'x'.repeat(80)} `] }]), true],
  ['a name of 81 signs', rule([{ kind: 'tag', in: ['x'.repeat(81)] }]), false],
  ['80 signs beyond the basic plane', rule([{ kind: 'tag', in: ['😀'.repeat(80)] }]), true],
  ['81 signs beyond the basic plane', rule([{ kind: 'tag', in: ['😀'.repeat(81)] }]), false],
  ['a name of one sign', rule([{ kind: 'tag', in: ['x'] }]), true],
  ['a name of two lines', rule([{ kind: 'tag', in: ['x\ny'] }]), true],
  ['20 conditions', rule(Array(20).fill({ kind: 'final-sale', is: true })), true],
  ['21 conditions', rule(Array(21).fill({ kind: 'final-sale', is: true })), false],
  ['an empty outcome', rule([], {}), false],
  ['an unknown topic', rule([], { bonus: 3 }), false],
  ['a deduction of a grade', rule([], { gradeDeductions: { used: 100 } }), true],
  ['a deduction of more than all', rule([], { gradeDeductions: { used: 101 } }), false],
  ['an unknown grade', rule([], { gradeDeductions: { mint: 1 } }), false],
])('%s', (_what, value, expected) => {
  expect(isPolicy(value)).toBe(expected);
  expect(fits(JSON.parse(JSON.stringify(value)))).toBe(expected);
});

test('what JSON Schema has no words for is left to the program', () => {
  const only = (value: unknown) => expect([isPolicy(value), fits(value)]).toEqual([false, true]);
  only(rule([{ kind: 'ordered', from: '2026-12-24', to: '2026-12-23' }]));
  const same = { id: 'a', name: 'A', when: [], outcome: { keep: true } };
  only({ ...LAW_ONLY, rules: [same, same] });
});

/** A document with one value put in the place of another, anywhere. */
function withChanged(policy: PolicyDocument, pick: number, value: unknown): unknown {
  const copy: unknown = structuredClone(policy);
  const places: { holder: object; key: string }[] = [];
  const walk = (holder: unknown) => {
    if (typeof holder !== 'object' || holder === null) return;
    for (const [key, inner] of Object.entries(holder)) {
      places.push({ holder, key });
      walk(inner);
    }
  };
  walk(copy);
  const place = places[pick % places.length];
  if (place) Reflect.set(place.holder, place.key, value);
  return copy;
}

const wrong = fc.constantFrom<unknown>(
  null,
  true,
  -1,
  0,
  1,
  0.5,
  101,
  1e9,
  '',
  'x',
  'DE',
  'EUR',
  '2026-12-24',
  [],
  {},
  ['DE'],
  ['DE', 'DE'],
);
const LEFT_TO_PROGRAM = [
  'condition.bounds-crossed',
  'season.ends-before-it-begins',
  'season.return-before-order',
  'policy.season-twice',
  'policy.rule-twice',
];

test('schema and program take and refuse the same random documents', () => {
  let refused = 0;
  fc.assert(
    fc.property(policyDocuments, fc.nat(), wrong, (policy, pick, value) => {
      expect(fits(JSON.parse(exportPolicy(policy)))).toBe(true);
      const changed = withChanged(policy, pick, value);
      // The program also takes files of the first schema, which this one does not describe.
      fc.pre(!(changed instanceof Object && 'schemaVersion' in changed && changed.schemaVersion === 1));
      const parsed = PolicyDocumentSchema.safeParse(changed);
      const onlyProgram =
        !parsed.success && parsed.error.issues.every(({ message }) => LEFT_TO_PROGRAM.includes(message));
      expect(fits(changed)).toBe(parsed.success || onlyProgram);
      refused += Number(!parsed.success);
    }),
    { numRuns: 300, seed: 5 },
  );
  expect(refused).toBeGreaterThan(60);
});
