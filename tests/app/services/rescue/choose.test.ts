import { expect, test } from 'vitest';
import { chooseOtherWay } from '#app/services/choose-other-way.server.ts';
import { endDebt } from '#app/services/end-debt.server.ts';
import { stopWait } from '#app/services/stop-wait.server.ts';
import { giveAccount } from '#app/services/transfer-account.server.ts';
import { viewReturn } from '#app/services/view-return.server.ts';
import { balancesOf } from '#db/ledger.ts';
import { listPayoutsOfReturn } from '#db/payouts.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import {
  ADA,
  askedTransfer,
  IBAN,
  mustLoad,
  OTHER,
  openRescue,
  report,
  strand,
  TAKES_CREDIT,
  transferOf,
} from './arrange.ts';

const customer = { kind: 'customer' } as const;
const desk = { kind: 'staff', staffId: 'agent' } as const;

testOnEachEngine('a refund that came back is paid in another way, once, however often it is asked for', async (db) => {
  const shop = await openRescue(db, TAKES_CREDIT);
  const { sent, payout } = await strand(shop);
  const ask = (way: 'credit' | 'transfer') =>
    chooseOtherWay(shop, {
      ...{ payoutId: payout.id, returnId: sent.returnId, way, account: way === 'transfer' ? ADA : null, by: customer },
    });
  const answers = await Promise.all([ask('transfer'), ask('credit'), ask('transfer')]);
  const chosen = new Set(answers.map((one) => (one.ok ? one.payoutId : one.refusal.code)));
  expect(chosen.size).toBe(1);
  const payouts = await listPayoutsOfReturn(db, sent.returnId);
  expect(payouts.map(({ state, position, amount, paymentId }) => [state, position, amount, paymentId])).toEqual([
    ['replaced', 1, payout.amount, payout.paymentId],
    ['owed', 2, payout.amount, payout.paymentId],
  ]);
  expect(payouts[1]?.replaces).toBe(payout.id);
  const balances = await balancesOf(db, { returnId: sent.returnId });
  expect(balances.get(`owed:${sent.returnId}`)).toBe(payout.amount);
  expect([...balances.values()].reduce((sum, one) => sum + one, 0)).toBe(0);
});

test('the account stands nowhere in clear, and the page shows no more of it than the last four symbols', async () => {
  await using db = await openTestDatabase();
  const shop = await openRescue(db);
  const { sent, payoutId, transfer } = await askedTransfer(shop);
  expect(transfer).toMatchObject({ state: 'asked', accountMask: 'DE•• •••• 3000', payoutId });
  expect(transfer.accountSealed).not.toContain('3000');
  const view = await viewReturn(shop, { orderId: 'o1', rmaCode: sent.rmaCode });
  expect(JSON.stringify(view)).not.toContain(IBAN.slice(4, 12));
  expect(view?.payouts[1]?.transfer).toMatchObject({ mask: 'DE•• •••• 3000', takesAccount: true });
});

const closed: [string, string, 'credit' | 'transfer', boolean, string][] = [
  ['the bank pays by a dispute', 'charge_for_pending_refund_disputed', 'transfer', true, 'payout.not-open'],
  ['a person decides first', 'a_reason_of_next_year', 'transfer', true, 'payout.not-open'],
  ['somebody at the shop stopped it', 'merchant_request', 'transfer', true, 'payout.not-open'],
  ['the shop takes no store credit', 'declined', 'credit', false, 'payout.way-closed'],
];

test.each(closed)('the customer cannot choose: %s', async (_, failure, way, takesCredit, code) => {
  await using db = await openTestDatabase();
  const shop = await openRescue(db, takesCredit ? TAKES_CREDIT : {});
  const { sent, payout } = await strand(shop, failure);
  const input = { payoutId: payout.id, returnId: sent.returnId, way, account: ADA };
  expect(await chooseOtherWay(shop, { ...input, by: customer })).toMatchObject({ ok: false, refusal: { code } });
  expect((await mustLoad(shop, payout.id)).state).toBe('reopened');
});

test('the desk may choose where the customer may not, but never where a dispute pays; and only while it is the desk', async () => {
  await using db = await openTestDatabase();
  const shop = await openRescue(db);
  const { sent, payout } = await strand(shop, 'a_reason_of_next_year');
  const input = { payoutId: payout.id, returnId: sent.returnId, way: 'transfer', account: null } as const;
  const byDock = await chooseOtherWay(shop, { ...input, by: { kind: 'staff', staffId: 'dock' } });
  expect(byDock).toMatchObject({ refusal: { code: 'payout.not-allowed' } });
  expect((await chooseOtherWay(shop, { ...input, returnId: 'other', by: desk })).ok).toBe(false);
  expect(await chooseOtherWay(shop, { ...input, by: desk })).toMatchObject({ ok: true, way: 'transfer' });
  const disputed = await strand(shop, 'charge_for_pending_refund_disputed', 'o2');
  const second = { ...input, payoutId: disputed.payout.id, returnId: disputed.sent.returnId, by: desk };
  expect((await chooseOtherWay(shop, second)).ok).toBe(false);
});

test('a transfer without an account asks the customer; the account can be changed until somebody has paid', async () => {
  await using db = await openTestDatabase();
  const shop = await openRescue(db, TAKES_CREDIT);
  const { sent, payout } = await strand(shop);
  const input = { payoutId: payout.id, returnId: sent.returnId, way: 'transfer', account: null, by: desk } as const;
  const chosen = await chooseOtherWay(shop, input);
  if (!chosen.ok) throw new Error(chosen.refusal.code);
  expect(await transferOf(shop, chosen.payoutId)).toMatchObject({ state: 'account-wanted', accountSealed: null });
  const give = (account: typeof ADA) =>
    giveAccount(shop, { payoutId: chosen.payoutId, returnId: sent.returnId, account, by: customer });
  expect((await give(ADA)).ok).toBe(true);
  expect((await give(OTHER)).ok).toBe(true);
  const { state, accountMask } = await transferOf(shop, chosen.payoutId);
  expect([state, accountMask]).toEqual(['asked', 'NL•• •••• 4300']);
  const elsewhere = await giveAccount(shop, { ...input, account: ADA, returnId: 'other' });
  expect(elsewhere).toMatchObject({ refusal: { code: 'transfer.unknown' } });
});

test('who would rather have store credit takes it as long as nobody has made the transfer', async () => {
  await using db = await openTestDatabase();
  const shop = await openRescue(db, TAKES_CREDIT);
  const { sent, payoutId, transfer } = await askedTransfer(shop);
  const input = { payoutId, returnId: sent.returnId, way: 'credit', account: null, by: customer } as const;
  expect(await chooseOtherWay(shop, input)).toMatchObject({ ok: true, way: 'credit' });
  const gone = await transferOf(shop, payoutId);
  expect(gone).toMatchObject({ id: transfer.id, state: 'withdrawn', accountSealed: null });
  expect(gone.erasedAt).not.toBeNull();
  const states = (await listPayoutsOfReturn(db, sent.returnId)).map(({ state, way }) => `${way} ${state}`);
  expect(states).toEqual(['payment replaced', 'transfer replaced', 'credit owed']);
});

test('a wait for the customer’s bank details ends when they would rather be paid otherwise', async () => {
  await using db = await openTestDatabase();
  const shop = await openRescue(db);
  const { sent, payout } = await strand(shop, 'declined', 'o9');
  expect(await stopWait(shop, { payoutId: payout.id, returnId: sent.returnId, by: customer })).toMatchObject({
    refusal: { code: 'payout.not-open' },
  });
  const waiting = await strand(shop, 'canceled');
  const { retryPayout } = await import('#app/services/retry-payout.server.ts');
  const where = { payoutId: waiting.payout.id, returnId: waiting.sent.returnId };
  expect((await retryPayout(shop, { ...where, staffId: 'agent' })).ok).toBe(true);
  await report(shop, waiting.payout, { status: 'action-needed', expiresAt: '2027-01-20T00:00:00Z' });
  const seen = async () =>
    (await viewReturn(shop, { orderId: 'o1', rmaCode: waiting.sent.rmaCode }))?.payouts.at(-1) ?? null;
  expect(await seen()).toMatchObject({ state: 'action-needed', expiresAt: '2027-01-20T00:00:00Z', stopping: false });
  expect((await stopWait(shop, { ...where, by: customer })).ok).toBe(true);
  expect(await seen()).toMatchObject({ stopping: true, ways: [] });
  await report(shop, waiting.payout, { status: 'failed', failure: 'merchant_request' });
  expect(await seen()).toMatchObject({ state: 'failed', task: 'other-way', ways: ['retry', 'transfer'] });
});

test('a debt that a dispute or somebody outside pays ends by a person of finance, and the ledger says where', async () => {
  await using db = await openTestDatabase();
  const shop = await openRescue(db);
  const { sent, payout } = await strand(shop, 'charge_for_pending_refund_disputed');
  const input = { payoutId: payout.id, returnId: sent.returnId, reason: 'dispute', note: null } as const;
  expect(await endDebt(shop, { ...input, staffId: 'agent' })).toMatchObject({
    refusal: { code: 'payout.not-allowed' },
  });
  expect((await endDebt(shop, { ...input, staffId: 'f1' })).ok).toBe(true);
  expect((await endDebt(shop, { ...input, staffId: 'f1' })).ok).toBe(false);
  const balances = await balancesOf(db, { returnId: sent.returnId });
  expect(balances.get(`owed:${sent.returnId}`)).toBe(0);
  expect(balances.get(`dispute:${payout.paymentId}`)).toBe(payout.amount);
});
