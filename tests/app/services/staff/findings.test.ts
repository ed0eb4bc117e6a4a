import { expect, test } from 'vitest';
import { cancelReturn } from '#app/services/cancel-return.server.ts';
import { decideReturn } from '#app/services/decide-return.server.ts';
import { type Count, type ReceiveInput, receiveParcel } from '#app/services/receive-parcel.server.ts';
import { viewDeskReturn } from '#app/services/view-desk-return.server.ts';
import { viewDockReturn } from '#app/services/view-dock-return.server.ts';
import { listAudit } from '#db/audit.ts';
import { lastDockCount, listDockCounts } from '#db/dock-counts.ts';
import { openShop } from '#tests/app/services/customer/arrange.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { acceptAll, allThere, returnOf, rowOf, type SentReturn, sendReturn } from './arrange.ts';

const take = (sent: SentReturn, change: Partial<Count> = {}, input: Partial<ReceiveInput> = {}) =>
  receiveParcel(sent.shop, {
    ...{ rmaCode: sent.rmaCode, staffId: 'dock', counts: allThere(sent.lines, change) },
    ...input,
  });
const codeOf = (answer: Awaited<ReturnType<typeof take>>) => (answer.ok ? 'received' : answer.refusal.code);

testOnEachEngine('a count keeps where the goods go; the next one takes its place, and both stay', async (db) => {
  const sent = await sendReturn(db);
  await take(sent);
  expect(await lastDockCount(db, sent.returnId)).toMatchObject({
    ...{ number: 1, by: 'staff:dock', findings: [] },
    lines: [{ disposition: 'restock', proposed: 'restock' }, { disposition: 'restock' }],
  });
  const { version } = await rowOf(sent);
  await take(sent);
  expect(await rowOf(sent), 'the same count says nothing new').toMatchObject({ version });
  await take(sent, { disposition: 'donate' }, { staffId: 'other' });
  expect((await rowOf(sent)).version, 'a decision made before is stale').toBeGreaterThan(version);
  const counts = await listDockCounts(db, sent.returnId, 9);
  expect(counts.map(({ number, by, lines }) => [number, by, lines[0]?.disposition, lines[0]?.proposed])).toEqual([
    [2, 'staff:other', 'donate', 'restock'],
    [1, 'staff:dock', 'restock', 'restock'],
  ]);
  expect((await viewDockReturn(sent.shop, sent.rmaCode))?.lines[0]).toMatchObject({ disposition: 'donate' });
});

testOnEachEngine('the weight of a parcel stands with its count, and another weight is another count', async (db) => {
  const sent = await sendReturn(db);
  const weights = async () => (await listDockCounts(db, sent.returnId, 9)).map(({ weightGrams }) => weightGrams);
  await take(sent);
  expect(await weights()).toEqual([null]);
  await take(sent, {}, { weightGrams: 1250 });
  await take(sent, {}, { weightGrams: 1250 });
  expect(await weights(), 'the same weight says nothing new').toEqual([1250, null]);
  expect((await viewDockReturn(sent.shop, sent.rmaCode))?.parcel.weightGrams).toBe(1250);
  const anna = await take(sent, {}, { weightGrams: 900, replaces: 1, staffId: 'anna' });
  expect(codeOf(anna), 'another weight by somebody who saw the first count alone').toBe('count.overtaken');
  await take(sent, {}, { weightGrams: null });
  expect(await weights()).toEqual([null, 1250, null]);
  const acts = (await listAudit(db, {}, 100)).filter(({ act }) => act === 'dock.count');
  expect(acts.map(({ before, after }) => [before, after])).toMatchObject([
    [{ weightGrams: 1250 }, { weightGrams: null }],
    [{ weightGrams: null }, { weightGrams: 1250 }],
    [null, { weightGrams: null }],
  ]);
  await expect(take(sent, {}, { weightGrams: 0 })).rejects.toThrow();
});

test('a way that is not open for such goods is refused, and nothing is stored', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  const sent = await returnOf(shop, { id: 'o1', number: '#1001', lines: [{ id: 'a' }] }, { reason: 'defective' });
  expect(codeOf(await take(sent, { disposition: 'restock' }))).toBe('disposition.impossible');
  expect(codeOf(await take(sent, { disposition: 'customer' }))).toBe('disposition.impossible');
  expect((await rowOf(sent)).state).toBe('open');
  expect(await lastDockCount(db, sent.returnId)).toBeNull();
  expect(codeOf(await take(sent, { disposition: 'vendor' }))).toBe('received');
});

test('while a finding stands no rule refunds by itself; the desk still may, in full', async () => {
  await using db = await openTestDatabase();
  const when = { refundTrigger: { when: 'receipt', cap: null } } as const;
  const rules = { rules: [{ id: 'r', name: 'At once', when: [], outcome: when }] };
  const shop = await openShop(db, rules);
  const abroad = { country: 'US', timeZone: 'America/New_York' };
  const one = await returnOf(shop, { id: 'o1', number: '#1001', lines: [{ id: 'a' }], ...abroad });
  await take(one);
  expect((await rowOf(one)).state, 'without a finding the rule decides').toBe('decided');
  const two = await returnOf(shop, { id: 'o2', number: '#1002', lines: [{ id: 'b' }], ...abroad });
  await take(two, {}, { parcel: { marks: ['damaged-in-transit'], note: 'wet' } });
  expect((await rowOf(two)).state).toBe('received');
  const { version } = await rowOf(two);
  const decided = await decideReturn(two.shop, {
    ...{ returnId: two.returnId, version, staffId: 'desk', decisions: acceptAll(two.lines) },
  });
  expect(decided).toMatchObject({ ok: true, quote: { total: 2000 - 490 } });
  const three = await returnOf(shop, { id: 'o3', number: '#1003', lines: [{ id: 'c' }], ...abroad });
  await take(three, { marks: ['missing-piece'] });
  expect((await rowOf(three)).state).toBe('received');
  await take(three);
  expect((await rowOf(three)).state, 'counted again without it').toBe('decided');
});

testOnEachEngine('a serial number that was not sold is a finding and stops nobody', async (db) => {
  const shop = await openShop(db);
  const lines = [{ id: 'a', serials: ['NL-1', 'NL-2'], quantity: 2 }];
  const sent = await returnOf(shop, { id: 'o1', number: '#1001', lines });
  expect((await viewDockReturn(shop, sent.rmaCode))?.lines[0]).toMatchObject({
    ...{ asksSerial: true, soldSerials: ['NL-1', 'NL-2'], serials: [] },
  });
  expect(codeOf(await take(sent, { serials: ['nl 2', 'NL-3'] }))).toBe('received');
  const count = await lastDockCount(db, sent.returnId);
  expect(count?.findings).toMatchObject([{ kind: 'serial-differs', serial: 'NL-3', lineId: sent.line.id }]);
  expect(count?.lines[0]?.serials).toEqual(['nl 2', 'NL-3']);
});

testOnEachEngine('of two people who count one parcel the second is told, and nothing is lost', async (db) => {
  const sent = await sendReturn(db);
  const both = await Promise.all([
    take(sent, { grade: 'used' }, { staffId: 'anna', replaces: 0 }),
    take(sent, { grade: 'opened' }, { staffId: 'ben', replaces: 0 }),
  ]);
  expect(both.map(codeOf).toSorted()).toEqual(['count.overtaken', 'received']);
  const first = both[0]?.ok ? 'anna' : 'ben';
  expect(both.find((answer) => !answer.ok)).toMatchObject({ refusal: { by: first } });
  expect(await listDockCounts(db, sent.returnId, 9)).toHaveLength(1);
  expect(codeOf(await take(sent, { grade: 'damaged' }, { staffId: 'ben', replaces: 1 })), 'having seen it').toBe(
    'received',
  );
  expect(codeOf(await take(sent, { grade: 'damaged' }, { staffId: 'anna', replaces: 0 })), 'the same is no news').toBe(
    'received',
  );
  expect(await listDockCounts(db, sent.returnId, 9)).toHaveLength(2);
});

test('what the dock finds is an act of the chain, without the words of notes', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db, [{ id: 'a' }]);
  await take(sent, { marks: ['wrong-item'] }, { parcel: { marks: ['extra-item'], note: 'Mrs Smith’s glove' } });
  const acts = await listAudit(db, {}, 100);
  const count = acts.find((act) => act.act === 'dock.count');
  expect(count).toMatchObject({ actor: 'staff:dock', returnId: sent.returnId, after: { number: 1 } });
  expect(JSON.stringify(count)).not.toContain('Smith');
});

test('a cancelled or decided return takes no findings', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db, [{ id: 'a' }]);
  await take(sent);
  const { version } = await rowOf(sent);
  const decisions = acceptAll(sent.lines);
  await decideReturn(sent.shop, { returnId: sent.returnId, version, staffId: 'desk', decisions });
  expect(codeOf(await take(sent, { disposition: 'destroy' }))).toBe('return.already-decided');
  const other = await returnOf(sent.shop, { id: 'o2', number: '#1002', lines: [{ id: 'z' }] });
  await cancelReturn(sent.shop, { orderId: 'o2', rmaCode: other.rmaCode });
  expect(codeOf(await take(other, { marks: ['wrong-item'] }))).toBe('return.cancelled');
  expect(await lastDockCount(db, other.returnId)).toBeNull();
  expect((await viewDeskReturn(sent.shop, sent.returnId))?.state).toBe('decided');
});
