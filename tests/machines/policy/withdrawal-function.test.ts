import { expect, test } from 'vitest';
import { evaluateLine } from '#machines/policy/evaluate.ts';
import { STATUTE_COUNTRIES, statuteOf } from '#machines/policy/statutory.ts';
import {
  ARGENTINE_LABEL,
  WITHDRAWAL_LANGUAGES,
  withdrawalFunctionOf,
  withdrawalLabel,
  withdrawalRight,
} from '#machines/policy/withdrawal-function.ts';
import { facts, only } from '#tests/machines/policy/build.ts';

const at = (text: string) => Temporal.Instant.from(text);
const NOW = at('2026-11-10T10:00:00Z');

test('the function is asked for in the 27 states of the Union and in Argentina', () => {
  const asked = STATUTE_COUNTRIES.filter((country) => withdrawalFunctionOf(country));
  const union = STATUTE_COUNTRIES.filter((country) => statuteOf(country)?.region === 'EU');
  expect(asked.toSorted()).toEqual([...union, 'AR'].toSorted());
  expect(asked).toHaveLength(28);
});

test.each([
  ['DE', { button: 'eu', languages: ['de'], from: '2026-06-19' }],
  ['AT', { button: 'eu', languages: ['de'], from: '2026-10-01' }],
  ['BE', { button: 'eu', languages: ['nl', 'fr', 'de'], from: '2026-06-19' }],
  ['ES', { button: 'eu', languages: ['es'], basis: null }],
  ['AR', { button: 'ar', languages: [], from: '2020-12-04' }],
])('%s has its own', (country, expected) => {
  expect(withdrawalFunctionOf(country)).toMatchObject(expected);
});

test.each(['NO', 'IS', 'GB', 'US', 'JP', 'ZZ'])('%s asks for none', (country) => {
  expect(withdrawalFunctionOf(country)).toBeNull();
});

test('there are words in the 24 official languages, and every country has words in each of its own', () => {
  expect(WITHDRAWAL_LANGUAGES).toHaveLength(24);
  for (const country of STATUTE_COUNTRIES) {
    for (const language of withdrawalFunctionOf(country)?.languages ?? []) {
      expect(WITHDRAWAL_LANGUAGES).toContain(language);
    }
  }
  expect(ARGENTINE_LABEL).toBe('Botón de arrepentimiento');
});

test.each([
  ['pl', 'Odstąp od umowy tutaj', 'Potwierdź odstąpienie od umowy'],
  ['de-AT', 'Vertrag widerrufen', 'Widerruf bestätigen'],
  ['PT_pt', 'Retrate-se do contrato aqui', 'Confirmar retratação'],
  ['zh', 'Withdraw from contract here', 'Confirm withdrawal'],
  ['', 'Withdraw from contract here', 'Confirm withdrawal'],
  ['constructor', 'Withdraw from contract here', 'Confirm withdrawal'],
])('in %s it is "%s" and "%s"', (language, withdraw, confirm) => {
  expect(withdrawalLabel(language)).toEqual({ withdraw, confirm });
});

test('an order within its period can be withdrawn from, with its last day', () => {
  expect(withdrawalRight([facts()], NOW)).toMatchObject({ kind: 'open', lines: ['l1'] });
  const right = withdrawalRight([facts()], NOW);
  expect('lastDay' in right && right.lastDay?.toString()).toBe('2026-11-16');
});

test('the last moment is in, the next is late', () => {
  expect(withdrawalRight([facts()], at('2026-11-16T22:59:59Z')).kind).toBe('open');
  const late = withdrawalRight([facts()], at('2026-11-16T23:00:00Z'));
  expect(late).toMatchObject({ kind: 'late', lines: ['l1'] });
  expect('endExclusive' in late && late.endExclusive?.toString()).toBe('2026-11-16T23:00:00Z');
});

test('before delivery, and while a parcel is under way, it is open without an end', () => {
  const before = facts({ line: { deliveredAt: null, allDeliveredAt: [at('2026-11-02T10:00:00Z'), null] } });
  expect(withdrawalRight([before], at('2040-01-01T00:00:00Z'))).toMatchObject({
    kind: 'open',
    endExclusive: null,
    lastDay: null,
  });
});

test('who was not informed has twelve months more', () => {
  const information = { informed: false, informedAt: null };
  expect(withdrawalRight([facts({ order: { information } })], at('2027-11-01T10:00:00Z')).kind).toBe('open');
});

test('an exception takes one line, and the order only when it takes every line', () => {
  const custom = facts({ line: { id: 'c', traits: ['custom_made'] } });
  const fresh = facts({ line: { id: 'p', traits: ['perishable'] } });
  const sealed = facts({ line: { id: 's', traits: ['sealed_hygiene_unsealed', 'digital', 'final_sale'] } });
  expect(withdrawalRight([custom, sealed, facts()], NOW)).toMatchObject({ kind: 'open', lines: ['s', 'l1'] });
  expect(withdrawalRight([fresh, custom], NOW)).toEqual({
    kind: 'excluded',
    exceptions: ['custom_made', 'perishable'],
  });
  const inBrazil = facts({ order: { country: 'BR' }, line: { traits: ['custom_made'] } });
  expect(withdrawalRight([inBrazil], at('2026-11-05T10:00:00Z')).kind).toBe('open');
});

test('where there is no right there is none to use', () => {
  expect(withdrawalRight([facts({ order: { country: 'CH' } })], NOW)).toMatchObject({ kind: 'none' });
  expect(withdrawalRight([facts({ order: { country: 'ZZ' } })], NOW)).toEqual({ kind: 'none', basis: null });
  expect(withdrawalRight([], NOW)).toEqual({ kind: 'none', basis: null });
});

test('in California the uninformed may send goods back, but not perishable ones', () => {
  const order = { country: 'US', subdivision: 'CA', information: { informed: false, informedAt: null } };
  expect(withdrawalRight([facts({ order })], NOW)).toMatchObject({ kind: 'open', basis: 'Cal. Civ. Code § 1723' });
  const melon = facts({ order, line: { traits: ['perishable'] } });
  expect(withdrawalRight([melon], NOW)).toEqual({ kind: 'excluded', exceptions: ['perishable'] });
  const verdict = evaluateLine(melon, only({ windowDays: null }), NOW);
  expect(verdict.receipts).toContainEqual(
    expect.objectContaining({ rule: 'statutory-exception', outcome: 'refuse', code: 'law.exception' }),
  );
  expect(evaluateLine(facts({ order }), only({ windowDays: null }), NOW)).toMatchObject({ basis: 'law' });
  const told = facts({ order: { ...order, information: { informed: true, informedAt: null } } });
  expect(evaluateLine(told, only({ windowDays: null }), NOW).outcome).toBe('refused');
});
