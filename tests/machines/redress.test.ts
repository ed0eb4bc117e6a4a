import { expect, test } from 'vitest';
import { getShortestPaths } from 'xstate/graph';
import { type ContestEvent, contestWorkflow, startContest } from '#machines/contest/index.ts';
import {
  budgetMonth,
  type GoodwillContext,
  type GoodwillEvent,
  goodwillLeft,
  goodwillWorkflow,
} from '#machines/goodwill/index.ts';
import { advance, start } from '#machines/kernel.ts';

const contest = startContest({ id: 'c1', returnId: 'r1', decidedBy: 'staff:ada', most: 500 });
const contestEvents: ContestEvent[] = ['staff:ada', 'staff:bo'].flatMap((by): ContestEvent[] => [
  { type: 'uphold', by },
  ...[1, 500, 501].map((amount) => ({ type: 'correct', by, amount }) as const),
]);
const goodwill: GoodwillContext = {
  id: 'g1',
  returnId: 'r1',
  askedBy: 'ada',
  amount: 300,
  reason: 'delay',
  note: null,
};
const goodwillEvents: GoodwillEvent[] = ['ada', 'bo'].flatMap((by) =>
  [300, 301].flatMap((amount) => (['give', 'agree', 'refuse'] as const).map((type) => ({ type, by, amount }))),
);

test('every state of a contest is reached, and no path leads through the person who decided or past what was left out', () => {
  const paths = getShortestPaths(contestWorkflow.machine, { input: contest, events: contestEvents });
  expect([...new Set(paths.map(({ state }) => String(state.value)))].sort()).toEqual(
    [...contestWorkflow.states].sort(),
  );
  for (const path of paths) {
    for (const { event } of path.steps.slice(1)) expect(event).toMatchObject({ by: 'staff:bo' });
    expect(path.state.context.amount).toBeLessThanOrEqual(500);
  }
});

test('a contest is decided once', () => {
  const decided = advance(contestWorkflow, start(contestWorkflow, contest), { type: 'uphold', by: 'staff:bo' });
  if (!decided.ok) throw new Error('refused');
  for (const event of contestEvents) expect(advance(contestWorkflow, decided, event).ok).toBe(false);
});

test('every state of a goodwill is reached; alone only who asked gives it, and only another one agrees', () => {
  const paths = getShortestPaths(goodwillWorkflow.machine, { input: goodwill, events: goodwillEvents });
  expect([...new Set(paths.map(({ state }) => String(state.value)))].sort()).toEqual(
    [...goodwillWorkflow.states].sort(),
  );
  const asked = start(goodwillWorkflow, goodwill);
  const taken = goodwillEvents.filter((event) => advance(goodwillWorkflow, asked, event).ok);
  expect(taken.map(({ type, by, amount }) => `${type} ${by} ${amount}`).sort()).toEqual([
    'agree bo 300',
    'give ada 300',
    'refuse bo 300',
  ]);
});

test.each([
  [{ EUR: 5000 }, { currency: 'EUR', amount: 0 }, 5000],
  [{ EUR: 5000 }, { currency: 'EUR', amount: 4999 }, 1],
  [{ EUR: 5000 }, { currency: 'EUR', amount: 5000 }, 0],
  [{ EUR: 5000 }, { currency: 'EUR', amount: 9000 }, 0],
  [{ EUR: 5000 }, { currency: 'USD', amount: 0 }, 0],
])('of %j, %j spent leaves %i', (budgets, spent, left) => {
  expect(goodwillLeft(budgets, spent)).toBe(left);
});

test.each([
  ['2026-11-30T22:59:59.999Z', 'Europe/Berlin', '2026-11'],
  ['2026-11-30T23:00:00Z', 'Europe/Berlin', '2026-12'],
  ['2026-12-01T00:00:00Z', 'America/New_York', '2026-11'],
])('%s in %s is in %s', (at, zone, month) => {
  expect(budgetMonth(Temporal.Instant.from(at), zone)).toBe(month);
});
