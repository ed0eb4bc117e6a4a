import { expect, test } from 'vitest';
import { offsetOf, readJson } from '#machines/policy/file/json-reader.ts';
import { positionIn } from '#machines/policy/file/text-position.ts';
import { LAW_ONLY } from '#machines/policy/law-only.ts';
import { exportPolicy, readPolicyFile } from '#machines/policy/policy-file.ts';

const FILE = exportPolicy(LAW_ONLY);
const within = (from: string, to: string) => FILE.replace(from, () => to);
const days = (value: string) => within('"windowDays": null', `"windowDays": ${value}`);
const rule = (when: string, outcome = '{ "keep": true }') =>
  within('"rules": []', `"rules": [\n{ "id": "a", "name": "A", "when": [${when}],\n"outcome": ${outcome} }]`);
const tags = (...names: string[]) =>
  rule(`{ "kind": "tag", "in": [${names.map((name) => JSON.stringify(name)).join()}] }`);

const problems = (text: string) => {
  const read = readPolicyFile(text);
  return read.ok ? [] : read.problems.map(({ code, path, details, finding }) => ({ code, path, details, finding }));
};

const DAYS = ['default', 'windowDays'];
const IN = ['rules', 0, 'when', 0, 'in'];
const KINDS =
  'country, market, ordered, delivered, dispatched, category, tag, sku, vendor, price, discount, final-sale, channel, ' +
  'customer-tier, customer-tag, earlier-returns, reason, grade, resolution, season';
const REASONS =
  'defective, wrong-item, damaged-in-transit, not-as-described, arrived-late, changed-mind, too-small, too-large, ' +
  'found-better, no-reason';

test.each<[string, string, string, readonly (string | number)[], object]>([
  ['a window below 0', days('-1'), 'field.too-small', DAYS, { found: '-1', least: 0 }],
  ['a window beyond ten years', days('3651'), 'field.too-large', DAYS, { found: '3651', most: 3650 }],
  ['half a day', days('0.5'), 'field.not-whole', DAYS, { found: '0.5' }],
  ['a text for a number', days('"14"'), 'field.wrong-type', DAYS, { found: '"14"', expected: 'number' }],
  [
    'a record for a list',
    within('"rules": []', '"rules": {}'),
    'field.wrong-type',
    ['rules'],
    { found: '{}', expected: 'array' },
  ],
  ['a list for the whole', '[]', 'field.wrong-type', [], { found: '[]', expected: 'object' }],
  [
    'nothing for a name',
    rule('{ "kind": "tag", "in": ["a", null] }'),
    'field.wrong-type',
    [...IN, 1],
    { found: 'null', expected: 'string' },
  ],
  [
    'no such condition',
    rule('{ "kind": "weather" }'),
    'field.not-listed',
    ['rules', 0, 'when', 0, 'kind'],
    { found: '"weather"', choices: KINDS },
  ],
  [
    'no such payer',
    within('"payer": "customer"', '"payer": "nobody"'),
    'field.not-listed',
    ['default', 'returnCost', 'payer'],
    { found: '"nobody"', choices: 'merchant, customer' },
  ],
  [
    'no such reason',
    rule('{ "kind": "reason", "in": ["bored"] }'),
    'field.not-listed',
    [...IN, 0],
    { found: '"bored"', choices: REASONS },
  ],
  ['no names', tags(), 'field.too-few', IN, { found: '[]', least: 1 }],
  ['501 names', tags(...Array(501).fill('x')), 'field.too-many', IN, { found: `[${'"x",'.repeat(14)}"x…`, most: 500 }],
  ['a blank name', tags('a', ' '), 'field.too-short', [...IN, 1], { found: '" "', least: 1 }],
  ['a long name', tags('x'.repeat(81)), 'field.too-long', [...IN, 0], { found: `"${'x'.repeat(58)}…`, most: 80 }],
  [
    'no such day',
    rule('{ "kind": "ordered", "from": "2026-02-30" }'),
    'field.no-date',
    ['rules', 0, 'when', 0, 'from'],
    { found: '"2026-02-30"' },
  ],
  [
    'a code in small letters',
    rule('{ "kind": "country", "in": ["de"] }'),
    'field.bad-code',
    [...IN, 0],
    { found: '"de"' },
  ],
  [
    'a key that is no code',
    within('"countries": {}', '"countries": { "de": {} }'),
    'field.bad-code',
    ['countries', 'de'],
    { found: '{}' },
  ],
  ['no version', within('  "schemaVersion": 2,\n', ''), 'field.missing', ['schemaVersion'], { field: 'schemaVersion' }],
  [
    'another version',
    within('"schemaVersion": 2', '"schemaVersion": 3'),
    'file.schema-version',
    ['schemaVersion'],
    { found: '3' },
  ],
  [
    'a word for the version',
    within('"schemaVersion": 2', '"schemaVersion": "two"'),
    'file.schema-version',
    ['schemaVersion'],
    { found: '"two"' },
  ],
  [
    'a field nobody knows',
    within('"markets"', '"extra": 1,\n  "markets"'),
    'field.unknown',
    ['extra'],
    { field: 'extra' },
  ],
  [
    'a fee without its amount',
    rule('', '{ "returnCost": { "payer": "customer", "labelFee": { "currency": "EUR" } } }'),
    'field.missing',
    ['rules', 0, 'outcome', 'returnCost', 'labelFee', 'amount'],
    { field: 'amount' },
  ],
  ['a rule that says nothing', rule('', '{}'), 'outcome.empty', ['rules', 0, 'outcome'], { found: '{}' }],
  [
    '51 markets',
    within('"markets": {}', `"markets": { ${Array.from({ length: 51 }, (_, n) => `"m${n}": ["DE"]`).join()} }`),
    'field.too-many',
    ['markets'],
    { found: '{"m0":["DE"],"m1":["DE"],"m2":["DE"],"m3":["DE"],"m4":["DE"…' },
  ],
  [
    'a text of just the length that is shown',
    days(`"${'x'.repeat(58)}"`),
    'field.wrong-type',
    DAYS,
    { found: `"${'x'.repeat(58)}"`, expected: 'number' },
  ],
  [
    'a text of one sign more',
    days(`"${'x'.repeat(59)}"`),
    'field.wrong-type',
    DAYS,
    { found: `"${'x'.repeat(58)}…`, expected: 'number' },
  ],
  ['a word that begins like one', days('NaNs'), 'json.unexpected', DAYS, { found: 'NaNs' }],
  ['a word that ends like one', days('xNaN'), 'json.unexpected', DAYS, { found: 'xNaN' }],
  ['a word with a figure', days('a1'), 'json.unexpected', DAYS, { found: 'a1' }],
  ['a figure with a letter', days('1x'), 'json.bad-number', DAYS, { found: '1x' }],
  ['a sign with a letter', days('-x'), 'json.bad-number', DAYS, { found: '-x' }],
  ['no number at all', days('+Infinity'), 'json.not-a-number', DAYS, { found: '+Infinity' }],
  ['a number too large for any', days('-1e999'), 'json.bad-number', DAYS, { found: '-1e999' }],
  ['a word of many letters, cut', days('y'.repeat(60)), 'json.unexpected', DAYS, { found: 'y'.repeat(40) }],
  ['a text that does not end', '{"a": "', 'json.bad-text', ['a'], { found: '"' }],
  ['a record that does not end', '{"a": 1', 'json.ended', [], { found: '' }],
  ['a record that ends at a key', '{"a"', 'json.ended', ['a'], { found: '' }],
  ['a list that is too deep, and ends there', '['.repeat(17), 'json.too-deep', Array(17).fill(0), { found: '' }],
  [
    'records that are too deep',
    `${'{"a":'.repeat(17)}1${'}'.repeat(17)}`,
    'json.too-deep',
    Array(17).fill('a'),
    { found: '1' },
  ],
  ['a key twice', '{"a": 1, "a": 2}', 'json.duplicate-key', ['a'], { found: 'a' }],
  ['a key of no record', '{"b": {"__proto__": 1}}', 'json.bad-key', ['b', '__proto__'], { found: '__proto__' }],
  ['a second file', '{} {', 'json.after-the-end', [], { found: '{' }],
])('a problem with all that is told of it: %s', (_what, text, code, path, details) => {
  expect(problems(text)).toEqual([{ code, path, details, finding: null }]);
});

test('problems stand in the order of the file, whatever that of the schema', () => {
  const { rules: _rules, default: terms, ...rest } = LAW_ONLY;
  const text = JSON.stringify({ rules: 7, extra: 1, ...rest, default: { ...terms, windowDays: -1, windowFrom: 'x' } });
  expect(problems(text).map(({ path }) => path.join('/'))).toEqual([
    ...['rules', 'extra', 'default/windowDays', 'default/windowFrom'],
  ]);
});

test('sixteen deep is read, of lists and of records', () => {
  expect(readJson(`${'['.repeat(16)}${']'.repeat(16)}`, 16).ok).toBe(true);
  expect(readJson(`${'{"a":'.repeat(16)}1${'}'.repeat(16)}`, 16).ok).toBe(true);
  expect(readJson('[[1]]', 1)).toEqual({
    ok: false,
    problem: { code: 'json.too-deep', offset: 2, path: [0, 0], found: '1' },
  });
});

test('a text of JSON is read into values with their places', () => {
  const text = ' {"a": [1, "x\\n", true], "b": {"c": null}} ';
  const read = readJson(text, 5);
  if (!read.ok) throw new Error(read.problem.code);
  expect(read.node.value).toEqual(JSON.parse(text));
  const at = (...path: PropertyKey[]) => text.slice(offsetOf(read.node, path)).split(/[,\]}:]/)[0];
  expect([at('a', 0), at('a', 1), at('a', 2), at('b', 'c')]).toEqual(['1', '"x\\n"', 'true', '"c"']);
  // What is missing stands where its parent begins; beyond a value there is nothing.
  expect([at('a', 3), at('b', 'd'), at('a', 0, 'e'), at('z')]).toEqual(['"a"', '"b"', '1', '{"a"']);
  expect(offsetOf(read.node, [])).toBe(1);
});

test.each([
  ['', 0, 1, 1],
  ['a\nb', 0, 1, 1],
  ['a\nb', 1, 1, 2],
  ['a\nb', 2, 2, 1],
  ['a\r\nb', 2, 1, 3],
  ['a\r\nb', 3, 2, 1],
  ['a\rb\n\nc', 2, 2, 1],
  ['a\rb\n\nc', 4, 3, 1],
  ['a\rb\n\nc', 5, 4, 1],
  ['a\rb\n\nc', 6, 4, 2],
  ['😀x', 2, 1, 3],
])('in %j the offset %i is line %i, column %i', (text, offset, line, column) => {
  expect(positionIn(text)(offset)).toEqual({ line, column });
});
