import { findReplacement, insertPayout, listPayoutsOfReturn, loadPayout, type PayoutRow } from '#db/payouts.ts';
import { payoutWorkflow, startPayout } from '#machines/payout/index.ts';
import type { BankAccount } from '#machines/transfer/index.ts';
import type { AccountDeps } from './account-vault.server.ts';
import { type Result, refuse } from './deps.ts';
import { movePayout } from './report-refund.server.ts';
import { actorOf, beginTransfer, type Chooser, mayChoose, withdrawTransfer } from './transfer-account.server.ts';
import { begin, commit, type Unit } from './unit-of-work.server.ts';
import { takesCredit, waysOpen } from './ways-left.server.ts';

export interface OtherWay {
  readonly payoutId: string;
  readonly returnId: string;
  readonly way: 'credit' | 'transfer';
  /** Where the transfer goes; null: the customer is asked by mail. Nothing for store credit. */
  readonly account: BankAccount | null;
  readonly by: Chooser;
}

export type OtherWayRefusal = 'payout.unknown' | 'payout.not-open' | 'payout.way-closed' | 'payout.not-allowed';

/**
 * Pays a debt in another way, in one transaction: the payout that came to nothing hands its debt to a new one, of the same payment and amount. Once
 * only: whoever comes second finds what the first one chose. Refuses when the debt is not open, when somebody has made the transfer already, and when
 * the way is not left for this chooser.
 */
export async function chooseOtherWay(
  deps: AccountDeps,
  input: OtherWay,
): Promise<Result<{ payoutId: string; way: string }, OtherWayRefusal>> {
  return commit(deps, actorOf(input.by), async (unit) => {
    if (!(await mayChoose(unit, input.by))) return refuse('payout.not-allowed');
    const payout = await loadPayout(unit.tx, input.payoutId);
    if (payout?.returnId !== input.returnId) return refuse('payout.unknown');
    const chosen = await findReplacement(unit.tx, payout.id);
    if (chosen) return { ok: true, payoutId: chosen.id, way: chosen.way };
    const who = input.by.kind === 'customer' ? 'customer' : 'desk';
    const left = await waysOpen(unit.tx, payout, { credit: await takesCredit(unit.tx), who });
    if (left.length === 0) return refuse('payout.not-open');
    if (!left.includes(input.way)) return refuse('payout.way-closed');
    return replace(unit, deps, payout, input);
  });
}

async function replace(
  unit: Unit,
  deps: AccountDeps,
  payout: PayoutRow,
  { way, account, by }: OtherWay,
): Promise<Result<{ payoutId: string; way: string }, OtherWayRefusal>> {
  if (payout.state === 'owed' && !(await withdrawTransfer(unit, payout.id))) return refuse('payout.not-open');
  const id = unit.nextId();
  const moved = await movePayout(unit, payout, { type: 'replace', payoutId: id, way });
  if (!moved.ok) throw new Error(`payout ${payout.id} in ${payout.state} refuses another way that is left for it`);
  const { returnId, paymentId, amount, currency } = payout;
  const position = Math.max(...(await listPayoutsOfReturn(unit.tx, returnId)).map((one) => one.position)) + 1;
  const own = { returnId, paymentId, position, amount, currency, refundRef: null, way, replaces: payout.id };
  await begin(unit, payoutWorkflow, { id, returnId, input: startPayout(id, returnId, way) }, (columns) =>
    insertPayout(unit.tx, { ...columns, ...own }),
  );
  if (way === 'transfer') await beginTransfer(unit, { id, ...own }, account && { account, by, deps });
  return { ok: true, payoutId: id, way };
}
