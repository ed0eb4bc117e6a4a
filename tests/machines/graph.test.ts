import { expect, test } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { advance, type Step, start, type Workflow } from '#machines/kernel.ts';
import type { LineEvent } from '#machines/line/index.ts';
import { startLine } from '#machines/line/index.ts';
import type { ParcelEvent } from '#machines/parcel/index.ts';
import type { PayoutEvent } from '#machines/payout/index.ts';
import { PAYOUT_WAYS, REFUND_STATUSES, startPayout } from '#machines/payout/index.ts';
import type { ReturnEvent } from '#machines/return/index.ts';
import { startReturn } from '#machines/return/index.ts';
import { startTransfer, type TransferEvent } from '#machines/transfer/index.ts';
import { workflows } from '#machines/workflows.ts';

const report = (status: (typeof REFUND_STATUSES)[number]): PayoutEvent => ({
  type: 'report',
  refundRef: 're_1',
  status,
  failure: status === 'failed' ? 'declined' : null,
  reference: null,
});

const returnEvents: ReturnEvent[] = [
  { type: 'receive' },
  { type: 'decide', owed: 500 },
  { type: 'decide', owed: 0 },
  { type: 'settle', outstanding: 0 },
  { type: 'settle', outstanding: 200 },
  { type: 'reopen', outstanding: 500 },
  { type: 'cancel' },
  { type: 'remind' },
];
const lineEvents: LineEvent[] = [
  { type: 'inspect', received: 2, grade: 'as-new', note: null },
  { type: 'inspect', received: 0, grade: 'missing', note: null },
  { type: 'accept', quantity: 2 },
  { type: 'reduce', quantity: 1, deduction: 100, reason: 'signs-of-use', note: null },
  { type: 'reject', reason: 'other', note: null },
  { type: 'cancel' },
];
const parcelEvents: ParcelEvent[] = [
  { type: 'label-ready' },
  { type: 'label-failed', problem: 'label.missing-glyph' },
  { type: 'draw-again' },
  { type: 'label-wanted' },
  { type: 'dispatched' },
  { type: 'receive' },
  { type: 'void' },
];
const payoutEvents: PayoutEvent[] = [
  { type: 'send' },
  ...REFUND_STATUSES.map(report),
  { type: 'refuse', failure: 'disputed' },
  { type: 'lose' },
  { type: 'miss' },
  { type: 'check' },
  { type: 'retry' },
  { type: 'stop' },
  { type: 'pay', reference: 'SEPA-1' },
  { type: 'bounce', failure: 'transfer-bounced' },
  { type: 'replace', payoutId: 'o2', way: 'transfer' },
  { type: 'cancel', reason: 'dispute' },
];
const contentHash = 'a'.repeat(64);
const transferEvents: TransferEvent[] = [
  { type: 'ask' },
  { type: 'give', contentHash, by: null },
  { type: 'reveal', by: 'f1' },
  { type: 'refuse', by: 'f1', reason: 'name-differs' },
  { type: 'record', by: 'f1', contentHash, reference: 'SEPA-1', madeOn: '2026-11-23' },
  { type: 'void', by: 'f2' },
  { type: 'confirm', by: 'f1', contentHash },
  { type: 'confirm', by: 'f2', contentHash },
  { type: 'bounce', by: 'f1', failure: 'transfer-bounced' },
  { type: 'withdraw' },
  { type: 'erase' },
];

/** The states that any series of the events reaches from the start. */
function reached<Context, Event extends { type: string }>(
  { machine }: Workflow<Context, Event>,
  input: Context,
  events: readonly Event[],
): string[] {
  const paths = getShortestPaths(machine, {
    input,
    events,
    // Attempts and references grow without end; the graph is the states.
    serializeState: (snapshot) => JSON.stringify([snapshot.value, snapshot.context]).replace(/"attempt":\d+/, ''),
    limit: 5000,
  });
  return [...new Set(paths.map((path) => String(path.state.value)))].sort();
}

const finalStates = ({ machine }: { machine: AnyStateMachine }): string[] =>
  Object.values(machine.states).flatMap((node) => (node.type === 'final' ? [node.key] : []));

const { line, parcel, payout, transfer } = workflows;
const aParcel = { id: 'p1', returnId: 'r1', travel: 'label', labelProblem: null } as const;

test('every state of every machine is reached', () => {
  expect(reached(workflows.return, startReturn('r1', 2), returnEvents)).toEqual([...workflows.return.states].sort());
  expect(reached(line, startLine(2), lineEvents)).toEqual([...line.states].sort());
  expect(reached(parcel, aParcel, parcelEvents)).toEqual([...parcel.states].sort());
  expect(reached(payout, startPayout('o1', 'r1'), payoutEvents)).toEqual([...payout.states].sort());
  expect(reached(transfer, startTransfer('t1', 'o1', 'r1'), transferEvents)).toEqual([...transfer.states].sort());
});

test('a debt that is not paid by the provider never reaches a state of the provider', () => {
  for (const way of PAYOUT_WAYS.filter((one) => one !== 'payment')) {
    const ours = payoutEvents.filter(({ type }) => type !== 'report');
    const states = reached(payout, startPayout('o1', 'r1', way), ours);
    const paidByPeople = ['cancelled', 'owed', 'reopened', 'replaced', 'settled'];
    expect(states).toEqual(way === 'transfer' ? paidByPeople : ['owed', 'settled']);
  }
});

test('only what can never change again is final', () => {
  expect(finalStates(workflows.return)).toEqual(['cancelled']);
  expect(finalStates(line)).toEqual(['rejected', 'cancelled']);
  expect(finalStates(parcel)).toEqual(['voided']);
  expect(finalStates(payout)).toEqual(['replaced', 'cancelled']);
  expect(finalStates(transfer)).toEqual(['bounced', 'withdrawn']);
});

/** Plays events from the start; a refused one is a failure of the test, not of the machine. */
function play<Context, Event extends { type: string }>(
  workflow: Workflow<Context, Event>,
  input: Context,
  events: readonly Event[],
): Step<Context> {
  let step = start(workflow, input);
  for (const event of events) {
    const moved = advance(workflow, step, event);
    if (!moved.ok) throw new Error(`${moved.refusal.workflow}: ${moved.refusal.state} refuses ${moved.refusal.event}`);
    step = moved;
  }
  return step;
}

test('every way of a refund ends in settled money or in a state that asks for somebody', () => {
  const restless = ['owed', 'sending', 'unknown', 'pending', 'action-needed'];
  for (const state of restless) {
    const node = Object.values(workflows.payout.machine.states).find((one) => one.key === state);
    expect(Object.keys(node?.on ?? {}), `${state} is woken by its deadline`).toContain('check');
    expect(Object.keys(node?.on ?? {}), `${state} hears what became of the refund`).toContain('report');
  }
  const node = Object.values(workflows.payout.machine.states).find((one) => one.key === 'failed');
  expect(Object.keys(node?.on ?? {})).toContain('retry');
});

test('a new attempt only after a definite failure, and then under a new number', () => {
  const failed = play(workflows.payout, startPayout('o1', 'r1'), [
    { type: 'send' },
    { type: 'refuse', failure: 'disputed' },
  ]);
  expect(failed.state).toBe('failed');
  const again = advance(workflows.payout, failed, { type: 'retry' });
  if (!again.ok) throw new Error('refused');
  expect(again.effects).toEqual([{ kind: 'refund', payoutId: 'o1', attempt: 2 }]);
  const lost = play(workflows.payout, startPayout('o1', 'r1'), [{ type: 'send' }, { type: 'lose' }]);
  expect(advance(workflows.payout, lost, { type: 'retry' })).toMatchObject({
    ok: false,
    refusal: { code: 'workflow.not-now', state: 'unknown' },
  });
});

test('a settled refund can fail weeks later; the provider may also say that it is on its way again', () => {
  const settled = play(workflows.payout, startPayout('o1', 'r1'), [{ type: 'send' }, report('succeeded')]);
  expect(settled.state).toBe('settled');
  expect(advance(workflows.payout, settled, report('pending'))).toMatchObject({ ok: true, state: 'pending' });
  expect(advance(workflows.payout, settled, report('failed'))).toMatchObject({ ok: true, state: 'reopened' });
});

test('a webhook before the answer to our own call is heard', () => {
  const owed = play(workflows.payout, startPayout('o1', 'r1'), []);
  expect(advance(workflows.payout, owed, report('succeeded'))).toMatchObject({ ok: true, state: 'settled' });
});

test('what is cancelled or decided stays so', () => {
  const cancelled = play(workflows.return, startReturn('r1', 1), [{ type: 'cancel' }]);
  for (const event of returnEvents) expect(advance(workflows.return, cancelled, event).ok).toBe(false);
  const received = play(workflows.return, startReturn('r1', 1), [{ type: 'receive' }]);
  expect(advance(workflows.return, received, { type: 'cancel' }).ok).toBe(false);
  const rejected = play(workflows.line, startLine(2), [{ type: 'reject', reason: 'other', note: null }]);
  for (const event of lineEvents) expect(advance(workflows.line, rejected, event).ok).toBe(false);
  const accepted = play(workflows.line, startLine(2), [{ type: 'accept', quantity: 2 }]);
  for (const event of lineEvents.filter(({ type }) => type !== 'inspect')) {
    expect(advance(workflows.line, accepted, event).ok, event.type).toBe(false);
  }
});

test('goods that come after their refund are counted, and nothing that was decided changes', () => {
  const ahead = play(workflows.line, startLine(2), [
    { type: 'accept', quantity: 2 },
    { type: 'inspect', received: 1, grade: 'used', note: null },
  ]);
  expect(ahead).toMatchObject({
    state: 'accepted',
    context: { acceptedQuantity: 2, deduction: 0, received: 1, grade: 'used' },
  });
});

test('a parcel of which a proof of dispatch came is still waited for', () => {
  const sent = play(workflows.parcel, aParcel, [{ type: 'dispatched' }, { type: 'dispatched' }]);
  expect(sent.state).toBe('dispatched');
  expect(advance(workflows.parcel, sent, { type: 'receive' })).toMatchObject({ ok: true, state: 'received' });
  const there = play(workflows.parcel, aParcel, [{ type: 'receive' }]);
  expect(advance(workflows.parcel, there, { type: 'dispatched' }).ok).toBe(false);
});

test('the desk accepts no more pieces than were asked for, and none that did not come', () => {
  const asked = start(workflows.line, startLine(2));
  expect(advance(workflows.line, asked, { type: 'accept', quantity: 3 }).ok).toBe(false);
  const one = play(workflows.line, startLine(2), [{ type: 'inspect', received: 1, grade: 'used', note: null }]);
  expect(advance(workflows.line, one, { type: 'accept', quantity: 2 }).ok).toBe(false);
  expect(advance(workflows.line, one, { type: 'accept', quantity: 1 })).toMatchObject({
    ok: true,
    context: { acceptedQuantity: 1 },
  });
  const five = play(workflows.line, startLine(2), [{ type: 'inspect', received: 5, grade: 'as-new', note: null }]);
  expect(advance(workflows.line, five, { type: 'accept', quantity: 5 }).ok).toBe(false);
});

test('a row of a newer machine, an unknown state or a broken context is a fault, never a guess', () => {
  const row = { state: 'open', context: startReturn('r1', 1), machineVersion: 1 };
  expect(() => advance(workflows.return, { ...row, machineVersion: 2 }, { type: 'cancel' })).toThrow('newer');
  expect(() => advance(workflows.return, { ...row, state: 'paid' }, { type: 'cancel' })).toThrow('unknown state');
  expect(() => advance(workflows.return, { ...row, context: { id: 'r1' } }, { type: 'cancel' })).toThrow();
});
