import { expect, test } from 'vitest';
import { getShortestPaths } from 'xstate/graph';
import { advance, start } from '#machines/kernel.ts';
import type { LineVerdict } from '#machines/policy/index.ts';
import { plainTerms } from '#machines/policy/line-terms.ts';
import type { WithdrawalRight } from '#machines/policy/withdrawal-function.ts';
import { startWithdrawal, type WithdrawalEvent, withdrawalWorkflow } from '#machines/withdrawal/index.ts';
import { joinWithdrawal } from '#machines/withdrawal/join.ts';
import { type Scope, sameScope } from '#machines/withdrawal/statement.ts';

const events: WithdrawalEvent[] = [
  { type: 'join', returnId: 'r1' },
  { type: 'ask', problem: 'late' },
  { type: 'match', orderId: 'o1', problem: 'matched' },
  { type: 'answer', answer: 'late' },
  { type: 'repeat', of: 'w0' },
];

test('every state is reached, and only what became of an order for good is final', () => {
  const { machine, states } = withdrawalWorkflow;
  const paths = getShortestPaths(machine, { input: startWithdrawal('w1', false), events });
  expect([...new Set(paths.map((path) => String(path.state.value)))].toSorted()).toEqual([...states].toSorted());
  const final = Object.values(machine.states).flatMap((node) => (node.type === 'final' ? [node.key] : []));
  expect(final.toSorted()).toEqual(['joined', 'repeated']);
});

const moves: [string, WithdrawalEvent['type'], boolean][] = [
  ['recorded', 'join', true],
  ['recorded', 'ask', true],
  ['recorded', 'repeat', true],
  ['recorded', 'answer', false],
  ['recorded', 'match', false],
  ['needs-person', 'join', true],
  ['needs-person', 'match', true],
  ['needs-person', 'answer', true],
  ['needs-person', 'ask', false],
  ['answered', 'match', true],
  ['answered', 'join', false],
  ['joined', 'join', false],
  ['joined', 'answer', false],
  ['repeated', 'join', false],
];

test.each(moves)('in %s, %s is taken: %s', (state, type, taken) => {
  const event = events.find((one) => one.type === type);
  if (!event) throw new Error(type);
  const row = { state, context: startWithdrawal('w1', false), machineVersion: 1 };
  expect(advance(withdrawalWorkflow, row, event).ok).toBe(taken);
});

test('a statement asks for its order to be looked up; an answer for the mail that tells it', () => {
  const begun = start(withdrawalWorkflow, startWithdrawal('w1', true));
  expect(begun.effects).toEqual([{ kind: 'withdrawal-join', withdrawalId: 'w1' }]);
  const asked = advance(withdrawalWorkflow, begun, { type: 'ask', problem: 'late' });
  const answered = asked.ok ? advance(withdrawalWorkflow, asked, { type: 'answer', answer: 'late' }) : asked;
  expect(answered).toMatchObject({
    state: 'answered',
    context: { problem: null, answer: 'late' },
    effects: [{ kind: 'withdrawal-mail', mail: 'answered', withdrawalId: 'w1' }],
  });
});

const lines = (...of: [string, number][]): Scope => ({
  kind: 'lines',
  lines: of.map(([lineId, quantity]) => ({ lineId, title: lineId, quantity })),
});
const words = (text: string): Scope => ({ kind: 'words', words: text });

const pairs: [Scope, Scope, boolean][] = [
  [{ kind: 'all' }, { kind: 'all' }, true],
  [{ kind: 'all' }, words('all'), false],
  [lines(['a', 1], ['b', 2]), lines(['b', 2], ['a', 1]), true],
  [lines(['a', 1]), lines(['a', 2]), false],
  [lines(['a', 1]), lines(['a', 1], ['b', 1]), false],
  [words('Two  mugs'), words('two mugs '), true],
  [words('two mugs'), words('two cups'), false],
];

test.each(pairs)('%j and %j mean the same: %s', (a, b, same) => {
  expect(sameScope(a, b)).toBe(same);
});

const verdict = (quantityLeft: number, outcome: 'returnable' | 'refused' = 'returnable'): LineVerdict => {
  const common = {
    ...{ lineId: 'a', decidedAt: '2026-11-21T09:00:00Z', policyVersionId: 'p1', quantityLeft, receipts: [] },
    returnCost: { payer: 'merchant', basis: 'law', policyVersionId: 'p1', rule: null } as const,
    outboundShipping: { refunded: true, basis: 'law', rule: null } as const,
    ...{ faultyUntil: { kind: 'none' } as const, terms: plainTerms('p1'), resolutions: {} },
  };
  return outcome === 'returnable'
    ? { outcome, ...common, until: null, basis: 'law', withinLaw: true, conditions: [] }
    : { outcome, ...common, code: 'line.cancelled', endedOn: null };
};

const at = Temporal.Instant.from('2026-11-30T23:00:00Z');
const day = Temporal.PlainDate.from('2026-11-30');
const right = (kind: 'open' | 'late', ...ids: string[]): WithdrawalRight => ({
  ...{ kind, endExclusive: at, lastDay: day, basis: 'law', steps: [], lines: ids },
});
const two = [
  { id: 'a', verdict: verdict(2) },
  { id: 'b', verdict: verdict(1) },
];

const joined: [string, Scope, WithdrawalRight, typeof two, unknown][] = [
  [
    'all of it',
    { kind: 'all' },
    right('open', 'a', 'b'),
    two,
    [
      ['a', 2],
      ['b', 1],
    ],
  ],
  ['all that has the right', { kind: 'all' }, right('open', 'b'), two, [['b', 1]]],
  ['the pieces named', lines(['a', 1]), right('open', 'a', 'b'), two, [['a', 1]]],
  ['no more than is left', lines(['a', 9]), right('open', 'a', 'b'), two, [['a', 2]]],
  ['only what has the right of what is named', lines(['a', 1], ['b', 1]), right('open', 'a'), two, [['a', 1]]],
  ['named without the right', lines(['b', 1]), right('open', 'a'), two, 'excepted'],
  ['named, but of no order', lines(['x', 1]), right('open', 'a'), two, 'lines-unknown'],
  ['own words', words('some'), right('open', 'a'), two, 'own-words'],
  ['late', { kind: 'all' }, right('late', 'a'), two, 'late'],
  ['no right', { kind: 'all' }, { kind: 'none', basis: null }, two, 'no-right'],
  ['excluded', { kind: 'all' }, { kind: 'excluded', exceptions: ['custom_made'] }, two, 'excepted'],
  ['nothing left', { kind: 'all' }, right('open', 'a'), [{ id: 'a', verdict: verdict(0) }], 'nothing-left'],
  ['refused', { kind: 'all' }, right('open', 'a'), [{ id: 'a', verdict: verdict(1, 'refused') }], 'nothing-left'],
];

test.each(joined)('what comes of a statement: %s', (_, scope, law, order, expected) => {
  const joining = joinWithdrawal(scope, law, order);
  const told =
    joining.kind === 'ask' ? joining.problem : joining.lines.map(({ lineId, quantity }) => [lineId, quantity]);
  expect(told).toEqual(expected);
});
