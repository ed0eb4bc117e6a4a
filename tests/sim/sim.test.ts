import { expect, test } from 'vitest';
import { lastLine, runMany } from './run-many.ts';

const SEEDS = 150;
const STEPS = 200;

/** What has to come up in them: a simulation in which nothing goes wrong proves nothing. */
const MET = [
  'confirm: done',
  'confirm: transfer.same-person',
  'other way: done',
  'bounce: done',
  'effect credit-issue',
  'bank pending to failed',
  'bank pending to requires_action',
  'bank succeeded to canceled',
  'bank succeeded to failed',
  'crash while busy',
  'decide: done',
  'decide: return.already-decided',
  'decide: return.stale',
  'dispute',
  'effect refund-lookup',
  'event again',
  'event refund.failed',
  'inquiry',
  'poll with news',
  'request: line.above-left',
  'retry: done',
  'retry: payout.not-failed',
];

test('a hundred and fifty seeds of the money path: nothing double, nothing lost, nothing stuck', async () => {
  const summary = await runMany({ range: { first: 1, count: SEEDS, stride: 1 }, steps: STEPS });
  const found = summary.failures.map(({ seed, found }) => `seed ${seed}, step ${found?.step}: ${found?.text}`);
  expect(found).toEqual([]);
  expect(lastLine(summary)).toBe(`seeds=${SEEDS} steps=${SEEDS * STEPS} double=0 lost=0 stuck=0 invariant=0`);
  expect(MET.filter((name) => !summary.met.has(name))).toEqual([]);
}, 1_800_000);
