import { expect, test } from 'vitest';
import { answerLine } from '#app/services/answer-line.server.ts';
import { answerTravel } from '#app/services/answer-travel.server.ts';
import { beginDraft } from '#app/services/begin-draft.server.ts';
import { cancelReturn } from '#app/services/cancel-return.server.ts';
import { chooseLines } from '#app/services/choose-lines.server.ts';
import { loadDraftCase } from '#app/services/load-draft.server.ts';
import { previewDraft } from '#app/services/preview-return.server.ts';
import { readLabel } from '#app/services/read-label.server.ts';
import { reportLabel } from '#app/services/report-label.server.ts';
import { requestReturn } from '#app/services/request-return.server.ts';
import { commit, move } from '#app/services/unit-of-work.server.ts';
import { viewOrder } from '#app/services/view-order.server.ts';
import { viewReturn } from '#app/services/view-return.server.ts';
import { listParcelsOfReturn } from '#db/parcels.ts';
import { loadReturn } from '#db/returns.ts';
import { QuoteSchema } from '#machines/policy/index.ts';
import { returnWorkflow } from '#machines/return/index.ts';
import { parseRmaCode } from '#machines/rma-code.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { answerAll, NOW, openShop, sell } from './arrange.ts';

const one = [{ lineId: 'l1', quantity: 1 }];

async function sent(...[shop, orderId, chosen]: Parameters<typeof answerAll>) {
  const draft = await answerAll(shop, orderId, chosen);
  const requested = await requestReturn(shop, { ...draft, locale: 'de' });
  if (!requested.ok) throw new Error(requested.refusal.code);
  return { ...draft, ...requested };
}

test('a return stands with its lines, its parcel, its events and what follows from them', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1', quantity: 2 }, { id: 'l2' }] });
  const { rmaCode, returnId, draftId } = await sent(shop, 'o1', [
    { lineId: 'l1', quantity: 2 },
    { lineId: 'l2', quantity: 1 },
  ]);
  expect(parseRmaCode(rmaCode).ok).toBe(true);
  const row = await loadReturn(db, returnId);
  expect(row).toMatchObject({
    state: 'open',
    orderId: 'o1',
    draftId,
    locale: 'de',
    travel: 'label',
    email: 'Ada@example.com',
  });
  // 14 days from the request, in local days: the Directive, art. 13(1).
  expect(row?.refundDueAt?.toString()).toBe('2026-12-05T23:00:00Z');
  expect(row?.queueAt.toString()).toBe('2026-12-05T23:00:00Z');
  const { returnLines, parcels, workflowEvents, effects } = db.tables;
  expect((await db.select().from(returnLines)).map((line) => [line.orderLineId, line.quantity])).toEqual([
    ['l1', 2],
    ['l2', 1],
  ]);
  expect(await db.select().from(parcels)).toHaveLength(1);
  expect((await db.select().from(workflowEvents)).map((event) => event.subjectKind).toSorted()).toEqual([
    'line',
    'line',
    'parcel',
    'return',
  ]);
  expect((await db.select().from(effects)).map((effect) => effect.kind).toSorted()).toEqual(['label', 'mail']);
});

test('the quote on the page is the quote that is stored', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1', quantity: 3, unitPrice: 1999, discountTotal: 1000 }, { id: 'l2' }] });
  const draft = await answerAll(shop, 'o1', [{ lineId: 'l1', quantity: 2 }]);
  const draftCase = await loadDraftCase(db, { id: draft.draftId, orderId: 'o1' }, NOW);
  const previewed = draftCase && previewDraft(draftCase);
  const requested = await requestReturn(shop, { ...draft, locale: 'en' });
  const row = requested.ok ? await loadReturn(db, requested.returnId) : null;
  expect(previewed?.ok && previewed.preview.quote).toEqual(QuoteSchema.parse(row?.quote));
  // Two of three pieces at 19.99 less two thirds of 10.00 (3.34 and 3.33), less the label at 4.90.
  expect(row?.total).toBe(2 * 1999 - 667 - 490);
});

testOnEachEngine('twenty times the same draft at once is one return', async (db) => {
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  const draft = await answerAll(shop, 'o1', one);
  const all = await Promise.all(Array.from({ length: 20 }, () => requestReturn(shop, { ...draft, locale: 'en' })));
  expect(new Set(all.map((answer) => (answer.ok ? answer.rmaCode : answer.refusal.code))).size).toBe(1);
  expect(all.every((answer) => answer.ok)).toBe(true);
  expect(await db.$count(db.tables.returns)).toBe(1);
  expect(await db.$count(db.tables.returnLines)).toBe(1);
  expect(await db.$count(db.tables.effects)).toBe(2);
});

testOnEachEngine('two returns that want the last piece: one gets it, the other is told', async (db) => {
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  const first = await answerAll(shop, 'o1', one);
  await db.transaction((tx) =>
    tx.insert(tx.tables.drafts).values({
      ...{ id: 'second', orderId: 'o1', version: 1, createdAt: NOW, updatedAt: NOW, returnId: null },
      answers: {
        schemaVersion: 1,
        refund: 'original',
        travel: 'label',
        lines: [{ lineId: 'l1', quantity: 1, reason: 'changed-mind', comment: null, seal: null }],
      },
    }),
  );
  const both = await Promise.all([
    requestReturn(shop, { ...first, locale: 'en' }),
    requestReturn(shop, { orderId: 'o1', draftId: 'second', locale: 'en' }),
  ]);
  expect(both.filter((answer) => answer.ok)).toHaveLength(1);
  expect(both.find((answer) => !answer.ok)).toMatchObject({ refusal: { code: 'line.not-returnable' } });
  expect(await db.$count(db.tables.returns)).toBe(1);
});

test('a draft that is not complete, not known or of another order is not sent', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  await sell(shop, { id: 'o2', number: '#1002', lines: [{ id: 'l2' }] });
  const { draftId } = await beginDraft(shop, { orderId: 'o1' });
  const draft = { orderId: 'o1', draftId, locale: 'en' };
  expect(await requestReturn(shop, draft)).toMatchObject({ refusal: { code: 'draft.incomplete' } });
  await chooseLines(shop, { ...draft, chosen: one });
  expect(await requestReturn(shop, draft)).toMatchObject({ refusal: { code: 'draft.incomplete' } });
  expect(await requestReturn(shop, { ...draft, orderId: 'o2' })).toEqual(
    await requestReturn(shop, { ...draft, draftId: 'x' }),
  );
  expect(await db.$count(db.tables.returns)).toBe(0);
});

test('what has become impossible since the answers is refused with the question to answer again', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  const draft = await answerAll(shop, 'o1', one);
  shop.pass({ hours: 26 * 24 });
  const draftCase = await loadDraftCase(db, { id: draft.draftId, orderId: 'o1' }, shop.clock());
  expect(draftCase && previewDraft(draftCase)).toMatchObject({ ok: false, ask: { page: 'reason', lineId: 'l1' } });
  expect(await requestReturn(shop, { ...draft, locale: 'en' })).toMatchObject({
    refusal: { code: 'reason.not-admitted' },
  });
});

test('a fault travels free, and its refund has no fee', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  const draft = await answerAll(shop, 'o1', one);
  await answerLine(shop, { ...draft, lineId: 'l1', reason: 'defective', comment: 'It hums', seal: null });
  await answerTravel(shop, { ...draft, travel: 'label' });
  const requested = await requestReturn(shop, { ...draft, locale: 'en' });
  const row = requested.ok ? await loadReturn(db, requested.returnId) : null;
  // The whole order comes back for a fault: goods 20.00 and delivery 5.90.
  expect(row?.total).toBe(2590);
});

test('a cancelled return gives its pieces back, and its label no longer works', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  const { rmaCode, returnId } = await sent(shop, 'o1', one);
  expect((await viewOrder(shop, { orderId: 'o1' }))?.lines[0]?.standing).toMatchObject({
    kind: 'no',
    code: 'line.nothing-left',
  });
  const files = { get: async () => ({ bytes: new Uint8Array([1]), contentType: 'application/pdf' }) };
  const label = { orderId: 'o1', rmaCode, format: 'a4' } as const;
  expect(await readLabel({ ...shop, files }, label)).toMatchObject({ refusal: { code: 'label.not-ready' } });
  const [parcel] = await listParcelsOfReturn(db, returnId);
  expect(await reportLabel(shop, { parcelId: parcel?.id ?? '', bytes: { a4: 1, '4x6': 1 } })).toEqual({ ok: true });
  expect((await readLabel({ ...shop, files }, label)).ok).toBe(true);
  expect(await cancelReturn(shop, { orderId: 'o1', rmaCode })).toEqual({ ok: true });
  expect(await cancelReturn(shop, { orderId: 'o1', rmaCode })).toMatchObject({
    refusal: { code: 'return.cancelled-before' },
  });
  expect((await viewOrder(shop, { orderId: 'o1' }))?.lines[0]?.standing.kind).toBe('until');
  expect(await readLabel({ ...shop, files }, label)).toMatchObject({ refusal: { code: 'label.no-longer-valid' } });
  expect(await viewReturn(shop, { orderId: 'o1', rmaCode })).toMatchObject({
    state: 'cancelled',
    mayCancel: false,
    lines: [{ state: 'cancelled' }],
  });
});

test('a return that has arrived is not cancelled', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  const { rmaCode, returnId } = await sent(shop, 'o1', one);
  await commit(shop, 'staff:1', async (unit) => {
    const row = await loadReturn(unit.tx, returnId);
    if (row) await move(unit, returnWorkflow, { ...row, returnId }, { type: 'receive' });
  });
  expect(await cancelReturn(shop, { orderId: 'o1', rmaCode })).toMatchObject({
    refusal: { code: 'return.too-late-to-cancel' },
  });
  expect((await loadReturn(db, returnId))?.state).toBe('received');
  expect((await viewReturn(shop, { orderId: 'o1', rmaCode }))?.mayCancel).toBe(false);
});

test('a return is shown to, cancelled by and labelled for the guest of its order only', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { lines: [{ id: 'l1' }] });
  await sell(shop, { id: 'o2', number: '#1002', lines: [{ id: 'l2' }] });
  const { rmaCode } = await sent(shop, 'o1', one);
  const files = { get: async () => ({ bytes: new Uint8Array([1]), contentType: 'application/pdf' }) };
  const foreign = { orderId: 'o2', rmaCode };
  const unknown = { orderId: 'o2', rmaCode: 'ZZZZZZZZZ' };
  expect(await viewReturn(shop, foreign)).toBeNull();
  expect(await viewReturn(shop, unknown)).toBeNull();
  expect(await cancelReturn(shop, foreign)).toEqual(await cancelReturn(shop, unknown));
  const label = { format: 'a4' } as const;
  expect(await readLabel({ ...shop, files }, { ...foreign, ...label })).toEqual(
    await readLabel({ ...shop, files }, { ...unknown, ...label }),
  );
  expect((await viewReturn(shop, { orderId: 'o1', rmaCode }))?.state).toBe('open');
});

test('a second return of an order names other pieces and other cents', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  await sell(shop, { shippingPaid: 0, lines: [{ id: 'l1', quantity: 3, unitPrice: 1000, discountTotal: 100 }] });
  const totals = [];
  for (let count = 0; count < 3; count += 1) {
    const draft = await answerAll(shop, 'o1', one);
    await answerTravel(shop, { ...draft, travel: 'own' });
    const requested = await requestReturn(shop, { ...draft, locale: 'en' });
    totals.push(requested.ok ? (await loadReturn(db, requested.returnId))?.total : requested.refusal.code);
  }
  // 30.00 less 1.00, to the cent: no third of the discount is given twice.
  expect(totals.toSorted()).toEqual([966, 967, 967]);
});
