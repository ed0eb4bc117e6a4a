import { findTransferOfPayout } from '#db/bank-transfers.ts';
import { loadPayout } from '#db/payouts.ts';
import type { ServiceDeps } from './deps.ts';
import { beginTransfer } from './transfer-account.server.ts';
import { commit } from './unit-of-work.server.ts';

/**
 * Sees to it that a debt which is to be paid by transfer has one: where nobody has named an account, the customer is asked. Does nothing a second
 * time, nor for a payout that is no longer owed in this way.
 */
export async function askTransfer(deps: ServiceDeps, payoutId: string): Promise<void> {
  await commit(deps, 'system', async (unit) => {
    const payout = await loadPayout(unit.tx, payoutId);
    if (payout?.way !== 'transfer' || payout.state !== 'owed') return;
    if (await findTransferOfPayout(unit.tx, payoutId)) return;
    await beginTransfer(unit, payout, null);
  });
}
