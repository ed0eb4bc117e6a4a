import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LAW_ONLY } from '#machines/policy/law-only.ts';
import { type PolicyDocument, PolicyDocumentSchema } from '#machines/policy/policy.ts';
import { exportPolicy, LARGEST_FILE_BYTES, parsePolicyFile, readPolicyFile } from '#machines/policy/policy-file.ts';
import { policyDocuments } from '#tests/machines/policy/arbitraries.ts';
import { rules as terms } from '#tests/machines/policy/build.ts';

const FILE = exportPolicy(LAW_ONLY);

/** The problems of a text, each as `line:column code path` with what was found. */
function problems(text: string): string[] {
  const read = readPolicyFile(text);
  if (read.ok) return [];
  return read.problems.map(({ line, column, code, path }) => `${line}:${column} ${code} ${path.join('/')}`);
}
const within = (from: string, to: string) => FILE.replace(from, () => to);

test('a policy as a file: two spaces, the schema first, one order of keys, a last line end', () => {
  const policy: PolicyDocument = {
    ...LAW_ONLY,
    countries: { FR: terms(), DE: terms({ windowDays: 14 }) },
    rules: [
      {
        id: 'a',
        name: 'A',
        when: [{ in: ['x'], kind: 'tag' }],
        outcome: { keep: true, gradeDeductions: { damaged: 20, 'as-new': 0 }, window: { from: 'order', days: 20 } },
      },
    ],
  };
  const text = exportPolicy(policy, 'https://example.com/policy.json');
  expect(text.split('\n').slice(0, 4)).toEqual([
    '{',
    '  "$schema": "https://example.com/policy.json",',
    '  "schemaVersion": 2,',
    '  "default": {',
  ]);
  expect(text.endsWith('\n}\n')).toBe(true);
  expect(text.indexOf('"DE"')).toBeLessThan(text.indexOf('"FR"'));
  expect(text.indexOf('"as-new"')).toBeLessThan(text.indexOf('"damaged"'));
  expect(text.indexOf('"days"')).toBeLessThan(text.indexOf('"from": "order"'));
  expect(text.indexOf('"kind": "tag"')).toBeLessThan(text.indexOf('"in": ['));
});

/** The same document with the keys of every object in another order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, turned(inner)]),
  );
}

test('what is exported is read again as the same policy, and exports to the same bytes however its keys stood', () => {
  fc.assert(
    fc.property(policyDocuments, (policy) => {
      const text = exportPolicy(policy);
      const read = parsePolicyFile(text);
      expect(read).toMatchObject({ ok: true, document: policy });
      if (read.ok) expect(exportPolicy(read.document)).toBe(text);
      expect(exportPolicy(PolicyDocumentSchema.parse(turned(policy)))).toBe(text);
      const saved = parsePolicyFile(`\uFEFF${text.replaceAll('\n', '\r\n')}`);
      expect(saved).toMatchObject({ ok: true, document: policy });
    }),
    { numRuns: 100 },
  );
});

test('a file of the first schema is brought up to the second', () => {
  const first = JSON.stringify({ schemaVersion: 1, default: terms({ windowDays: 30 }), countries: {} });
  expect(readPolicyFile(first)).toMatchObject({
    ok: true,
    document: { schemaVersion: 2, rules: [], default: { windowDays: 30 } },
  });
});

test('the name of the schema is no part of the policy and may be missing', () => {
  expect(readPolicyFile(FILE)).toEqual({ ok: true, document: LAW_ONLY });
  expect(readPolicyFile(within('  "$schema": "./policy.schema.json",\n', ''))).toEqual({
    ok: true,
    document: LAW_ONLY,
  });
  expect(problems(within('"./policy.schema.json"', '7'))).toEqual(['2:3 field.unknown $schema']);
});

test.each([
  ['-1', '5:5 field.too-small default/windowDays'],
  ['3651', '5:5 field.too-large default/windowDays'],
  ['1e9', '5:5 field.too-large default/windowDays'],
  ['1e300', '5:5 field.too-large default/windowDays'],
  ['0.5', '5:5 field.not-whole default/windowDays'],
  ['"14"', '5:5 field.wrong-type default/windowDays'],
  ['true', '5:5 field.wrong-type default/windowDays'],
  ['[]', '5:5 field.wrong-type default/windowDays'],
  ['NaN', '5:19 json.not-a-number default/windowDays'],
  ['-Infinity', '5:19 json.not-a-number default/windowDays'],
  ['1e999', '5:19 json.bad-number default/windowDays'],
  ['014', '5:19 json.bad-number default/windowDays'],
  ['+14', '5:19 json.bad-number default/windowDays'],
  ['.5', '5:19 json.bad-number default/windowDays'],
  ['14.', '5:19 json.bad-number default/windowDays'],
  ['nul', '5:19 json.unexpected default/windowDays'],
  ['constructor', '5:19 json.unexpected default/windowDays'],
  ["'14'", '5:19 json.unexpected default/windowDays'],
  ['', '5:19 json.unexpected default/windowDays'],
])('a window of %s: %s', (days, expected) => {
  const [first] = problems(within('"windowDays": null', `"windowDays": ${days}`));
  expect(first).toBe(expected);
});

test.each([['0'], ['14'], ['14.0'], ['1.4e1'], ['-0'], ['3650']])('a window of %s is read', (days) => {
  expect(parsePolicyFile(within('"windowDays": null', `"windowDays": ${days}`)).ok).toBe(true);
});

test.each([
  ['nothing', '', ['1:1 file.empty ']],
  ['spaces', ' \n\t', ['1:1 file.empty ']],
  ['only a byte order mark', '\uFEFF', ['1:1 file.empty ']],
  ['a list', '[]', ['1:1 field.wrong-type ']],
  ['null', 'null', ['1:1 field.wrong-type ']],
  ['half a file', FILE.slice(0, FILE.indexOf('"rules"')), ['18:3 json.ended ']],
  ['two files', `${FILE}${FILE}`, ['20:1 json.after-the-end ']],
  ['a comma too many', '{"a": 1,\n}', ['2:1 json.unexpected ']],
  ['a comma too few', '{"a": 1\n"b": 2}', ['2:1 json.unexpected ']],
  ['a colon too few', '{"a" 1}', ['1:6 json.unexpected a']],
  ['a list without its end', '{"a": [1, 2}', ['1:12 json.unexpected a']],
  ['a comment', '// policy\n{}', ['1:1 json.unexpected ']],
  ['a line end within a text', '{"a": "x\ny"}', ['1:7 json.bad-text a']],
  ['a text without its end', '{"a": "x}', ['1:7 json.bad-text a']],
  ['an escape that is none', '{"a": "\\x"}', ['1:7 json.bad-text a']],
  ['a key twice', '{"a": 1,\r\n "a": 2}', ['2:2 json.duplicate-key a']],
  ['a key twice, once written otherwise', '{"a": 1,\r "\\u0061": 2}', ['2:2 json.duplicate-key a']],
  ['a key that changes objects', '{"__proto__": {}}', ['1:2 json.bad-key __proto__']],
  ['a depth without end', '['.repeat(5000), [`1:18 json.too-deep ${Array(17).fill(0).join('/')}`]],
  ['an unknown version', within('"schemaVersion": 2', '"schemaVersion": 3'), ['3:3 file.schema-version schemaVersion']],
  ['no version', within('  "schemaVersion": 2,\n', ''), ['1:1 field.missing schemaVersion']],
  [
    'a field misspelt',
    within('"windowDays"', '"windowDay"'),
    ['4:3 field.missing default/windowDays', '5:5 field.unknown default/windowDay'],
  ],
  ['a field at the root', within('"markets"', '"extra": 1,\n  "markets"'), ['15:3 field.unknown extra']],
])('%s', (_what, text, expected) => {
  expect(problems(text)).toEqual(expected);
});

const rule = (when: string, outcome = '{ "keep": true }') =>
  within('"rules": []', `"rules": [\n{ "id": "a", "name": "A", "when": [${when}],\n"outcome": ${outcome} }]`);

test.each([
  ['an unknown condition', rule('{ "kind": "weather" }'), ['19:38 field.not-listed rules/0/when/0/kind']],
  ['a condition without a bound', rule('{ "kind": "ordered" }'), ['19:36 condition.no-bound rules/0/when/0']],
  [
    'bounds that cross',
    rule('{ "kind": "price", "currency": "EUR", "min": 2, "max": 1 }'),
    ['19:36 condition.bounds-crossed rules/0/when/0'],
  ],
  [
    'an unknown currency',
    rule('{ "kind": "price", "currency": "EUX", "min": 2 }'),
    ['19:55 field.unknown-currency rules/0/when/0/currency'],
  ],
  ['an unknown reason', rule('{ "kind": "reason", "in": ["bored"] }'), ['19:63 field.not-listed rules/0/when/0/in/0']],
  ['no names', rule('{ "kind": "tag", "in": [] }'), ['19:53 field.too-few rules/0/when/0/in']],
  ['a blank name', rule('{ "kind": "tag", "in": [" "] }'), ['19:60 field.too-short rules/0/when/0/in/0']],
  ['a long name', rule(`{ "kind": "tag", "in": ["${'x'.repeat(81)}"] }`), ['19:60 field.too-long rules/0/when/0/in/0']],
  [
    'a day that does not exist',
    rule('{ "kind": "ordered", "from": "2026-02-30" }'),
    ['19:57 field.no-date rules/0/when/0/from'],
  ],
  [
    'a country in small letters',
    rule('{ "kind": "country", "in": ["de"] }'),
    ['19:64 field.bad-code rules/0/when/0/in/0'],
  ],
  ['a rule that says nothing', rule('', '{}'), ['20:1 outcome.empty rules/0/outcome']],
  [
    'a negative fee',
    rule('', '{ "returnCost": { "payer": "customer", "labelFee": { "amount": -1, "currency": "EUR" } } }'),
    ['20:51 field.negative-fee rules/0/outcome/returnCost/labelFee'],
  ],
  [
    'an unknown grade',
    rule('', '{ "gradeDeductions": { "mint": 5 } }'),
    ['20:35 field.unknown rules/0/outcome/gradeDeductions/mint'],
  ],
  [
    'an unknown field deep within',
    rule('', '{ "window": { "days": 5, "from": "order", "hours": 3 } }'),
    ['20:54 field.unknown rules/0/outcome/window/hours'],
  ],
  [
    'a rule twice',
    rule('', '{ "keep": true } }, { "id": "a", "name": "B", "when": [], "outcome": { "keep": false }'),
    ['18:3 policy.rule-twice rules'],
  ],
  [
    'a country code as a key',
    within('"countries": {}', '"countries": { "de": {} }'),
    ['14:18 field.bad-code countries/de'],
  ],
  [
    'a season that ends before it begins',
    within(
      '"seasons": []',
      '"seasons": [{ "id": "a", "name": "A", "countries": null, "orderedFrom": "2026-12-01", "orderedTo": "2025-12-24", "returnUntil": "2027-01-31" }]',
    ),
    ['17:89 season.ends-before-it-begins seasons/0/orderedTo'],
  ],
  [
    'a season back before it was ordered',
    within(
      '"seasons": []',
      '"seasons": [{ "id": "a", "name": "A", "countries": null, "orderedFrom": "2025-12-01", "orderedTo": "2025-12-24", "returnUntil": "2025-12-23" }]',
    ),
    ['17:116 season.return-before-order seasons/0/returnUntil'],
  ],
])('%s', (_what, text, expected) => {
  expect(problems(text)).toEqual(expected);
});

test('a problem tells what was found and what the limits are', () => {
  const read = readPolicyFile(within('"windowDays": null', '"windowDays": -1'));
  expect(read).toMatchObject({ ok: false, more: 0, problems: [{ details: { found: '-1', least: 0 }, finding: null }] });
  const long = readPolicyFile(within('"windowDays": null', `"windowDays": "${'x'.repeat(500)}"`));
  expect(long).toMatchObject({ problems: [{ details: { found: `"${'x'.repeat(58)}…`, expected: 'number' } }] });
});

test('a policy that contradicts the law or itself is refused with each place', () => {
  const text = rule(
    '{ "kind": "country", "in": ["DE"] }',
    '{ "admission": "refuse", "window": { "days": 5, "from": "delivery" } }',
  ).replace(
    '"countries": {}',
    '"countries": { "YU": { "windowDays": 14, "windowFrom": "delivery", "returnCost": { "payer": "merchant" }, "refundOutboundShipping": false, "finalSaleReturnable": true } }',
  );
  expect(problems(text)).toEqual([
    '14:18 policy.unknown-country countries/YU',
    '20:37 rule.outcomes-contradict rules/0/outcome/window',
    '20:49 rule.below-law rules/0/outcome/window/days',
  ]);
  const read = readPolicyFile(text);
  expect(read).toMatchObject({
    problems: [{}, {}, { finding: { article: 'Directive 2011/83/EU art. 9(1)', severity: 'block' } }],
  });
  expect(parsePolicyFile(text).ok).toBe(true);
});

test('no more than a hundred problems are listed, and the rest is counted', () => {
  const many = Object.fromEntries(Array.from({ length: 130 }, (_, n) => [`x${n}`, n]));
  const read = readPolicyFile(JSON.stringify({ ...LAW_ONLY, ...many }));
  expect(read).toMatchObject({ ok: false, more: 30 });
  if (!read.ok) expect(read.problems).toHaveLength(100);
});

test('a file up to 1 MB is read; one byte more, and one of 10 MB, is refused unread', () => {
  const padded = (bytes: number) => FILE.padEnd(bytes, ' ');
  expect(readPolicyFile(padded(LARGEST_FILE_BYTES)).ok).toBe(true);
  expect(problems(padded(LARGEST_FILE_BYTES + 1))).toEqual(['1:1 file.too-large ']);
  // Bytes are counted, not characters.
  expect(problems(`${padded(LARGEST_FILE_BYTES - 1)}é`)).toEqual(['1:1 file.too-large ']);
  // Read, it would be refused for its depth or its end, somewhere far inside.
  expect(problems('[{'.repeat(5_000_000))).toEqual(['1:1 file.too-large ']);
});

test('the reader agrees with JSON.parse on any JSON and on any text', () => {
  const wrapped = (value: unknown) => JSON.stringify({ $schema: 'x', schemaVersion: 2, value });
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      fc.pre(!JSON.stringify(value).includes('"__proto__"'));
      const read = parsePolicyFile(wrapped(value));
      // It is no policy, but it is JSON: the schema speaks, and not the reader.
      expect(read.ok ? [] : read.problems.filter(({ code }) => code.startsWith('json.'))).toEqual([]);
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}[]":,0123.eE+-\\u "ntrfalsbx'), maxLength: 12 }), (text) => {
      fc.pre(text.trim() !== '');
      const read = parsePolicyFile(text);
      expect(!read.ok && read.problems.some(({ code }) => code.startsWith('json.'))).toBe(!isJson(text));
    }),
    { numRuns: 2000 },
  );
});

function isJson(text: string): boolean {
  try {
    return Number.isFinite(text.length) && !hasInfinity(JSON.parse(text));
  } catch {
    return false;
  }
}

/** A number no double can hold is read as infinite by JSON.parse. */
function hasInfinity(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasInfinity);
  return value === Infinity || value === -Infinity;
}
