import { expect, test } from 'vitest';
import { findMoney } from '#app/services/find-money.server.ts';
import { reconcile } from '#app/services/reconcile.server.ts';
import { startReconciliation } from '#app/services/start-reconciliation.server.ts';
import { viewLedger } from '#app/services/view-ledger.server.ts';
import { viewMoney } from '#app/services/view-money.server.ts';
import { findPayouts, viewPayouts } from '#app/services/view-payouts.server.ts';
import { viewDifference, viewRun, viewRuns } from '#app/services/view-reconciliation.server.ts';
import { insertPayout, loadPayout } from '#db/payouts.ts';
import { loadReturn } from '#db/returns.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { NOW, openShop } from '../customer/arrange.ts';
import { hear, openBooks, owe, pay, send } from './arrange.ts';

testOnEachEngine('the overview is the ledger: owed, on its way, paid today and lately, come back', async (db) => {
  const shop = await openShop(db);
  expect((await viewMoney(shop)).currencies).toEqual([]);
  await pay(shop, 'before');
  shop.pass({ hours: 24 });
  await pay(shop, 'today');
  await owe(shop, 'owed');
  await send(shop, await owe(shop, 'sent'));
  const back = await pay(shop, 'back');
  await hear(shop, back, 'failed');
  expect((await viewMoney(shop)).currencies).toEqual([
    {
      ...{ currency: 'EUR', owed: 8200, transit: 4100, paidToday: 8200, paidLately: 12_300, backLately: 4100 },
      ...{ credit: 0, disputed: 0 },
    },
  ]);
  shop.pass({ hours: 24 * 29 });
  expect((await viewMoney(shop)).currencies[0]).toMatchObject({ paidToday: 0, paidLately: 8200, backLately: 4100 });
});

test('the overview says how the last run found the ledger, and what waits for somebody', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  const books = openBooks();
  await pay(shop, '7001');
  shop.pass({ hours: 1 });
  expect(await viewMoney(shop)).toMatchObject({ ledger: null, lastRun: null, differences: { count: 0 } });
  const { runId } = await startReconciliation(shop, { days: 7, staffId: 'fina' });
  await reconcile(shop, books, runId);
  const view = await viewMoney(shop);
  expect(view).toMatchObject({ ledger: { ok: true, returns: 1 }, lastRun: { id: runId }, differences: { count: 1 } });
  const runs = await viewRuns(db, null);
  expect(runs.runs.map(({ id, found, by }) => [id, found, by])).toEqual([[runId, 1, 'staff:fina']]);
  const [open] = runs.open;
  expect(open).toMatchObject({ kind: 'missing', theirs: null, actions: ['read-again', 'accept'] });
  expect((await viewRun(db, runId))?.differences).toEqual([open]);
  expect((await viewDifference(db, open?.id ?? ''))?.difference).toEqual(open);
  expect([await viewRun(db, 'none'), await viewDifference(db, 'none')]).toEqual([null, null]);
});

testOnEachEngine('an order, a return, a payment and a refund are found by what people have of them', async (db) => {
  const shop = await openShop(db);
  const paid = await pay(shop, '7001');
  const { rmaCode } = (await loadReturn(db, paid.returnId)) ?? { rmaCode: '' };
  expect(await findMoney(db, ' #7001 ')).toMatchObject({ kind: 'order', id: '7001' });
  expect(await findMoney(db, formatRmaCode(rmaCode))).toMatchObject({ kind: 'return', id: paid.returnId });
  expect(await findMoney(db, 'pi_7001')).toMatchObject({ kind: 'payment', id: paid.paymentId });
  expect(await findMoney(db, 're_7001')).toMatchObject({ kind: 'return', id: paid.returnId });
  for (const nothing of ['', '  ', 'pi_none', 'x'.repeat(300)]) expect(await findMoney(db, nothing)).toBeNull();
});

testOnEachEngine('the ledger of an order: its movements in order, and balances that come to zero', async (db) => {
  const shop = await openShop(db);
  const { paymentId } = await pay(shop, '7001');
  const { transfers, balances } = await viewLedger(db, '#7001');
  expect(transfers.map(({ kind }) => kind)).toEqual(['order-paid', 'owed', 'fee-kept', 'sent', 'settled']);
  expect(balances.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
  expect(balances).toContainEqual({ account: `payment:${paymentId}`, amount: 4100 - 4590, currency: 'EUR' });
  expect((await viewLedger(db, 'pi_none')).subject).toBeNull();
});

testOnEachEngine('payouts by state, page by page, the latest moved first; and by what leads to them', async (db) => {
  const shop = await openShop(db);
  const { payoutId } = await owe(shop, '7001');
  const row = await loadPayout(db, payoutId);
  if (!row) throw new Error('no payout');
  await db.transaction(async (tx) => {
    for (let position = 2; position <= 51; position += 1) {
      const updatedAt = row.updatedAt.add({ seconds: position % 10 });
      await insertPayout(tx, { ...row, id: `p${position}`, position, amount: position, updatedAt });
    }
  });
  const first = await viewPayouts(db, { state: 'owed', after: null });
  const second = await viewPayouts(db, { state: 'owed', after: first.next });
  const rows = [...first.rows, ...second.rows];
  expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 1, null]);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(51);
  expect(
    rows.every((one, at) => at === 0 || Temporal.Instant.compare(rows[at - 1]?.updatedAt ?? NOW, one.updatedAt) >= 0),
  ).toBe(true);
  expect(first.counts.find(({ state }) => state === 'owed')).toEqual({ state: 'owed', count: 51, more: false });
  expect((await viewPayouts(db, { state: 'nonsense', after: 'nonsense' })).state).toBe('failed');
  expect((await findPayouts(db, '#7001'))?.rows.at(-1)).toMatchObject({ paymentRef: 'pi_7001', orderNumber: '#7001' });
  expect((await findPayouts(db, 'pi_7001'))?.rows).toHaveLength(51);
  expect(await findPayouts(db, 'nothing')).toBeNull();
});
