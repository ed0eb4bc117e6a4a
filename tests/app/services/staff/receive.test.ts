import { expect, test } from 'vitest';
import { cancelReturn } from '#app/services/cancel-return.server.ts';
import { decideReturn } from '#app/services/decide-return.server.ts';
import { type Count, receiveParcel } from '#app/services/receive-parcel.server.ts';
import { viewDockReturn } from '#app/services/view-dock-return.server.ts';
import { listParcelsOfReturn } from '#db/parcels.ts';
import { listEventsOfReturn } from '#db/workflow-events.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { acceptAll, allThere, receive, returnOf, rowOf, sendReturn } from './arrange.ts';

testOnEachEngine('the button pressed twenty times receives the parcel once', async (db) => {
  const sent = await sendReturn(db);
  const input = { rmaCode: sent.rmaCode, staffId: 'dock', counts: allThere(sent.lines) };
  const answers = await Promise.all(Array.from({ length: 20 }, () => receiveParcel(sent.shop, input)));
  expect(answers.every((answer) => answer.ok)).toBe(true);
  const events = await listEventsOfReturn(db, sent.returnId);
  expect(
    events
      .filter(({ type }) => type === 'receive')
      .map(({ subjectKind }) => subjectKind)
      .toSorted(),
  ).toEqual(['parcel', 'return']);
  expect(events.filter(({ type }) => type === 'inspect')).toHaveLength(2);
  expect((await listParcelsOfReturn(db, sent.returnId))[0]?.state).toBe('received');
});

test('the dock sees its last count with its note, a new one in the place of the old', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  await receive(sent, { note: 'first' });
  const { receivedAt } = await rowOf(sent);
  sent.shop.pass({ hours: 1 });
  await receive(sent, { note: 'second' });
  await receive(sent, { note: 'second', received: 1, grade: 'used' });
  const view = await viewDockReturn(sent.shop, sent.rmaCode);
  expect(view?.lines.map(({ counted, grade, note, announced }) => ({ counted, grade, note, announced }))).toEqual([
    { counted: 1, grade: 'used', note: 'second', announced: 2 },
    { counted: 1, grade: 'used', note: 'second', announced: 1 },
  ]);
  // Since when the goods are here does not change with a second look at them.
  expect((await rowOf(sent)).receivedAt).toEqual(receivedAt);
});

test('a count with a line missing, a line twice, or another return’s line changes nothing', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  const other = await returnOf(sent.shop, { id: 'o2', number: '#1002', lines: [{ id: 'z' }] });
  const [first, second] = allThere(sent.lines);
  if (!first || !second) throw new Error('two lines');
  const foreign = { ...first, lineId: other.line.id };
  const bad: Count[][] = [[], [first], [first, first], [foreign, second], [first, second, foreign]];
  for (const counts of bad) {
    const received = await receiveParcel(sent.shop, { rmaCode: sent.rmaCode, staffId: 'dock', counts });
    expect(received).toMatchObject({ ok: false, refusal: { code: 'count.incomplete' } });
  }
  expect((await rowOf(sent)).state).toBe('open');
});

test('a cancelled, a decided and an unknown return are each refused by their own word', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  const other = await returnOf(sent.shop, { id: 'o2', number: '#1002', lines: [{ id: 'z' }] });
  const code = async (rmaCode: string, lines = sent.lines) => {
    const received = await receiveParcel(sent.shop, { rmaCode, staffId: 'dock', counts: allThere(lines) });
    return received.ok ? 'received' : received.refusal.code;
  };
  expect(await code('000000000')).toBe('return.not-found');
  expect((await cancelReturn(sent.shop, { orderId: 'o2', rmaCode: other.rmaCode })).ok).toBe(true);
  expect(await code(other.rmaCode, other.lines)).toBe('return.cancelled');
  const { version } = await rowOf(sent);
  await decideReturn(sent.shop, {
    returnId: sent.returnId,
    version,
    staffId: 'desk',
    decisions: acceptAll(sent.lines),
  });
  expect(await code(sent.rmaCode), 'goods that come after their decision').toBe('received');
  expect(await code(sent.rmaCode)).toBe('return.already-decided');
});

test('a count is never below zero, a fraction, or without end', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db, [{ id: 'a' }]);
  for (const received of [-1, 1.5, 100_001]) {
    const counts = allThere(sent.lines, { received });
    await expect(receiveParcel(sent.shop, { rmaCode: sent.rmaCode, staffId: 'dock', counts })).rejects.toThrow();
  }
  expect((await rowOf(sent)).state).toBe('open');
});
