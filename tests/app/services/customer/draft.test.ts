import { expect, test } from 'vitest';
import { addPhoto } from '#app/services/add-photo.server.ts';
import { answerLine, dropLine } from '#app/services/answer-line.server.ts';
import { answerTravel } from '#app/services/answer-travel.server.ts';
import { beginDraft } from '#app/services/begin-draft.server.ts';
import { chooseLines, reasonsFor } from '#app/services/choose-lines.server.ts';
import { loadOpenDraft } from '#app/services/load-draft.server.ts';
import { loadOrderCase } from '#app/services/order-case.server.ts';
import { readPhoto } from '#app/services/read-photo.server.ts';
import { removePhoto } from '#app/services/remove-photo.server.ts';
import { viewOrder } from '#app/services/view-order.server.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { answerAll, NOW, openShop, sell } from './arrange.ts';

const photo = { jpeg: new Uint8Array([1, 2, 3]), width: 1, height: 1 };

function memoryFiles() {
  const kept = new Map<string, { bytes: Uint8Array; contentType: string }>();
  return {
    kept,
    put: async (id: string, bytes: Uint8Array, contentType: string) => void kept.set(id, { bytes, contentType }),
    get: async (id: string) => kept.get(id) ?? null,
    delete: async (id: string) => void kept.delete(id),
  };
}

testOnEachEngine('two tabs that begin at once write on the same draft', async (db) => {
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  const begun = await Promise.all(Array.from({ length: 4 }, () => beginDraft(shop, { orderId: 'o1' })));
  expect(new Set(begun.map(({ draftId }) => draftId)).size).toBe(1);
});

test('answers wait a week for the customer, then the return begins anew', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  const { draftId } = await answerAll(shop, 'o1', [{ lineId: 'l1', quantity: 1 }]);
  shop.pass({ hours: 7 * 24 - 1 });
  expect((await beginDraft(shop, { orderId: 'o1' })).draftId).toBe(draftId);
  expect((await loadOpenDraft(db, 'o1', shop.clock()))?.draft.answers.lines[0]?.reason).toBe('changed-mind');
  shop.pass({ hours: 2 });
  expect((await beginDraft(shop, { orderId: 'o1' })).draftId).not.toBe(draftId);
});

test.each([
  ['nothing', [], { code: 'items.none' }],
  ['a line of another order', [{ lineId: 'other', quantity: 1 }], { code: 'line.unknown' }],
  ['an invented line', [{ lineId: "'; drop table", quantity: 1 }], { code: 'line.unknown' }],
  ['more than is left', [{ lineId: 'l1', quantity: 3 }], { code: 'line.above-left', left: 2 }],
  ['a line that was not shipped', [{ lineId: 'gift', quantity: 1 }], { code: 'line.not-returnable' }],
])('choosing %s is refused and changes nothing', async (_, chosen, refusal) => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, {
    lines: [
      { id: 'l1', quantity: 3, returnedElsewhere: 1 },
      { id: 'gift', requiresShipping: false },
    ],
  });
  await sell(shop, { id: 'o2', number: '#1002', lines: [{ id: 'other' }] });
  const { draftId } = await beginDraft(shop, { orderId: 'o1' });
  const answered = await chooseLines(shop, { orderId: 'o1', draftId, chosen });
  expect(answered).toMatchObject({ ok: false, refusal });
  expect((await loadOpenDraft(db, 'o1', NOW))?.draft.answers.lines).toEqual([]);
});

test('the draft of another order is like one that does not exist', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  await sell(shop, { id: 'o2', number: '#1002', lines: [{ id: 'l2' }] });
  const { draftId } = await answerAll(shop, 'o1', [{ lineId: 'l1', quantity: 1 }]);
  const chosen = [{ lineId: 'l2', quantity: 1 }];
  const foreign = await chooseLines(shop, { orderId: 'o2', draftId, chosen });
  const unknown = await chooseLines(shop, { orderId: 'o2', draftId: 'nobody', chosen });
  expect(foreign).toEqual(unknown);
  expect(foreign).toMatchObject({ refusal: { code: 'draft.not-found' } });
});

testOnEachEngine('of two answers at once none is lost', async (db) => {
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }, { id: 'l2' }] });
  const { draftId } = await beginDraft(shop, { orderId: 'o1' });
  const draft = { orderId: 'o1', draftId };
  await chooseLines(shop, {
    ...draft,
    chosen: [
      { lineId: 'l1', quantity: 1 },
      { lineId: 'l2', quantity: 1 },
    ],
  });
  const told = { reason: 'too-small', comment: null, seal: null } as const;
  await Promise.all([
    answerLine(shop, { ...draft, ...told, lineId: 'l1' }),
    answerLine(shop, { ...draft, ...told, lineId: 'l2' }),
  ]);
  const lines = (await loadOpenDraft(db, 'o1', NOW))?.draft.answers.lines;
  expect(lines?.map((line) => line.reason)).toEqual(['too-small', 'too-small']);
});

test.each([
  ['changed-mind', 'unbroken', null],
  ['changed-mind', 'broken', 'seal.broken'],
  ['changed-mind', null, 'seal.required'],
  ['defective', 'broken', null],
] as const)('of sealed goods, %s with a seal %s: %s', async (reason, seal, code) => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1', traits: ['sealed_hygiene_unsealed'] }] });
  const { draftId } = await beginDraft(shop, { orderId: 'o1' });
  const draft = { orderId: 'o1', draftId };
  await chooseLines(shop, { ...draft, chosen: [{ lineId: 'l1', quantity: 1 }] });
  const answered = await answerLine(shop, { ...draft, lineId: 'l1', reason, seal, comment: null });
  expect(answered.ok ? null : answered.refusal.code).toBe(code);
});

test('after the window only faults are reasons, and a change of mind is refused with the day it ended', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  const { draftId } = await beginDraft(shop, { orderId: 'o1' });
  const draft = { orderId: 'o1', draftId };
  await chooseLines(shop, { ...draft, chosen: [{ lineId: 'l1', quantity: 1 }] });
  shop.pass({ hours: 26 * 24 });
  const orderCase = await loadOrderCase(db, 'o1', shop.clock());
  const reasons = orderCase ? reasonsFor(orderCase, 'l1') : [];
  expect(reasons).toEqual(['defective', 'wrong-item', 'damaged-in-transit', 'not-as-described']);
  const told = { ...draft, lineId: 'l1', comment: null, seal: null };
  await beginDraft(shop, { orderId: 'o1' });
  expect(await answerLine(shop, { ...told, reason: 'changed-mind' })).toMatchObject({
    refusal: { code: 'reason.not-admitted', endedOn: '2026-12-16' },
  });
  expect((await answerLine(shop, { ...told, reason: 'defective' })).ok).toBe(true);
  const view = await viewOrder(shop, { orderId: 'o1' });
  expect(view?.lines[0]?.standing).toEqual({ kind: 'faults-only', endedOn: '2026-12-16', faultsUntil: '2028-11-16' });
});

test('each line is returnable until a date, and where the delivery is not known the time has not begun', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  await sell(shop, { id: 'o2', number: '#1002', shipments: [], lines: [{ id: 'l2', shipmentId: null }] });
  expect((await viewOrder(shop, { orderId: 'o1' }))?.lines[0]?.standing).toEqual({
    kind: 'until',
    lastDay: '2026-12-16',
  });
  expect((await viewOrder(shop, { orderId: 'o2' }))?.lines[0]?.standing).toEqual({ kind: 'open' });
});

test('a line taken out leads to the next question', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }, { id: 'l2' }] });
  const draft = await answerAll(shop, 'o1', [
    { lineId: 'l1', quantity: 1 },
    { lineId: 'l2', quantity: 1 },
  ]);
  expect(await dropLine(shop, { ...draft, lineId: 'l1' })).toEqual({ ok: true, next: { page: 'check' } });
  expect(await dropLine(shop, { ...draft, lineId: 'l2' })).toEqual({ ok: true, next: { page: 'items' } });
});

test('a label that the policy does not offer is refused', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  const draft = await answerAll(shop, 'o1', [{ lineId: 'l1', quantity: 1 }]);
  const { policyVersions } = db.tables;
  const [version] = await db.select().from(policyVersions);
  const stingy = JSON.parse(JSON.stringify(version?.document));
  stingy.default.returnCost.labelFee = null;
  await db.transaction((tx) => tx.update(policyVersions).set({ document: stingy }));
  expect(await answerTravel(shop, { ...draft, travel: 'label' })).toMatchObject({
    refusal: { code: 'travel.not-offered' },
  });
  expect(await answerTravel(shop, { ...draft, travel: 'own' })).toMatchObject({ ok: true });
});

test('ten photos are kept, the eleventh is refused and leaves no file behind', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  const files = memoryFiles();
  const deps = { ...shop, files };
  const draft = await answerAll(shop, 'o1', [{ lineId: 'l1', quantity: 1 }]);
  for (let count = 0; count < 10; count += 1) {
    expect((await addPhoto(deps, { ...draft, lineId: 'l1', photo })).ok).toBe(true);
  }
  expect(await addPhoto(deps, { ...draft, lineId: 'l1', photo })).toMatchObject({
    refusal: { code: 'photo.too-many' },
  });
  expect(files.kept.size).toBe(10);
});

test('a photo is seen and removed by the guest of its order only', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  await sell(shop, { id: 'o2', number: '#1002', lines: [{ id: 'l2' }] });
  const files = memoryFiles();
  const deps = { ...shop, files };
  const draft = await answerAll(shop, 'o1', [{ lineId: 'l1', quantity: 1 }]);
  const added = await addPhoto(deps, { ...draft, lineId: 'l1', photo });
  const photoId = added.ok ? added.photoId : '';
  expect(await readPhoto(deps, { orderId: 'o1', photoId })).toMatchObject({ ok: true, contentType: 'image/jpeg' });
  const foreign = await readPhoto(deps, { orderId: 'o2', photoId });
  expect(foreign).toEqual(await readPhoto(deps, { orderId: 'o2', photoId: 'nobody' }));
  expect(await removePhoto(deps, { ...draft, orderId: 'o2', photoId })).toMatchObject({ ok: false });
  expect(files.kept.size).toBe(1);
  expect((await removePhoto(deps, { ...draft, photoId })).ok).toBe(true);
  expect(files.kept.size).toBe(0);
});
