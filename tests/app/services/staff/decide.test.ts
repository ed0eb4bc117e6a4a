import { expect, test } from 'vitest';
import { type Decision, decideReturn, previewDecision } from '#app/services/decide-return.server.ts';
import { listPayoutsOfReturn } from '#db/payouts.ts';
import { listEventsOfReturn } from '#db/workflow-events.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { acceptAll, receive, returnOf, rowOf, sendReturn } from './arrange.ts';

// Two pieces of 20.00 and one of 35.00, delivery 5.90 back by law, the label 4.90: 76.00 altogether.
const WHOLE = 7600;

testOnEachEngine('of twenty decisions at once one is made, and it pays once, to the cent', async (db) => {
  const sent = await sendReturn(db);
  await receive(sent);
  const { version } = await rowOf(sent);
  const input = { returnId: sent.returnId, version, staffId: 'desk', decisions: acceptAll(sent.lines) };
  const answers = await Promise.all(Array.from({ length: 20 }, () => decideReturn(sent.shop, input)));
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal]));
  expect(new Set(refusals.map((refusal) => refusal.code))).toEqual(new Set(['return.already-decided']));
  expect((await listPayoutsOfReturn(db, sent.returnId)).map(({ amount }) => amount)).toEqual([WHOLE]);
  expect(await rowOf(sent)).toMatchObject({ state: 'decided', total: WHOLE });
  const decided = (await listEventsOfReturn(db, sent.returnId)).filter(({ type }) => type === 'decide');
  expect(decided).toHaveLength(1);
});

testOnEachEngine('what is previewed is what is paid: accepted in part, reduced, rejected', async (db) => {
  const sent = await sendReturn(db, [
    { id: 'a', quantity: 2 },
    { id: 'b', unitPrice: 3500 },
    { id: 'c', unitPrice: 999 },
  ]);
  await receive(sent);
  const { version } = await rowOf(sent);
  const [a, b, c] = sent.lines.map((line) => line.id);
  const decisions: Decision[] = [
    { lineId: a ?? '', type: 'accept', quantity: 1 },
    { lineId: b ?? '', type: 'reduce', quantity: 1, deduction: 1234, reason: 'signs-of-use', note: 'scratched' },
    { lineId: c ?? '', type: 'reject', reason: 'seal-broken', note: null },
  ];
  const input = { returnId: sent.returnId, version, staffId: 'desk', decisions };
  const preview = await previewDecision(sent.shop, input);
  const before = await rowOf(sent);
  expect(before.state).toBe('received');
  const decided = await decideReturn(sent.shop, input);
  expect(decided).toEqual(preview);
  // 20.00 + 35.00 - 12.34, delivery stays because not everything came back, the label 4.90.
  const [payout, ...others] = await listPayoutsOfReturn(db, sent.returnId);
  expect(payout?.amount).toBe(2000 + 3500 - 1234 - 490);
  expect(others).toEqual([]);
});

test('the first of two people decides, the other is told so', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  await receive(sent);
  const { version } = await rowOf(sent);
  const input = { returnId: sent.returnId, version, decisions: acceptAll(sent.lines) };
  expect((await decideReturn(sent.shop, { ...input, staffId: 'one' })).ok).toBe(true);
  expect(await decideReturn(sent.shop, { ...input, staffId: 'two' })).toMatchObject({
    ok: false,
    refusal: { code: 'return.already-decided', state: 'decided' },
  });
});

test('a decision upon a count that the dock has replaced is stale, also when only its note or grade is new', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  await receive(sent);
  for (const change of [{ grade: 'damaged' as const }, { grade: 'damaged' as const, note: 'the box is torn' }]) {
    const { version } = await rowOf(sent);
    await receive(sent, change);
    const input = { returnId: sent.returnId, version, staffId: 'desk', decisions: acceptAll(sent.lines) };
    expect(await decideReturn(sent.shop, input)).toMatchObject({ ok: false, refusal: { code: 'return.stale' } });
  }
  expect(await listPayoutsOfReturn(db, sent.returnId)).toEqual([]);
});

test('a deduction above the refund of its line is refused with the most that it can be', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db, [{ id: 'a', unitPrice: 2000 }]);
  await receive(sent);
  const { version } = await rowOf(sent);
  const decide = (deduction: number) =>
    previewDecision(sent.shop, {
      ...{ returnId: sent.returnId, version, staffId: 'desk' },
      decisions: [{ lineId: sent.line.id, type: 'reduce', quantity: 1, deduction, reason: 'other', note: null }],
    });
  expect((await decide(2000)).ok).toBe(true);
  expect(await decide(2001)).toMatchObject({
    ok: false,
    refusal: { code: 'decision.deduction-above-refund', lineId: sent.line.id, most: 2000 },
  });
});

test('nothing is accepted that did not come, that is another return’s, or that nobody asked for', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  const other = await returnOf(sent.shop, { id: 'o2', number: '#1002', lines: [{ id: 'z' }] });
  await receive(sent, { received: 1 });
  const { version } = await rowOf(sent);
  const [first, second] = acceptAll(sent.lines);
  if (!first || !second) throw new Error('two lines');
  const decide = (decisions: Decision[]) =>
    decideReturn(sent.shop, { returnId: sent.returnId, version, staffId: 'desk', decisions });
  const code = async (decisions: Decision[]) => {
    const decided = await decide(decisions);
    return decided.ok ? 'paid' : decided.refusal.code;
  };
  // Two pieces were announced, one was counted.
  expect(await code([first, second])).toBe('decision.impossible');
  expect(await code([second])).toBe('decision.incomplete');
  expect(await code([first, first, second])).toBe('decision.incomplete');
  expect(await code([{ ...first, lineId: other.line.id }, second])).toBe('decision.incomplete');
  expect(await code([first, second, { ...first, lineId: other.line.id }])).toBe('decision.incomplete');
  expect(await listPayoutsOfReturn(db, sent.returnId)).toEqual([]);
});

test('rejected as a whole a return is closed without a payout', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  await receive(sent);
  const { version } = await rowOf(sent);
  const decisions = sent.lines.map(
    ({ id }): Decision => ({ lineId: id, type: 'reject', reason: 'wrong-item-sent', note: null }),
  );
  expect((await decideReturn(sent.shop, { returnId: sent.returnId, version, staffId: 'desk', decisions })).ok).toBe(
    true,
  );
  expect(await rowOf(sent)).toMatchObject({ state: 'closed', total: 0 });
  expect(await listPayoutsOfReturn(db, sent.returnId)).toEqual([]);
});
