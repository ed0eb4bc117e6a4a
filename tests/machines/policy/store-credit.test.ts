import { expect, test } from 'vitest';
import type { Condition } from '#machines/policy/condition.ts';
import type { Resolution } from '#machines/policy/resolution.ts';
import { hasCreditWindow, offersCredit, speaksOfCredit } from '#machines/policy/store-credit.ts';
import { type Asked, judged, pair, type Ruled, rule } from '#tests/machines/policy/ruled.ts';

const asks = (...all: Resolution[]): Condition => ({ kind: 'resolution', in: all });
const credit = asks('store-credit');
const sale: Condition = { kind: 'tag', in: ['sale'] };
const window = { window: { days: 60, from: 'delivery' as const } };

/** Asked for store credit, as a shop asks that wants to know whether to offer it. */
const offered = (purchase: Ruled, present?: Ruled, asked: Asked = {}): boolean => {
  const policies = pair(purchase, present);
  return offersCredit(
    judged(policies, { ...asked, request: { resolution: 'store-credit', ...asked.request } }),
    policies,
  );
};

test.each<[string, Ruled, boolean]>([
  ['nobody speaks of it', {}, false],
  ['a bonus', { rules: [rule('a', { creditBonus: { percent: 10 } })] }, true],
  ['a bonus for other goods', { rules: [rule('a', { creditBonus: { percent: 10 } }, sale)] }, false],
  ['a window for it', { rules: [rule('a', window, credit)] }, true],
  ['a window for it among others', { rules: [rule('a', window, asks('exchange', 'store-credit'))] }, true],
  ['a window for an exchange', { rules: [rule('a', window, asks('exchange'))] }, false],
  ['a window for whatever is asked', { rules: [rule('a', window)] }, false],
  ['a window for it, of other goods', { rules: [rule('a', window, credit, sale)] }, false],
  ['it is let in', { rules: [rule('a', { admission: 'allow' }, credit)] }, true],
  ['a person decides on it', { rules: [rule('a', { admission: 'review' }, credit)] }, true],
  ['it is refused', { rules: [rule('a', { admission: 'refuse' }, credit)] }, false],
  ['only its way back is free', { rules: [rule('a', { returnCost: { payer: 'merchant' } }, credit)] }, false],
  ['a window for it after one for all', { rules: [rule('a', window), rule('b', window, credit)] }, false],
  [
    'another rule of the same outcome',
    { rules: [rule('a', { admission: 'allow' }), rule('b', { keep: true }, credit)] },
    false,
  ],
])('store credit is offered where the merchant speaks of it: %s', (_what, ruled, expected) => {
  expect(offered(ruled)).toBe(expected);
  expect(offered({}, ruled)).toBe(expected);
});

test('a bonus of nothing is a word on store credit too', () => {
  expect(offered({ rules: [rule('a', { creditBonus: { percent: 0 } })] })).toBe(true);
});

test('a rule speaks for its own version: one of the same name that says something else does not', () => {
  const spoken: Ruled = { rules: [rule('a', window, credit)] };
  const silent: Ruled = { rules: [rule('a', window)] };
  expect([offered(spoken, silent), offered(silent, spoken), offered(silent, silent)]).toEqual([true, true, false]);
});

test.each<[string, Ruled, boolean, boolean]>([
  ['no rules', {}, false, false],
  ['a bonus, for whatever goods', { rules: [rule('a', { creditBonus: { percent: 0 } }, sale)] }, true, false],
  ['a window for it', { rules: [rule('a', window, sale, credit)] }, true, true],
  ['an admission for it', { rules: [rule('a', { admission: 'refuse' }, credit)] }, true, true],
  ['neither window nor admission', { rules: [rule('a', { keep: true }, credit)] }, true, false],
  ['a window for other resolutions', { rules: [rule('a', window, asks('refund', 'exchange'))] }, false, false],
  ['a window for all', { rules: [rule('a', window)] }, false, false],
  [
    'a bonus and a window, and neither of the two for credit',
    { rules: [rule('a', window), rule('b', { creditBonus: { percent: 1 } })] },
    true,
    false,
  ],
  [
    'one rule among others',
    { rules: [rule('a', { keep: true }), rule('b', window, credit), rule('c', window)] },
    true,
    true,
  ],
])('whether a policy speaks of it, and gives it a window of its own: %s', (_what, ruled, speaks, own) => {
  for (const policies of [pair(ruled), pair(ruled, {}), pair({}, ruled)]) {
    expect(speaksOfCredit(policies)).toBe(speaks);
    expect(hasCreditWindow(policies)).toBe(own);
  }
});
