import { expect } from 'vitest';
import { redeemCredit, reverseRedemption } from '#app/services/redeem-credit.server.ts';
import { viewCredit, viewCreditUses } from '#app/services/view-credit.server.ts';
import { loadCredit } from '#db/credits.ts';
import { testOnEachEngine } from '#tests/support/databases.ts';
import { countMails, creditOf, fireDue, onAccount, openCreditShop } from './arrange.ts';

const ORDER = { currency: 'EUR', orderRef: 'shop-7' };

testOnEachEngine('fifty at once take what is there and not a cent more', async (db) => {
  const shop = await openCreditShop(db);
  const { id: creditId } = await creditOf(shop);
  // 50.49 are on it: of fifty times 3.00 sixteen fit.
  const wishes = Array.from({ length: 50 }, (_, index) => ({
    ...ORDER,
    creditId,
    requestKey: `r${index}`,
    amount: 300,
  }));
  const answers = await Promise.all(wishes.map((wish) => redeemCredit(shop, wish)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(16);
  const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code]));
  expect(new Set(refused)).toEqual(new Set(['credit.not-enough']));
  expect(await onAccount(shop, creditId, 'credit')).toBe(249);
  expect(await onAccount(shop, creditId, 'redeemed')).toBe(4800);
  expect(await redeemCredit(shop, { ...ORDER, creditId, requestKey: 'rest', amount: 249 })).toMatchObject({ ok: true });
  expect(await onAccount(shop, creditId, 'credit')).toBe(0);
});

testOnEachEngine(
  'the same request is one redemption, however often and at once; the same name for another is refused',
  async (db) => {
    const shop = await openCreditShop(db);
    const { id: creditId } = await creditOf(shop);
    const { id: otherId } = await creditOf(shop, { id: 'o2' });
    const wish = { ...ORDER, creditId, requestKey: 'r1', amount: 1000 };
    const answers = await Promise.all(Array.from({ length: 10 }, () => redeemCredit(shop, wish)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ ok: true, redemption: { requestKey: 'r1', amount: 1000, reversedAt: null } });
    expect(await onAccount(shop, creditId, 'credit')).toBe(4049);
    const conflict = { ok: false, refusal: { code: 'redemption.conflict' } };
    for (const change of [{ amount: 999 }, { orderRef: 'shop-8' }, { creditId: otherId }, { currency: 'USD' }])
      expect(await redeemCredit(shop, { ...wish, ...change })).toMatchObject(conflict);
    expect(await onAccount(shop, otherId, 'credit')).toBe(5049);
  },
);

testOnEachEngine('a reversal gives it back once, and only to the credit that it came from', async (db) => {
  const shop = await openCreditShop(db);
  const { id: creditId } = await creditOf(shop);
  const { id: otherId } = await creditOf(shop, { id: 'o2' });
  const wish = { ...ORDER, creditId, requestKey: 'r1', amount: 5049 };
  await redeemCredit(shop, wish);
  expect(await reverseRedemption(shop, { creditId: otherId, requestKey: 'r1' })).toMatchObject({
    refusal: { code: 'redemption.not-found' },
  });
  const [first, again] = await Promise.all([1, 2].map(() => reverseRedemption(shop, { creditId, requestKey: 'r1' })));
  expect(first).toEqual(again);
  expect(first).toMatchObject({ ok: true, redemption: { reversedAt: shop.clock().toString() } });
  expect(await onAccount(shop, creditId, 'credit')).toBe(5049);
  expect(await onAccount(shop, creditId, 'redeemed')).toBe(0);
  // Who asks once more for what was given back is told so, and takes nothing.
  expect(await redeemCredit(shop, wish)).toEqual(first);
  expect(await onAccount(shop, creditId, 'credit')).toBe(5049);
  expect((await viewCreditUses(shop, creditId)).map(({ kind }) => kind).toSorted()).toEqual(['redemption', 'reversal']);
});

testOnEachEngine('what is left at the end lapses; given back afterwards it can be used again', async (db) => {
  const shop = await openCreditShop(db);
  const credit = await creditOf(shop);
  const { id: creditId } = credit;
  await redeemCredit(shop, { ...ORDER, creditId, requestKey: 'r1', amount: 1000 });
  // Given in November 2026 in Germany: until the end of 2029.
  const end = Temporal.Instant.from('2029-12-31T23:00:00Z');
  shop.pass(shop.clock().until(end).subtract({ hours: 480 }));
  await fireDue(shop);
  expect(await countMails(shop, 'credit-expiring')).toBe(1);
  shop.pass(shop.clock().until(end).subtract({ milliseconds: 1 }));
  await fireDue(shop);
  expect(await viewCredit(shop, credit)).toMatchObject({ state: 'open', balance: 4049, lastDay: '2029-12-31' });
  shop.pass({ milliseconds: 1 });
  expect(await viewCredit(shop, credit)).toMatchObject({ state: 'expired', balance: 0 });
  const late = { ...ORDER, creditId, requestKey: 'late', amount: 1 };
  expect(await redeemCredit(shop, late)).toMatchObject({ refusal: { code: 'credit.expired' } });
  await fireDue(shop);
  expect(await onAccount(shop, creditId, 'credit')).toBe(0);
  expect(await onAccount(shop, creditId, 'breakage')).toBe(4049);

  await reverseRedemption(shop, { creditId, requestKey: 'r1' });
  const opened = await loadCredit(db, creditId);
  expect(opened).toMatchObject({ closedAt: null, expiresAt: end.add({ hours: 24 * 90 }) });
  expect(await onAccount(shop, creditId, 'credit')).toBe(1000);
  expect(await redeemCredit(shop, late)).toMatchObject({ ok: true });
  shop.pass({ hours: 24 * 91 });
  await fireDue(shop);
  expect(await onAccount(shop, creditId, 'breakage')).toBe(4049 + 999);
});
