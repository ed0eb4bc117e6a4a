import { expect, test } from 'vitest';
import { bounceTransfer } from '#app/services/bounce-transfer.server.ts';
import { chooseOtherWay } from '#app/services/choose-other-way.server.ts';
import { confirmTransfer } from '#app/services/confirm-transfer.server.ts';
import { endDebt } from '#app/services/end-debt.server.ts';
import { recordTransfer, voidRecord } from '#app/services/record-transfer.server.ts';
import { refuseAccount } from '#app/services/refuse-account.server.ts';
import { revealAccount } from '#app/services/reveal-account.server.ts';
import { giveAccount } from '#app/services/transfer-account.server.ts';
import { viewTransferPage, viewTransfers } from '#app/services/view-transfers.server.ts';
import { insertDispute, replaceDispute } from '#db/disputes.ts';
import { balancesOf } from '#db/ledger.ts';
import { loadReturn } from '#db/returns.ts';
import { listEventsOfReturn } from '#db/workflow-events.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { ADA, again, askedTransfer, IBAN, mustLoad, OTHER, openRescue, TAKES_CREDIT } from './arrange.ts';

const madeOn = '2026-12-05';
const reference = 'SEPA-20261205-77';

testOnEachEngine(
  'one person pays, another confirms: the debt is settled from then on, and the ledger says by which bank',
  async (db) => {
    const shop = await openRescue(db);
    const { sent, payoutId, transfer } = await askedTransfer(shop);
    const { id: transferId, contentHash } = transfer;
    const recorded = await recordTransfer(shop, { transferId, staffId: 'f1', contentHash, reference, madeOn });
    expect(recorded).toEqual({ ok: true });
    expect((await mustLoad(shop, payoutId)).state).toBe('owed');
    const own = await confirmTransfer(shop, { transferId, staffId: 'f1', contentHash });
    expect(own).toMatchObject({ refusal: { code: 'transfer.same-person' } });
    const both = await Promise.all([
      confirmTransfer(shop, { transferId, staffId: 'f2', contentHash }),
      confirmTransfer(shop, { transferId, staffId: 'f2', contentHash }),
    ]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect((await mustLoad(shop, payoutId)).context).toMatchObject({ reference });
    expect((await mustLoad(shop, payoutId)).state).toBe('settled');
    expect((await loadReturn(db, sent.returnId))?.state).toBe('closed');
    const balances = await balancesOf(db, { returnId: sent.returnId });
    expect(balances.get('bank:EUR')).toBe(transfer.amount);
    expect(balances.get(`owed:${sent.returnId}`)).toBe(0);
  },
);

test('every act asks the role that stands in the database at that moment', async () => {
  await using db = await openTestDatabase();
  const shop = await openRescue(db);
  const { transfer } = await askedTransfer(shop);
  const { id: transferId, contentHash } = transfer;
  const acts = (staffId: string) => [
    recordTransfer(shop, { transferId, staffId, contentHash, reference, madeOn }),
    confirmTransfer(shop, { transferId, staffId, contentHash }),
    revealAccount(shop, { transferId, staffId }),
    refuseAccount(shop, { transferId, staffId, reason: 'other' }),
    voidRecord(shop, { transferId, staffId }),
    bounceTransfer(shop, { transferId, staffId }),
  ];
  for (const staffId of ['agent', 'dock', 'nobody']) {
    for (const answer of await Promise.all(acts(staffId))) {
      expect(answer).toMatchObject({ ok: false, refusal: { code: 'transfer.not-allowed' } });
    }
  }
  expect(await again(shop, transfer)).toEqual(transfer);
});

test('a record needs what was shown, a day that has come, and an account that is still there', async () => {
  await using db = await openTestDatabase();
  const shop = await openRescue(db);
  const { sent, payoutId, transfer } = await askedTransfer(shop);
  const { id: transferId, contentHash } = transfer;
  const input = { transferId, staffId: 'f1', contentHash, reference, madeOn };
  expect(await recordTransfer(shop, { ...input, madeOn: '2026-12-06' })).toMatchObject({
    refusal: { code: 'transfer.day-ahead' },
  });
  const by = { kind: 'customer' } as const;
  expect((await giveAccount(shop, { payoutId, returnId: sent.returnId, account: OTHER, by })).ok).toBe(true);
  expect(await recordTransfer(shop, input)).toMatchObject({ refusal: { code: 'transfer.other-content' } });
  expect(await recordTransfer(shop, { ...input, transferId: 'none' })).toMatchObject({
    refusal: { code: 'transfer.unknown' },
  });
  const changed = await again(shop, transfer);
  expect((await recordTransfer(shop, { ...input, contentHash: changed.contentHash })).ok).toBe(true);
  const late = await giveAccount(shop, { payoutId, returnId: sent.returnId, account: ADA, by });
  expect(late).toMatchObject({ refusal: { code: 'transfer.not-now' } });
});

test('once a transfer is recorded no other way is open, and no debt ended; a record that is taken back opens them', async () => {
  await using db = await openTestDatabase();
  const shop = await openRescue(db, TAKES_CREDIT);
  const { sent, payoutId, transfer } = await askedTransfer(shop);
  const { id: transferId, contentHash } = transfer;
  await recordTransfer(shop, { transferId, staffId: 'f1', contentHash, reference, madeOn });
  const where = { payoutId, returnId: sent.returnId };
  const credit = { ...where, way: 'credit', account: null, by: { kind: 'customer' } } as const;
  expect(await chooseOtherWay(shop, credit)).toMatchObject({ refusal: { code: 'payout.not-open' } });
  const ended = await endDebt(shop, { ...where, staffId: 'f1', reason: 'paid-outside', note: 'cash' });
  expect(ended).toMatchObject({ refusal: { code: 'payout.not-open' } });
  expect((await voidRecord(shop, { transferId, staffId: 'f2' })).ok).toBe(true);
  expect((await chooseOtherWay(shop, credit)).ok).toBe(true);
});

test('the account is looked at by an act that stands in the story; then only by who has paid', async () => {
  await using db = await openTestDatabase();
  const shop = await openRescue(db);
  const { sent, transfer } = await askedTransfer(shop);
  const { id: transferId, contentHash } = transfer;
  expect(await revealAccount(shop, { transferId, staffId: 'f1' })).toEqual({ ok: true, account: ADA });
  await recordTransfer(shop, { transferId, staffId: 'f1', contentHash, reference, madeOn });
  expect((await revealAccount(shop, { transferId, staffId: 'f1' })).ok).toBe(true);
  expect(await revealAccount(shop, { transferId, staffId: 'f2' })).toMatchObject({
    refusal: { code: 'transfer.not-now' },
  });
  const events = await listEventsOfReturn(db, sent.returnId);
  const looks = events.filter(({ subjectKind, type }) => subjectKind === 'transfer' && type === 'reveal');
  expect(looks.map(({ actor }) => actor)).toEqual(['staff:f1', 'staff:f1']);
  expect(JSON.stringify(events)).not.toContain(IBAN.slice(4));
});

test('while a dispute pays, nobody sees the account that they would pay to; once it is won, they do', async () => {
  await using db = await openTestDatabase();
  const shop = await openRescue(db);
  const { transfer, payoutId } = await askedTransfer(shop);
  const { paymentId, amount, currency } = await mustLoad(shop, payoutId);
  const at = shop.clock();
  const dispute = {
    ...{
      id: 'dp_1',
      paymentId,
      orderId: 'o1',
      amount,
      currency,
      reason: 'fraudulent',
      refundable: false,
      withdrawn: amount,
    },
    ...{ status: 'needs_response', openedAt: at, updatedAt: at, closedAt: null, version: 1 },
  };
  await db.transaction((tx) => insertDispute(tx, dispute));
  const act = { transferId: transfer.id, staffId: 'f1' };
  expect(await revealAccount(shop, act)).toMatchObject({ refusal: { code: 'transfer.disputed' } });
  expect((await viewTransferPage(shop, act))?.disputed).toBe(true);
  // Whoever had seen the account before may have paid by now: that is noted all the same.
  await db.transaction((tx) => replaceDispute(tx, { ...dispute, status: 'won', closedAt: at, version: 2 }, 1));
  expect((await viewTransferPage(shop, act))?.disputed).toBe(false);
  expect(await revealAccount(shop, act)).toEqual({ ok: true, account: ADA });
});

test('an account that the bank does not take is forgotten at once; a transfer that comes back opens the debt', async () => {
  await using db = await openTestDatabase();
  const shop = await openRescue(db);
  const { sent, payoutId, transfer } = await askedTransfer(shop);
  const { id: transferId } = transfer;
  expect((await refuseAccount(shop, { transferId, staffId: 'f1', reason: 'name-differs' })).ok).toBe(true);
  expect(await again(shop, transfer)).toMatchObject({ state: 'account-wanted', accountSealed: null, contentHash: '' });
  const by = { kind: 'customer' } as const;
  await giveAccount(shop, { payoutId, returnId: sent.returnId, account: OTHER, by });
  const { contentHash } = await again(shop, transfer);
  await recordTransfer(shop, { transferId, staffId: 'f1', contentHash, reference, madeOn });
  await confirmTransfer(shop, { transferId, staffId: 'f2', contentHash });
  expect((await bounceTransfer(shop, { transferId, staffId: 'f1' })).ok).toBe(true);
  expect(await again(shop, transfer)).toMatchObject({ state: 'bounced', accountSealed: null });
  expect((await mustLoad(shop, payoutId)).state).toBe('reopened');
  const balances = await balancesOf(db, { returnId: sent.returnId });
  expect([balances.get('bank:EUR'), balances.get(`owed:${sent.returnId}`)]).toEqual([0, transfer.amount]);
  const chosen = await chooseOtherWay(shop, { payoutId, returnId: sent.returnId, way: 'transfer', account: ADA, by });
  expect(chosen.ok && chosen.payoutId).not.toBe(payoutId);
});

test('the pages show each person the acts that are theirs', async () => {
  await using db = await openTestDatabase();
  const shop = await openRescue(db);
  const { transfer } = await askedTransfer(shop);
  const { id: transferId, contentHash } = transfer;
  const seen = async (staffId: string) => {
    const page = await viewTransferPage(shop, { transferId, staffId });
    return Object.entries(page?.may ?? {}).flatMap(([act, open]) => (open ? [act] : []));
  };
  expect(await seen('f1')).toEqual(['reveal', 'record', 'refuse']);
  await recordTransfer(shop, { transferId, staffId: 'f1', contentHash, reference, madeOn });
  expect(await seen('f1')).toEqual(['reveal', 'void']);
  expect(await seen('f2')).toEqual(['void', 'confirm']);
  expect(await viewTransferPage(shop, { transferId, staffId: 'f1' })).toMatchObject({
    needsOther: true,
    recordedBy: 'F1',
  });
  expect((await viewTransfers(shop, 'to-confirm')).rows).toMatchObject([{ id: transferId, mask: 'DE•• •••• 3000' }]);
  await confirmTransfer(shop, { transferId, staffId: 'f2', contentHash });
  expect(await seen('f1')).toEqual(['bounce']);
  expect((await viewTransfers(shop, 'to-confirm')).counts['to-confirm'].count).toBe(0);
});
