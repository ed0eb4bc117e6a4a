import { closeAccount, openAccount } from '#app/services/account-vault.server.ts';
import { confirmTransfer } from '#app/services/confirm-transfer.server.ts';
import { recordTransfer, voidRecord } from '#app/services/record-transfer.server.ts';
import { loadBankTransfer } from '#db/bank-transfers.ts';
import { loadPayout } from '#db/payouts.ts';
import { canonicalJson } from '#machines/canonical-json.ts';
import { addPerson, askedTransfer, OTHER } from '#tests/app/services/rescue/arrange.ts';
import type { Kind, Scene } from './kind.ts';
import { openShopOf } from './shop.ts';

async function rowOf({ deps, subject }: Scene) {
  const row = await loadBankTransfer(deps.db, subject);
  if (!row) throw new Error('the transfer is gone');
  return row;
}

/** A debt that is paid by a transfer at the bank. */
export const transfer: Kind = {
  name: 'transfer',
  role: 'finance',
  proposes: ['finance'],
  approves: ['finance'],
  comparesDevices: false,
  async prepare(deps) {
    const shop = await openShopOf(deps);
    await deps.db.transaction((tx) => addPerson(tx, { id: 'agent', role: 'agent' }));
    return (await askedTransfer(shop)).transfer.id;
  },
  async propose(scene, staffId) {
    const { contentHash } = await rowOf(scene);
    const made = { reference: 'SEPA-1', madeOn: '2026-11-20' };
    const input = { transferId: scene.subject, staffId, contentHash: contentHash ?? '', ...made };
    return (await recordTransfer(scene.deps, input)).ok;
  },
  async edit(scene, _by, random) {
    const { deps } = scene;
    const row = await rowOf(scene);
    const { bankTransfers, payouts } = deps.db.tables;
    const way = random.pick(['account', 'amount', 'payout', 'account-of-amount'] as const);
    const amount = row.amount + 1 + random.below(100);
    await deps.db.transaction(async (tx) => {
      if (way === 'account') await tx.update(bankTransfers).set(closeAccount(deps, row, OTHER));
      if (way === 'amount') await tx.update(bankTransfers).set({ amount });
      if (way === 'payout') await tx.update(payouts).set({ amount });
      if (way === 'account-of-amount')
        await tx.update(bankTransfers).set({ amount, ...closeAccount(deps, { ...row, amount }, OTHER) });
    });
  },
  async back({ deps, subject: transferId }, staffId) {
    await voidRecord(deps, { transferId, staffId });
  },
  read: async (scene) => (await rowOf(scene)).contentHash ?? '',
  async approve({ deps, subject: transferId }, { by: staffId, read: contentHash }) {
    return (await confirmTransfer(deps, { transferId, staffId, contentHash })).ok;
  },
  async content(scene) {
    const row = await rowOf(scene);
    const payout = await loadPayout(scene.deps.db, row.payoutId);
    const account = openAccount(scene.deps, row)?.account;
    return canonicalJson([row.amount, row.currency, account, row.contentHash, payout?.amount, payout?.currency]);
  },
  editor: async () => null,
};
