import { listPayoutsOfReturn, loadPayout, noteRefundRef, type PayoutRow } from '#db/payouts.ts';
import { loadReturn, updateReturn } from '#db/returns.ts';
import { type PayoutEvent, payoutWorkflow, type RefundStatus } from '#machines/payout/index.ts';
import { type ReturnEvent, returnWorkflow } from '#machines/return/index.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { commit, move, type Unit } from './unit-of-work.server.ts';

/** What is known of a refund at the provider; amounts in minor units of `currency`. */
export interface RefundReport {
  readonly refundRef: string;
  readonly status: RefundStatus;
  readonly amount: number;
  readonly currency: string;
  readonly failure: string | null;
  readonly reference: string | null;
}

export type ReportRefusal = 'payout.unknown' | 'payout.other-attempt' | 'payout.amount-differs' | 'workflow.not-now';

/**
 * Takes the provider's present word about a refund, however it came and however often: moves the payout, and with it the return. A word
 * that says nothing new writes nothing; a word of an earlier attempt, or of another sum than ours, is refused and changes nothing.
 */
export async function reportRefund(
  deps: ServiceDeps,
  input: { payoutId: string; attempt: number; report: RefundReport; actor: string },
): Promise<Result<object, ReportRefusal>> {
  return commit(deps, input.actor, async (unit) => {
    const payout = await loadPayout(unit.tx, input.payoutId);
    if (payout === null) return refuse('payout.unknown');
    const known = payoutWorkflow.context.parse(payout.context);
    if (known.attempt !== input.attempt) return refuse('payout.other-attempt', { attempt: known.attempt });
    const { report } = input;
    if (report.amount !== payout.amount || report.currency !== payout.currency) return refuse('payout.amount-differs');
    const event: PayoutEvent = {
      type: 'report',
      refundRef: report.refundRef,
      status: report.status,
      failure: report.failure,
      reference: report.reference,
    };
    const moved = await movePayout(unit, payout, event);
    return moved.ok ? { ok: true } : moved;
  });
}

/** The payout's other events: about to be sent, refused, lost, missed, due for a check, tried again. */
export async function tellPayout(
  deps: ServiceDeps,
  input: { payoutId: string; attempt: number; event: Exclude<PayoutEvent, { type: 'report' }>; actor: string },
): Promise<Result<{ state: string }, ReportRefusal>> {
  return commit(deps, input.actor, async (unit) => {
    const payout = await loadPayout(unit.tx, input.payoutId);
    if (payout === null) return refuse('payout.unknown');
    const { attempt } = payoutWorkflow.context.parse(payout.context);
    if (attempt !== input.attempt) return refuse('payout.other-attempt', { attempt });
    return movePayout(unit, payout, input.event);
  });
}

async function movePayout(
  unit: Unit,
  payout: PayoutRow,
  event: PayoutEvent,
): Promise<Result<{ state: string }, 'workflow.not-now'>> {
  const moved = await move(unit, payoutWorkflow, payout, event);
  if (!moved.ok) return refuse('workflow.not-now', { state: moved.refusal.state, event: moved.refusal.event });
  const { state, context } = moved.step;
  if (context.refundRef !== payout.refundRef) await noteRefundRef(unit.tx, payout.id, context.refundRef);
  if (state !== payout.state) await tellReturn(unit, payout, state);
  return { ok: true, state };
}

/** Money decides what the return says: settled whole, settled in part, or owed again. */
async function tellReturn(unit: Unit, payout: PayoutRow, state: string): Promise<void> {
  const owedAgain = state === 'failed' || payout.state === 'settled';
  if (state !== 'settled' && !owedAgain) return;
  const row = await loadReturn(unit.tx, payout.returnId);
  if (row === null) throw new Error(`payout ${payout.id} has no return`);
  const payouts = await listPayoutsOfReturn(unit.tx, payout.returnId);
  const outstanding = payouts.filter((one) => one.state !== 'settled').reduce((sum, one) => sum + one.amount, 0);
  const event: ReturnEvent = owedAgain ? { type: 'reopen', outstanding } : { type: 'settle', outstanding };
  const moved = await move(unit, returnWorkflow, { ...row, returnId: row.id }, event);
  if (!moved.ok) throw new Error(`return ${row.id} in ${row.state} refuses ${event.type}`);
  await updateReturn(unit.tx, row.id, { closedAt: moved.step.state === 'closed' ? unit.at : null });
}
