import { listPayoutsOfReturn, loadPayout, noteRefundRef, type PayoutRow } from '#db/payouts.ts';
import { loadReturn, type ReturnRow, updateReturn } from '#db/returns.ts';
import { DISCHARGED, type PayoutEvent, payoutWorkflow, type RefundStatus, STRANDED } from '#machines/payout/index.ts';
import { type ReturnEvent, returnWorkflow } from '#machines/return/index.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { postPayoutStep } from './post-money.server.ts';
import { taxFollows } from './tax-of-payout.server.ts';
import { commit, move, type Unit } from './unit-of-work.server.ts';

/** What is known of a refund at the provider; amounts in minor units of `currency`. */
export interface RefundReport {
  readonly refundRef: string;
  readonly status: RefundStatus;
  readonly amount: number;
  readonly currency: string;
  readonly failure: string | null;
  readonly reference: string | null;
  /** Until when the customer may answer the provider; ISO instant. */
  readonly expiresAt?: string | null;
  /** Where the provider asked them, masked. */
  readonly askedAt?: string | null;
  /** What kind of number `reference` is, in the provider's word. */
  readonly referenceKind?: string | null;
  /** The charge just disappears from the customer's statement. */
  readonly reversal?: boolean;
}

export type ReportRefusal = 'payout.unknown' | 'payout.other-attempt' | 'payout.amount-differs' | 'workflow.not-now';

/**
 * Takes the provider's present word about a refund, however it came and however often: moves the payout, the ledger and with them the return.
 * A word that says nothing new writes nothing; a word of an earlier attempt, or of another sum than ours, is refused and changes nothing.
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
      expiresAt: report.expiresAt ?? null,
      askedAt: report.askedAt ?? null,
      referenceKind: report.referenceKind ?? null,
      ...(report.reversal === undefined ? {} : { reversal: report.reversal }),
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

/**
 * Moves a payout by one event inside a transaction: its row, what the ledger says of its amount, and what the return says of all of them.
 * `creditId` names the store credit where one settles it.
 */
export async function movePayout(
  unit: Unit,
  payout: PayoutRow,
  event: PayoutEvent,
  { creditId }: { creditId?: string } = {},
): Promise<Result<{ state: string }, 'workflow.not-now'>> {
  const moved = await move(unit, payoutWorkflow, payout, event);
  if (!moved.ok) return refuse('workflow.not-now', { state: moved.refusal.state, event: moved.refusal.event });
  const { state, context } = moved.step;
  if (context.refundRef !== payout.refundRef) await noteRefundRef(unit.tx, payout.id, context.refundRef);
  if (state !== payout.state) {
    const row = await loadReturn(unit.tx, payout.returnId);
    if (row === null) throw new Error(`payout ${payout.id} has no return`);
    const cancelled = event.type === 'cancel' ? event.reason : undefined;
    await postPayoutStep(unit, payout, row.orderId, { to: state, version: moved.row.version, creditId, cancelled });
    await taxFollows(unit, payout, state, context.attempt);
    await tellReturn(unit, row, payout, state);
  }
  return { ok: true, state };
}

/** Money decides what the return says: paid whole, paid in part, or owed again. A debt that another payout took over says nothing new. */
async function tellReturn(unit: Unit, row: ReturnRow, payout: PayoutRow, state: string): Promise<void> {
  const owedAgain = STRANDED.some((one) => one === state) || payout.state === 'settled';
  const discharged = state === 'settled' || state === 'cancelled';
  if (!discharged && !owedAgain) return;
  const payouts = await listPayoutsOfReturn(unit.tx, payout.returnId);
  const open = payouts.filter((one) => !DISCHARGED.includes(one.state));
  const outstanding = open.reduce((sum, one) => sum + one.amount, 0);
  const event: ReturnEvent = owedAgain ? { type: 'reopen', outstanding } : { type: 'settle', outstanding };
  const moved = await move(unit, returnWorkflow, { ...row, returnId: row.id }, event);
  if (!moved.ok) throw new Error(`return ${row.id} in ${row.state} refuses ${event.type}`);
  await updateReturn(unit.tx, row.id, { closedAt: moved.step.state === 'closed' ? unit.at : null });
}
