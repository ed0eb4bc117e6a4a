import { expect, test } from 'vitest';
import { cancelReturn } from '#app/services/cancel-return.server.ts';
import { recordScan, type ScanInput } from '#app/services/record-scan.server.ts';
import { viewScan } from '#app/services/view-scan.server.ts';
import { viewWaiting } from '#app/services/view-waiting.server.ts';
import { listWaiting, noteParcelCode } from '#db/dock-scans.ts';
import { NOW } from '#tests/app/services/customer/arrange.ts';
import { receive, returnOf, type SentReturn, sendReturn } from '#tests/app/services/staff/arrange.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';

const at = NOW.epochMilliseconds;

async function scan(
  { shop }: Pick<SentReturn, 'shop'>,
  code: string,
  more: Partial<ScanInput & { device: string; sentAt: number }> = {},
) {
  const { device = 'device-one', sentAt = at, ...input } = more;
  const source = { device, sentAt, staffId: 'wally' };
  const recorded = await recordScan(shop, source, { id: `scan ${code}`, code, scannedAt: sentAt, ...input });
  return recorded.ok ? viewScan(shop.db, recorded.scan) : recorded.refusal.code;
}

testOnEachEngine(
  'a scan is an arrival once: the same one again, and another of the same parcel, change nothing',
  async (db) => {
    const sent = await sendReturn(db);
    expect(await scan(sent, sent.rmaCode)).toMatchObject({ result: 'ok', reason: 'arrived', order: '#1001' });
    expect(await scan(sent, sent.rmaCode)).toMatchObject({ result: 'ok', reason: 'arrived' });
    sent.shop.pass({ minutes: 14 });
    const again = await scan(sent, sent.rmaCode, { id: 'another', sentAt: at + 14 * 60_000 });
    expect(again).toMatchObject({
      result: 'already',
      reason: 'scanned',
      before: { at: NOW.toString(), by: 'staff:wally' },
    });
    expect(await listWaiting(db, 10)).toMatchObject([
      { returnId: sent.returnId, arrivedAt: NOW, orderNumber: '#1001' },
    ]);
  },
);

testOnEachEngine('of two people who scan one parcel at the same moment, one is told that it has come', async (db) => {
  const sent = await sendReturn(db);
  const both = await Promise.all(['a', 'b'].map((id) => scan(sent, sent.rmaCode, { id, device: id })));
  const reasons = both.map((one) => (typeof one === 'string' ? one : one.reason));
  expect(reasons.toSorted()).toEqual(['arrived', 'scanned']);
  expect(await listWaiting(db, 10)).toHaveLength(1);
});

test('an id that named another scan is refused, on this device and on another', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  await scan(sent, sent.rmaCode, { id: 'one' });
  expect(await scan(sent, '#1001', { id: 'one' })).toBe('scan.conflict');
  expect(await scan(sent, sent.rmaCode, { id: 'one', device: 'device-two' })).toBe('scan.conflict');
});

test('what has become of a return meanwhile is told: counted, cancelled', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  const other = await returnOf(sent.shop, { id: 'o2', number: '#1002', lines: [{ id: 'z' }] });
  await scan(sent, sent.rmaCode);
  await receive(sent);
  expect(await listWaiting(db, 10)).toEqual([]);
  expect(await scan(sent, sent.rmaCode, { id: 'later' })).toMatchObject({
    ...{ result: 'already', reason: 'counted', before: { by: 'staff:dock' } },
  });
  await scan(other, other.rmaCode);
  const cancelled = await cancelReturn(other.shop, { orderId: 'o2', rmaCode: other.rmaCode });
  expect(cancelled).toMatchObject({ ok: true });
  expect(await scan(other, other.rmaCode, { id: 'late' })).toMatchObject({ result: 'stop', reason: 'cancelled' });
  expect(await listWaiting(db, 10)).toEqual([]);
});

test('what is not known is told by its reason, and kept all the same', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  await sell2(sent);
  const told = async (code: string) => {
    const view = await scan(sent, code, { id: `id ${code.slice(0, 40)}` });
    return typeof view === 'string' ? view : `${view.result} ${view.reason}`;
  };
  expect(await told('PARCEL?')).toBe('unknown unknown');
  expect(await told('340123450000000016')).toBe('unknown misread');
  expect(await told('ЙЦУКЕН')).toBe('unknown layout');
  expect(await told('6291041500213')).toBe('unknown product');
  expect(await told('https://other.example/x')).toBe('unknown address');
  expect(await told('x'.repeat(10_000))).toBe('unknown too-long');
  expect(await told('\0\uD800')).toBe('unknown unknown');
  expect(await told('#1001')).toBe('unknown several');
  const several = await scan(sent, '#1001', { id: 'several' });
  expect(several).toMatchObject({ returns: [{}, {}] });
});

/** A second return of the same order. */
async function sell2(sent: SentReturn): Promise<void> {
  const [line] = await sent.shop.db.select().from(sent.shop.db.tables.returns);
  if (!line) throw new Error('no return');
  await sent.shop.db.transaction((tx) =>
    tx.insert(tx.tables.returns).values({ ...line, id: 'second', rmaCode: 'ZZZZZZZZZ', draftId: 'second' }),
  );
}

test('a carrier’s number that was learnt means its return', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  const code = { kind: 'tracking', value: '1Z5R89390357567127', returnId: sent.returnId, notedAt: NOW, notedBy: 'x' };
  await db.transaction((tx) => noteParcelCode(tx, code));
  await db.transaction((tx) => noteParcelCode(tx, code));
  expect(await scan(sent, '1z 5r89 3903 5756 7127')).toMatchObject({ result: 'ok', returns: [{ id: sent.returnId }] });
});

test.each([
  ['a minute before it was sent', at - 60_000, at, -60_000, false],
  ['by a clock three hours ahead', at + 3 * 3_600_000, at + 3 * 3_600_000 + 5000, -5000, true],
  ['in 1970', 0, at, 0, true],
  ['in 2099', Date.UTC(2099), at, 0, true],
])(
  'scanned %s: the server’s clock says when it came, and the device’s is kept',
  async (_name, scannedAt, sentAt, after, wrong) => {
    await using db = await openTestDatabase();
    const sent = await sendReturn(db);
    const view = await scan(sent, sent.rmaCode, { scannedAt, sentAt });
    expect(view).toMatchObject({ result: 'ok', clockWrong: wrong });
    const [kept] = await db.select().from(db.tables.dockScans);
    expect(kept?.scannedAt.epochMilliseconds).toBe(scannedAt);
    expect(kept?.arrivedAt.epochMilliseconds).toBe(at + after);
    expect(kept?.receivedAt).toEqual(NOW);
  },
);

test('what waits is listed by its age, with hours and days', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  const other = await returnOf(sent.shop, { id: 'o2', number: '#1002', lines: [{ id: 'z' }] });
  await scan(sent, sent.rmaCode);
  sent.shop.pass({ hours: 26 });
  await scan(other, other.rmaCode, { sentAt: at + 26 * 3_600_000 });
  sent.shop.pass({ minutes: 30 });
  expect((await viewWaiting(sent.shop)).rows).toMatchObject([
    { orderNumber: '#1001', age: { unit: 'day', count: 1 } },
    { orderNumber: '#1002', age: { unit: 'minute', count: 30 } },
  ]);
});
