import { expect, test } from 'vitest';
import { cancelReturn } from '#app/services/cancel-return.server.ts';
import { lookAtReturn } from '#app/services/casework/raise-signals.server.ts';
import { previewDecision } from '#app/services/decide-return.server.ts';
import { type Count, receiveParcel } from '#app/services/receive-parcel.server.ts';
import { recordScan } from '#app/services/record-scan.server.ts';
import { viewQueue } from '#app/services/view-queue.server.ts';
import { insertParcel, listParcelsOfReturn } from '#db/parcels.ts';
import { returnsWithSignals } from '#db/return-signals.ts';
import type { PolicyDocument } from '#machines/policy/index.ts';
import { openShop, sell } from '#tests/app/services/customer/arrange.ts';
import {
  acceptAll,
  allThere,
  receive,
  returnOf,
  rowOf,
  type SentReturn,
  sendBack,
} from '#tests/app/services/staff/arrange.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';

const AT_ONCE: Partial<PolicyDocument> = {
  rules: [{ id: 'at-once', name: 'At once', when: [], outcome: { refundTrigger: { when: 'receipt', cap: null } } }],
};
const abroad = { country: 'US', timeZone: 'America/New_York' };

const codesOf = async ({ shop, returnId }: SentReturn) =>
  (await lookAtReturn(shop.db, returnId, shop.clock())).map(({ code }) => code);

testOnEachEngine('many returns in a week leave the automatic refund to a person, and take nothing away', async (db) => {
  const shop = await openShop(db, AT_ONCE);
  const sent: SentReturn[] = [];
  for (let number = 1; number <= 5; number += 1) {
    sent.push(
      await returnOf(shop, { id: `o${number}`, number: `#100${number}`, lines: [{ id: `a${number}` }], ...abroad }),
    );
  }
  const [first, last] = [sent[0], sent[4]];
  if (!first || !last) throw new Error('five returns');
  expect([
    ...(await returnsWithSignals(
      db,
      sent.map(({ returnId }) => returnId),
    )),
  ]).toEqual([last.returnId]);
  expect(await codesOf(last)).toEqual(expect.arrayContaining(['burst', 'high-rate']));
  const before = await rowOf(last);
  await receive(last);
  expect(await rowOf(last)).toMatchObject({ state: 'received', decidedAt: null });
  const queue = await viewQueue({ db, clock: shop.clock }, { view: 'decide', staffId: 'ada' });
  expect(queue.rows.map(({ id, review }) => [id, review])).toEqual([[last.returnId, true]]);
  // What it pays is what it was before, and the same as one that nothing struck about.
  const { version, quote } = await rowOf(last);
  expect(quote).toEqual(before.quote);
  const preview = await previewDecision(shop, { returnId: last.returnId, version, decisions: acceptAll(last.lines) });
  const { quote: plain } = await rowOf(first);
  expect(preview).toMatchObject({ ok: true, quote: { total: Reflect.get(Object(plain), 'total') } });
});

test('a return that nothing strikes about is refunded on receipt', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db, AT_ONCE);
  const sent = await returnOf(shop, { id: 'o1', number: '#1001', lines: [{ id: 'a' }], ...abroad });
  await receive(sent);
  expect(await rowOf(sent)).toMatchObject({ state: 'decided' });
  expect(await codesOf(sent)).toEqual([]);
  // Seen at the dock: it is not missing, however long ago.
  shop.pass({ hours: 24 * 30 });
  expect(await codesOf(sent)).toEqual([]);
});

testOnEachEngine('an address of many customers strikes, whatever their names and spelling', async (db) => {
  const shop = await openShop(db);
  const place = { company: null, line2: null, region: null, country: 'DE', phone: null };
  let last: SentReturn | null = null;
  for (let number = 1; number <= 5; number += 1) {
    const line1 = number % 2 === 0 ? 'Lindenweg 1' : 'lindenweg  1.';
    last = await returnOf(shop, {
      ...{ id: `o${number}`, number: `#100${number}`, lines: [{ id: `a${number}` }] },
      ...{ email: `c${number}@linden.example`, emailKey: `c${number}@linden.example` },
      address: { ...place, name: `Customer ${number}`, line1, city: 'Berlin', postcode: '10115' },
    });
  }
  if (!last) throw new Error('no return');
  expect(await codesOf(last)).toContain('shared-address');
});

testOnEachEngine('a parcel under the label of a cancelled return strikes on the return it is for now', async (db) => {
  const shop = await openShop(db);
  const sold = await sell(shop, { id: 'o1', number: '#1001', lines: [{ id: 'a' }] });
  const other = await returnOf(shop, { id: 'o2', number: '#1002', lines: [{ id: 'b' }] });
  const first = await sendBack(shop, sold);
  expect(await cancelReturn(shop, { orderId: 'o1', rmaCode: first.rmaCode })).toEqual({ ok: true });
  const second = await sendBack(shop, sold);
  expect(await codesOf(second), 'cancelled, and nothing came').toEqual([]);
  const at = shop.clock().epochMilliseconds;
  const source = { device: 'device-one', staffId: 'dock', sentAt: at };
  const scanned = await recordScan(shop, source, { id: 'scan-1', code: first.rmaCode, scannedAt: at });
  expect(scanned).toMatchObject({ ok: true, scan: { reason: 'cancelled', returnId: first.returnId } });
  await receive(second);
  await receive(other);
  expect(await codesOf(second)).toEqual(['voided-label']);
  expect(await codesOf(other)).toEqual([]);
  expect([...(await returnsWithSignals(db, [second.returnId, other.returnId]))]).toEqual([second.returnId]);
});

test('an empty parcel strikes at once', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  const sent = await returnOf(shop, { id: 'o1', number: '#1001', lines: [{ id: 'a' }] });
  await receive(sent, { received: 0, grade: 'missing' });
  expect(await codesOf(sent)).toEqual(['empty-parcel']);
});

const weigh = async ({ shop, rmaCode, lines }: SentReturn, weightGrams: number | null, change: Partial<Count> = {}) => {
  const count = { rmaCode, staffId: 'dock', counts: allThere(lines, change), weightGrams };
  expect(await receiveParcel(shop, count)).toMatchObject({ ok: true });
};
/** Announced with 2 × 300 g and 400 g: 200 g are the slack. */
const weighed = [
  { id: 'a', quantity: 2, weightGrams: 300 },
  { id: 'b', weightGrams: 400 },
];

/** The same lines in another order. */
const own =
  (order: string) =>
  <Line extends { id: string }>(line: Line): Line => ({ ...line, id: `${order}-${line.id}` });

testOnEachEngine(
  'a parcel much lighter or heavier than what was announced strikes; each count weighs anew',
  async (db) => {
    const shop = await openShop(db);
    const sent = await returnOf(shop, { id: 'o1', number: '#1001', lines: weighed });
    await receive(sent);
    expect(await codesOf(sent), 'nobody weighed it').toEqual([]);
    const edges = [
      ...[
        [799, true],
        [800, false],
        [1000, false],
        [1200, false],
        [1201, true],
      ],
      ...[
        [1, true],
        [null, false],
        [1_000_000, true],
      ],
    ] as const;
    for (const [grams, strikes] of edges) {
      await weigh(sent, grams);
      expect(await codesOf(sent), `${grams} g`).toEqual(strikes ? ['weight-off'] : []);
      expect([...(await returnsWithSignals(db, [sent.returnId]))], `${grams} g, kept`).toHaveLength(strikes ? 1 : 0);
      expect(await rowOf(sent)).toMatchObject({ state: 'received', review: strikes });
    }
    const one = { received: 1, note: 'one of each' };
    await weigh(sent, 700, one);
    expect(await codesOf(sent), 'what was announced is compared, not what was counted').toEqual(['weight-off']);
    await weigh(sent, 900, one);
    expect(await codesOf(sent)).toEqual([]);
    await weigh(sent, 1_000_000);
    const signals = await lookAtReturn(db, sent.returnId, shop.clock());
    expect(signals[0]?.facts).toEqual({ measured: 1_000_000, expected: 1000 });
  },
);

testOnEachEngine(
  'a weight is compared only where that of every piece is known and one box was announced',
  async (db) => {
    const shop = await openShop(db);
    const [first, second] = weighed;
    if (!first || !second) throw new Error('two lines');
    const unknown = { ...second, weightGrams: null };
    const some = await returnOf(shop, { id: 'o1', number: '#1001', lines: [first, unknown] });
    await weigh(some, 1);
    expect(await codesOf(some)).toEqual([]);
    const known = await returnOf(shop, { id: 'o2', number: '#1002', lines: weighed.map(own('o2')) });
    await weigh(known, 1);
    expect(await codesOf(known)).toEqual(['weight-off']);
    const [parcel] = await listParcelsOfReturn(db, known.returnId);
    if (!parcel) throw new Error('no parcel');
    await db.transaction((tx) => insertParcel(tx, { ...parcel, id: 'second', position: 2 }));
    expect(await codesOf(known), 'of two boxes the scale saw one').toEqual([]);
  },
);

test('a weight that strikes leaves an automatic refund to a person, and takes nothing away', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db, AT_ONCE);
  const light = await returnOf(shop, { id: 'o1', number: '#1001', lines: weighed, ...abroad });
  await weigh(light, 100);
  expect(await rowOf(light)).toMatchObject({ state: 'received', decidedAt: null, review: true });
  const right = await returnOf(shop, { id: 'o2', number: '#1002', lines: weighed.map(own('o2')), ...abroad });
  await weigh(right, 1000);
  expect(await rowOf(right)).toMatchObject({ state: 'decided' });
  const { version, quote } = await rowOf(light);
  const preview = await previewDecision(shop, { returnId: light.returnId, version, decisions: acceptAll(light.lines) });
  expect(preview).toMatchObject({ ok: true, quote: { total: Reflect.get(Object(quote), 'total') } });
});
