import { loadPayout } from '#db/payouts.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { movePayout } from './report-refund.server.ts';
import { withdrawTransfer } from './transfer-account.server.ts';
import { mayMoveMoney } from './transfer-staff.server.ts';
import { commit } from './unit-of-work.server.ts';

export interface EndedDebt {
  readonly payoutId: string;
  readonly returnId: string;
  readonly staffId: string;
  /** The bank pays by a dispute, or somebody paid outside; then `note` says how. */
  readonly reason: 'dispute' | 'paid-outside';
  readonly note: string | null;
}

/** Ends a debt that is not ours any more. Refuses without the permission, and when the debt is not open or its transfer was made. */
export async function endDebt(
  deps: ServiceDeps,
  input: EndedDebt,
): Promise<Result<object, 'payout.unknown' | 'payout.not-open' | 'payout.not-allowed'>> {
  return commit(deps, `staff:${input.staffId}`, async (unit) => {
    if (!(await mayMoveMoney(unit.tx, input.staffId))) return refuse('payout.not-allowed');
    const payout = await loadPayout(unit.tx, input.payoutId);
    if (payout?.returnId !== input.returnId) return refuse('payout.unknown');
    const { reason, note } = input;
    const byTransfer = payout.state === 'owed' && payout.way === 'transfer';
    if (byTransfer && !(await withdrawTransfer(unit, payout.id))) return refuse('payout.not-open');
    const moved = await movePayout(unit, payout, { type: 'cancel', reason, note });
    return moved.ok ? { ok: true } : refuse('payout.not-open');
  });
}
