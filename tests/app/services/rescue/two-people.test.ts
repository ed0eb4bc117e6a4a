import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { closeAccount } from '#app/services/account-vault.server.ts';
import { confirmTransfer } from '#app/services/confirm-transfer.server.ts';
import { recordTransfer, voidRecord } from '#app/services/record-transfer.server.ts';
import type { BankTransferRow } from '#db/bank-transfers.ts';
import { randomOf } from '#tests/sim/random.ts';
import { openTestDatabase } from '#tests/support/databases.ts';
import { again, askedTransfer, mustLoad, OTHER, openRescue } from './arrange.ts';

const ROUNDS = 1000;

test(`${ROUNDS} ways to confirm a transfer without a second person: none passes, and the honest one still does`, async () => {
  await using db = await openTestDatabase();
  const shop = await openRescue(db);
  const { payoutId, transfer } = await askedTransfer(shop);
  const { id: transferId, contentHash: shown } = transfer;
  const { bankTransfers, payouts, user } = db.tables;
  const random = randomOf(20_261_122);
  const made = { reference: 'SEPA-1', madeOn: '2026-12-05' };
  const record = () => recordTransfer(shop, { transferId, staffId: 'f1', contentHash: shown, ...made });
  const confirm = (staffId: string, contentHash: string) => confirmTransfer(shop, { transferId, staffId, contentHash });
  const change = (columns: Partial<BankTransferRow>) =>
    db.transaction(async (tx) => void (await tx.update(bankTransfers).set(columns)));
  const person = (id: string, columns: { role: string } | { name: string }) =>
    db.transaction(async (tx) => void (await tx.update(user).set(columns).where(eq(user.id, id))));
  const role = (of: string) => person('f2', { role: of });
  await record();
  const honest = await again(shop, transfer);
  const restore = () =>
    db.transaction(async (tx) => {
      const { amount, contentHash, accountSealed } = honest;
      await tx.update(bankTransfers).set({ amount, contentHash, accountSealed });
      await tx.update(payouts).set({ amount });
      await tx.update(user).set({ role: 'finance' }).where(eq(user.id, 'f2'));
    });

  /** Each makes the confirmation by the second person wrong. */
  const wrongs: readonly (() => Promise<void>)[] = [
    () => change({ amount: honest.amount + 1 }),
    () => change(closeAccount(shop, honest, OTHER)),
    () => change({ accountSealed: closeAccount(shop, honest, OTHER).accountSealed }),
    () => change({ accountSealed: null }),
    () => change(closeAccount(shop, { ...honest, amount: 1 }, OTHER)),
    () => db.transaction(async (tx) => void (await tx.update(payouts).set({ amount: honest.amount + 1 }))),
    () => role('agent'),
    () => role('warehouse'),
    () => role('nothing that exists'),
  ];
  /** None of these is a second person, whatever the rows say. */
  const alone: readonly (() => Promise<{ ok: boolean }>)[] = [
    () => confirm('f1', shown),
    async () => confirm('f1', (await again(shop, transfer)).contentHash),
    // The same person signed in elsewhere: another session and another address, one id.
    async () => {
      await person('f1', { name: `F ${random.below(100)}` });
      return confirm('f1', shown);
    },
    () => confirm('dock', shown),
    () => confirm('agent', shown),
    () => confirm('f2', '0'.repeat(64)),
    async () => {
      const took = await voidRecord(shop, { transferId, staffId: 'f1' });
      const early = await confirm('f2', shown);
      if (took.ok) await record();
      return early;
    },
  ];

  let passed = 0;
  let tried = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const acts: Promise<{ ok: boolean }>[] = [];
    if (random.chance(0.5)) {
      await random.pick(wrongs)();
      acts.push(confirm('f2', shown));
      if (random.chance(0.5)) acts.push(confirm('f2', (await again(shop, transfer)).contentHash));
      acts.push(confirm('f1', shown));
      tried += acts.length;
      passed += (await Promise.all(acts)).filter(({ ok }) => ok).length;
      await restore();
    } else {
      tried += 1;
      passed += (await random.pick(alone)()).ok ? 1 : 0;
    }
  }
  expect(tried).toBeGreaterThan(ROUNDS);
  expect(passed).toBe(0);
  expect((await mustLoad(shop, payoutId)).state).toBe('owed');
  expect(await confirm('f2', shown)).toEqual({ ok: true });
  expect((await mustLoad(shop, payoutId)).state).toBe('settled');
}, 120_000);
