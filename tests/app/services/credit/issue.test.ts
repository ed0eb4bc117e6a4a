import { expect, test } from 'vitest';
import { issueCredit } from '#app/services/issue-credit.server.ts';
import { viewCreditsOfReturn } from '#app/services/view-credit.server.ts';
import { listCreditsOfReturn } from '#db/credits.ts';
import { balancesOf, listTransfers } from '#db/ledger.ts';
import { listPayoutsOfReturn } from '#db/payouts.ts';
import { loadReturn } from '#db/returns.ts';
import { formatCreditCode, parseCreditCode } from '#machines/credit/index.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { countMails, creditOf, onAccount, openCreditShop, oweCredit } from './arrange.ts';

testOnEachEngine(
  'a debt becomes a credit with its bonus, once, however often and at once it is asked for',
  async (db) => {
    const shop = await openCreditShop(db);
    const owed = await oweCredit(shop);
    expect(await loadReturn(db, owed.returnId)).toMatchObject({ resolution: 'store-credit', total: 4590 });
    expect(await listPayoutsOfReturn(db, owed.returnId)).toMatchObject([
      { way: 'credit', state: 'owed', amount: 4590 },
    ]);

    const [payoutId = ''] = owed.payoutIds;
    const asked = await Promise.all(Array.from({ length: 5 }, () => issueCredit(shop, { payoutId })));
    expect(asked.every(({ ok }) => ok)).toBe(true);
    expect(await issueCredit(shop, { payoutId })).toEqual({ ok: true });

    const credits = await listCreditsOfReturn(db, owed.returnId);
    expect(credits).toMatchObject([{ amount: 4590, bonus: 459, currency: 'EUR', country: 'DE', payoutId }]);
    const balances = await balancesOf(db, { returnId: owed.returnId });
    expect(balances.get(`owed:${owed.returnId}`)).toBe(0);
    expect(await onAccount(shop, credits[0]?.id ?? '', 'credit')).toBe(5049);
    expect((await listTransfers(db, { creditId: credits[0]?.id ?? '' })).map(({ kind }) => kind).toSorted()).toEqual([
      'bonus',
      'credit-issued',
    ]);
    const [payout] = await listPayoutsOfReturn(db, owed.returnId);
    expect(payout).toMatchObject({ state: 'settled', context: { reference: credits[0]?.codeHint } });
    expect(await loadReturn(db, owed.returnId)).toMatchObject({ state: 'closed' });
  },
);

testOnEachEngine('two payments of one order top up one credit, whichever is paid first', async (db) => {
  const shop = await openCreditShop(db);
  const payment = { provider: 'stripe', currency: 'EUR', label: null };
  const owed = await oweCredit(shop, {
    payments: [
      { ...payment, id: 'p1', position: 1, reference: 'pi_1', amount: 3000 },
      { ...payment, id: 'p2', position: 2, reference: 'pi_2', amount: 1590 },
    ],
  });
  expect(owed.payoutIds).toHaveLength(2);
  await Promise.all(owed.payoutIds.toReversed().map((payoutId) => issueCredit(shop, { payoutId })));
  const credits = await listCreditsOfReturn(db, owed.returnId);
  expect(credits).toMatchObject([{ amount: 4590, bonus: 459 }]);
  expect(await onAccount(shop, credits[0]?.id ?? '', 'credit')).toBe(5049);
  expect(await countMails(shop, 'credit-issued')).toBe(1);
});

test('the code is kept as a hash and sealed, and only the guest of its order is shown it', async () => {
  await using db = await openTestDatabase();
  const shop = await openCreditShop(db);
  const credit = await creditOf(shop);
  const row = await loadReturn(db, credit.returnId ?? '');
  const rmaCode = row?.rmaCode ?? '';
  const [own] = await viewCreditsOfReturn(shop, shop.credits.vault, { orderId: 'o1', rmaCode });
  const code = own?.code ?? '';
  expect(parseCreditCode(formatCreditCode(code))).toBe(code);
  expect(JSON.stringify(credit)).not.toContain(code);
  expect(credit.codeHash).toBe(shop.credits.vault.hash(code));
  expect(await viewCreditsOfReturn(shop, shop.credits.vault, { orderId: 'another', rmaCode })).toEqual([]);
  expect(own).toMatchObject({ balance: 5049, issued: 5049, bonus: 459, state: 'open', lastDay: '2029-12-31' });
});

test('a debt that is paid another way is not made into credit', async () => {
  await using db = await openTestDatabase();
  const shop = await openCreditShop(db);
  expect(await issueCredit(shop, { payoutId: 'none' })).toMatchObject({ refusal: { code: 'payout.unknown' } });
});
