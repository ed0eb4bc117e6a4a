import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advance, type Step, start } from '#machines/kernel.ts';
import {
  startTransfer,
  TRANSFER_STATES,
  type TransferContext,
  type TransferEvent,
  transferWorkflow,
} from '#machines/transfer/index.ts';

const HASH = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);

const give: TransferEvent = { type: 'give', contentHash: HASH, by: null };
const record: TransferEvent = {
  ...{ type: 'record', by: 'f1', contentHash: HASH, reference: 'SEPA-1', madeOn: '2026-11-23' },
};
const confirm: TransferEvent = { type: 'confirm', by: 'f2', contentHash: HASH };

function play(events: readonly TransferEvent[]): Step<TransferContext> {
  let step = start(transferWorkflow, startTransfer('t1', 'o1', 'r1'));
  for (const event of events) {
    const moved = advance(transferWorkflow, step, event);
    if (!moved.ok) throw new Error(`${step.state} refuses ${event.type}`);
    step = moved;
  }
  return step;
}

const taken = (events: readonly TransferEvent[], event: TransferEvent): boolean =>
  advance(transferWorkflow, play(events), event).ok;

const refused: readonly [string, TransferEvent[], TransferEvent][] = [
  ['the person who paid', [give, record], { ...confirm, by: 'f1' }],
  ['another content than was recorded', [give, record], { ...confirm, contentHash: OTHER }],
  ['without a record', [give], confirm],
  ['after the record was taken back', [give, record, { type: 'void', by: 'f1' }], confirm],
  ['the person who typed the account', [{ ...give, by: 'f2' }, record], confirm],
  ['a second time', [give, record, confirm], { ...confirm, by: 'f3' }],
];

test.each(refused)('no confirmation: %s', (_, events, event) => {
  expect(taken(events, event)).toBe(false);
});

test('a transfer is recorded only for the account on file, and not by whoever typed it', () => {
  expect(taken([give], record)).toBe(true);
  expect(taken([give], { ...record, contentHash: OTHER })).toBe(false);
  expect(taken([{ ...give, by: 'f1' }], record)).toBe(false);
  expect(taken([], record)).toBe(false);
});

test('once it is recorded, neither the account nor the way changes until somebody says that nothing was paid', () => {
  expect(taken([give, record], { ...give, contentHash: OTHER })).toBe(false);
  expect(taken([give, record], { type: 'withdraw' })).toBe(false);
  const voided: TransferEvent[] = [give, record, { type: 'void', by: 'f2' }];
  expect(play(voided).context.record).toBeNull();
  expect(taken(voided, { ...give, contentHash: OTHER })).toBe(true);
  expect(taken(voided, { type: 'withdraw' })).toBe(true);
});

test('the account is shown to who makes the transfer, and to nobody once it is confirmed', () => {
  expect(taken([give], { type: 'reveal', by: 'f1' })).toBe(true);
  expect(taken([give, record], { type: 'reveal', by: 'f1' })).toBe(true);
  expect(taken([give, record], { type: 'reveal', by: 'f2' })).toBe(false);
  expect(taken([give, record, confirm], { type: 'reveal', by: 'f1' })).toBe(false);
});

test('the confirmation tells the customer and sets the day on which the account is erased', () => {
  const confirmed = play([give, record, confirm]);
  expect(confirmed).toMatchObject({
    state: 'confirmed',
    effects: [{ kind: 'mail', mail: 'transfer-sent', returnId: 'r1' }],
    deadlines: [{ event: 'erase', afterSeconds: 30 * 24 * 3600 }],
  });
  const erased = advance(transferWorkflow, confirmed, { type: 'erase' });
  expect(erased).toMatchObject({ ok: true, state: 'confirmed', context: { erased: true } });
  expect(erased.ok && advance(transferWorkflow, erased, { type: 'erase' }).ok).toBe(false);
});

test('an account that the bank does not take is asked for again', () => {
  const back = play([give, { type: 'refuse', by: 'f1', reason: 'name-differs' }]);
  expect(back).toMatchObject({
    state: 'account-wanted',
    context: { contentHash: null, refusal: 'name-differs' },
    effects: [{ kind: 'mail', mail: 'transfer-account', returnId: 'r1' }],
  });
});

const person = fc.constantFrom('f1', 'f2', 'agent');
const hash = fc.constantFrom(HASH, OTHER);
const anyEvent: fc.Arbitrary<TransferEvent> = fc.oneof(
  fc.record({ type: fc.constant('give' as const), contentHash: hash, by: fc.option(person) }),
  fc.record({
    type: fc.constant('record' as const),
    by: person,
    contentHash: hash,
    reference: fc.constant('X1'),
    madeOn: fc.constant('2026-11-23'),
  }),
  fc.record({ type: fc.constant('confirm' as const), by: person, contentHash: hash }),
  fc.record({ type: fc.constantFrom('void' as const, 'reveal' as const), by: person }),
  fc.record({ type: fc.constant('refuse' as const), by: person, reason: fc.constant('other' as const) }),
  fc.constantFrom<TransferEvent>({ type: 'ask' }, { type: 'withdraw' }, { type: 'erase' }),
);

test('whatever is tried in whatever order: what is confirmed was recorded and confirmed by two people for one content', () => {
  let confirmed = 0;
  fc.assert(
    fc.property(fc.array(anyEvent, { minLength: 20, maxLength: 60 }), (events) => {
      let step = start(transferWorkflow, startTransfer('t1', 'o1', 'r1'));
      for (const event of events) {
        const moved = advance(transferWorkflow, step, event);
        if (moved.ok) step = moved;
      }
      expect(TRANSFER_STATES).toContain(step.state);
      if (step.state !== 'confirmed') return;
      confirmed += 1;
      const { record: made, confirmedBy, contentHash, givenBy } = step.context;
      expect(made?.by).not.toBe(confirmedBy);
      expect(made?.contentHash).toBe(contentHash);
      expect([made?.by, confirmedBy]).not.toContain(givenBy);
    }),
    { numRuns: 2000, seed: 20_261_122 },
  );
  expect(confirmed).toBeGreaterThan(20);
});
