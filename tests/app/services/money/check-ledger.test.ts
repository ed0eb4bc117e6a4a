import { expect, test } from 'vitest';
import { checkLedger } from '#app/services/check-ledger.server.ts';
import { tellPayout } from '#app/services/report-refund.server.ts';
import { post } from '#db/ledger.ts';
import { keepLedgerTotals, ledgerTotals } from '#db/ledger-totals.ts';
import { account, type Leg, transfersOf } from '#machines/ledger/index.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { openShop, type TestShop } from '../customer/arrange.ts';
import { hear, owe, send } from './arrange.ts';

/** A transfer that no service would write. */
async function misplace(world: TestShop, leg: Leg, about: { returnId?: string; payoutId?: string; currency?: string }) {
  const transfers = transfersOf({ key: `test:${leg.debit}`, currency: 'EUR', paymentId: 'o1-payment', ...about }, [
    leg,
  ]);
  await world.db.transaction((tx) => post(tx, transfers, { at: world.clock(), nextId: () => world.ids.next() }));
}

testOnEachEngine('the ledger agrees with the payouts at every station of a refund', async (db) => {
  const world = await openShop(db);
  expect(await checkLedger(db)).toMatchObject({ ok: true, returns: 0, payments: 0, sums: [] });
  const paid = await owe(world, 'o1');
  expect(await checkLedger(db)).toMatchObject({
    ok: true,
    returns: 1,
    payments: 1,
    sums: [{ currency: 'EUR', total: 0 }],
  });
  expect(await ledgerTotals(db)).toContainEqual({ currency: 'EUR', name: 'owed', total: 4100 });
  await send(world, paid);
  expect(await checkLedger(db)).toMatchObject({ ok: true, problems: [] });
  expect(await ledgerTotals(db)).toContainEqual({ currency: 'EUR', name: 'transit', total: 4100 });
  await hear(world, paid, 'succeeded');
  expect(await checkLedger(db)).toMatchObject({ ok: true, problems: [], found: 0 });
  const settled = await ledgerTotals(db);
  expect(settled).toContainEqual({ currency: 'EUR', name: 'owed', total: 0 });
  expect(settled).toContainEqual({ currency: 'EUR', name: 'payment', total: 4100 - 4590 });
});

test('the ledger agrees with a payout that came back, and with a debt that was ended otherwise', async () => {
  await using db = await openTestDatabase();
  const shop = await openShop(db);
  const paid = await owe(shop, 'o1');
  await send(shop, paid);
  await hear(shop, paid, 'succeeded');
  await hear(shop, paid, 'failed');
  expect(await checkLedger(db)).toMatchObject({ ok: true, problems: [] });
  expect(await ledgerTotals(db)).toContainEqual({ currency: 'EUR', name: 'owed', total: 4100 });
  const event = { type: 'cancel', reason: 'paid-outside' } as const;
  const told = await tellPayout(shop, { payoutId: paid.payoutId, attempt: 1, event, actor: 'staff:fina' });
  expect(told.ok).toBe(true);
  expect(await checkLedger(db)).toMatchObject({ ok: true, problems: [] });
  expect(await ledgerTotals(db)).toContainEqual({ currency: 'EUR', name: 'outside', total: 4100 });
});

test('money that stands where no payout has it is found, by return and by payment', async () => {
  await using db = await openTestDatabase();
  const world = await openShop(db);
  const { returnId, payoutId } = await owe(world, 'o1');
  const [owed, transit] = [account.owed(returnId), account.transit('o1-payment')];
  await misplace(world, { kind: 'sent', debit: owed, credit: transit, amount: 7 }, { returnId, payoutId });
  const check = await checkLedger(db);
  expect(check.ok).toBe(false);
  expect(check.problems).toEqual([
    { kind: 'owed', subject: returnId, ledger: 4093, expected: 4100 },
    { kind: 'transit', subject: 'o1-payment', ledger: 7, expected: 0 },
  ]);
});

test('a return that moves in two currencies is found', async () => {
  await using db = await openTestDatabase();
  const world = await openShop(db);
  const { returnId } = await owe(world, 'o1');
  const leg: Leg = { kind: 'owed', debit: account.sales('o1'), credit: account.owed(returnId), amount: 5 };
  await misplace(world, leg, { returnId, currency: 'USD' });
  expect((await checkLedger(db)).problems).toEqual([{ kind: 'currency', subject: returnId, ledger: 2, expected: 1 }]);
});

testOnEachEngine('totals that were kept and what came after them are the totals of all', async (db) => {
  const world = await openShop(db);
  const paid = await owe(world, 'o1');
  await send(world, paid);
  await hear(world, paid, 'succeeded');
  world.pass({ hours: 1 });
  const keep = (at: Temporal.Instant) => db.transaction((tx) => keepLedgerTotals(tx, at));
  const sorted = async () => (await ledgerTotals(db)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const whole = await sorted();
  await keep(world.clock());
  expect(await sorted()).toEqual(whole);
  await owe(world, 'o2');
  const more = await sorted();
  expect(more).toContainEqual({ currency: 'EUR', name: 'owed', total: 4100 });
  world.pass({ hours: 1 });
  await keep(world.clock());
  await keep(world.clock().subtract({ hours: 2 }));
  expect(await sorted()).toEqual(more);
});
