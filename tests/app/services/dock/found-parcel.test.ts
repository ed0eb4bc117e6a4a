import { expect, test } from 'vitest';
import { cancelReturn } from '#app/services/cancel-return.server.ts';
import {
  closeFoundParcel,
  type MatchTarget,
  matchFoundParcel,
  reopenFoundParcel,
} from '#app/services/match-found-parcel.server.ts';
import { type FoundWords, putFoundParcel } from '#app/services/put-found-parcel.server.ts';
import { recordScan } from '#app/services/record-scan.server.ts';
import { countForCare, readFoundPhoto, viewFound, viewFoundList } from '#app/services/view-found.server.ts';
import { listAudit } from '#db/audit.ts';
import { listWaiting } from '#db/dock-scans.ts';
import { NOW, sell } from '#tests/app/services/customer/arrange.ts';
import { receive, returnOf, type SentReturn, sendReturn } from '#tests/app/services/staff/arrange.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';

const NOTHING: FoundWords = {
  code: null,
  senderName: null,
  senderPlace: null,
  senderEmail: null,
  goods: null,
  note: null,
};
const at = NOW.epochMilliseconds;
const photo = { jpeg: new Uint8Array([1, 2, 3]), width: 10, height: 10 };

function shelf({ shop }: Pick<SentReturn, 'shop'>) {
  const kept = new Map<string, Uint8Array>();
  const files = {
    put: async (id: string, bytes: Uint8Array) => void kept.set(id, bytes),
    delete: async (id: string) => void kept.delete(id),
    get: async (id: string) => {
      const bytes = kept.get(id);
      return bytes ? { bytes, contentType: 'image/jpeg' } : null;
    },
  };
  const deps = { ...shop, files };
  const put = (
    id: string,
    words: Partial<FoundWords> = {},
    more: { device?: string; photos?: (typeof photo)[] } = {},
  ) =>
    putFoundParcel(deps, {
      ...{ id, scannedAt: at, words: { ...NOTHING, ...words }, photos: more.photos ?? [photo] },
      source: { device: more.device ?? 'device-one', sentAt: at, staffId: 'wally' },
    });
  const match = (id: string, target: MatchTarget) => matchFoundParcel(deps, { id, staffId: 'wally', target });
  return { deps, put, match, kept };
}

testOnEachEngine(
  'a found parcel is put down once, matched with its return, counted, and its number is learnt',
  async (db) => {
    const sent = await sendReturn(db);
    const { deps, put, match } = shelf(sent);
    const words = { code: '1Z 5R89 3903 5756 7127', senderName: 'Ada Lovelace', goods: 'something' };
    expect(await put('found-001', words)).toEqual({ ok: true, id: 'found-001' });
    expect(await put('found-001', words)).toEqual({ ok: true, id: 'found-001' });
    sent.shop.pass({ hours: 3 });
    const view = await viewFound(deps, 'found-001');
    expect(view).toMatchObject({
      state: 'open',
      age: { unit: 'hour', count: 3 },
      likely: [{ returnId: sent.returnId }],
    });
    expect(JSON.stringify(view)).not.toMatch(/@/);
    expect(await match('found-001', { kind: 'return', id: sent.returnId })).toMatchObject({ ok: true });
    expect(await match('found-001', { kind: 'return', id: sent.returnId })).toMatchObject({ ok: true });
    expect(await listWaiting(db, 10)).toMatchObject([{ returnId: sent.returnId, arrivedAt: NOW }]);
    const source = { device: 'device-one', sentAt: at, staffId: 'wally' };
    const scan = await recordScan(deps, source, { id: 'scan-0001', code: '1Z5R89390357567127', scannedAt: at });
    expect(scan).toMatchObject({ ok: true, scan: { result: 'already', returnId: sent.returnId } });
    expect((await viewFoundList(deps, 'matched')).counts).toMatchObject({
      ...{ open: { count: 0 }, matched: { count: 1 }, closed: { count: 0 }, care: { count: 0, more: false } },
    });
    await receive(sent);
    expect(await listWaiting(db, 10)).toEqual([]);
    expect((await listAudit(db, { subjectKind: 'found-parcel' }, 10)).map((act) => act.act)).toEqual([
      'found.match',
      'found.put',
    ]);
  },
);

test('a photo has to be there, six at the most, and an id names one parcel', async () => {
  await using db = await openTestDatabase();
  const { put, kept } = shelf(await sendReturn(db));
  expect(await put('found-001', {}, { photos: [] })).toMatchObject({ refusal: { code: 'photo.missing' } });
  expect(await put('found-001', {}, { photos: Array.from({ length: 7 }, () => photo) })).toMatchObject({
    refusal: { code: 'photo.too-many' },
  });
  expect(kept.size).toBe(0);
  await put('found-001', { goods: 'a lamp' });
  expect(await put('found-001', { goods: 'a mug' })).toMatchObject({ refusal: { code: 'found.conflict' } });
  expect(await put('found-001', { goods: 'a lamp' }, { device: 'device-two' })).toMatchObject({
    refusal: { code: 'found.conflict' },
  });
});

test('several orders in one box: each return arrives, and an order without a return is left to customer care', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  const other = await returnOf(sent.shop, { id: 'o2', number: '#1002', lines: [{ id: 'z' }] });
  await sell(sent.shop, { id: 'o3', number: '#1003', lines: [{ id: 'y' }] });
  const { deps, put, match } = shelf(sent);
  await put('found-001', { code: 'RB123456785GB' });
  await match('found-001', { kind: 'typed', code: sent.rmaCode });
  await match('found-001', { kind: 'typed', code: '1002' });
  expect(await match('found-001', { kind: 'typed', code: '#1003' })).toEqual({ ok: true, returnId: null });
  expect((await listWaiting(db, 10)).map((one) => one.returnId).toSorted()).toEqual(
    [sent.returnId, other.returnId].toSorted(),
  );
  expect((await viewFound(deps, 'found-001'))?.matches).toMatchObject([
    { orderNumber: '#1001', rmaCode: sent.rmaCode },
    { orderNumber: '#1002', rmaCode: other.rmaCode },
    { orderNumber: '#1003', rmaCode: null },
  ]);
});

testOnEachEngine(
  'of an order without a return it waits for customer care until a return is there, or it is closed',
  async (db) => {
    const sent = await sendReturn(db);
    await sell(sent.shop, { id: 'o3', number: '#1003', lines: [{ id: 'y' }] });
    await sell(sent.shop, { id: 'o4', number: '#1004', lines: [{ id: 'x' }] });
    const { deps, put, match } = shelf(sent);
    const waiting = async () => (await viewFoundList(deps, 'care')).rows.map(({ id }) => id);
    for (const id of ['found-001', 'found-002', 'found-003']) await put(id);
    await match('found-003', { kind: 'return', id: sent.returnId });
    expect([await waiting(), await countForCare(deps)]).toEqual([[], { count: 0, more: false }]);
    await match('found-001', { kind: 'order', id: 'o3' });
    await match('found-002', { kind: 'order', id: 'o3' });
    // The return of another order in the same box answers nothing.
    await match('found-001', { kind: 'return', id: sent.returnId });
    expect([await waiting(), await countForCare(deps)]).toEqual([
      ['found-001', 'found-002'],
      { count: 2, more: false },
    ]);
    const announced = await returnOf(sent.shop, { id: 'o5', number: '#1005', lines: [{ id: 'w' }] });
    await match('found-001', { kind: 'order', id: 'o5' });
    await match('found-001', { kind: 'return', id: announced.returnId });
    expect(await waiting()).toEqual(['found-001', 'found-002']);
    const input = { id: 'found-001', staffId: 'wally' };
    expect(await closeFoundParcel(deps, { ...input, why: 'handed-over' })).toEqual({ ok: true });
    expect(await waiting()).toEqual(['found-002']);
    // Closed by mistake: it waits as it did.
    await reopenFoundParcel(deps, input);
    expect(await waiting()).toEqual(['found-001', 'found-002']);
    expect((await viewFoundList(deps, 'open')).counts.care).toEqual({ count: 2, more: false });
  },
);

testOnEachEngine('once the order has a return and the parcel is said to be of it, it waits no longer', async (db) => {
  const sent = await sendReturn(db);
  const { deps, put, match } = shelf(sent);
  await put('found-001');
  await match('found-001', { kind: 'order', id: 'o1' });
  expect((await countForCare(deps)).count).toBe(1);
  await match('found-001', { kind: 'return', id: sent.returnId });
  expect((await countForCare(deps)).count).toBe(0);
});

test('what cannot be is refused: no such order, a cancelled return, a closed parcel', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  const { deps, put, match } = shelf(sent);
  await put('found-001');
  expect(await match('found-001', { kind: 'typed', code: '9999' })).toMatchObject({
    refusal: { code: 'found.no-order' },
  });
  expect(await match('found-001', { kind: 'order', id: 'nowhere' })).toMatchObject({
    refusal: { code: 'found.no-order' },
  });
  expect(await match('found-002', { kind: 'order', id: 'o1' })).toMatchObject({ refusal: { code: 'found.not-found' } });
  await cancelReturn(sent.shop, { orderId: 'o1', rmaCode: sent.rmaCode });
  expect(await match('found-001', { kind: 'return', id: sent.returnId })).toMatchObject({
    refusal: { code: 'found.return-over' },
  });
  expect((await viewFound(deps, 'found-001'))?.state).toBe('open');
  const input = { id: 'found-001', staffId: 'wally' };
  expect(await closeFoundParcel(deps, { ...input, why: 'not-ours' })).toEqual({ ok: true });
  expect(await match('found-001', { kind: 'order', id: 'o1' })).toMatchObject({ refusal: { code: 'found.not-now' } });
  expect(await viewFound(deps, 'found-001')).toMatchObject({
    state: 'closed',
    closed: { why: 'not-ours' },
    likely: [],
  });
  expect(await reopenFoundParcel(deps, input)).toEqual({ ok: true });
  expect(await match('found-001', { kind: 'order', id: 'o1' })).toMatchObject({ ok: true });
});

test('a scan of the number on a parcel that stands on the shelf says so; a closed one is forgotten', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  const { deps, put } = shelf(sent);
  await put('found-001', { code: '(00)340123450000000017' });
  const scan = (id: string) =>
    recordScan(
      deps,
      { device: 'device-one', sentAt: at, staffId: 'w' },
      { id, code: '340123450000000017', scannedAt: at },
    );
  expect(await scan('scan-0001')).toMatchObject({
    scan: { result: 'already', reason: 'found', foundParcelId: 'found-001' },
  });
  await closeFoundParcel(deps, { id: 'found-001', staffId: 'wally', why: 'sent-back' });
  expect(await scan('scan-0002')).toMatchObject({ scan: { result: 'unknown', reason: 'unknown' } });
});

test('its photos are reached, and no other file', async () => {
  await using db = await openTestDatabase();
  const { deps, put, kept } = shelf(await sendReturn(db));
  await put('found-001');
  const [id = ''] = (await viewFound(deps, 'found-001'))?.photoIds ?? [];
  expect(await readFoundPhoto(deps, id)).toMatchObject({ ok: true, contentType: 'image/jpeg' });
  kept.set('another', new Uint8Array([9]));
  expect(await readFoundPhoto(deps, 'another')).toMatchObject({ ok: false });
});
