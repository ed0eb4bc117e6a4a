import { expect, test } from 'vitest';
import type { Condition } from '#machines/policy/condition.ts';
import { evaluateLine } from '#machines/policy/evaluate.ts';
import type { Resolution } from '#machines/policy/resolution.ts';
import { versionOf } from '#tests/machines/policy/arbitraries.ts';
import { at, facts } from '#tests/machines/policy/build.ts';
import {
  AFTER_LAW,
  type Asked,
  brief,
  judged,
  pair,
  type Ruled,
  rule,
  ruledDocument,
} from '#tests/machines/policy/ruled.ts';

const US: Asked = { order: { country: 'US' } };
const asks = (...all: Resolution[]): Condition => ({ kind: 'resolution', in: all });
const days = (count: number) => ({ window: { days: count, from: 'delivery' as const } });
const none: Ruled = { terms: { windowDays: null } };
const exchange: Asked = { request: { resolution: 'exchange' } };

test('a window for an exchange decides the exchange alone, while the law keeps the refund open', () => {
  const policies = pair({ rules: [rule('swap', days(2), asks('exchange'))] });
  expect(brief(judged(policies, exchange))).toBe('refused window.closed 2026-11-04');
  expect(brief(judged(policies, { request: { resolution: 'refund' } }))).toBe('returnable policy 2026-12-02');
  expect(judged(policies).resolutions).toEqual({
    exchange: {
      ...{ open: false, basis: 'policy', code: 'window.closed' },
      until: { lastDay: '2026-11-04', endExclusive: '2026-11-04T23:00:00Z' },
    },
  });
});

test('a rule on the window that does not name the exchange leaves it to the law', () => {
  const policies = pair({ rules: [rule('short', days(2), { kind: 'country', in: ['DE'] })] });
  expect(brief(judged(policies, exchange))).toBe('returnable law 2026-11-16');
  const allowed = pair({ rules: [rule('in', { admission: 'allow' }), rule('short', days(2))] });
  expect(brief(judged(allowed, exchange))).toBe('returnable law 2026-11-16');
});

test.each([
  ['the purchase names it, the present does not', [rule('a', { admission: 'refuse' }, asks('exchange'))], [], 'v2'],
  ['the present names it, the purchase does not', [], [rule('a', { admission: 'refuse' }, asks('exchange'))], 'v1'],
])('each version is asked for itself what the law leaves to it: %s', (_what, purchase, present, version) => {
  const verdict = judged(pair({ ...none, rules: purchase }, { ...none, rules: present }), exchange);
  expect(brief(verdict)).toBe('returnable law 2026-11-16');
  expect(verdict.policyVersionId).toBe(version);
});

test('a rule that names resolutions, and opens or closes none, has no word on them', () => {
  expect(
    judged(pair({ rules: [rule('a', { creditBonus: { percent: 5 } }, asks('store-credit'))] })).resolutions,
  ).toEqual({});
  const one = (resolution: Resolution) => judged(pair({ rules: [rule('a', days(40), asks(resolution))] }), US);
  expect(Object.keys(one('repair').resolutions)).toEqual(['repair']);
  const two = pair({ rules: [rule('a', days(40), asks('keep'))] }, { rules: [rule('b', days(40), asks('exchange'))] });
  expect(Object.keys(judged(two, US).resolutions).toSorted()).toEqual(['exchange', 'keep']);
});

test('resolutions are told as long as none is asked for, whatever else is known', () => {
  const policies = pair({ rules: [rule('credit', days(60), asks('store-credit'))] });
  const until = { lastDay: '2027-01-01', endExclusive: '2027-01-02T05:00:00Z' };
  const told = { 'store-credit': { open: true, until, basis: 'policy', code: null } };
  expect(judged(policies, US).resolutions).toEqual(told);
  expect(judged(policies, { ...US, request: { reason: 'too-small' } }).resolutions).toEqual(told);
  expect(judged(policies, { ...US, request: { resolution: 'refund' } }).resolutions).toEqual({});
});

test('asked for a resolution, the rules on the reason and the grade still decide', () => {
  const when: Condition = { kind: 'reason', in: ['too-small'] };
  const policies = pair({ rules: [rule('fit', days(90), when, asks('exchange'))] });
  const { resolutions } = judged(policies, { ...US, request: { reason: 'too-small' } });
  expect(resolutions.exchange).toMatchObject({ open: true, until: { lastDay: '2027-01-31' } });
  expect(judged(policies, US).resolutions.exchange).toMatchObject({ until: { lastDay: '2026-12-02' } });
});

test('between equal ends the law goes before a policy, be it that of the other version', () => {
  // The Japanese law gives way to the seven days at purchase, and stands beside the present policy, which promises nothing.
  const verdict = judged(
    pair({ terms: { windowDays: 7 } }, none),
    { order: { country: 'JP' } },
    '2026-11-05T00:00:00Z',
  );
  expect(brief(verdict)).toBe('returnable law 2026-11-09');
  expect(verdict.policyVersionId).toBe('v2');
});

test('of windows that have ended the last one is named, with its version; without one the first refusal', () => {
  const verdict = judged(
    pair({ terms: { windowDays: 20 } }, { terms: { windowDays: 25 } }),
    US,
    '2026-12-20T00:00:00Z',
  );
  expect(verdict).toMatchObject({
    outcome: 'refused',
    code: 'window.closed',
    endedOn: '2026-11-27',
    policyVersionId: 'v2',
  });
  const never = judged(pair({ rules: [rule('a', { admission: 'refuse' })] }, {}), {
    ...US,
    line: { traits: ['perishable'] },
  });
  expect(never).toMatchObject({ code: 'policy.excluded-by-nature', endedOn: null, policyVersionId: 'v1' });
});

test('where the law has given way to a term, the term explains the refusal', () => {
  const japan: Asked = { order: { country: 'JP' } };
  expect(brief(judged(pair({ terms: { windowDays: 0 } }), japan))).toBe('refused policy.no-returns -');
  const perishable = { ...japan, line: { traits: ['final_sale'] } };
  expect(brief(judged(pair(none), perishable))).toBe('refused policy.final-sale -');
});

const sale: Condition = { kind: 'tag', in: ['sale'] };

test('a rule whose first topic is taken still decides its second, and one that does not match decides none', () => {
  const rules = [
    rule('a', { keep: true }),
    rule('b', { keep: false, creditBonus: { percent: 5 } }),
    rule('c', { creditBonus: { percent: 9 }, restocking: { percent: 3 } }, sale),
    rule('d', { restocking: { percent: 4 } }),
  ];
  const { terms } = judged(pair({ rules }), { ...US, line: { tags: ['new'] } });
  expect([terms.keep, terms.creditBonus, terms.restocking].map(({ rule: id }) => id)).toEqual(['a', 'b', 'd']);
});

test('one document serves lines of many countries, each by its own rules, in any order', () => {
  const rules = [
    rule('home', days(40), { kind: 'market', in: ['home'] }),
    rule('us', days(50), { kind: 'country', in: ['US'] }, sale),
    rule('rest', days(60)),
  ];
  const policies = pair({ rules });
  const last = (country: string, ...tags: string[]) => brief(judged(policies, { order: { country }, line: { tags } }));
  const ask = () => [last('DE'), last('US'), last('US', 'sale'), last('CA', 'sale'), last('', 'sale'), last('AT')];
  const expected = ['2026-12-12', '2027-01-01', '2026-12-22', '2027-01-01', '2027-01-01', '2026-12-12'];
  expect([ask(), ask()]).toEqual([expected, expected].map((all) => all.map((day) => `returnable policy ${day}`)));
});

test.each([
  ['AU', 'defective', false],
  ['AU', 'arrived-late', true],
  ['UY', 'defective', true],
  ['US', 'defective', false],
  ['US', 'too-small', true],
  ['US', undefined, true],
] as const)('photos in %s for the reason %s are compulsory: %s', (country, reason, required) => {
  const policies = pair({ rules: [rule('a', { evidence: { photos: 1, comment: false } })] });
  const asked: Asked = { order: { country }, ...(reason && { request: { reason } }) };
  expect(judged(policies, asked, AFTER_LAW).terms.evidence.value.required).toBe(required);
});

test('a verdict says what it was decided on: the line, the moment, what is left of it', () => {
  const version = versionOf(ruledDocument({}), 1);
  const now = at('2026-11-10T10:00:00.123456789Z');
  const known = facts({ line: { id: 'line-7', quantity: 5, alreadyReturned: 2 } });
  expect(evaluateLine(known, { atPurchase: version, current: version }, now)).toMatchObject({
    ...{ lineId: 'line-7', decidedAt: '2026-11-10T10:00:00.123456789Z', quantityLeft: 3 },
  });
});
