import { expect, test } from 'vitest';
import {
  type AutomationAct,
  type AutomationMoment,
  type AutomationRule,
  AutomationRuleSchema,
  CapSchema,
  lackOf,
  passedCap,
  propose,
  readyRules,
} from '#machines/automation/index.ts';
import type { LineFacts } from '#machines/policy/facts.ts';
import { LAW_ONLY } from '#machines/policy/law-only.ts';

const now = Temporal.Instant.from('2026-05-01T10:00:00Z');

const facts = (
  change: { reason?: 'defective' | 'changed-mind'; price?: number; track?: 'withdrawal' } = {},
): LineFacts => ({
  order: {
    ...{ placedAt: now.subtract({ hours: 200 }), country: 'DE', subdivision: null, currency: 'EUR', timeZone: null },
    ...{ cancelledAt: null, shape: 'single', customer: { tier: 'gold', tags: [] } },
  },
  line: {
    ...{ id: 'a', quantity: 1, alreadyReturned: 0, traits: [], requiresShipping: true, deliveredAt: null },
    ...{ allDeliveredAt: [], unitPrice: change.price ?? 2000, discountTotal: 0 },
  },
  request: {
    track: change.track ?? 'return',
    reason: change.reason ?? 'defective',
    resolution: 'refund',
    grade: null,
  },
});

const rule = (id: string, act: AutomationAct, change: Partial<AutomationRule> = {}): AutomationRule => ({
  ...{ id, name: id, act, question: act === 'ask' ? 'Which part is broken?' : null },
  when: [{ kind: 'reason', in: ['defective'] }],
  caps: [{ currency: 'EUR', perReturn: 5000, perCustomer: 8000, perDay: 20_000 }],
  ...change,
});

const proposed = (rules: AutomationRule[], moment: AutomationMoment, lines = [facts()]) => {
  const proposal = propose(readyRules(rules, LAW_ONLY), { moment, now, timeZone: 'Europe/Berlin', lines });
  return 'rule' in proposal ? `${proposal.kind} ${proposal.rule.id}` : proposal.kind;
};

test.each<[string, AutomationAct, AutomationMoment, string]>([
  ['approval waits for the goods', 'approve', 'request', 'wait one'],
  ['approval waits for the goods, also on their way', 'approve', 'first-scan', 'wait one'],
  ['approval comes with the goods', 'approve', 'receipt', 'pay one'],
  ['the first scan has not come with the request', 'first-scan', 'request', 'wait one'],
  ['the first scan pays', 'first-scan', 'first-scan', 'pay one'],
  ['whoever has the goods has had a scan', 'first-scan', 'receipt', 'pay one'],
  ['review is at once', 'review', 'request', 'review one'],
  ['a question is at once', 'ask', 'request', 'ask one'],
])('%s', (_, act, moment, expected) => {
  expect(proposed([rule('one', act)], moment)).toBe(expected);
});

test('the first rule that matches decides, also when its moment has not come', () => {
  const other = rule('other', 'review', { when: [{ kind: 'reason', in: ['changed-mind'] }] });
  expect(proposed([rule('one', 'review'), rule('two', 'approve')], 'receipt')).toBe('review one');
  expect(proposed([other, rule('two', 'approve')], 'receipt')).toBe('pay two');
  expect(proposed([rule('one', 'approve'), rule('two', 'first-scan')], 'first-scan')).toBe('wait one');
  expect(proposed([other], 'receipt')).toBe('none');
  expect(proposed([], 'receipt')).toBe('none');
  expect(proposed([rule('one', 'approve')], 'receipt', [])).toBe('none');
});

test('one that pays has to match every line, one that holds back any', () => {
  const lines = [facts(), facts({ reason: 'changed-mind' })];
  expect(proposed([rule('one', 'approve')], 'receipt', lines)).toBe('none');
  expect(proposed([rule('one', 'review')], 'receipt', lines)).toBe('review one');
});

test('what cannot be told does not hold', () => {
  const graded = rule('one', 'approve', { when: [{ kind: 'grade', in: ['as-new'] }] });
  expect(proposed([graded], 'receipt')).toBe('none');
});

test.each<[number, string]>([
  [1999, 'pay one'],
  [2000, 'pay one'],
  [2001, 'none'],
])('a price of %i against at most 2000', (price, expected) => {
  const one = rule('one', 'approve', { when: [{ kind: 'price', currency: 'EUR', max: 2000 }] });
  expect(proposed([one], 'receipt', [facts({ price })])).toBe(expected);
});

test('whoever withdraws by law is not asked', () => {
  expect(proposed([rule('one', 'ask')], 'request', [facts({ track: 'withdrawal' })])).toBe('review one');
  expect(proposed([rule('one', 'approve')], 'receipt', [facts({ track: 'withdrawal' })])).toBe('pay one');
});

test.each<[number, number, number, string | null]>([
  [0, 0, 0, null],
  [5000, 0, 0, null],
  [5001, 0, 0, 'cap.return'],
  [5000, 3000, 3000, null],
  [5000, 3001, 3001, 'cap.customer'],
  [5000, 0, 15_000, null],
  [5000, 0, 15_001, 'cap.day'],
])('%i with %i of the customer and %i of the day: %s', (amount, customer, day, code) => {
  expect(passedCap(rule('one', 'approve'), { amount, currency: 'EUR' }, { customer, day })).toBe(code);
});

test('a currency without caps is not paid, and no amount is below nothing', () => {
  const spent = { customer: 0, day: 0 };
  expect(passedCap(rule('one', 'approve'), { amount: 0, currency: 'PLN' }, spent)).toBe('cap.none');
  expect(() => passedCap(rule('one', 'approve'), { amount: -1, currency: 'EUR' }, spent)).toThrow();
});

test('what a rule lacks before it may be on', () => {
  expect(lackOf(rule('one', 'approve'))).toBeNull();
  expect(lackOf(rule('one', 'approve', { when: [] }))).toBe('rule.no-condition');
  expect(lackOf(rule('one', 'first-scan', { caps: [] }))).toBe('rule.no-cap');
  expect(lackOf(rule('one', 'review', { caps: [] }))).toBeNull();
  expect(lackOf(rule('one', 'ask', { question: null }))).toBe('rule.no-question');
});

test('caps grow from a return to a day, and a currency has one', () => {
  const cap = { currency: 'EUR', perReturn: 100, perCustomer: 100, perDay: 100 };
  expect(CapSchema.safeParse(cap).success).toBe(true);
  expect(CapSchema.safeParse({ ...cap, perReturn: 101 }).success).toBe(false);
  expect(CapSchema.safeParse({ ...cap, perCustomer: 101 }).success).toBe(false);
  expect(AutomationRuleSchema.safeParse(rule('one', 'approve', { caps: [cap, cap] })).success).toBe(false);
  expect(AutomationRuleSchema.safeParse({ ...rule('one', 'approve'), act: 'reject' }).success).toBe(false);
});
