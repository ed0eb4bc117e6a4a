import { enqueue } from '#db/effects.ts';
import { loadPayout, type PayoutRow } from '#db/payouts.ts';
import { type DifferenceRow, differenceState, loadDifference, resolveRow } from '#db/reconciliation-differences.ts';
import type { Effect } from '#machines/effects.ts';
import { actionsFor, type DifferenceAction, oursSchema } from '#machines/reconciliation/index.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { recordAct } from './record-act.server.ts';
import { movePayout } from './report-refund.server.ts';
import { commit, type Unit } from './unit-of-work.server.ts';

export const NOTE_LENGTH = 500;

export interface DifferenceAct {
  readonly differenceId: string;
  /** The version that the person saw. */
  readonly version: number;
  readonly action: DifferenceAction;
  readonly note: string;
  readonly staffId: string;
}

export type DifferenceRefusal =
  | 'difference.not-found'
  | 'difference.stale'
  | 'difference.not-possible'
  | 'difference.note-missing'
  | 'difference.note-too-long';

/**
 * Does what a person chose about a difference. What asks the provider, or a payout, once more leaves it `asked` until the next look has seen
 * that it helped; what is accepted needs a reason. Refuses what does not make sense for this difference, and what somebody else was faster with.
 */
export async function resolveDifference(
  deps: ServiceDeps,
  act: DifferenceAct,
): Promise<Result<object, DifferenceRefusal>> {
  const note = act.note.trim();
  if (note.length > NOTE_LENGTH) return refuse('difference.note-too-long', { limit: NOTE_LENGTH });
  if (act.action === 'accept' && note === '') return refuse('difference.note-missing');
  return commit(deps, `staff:${act.staffId}`, async (unit) => {
    const row = await loadDifference(unit.tx, act.differenceId);
    if (row === null) return refuse('difference.not-found');
    if (row.version !== act.version || differenceState(row) === 'resolved') return refuse('difference.stale');
    const payout = row.payoutId === null ? null : await loadPayout(unit.tx, row.payoutId);
    if (!actionsFor(row, payout?.state ?? null).includes(act.action)) return refuse('difference.not-possible');
    if (!(await start(unit, act.action, row, payout))) return refuse('difference.not-possible');
    await resolveRow(unit.tx, row, {
      state: act.action === 'accept' ? 'accepted' : 'asked',
      ...{ action: act.action, note: note || null, resolvedBy: unit.actor, resolvedAt: unit.at },
    });
    const subject = { subjectKind: 'difference', subjectId: row.id, returnId: payout?.returnId ?? null };
    await recordAct(unit, { act: `reconciliation.${act.action}`, ...subject, why: note || null });
    return { ok: true };
  });
}

async function start(
  unit: Unit,
  action: DifferenceAction,
  row: DifferenceRow,
  payout: PayoutRow | null,
): Promise<boolean> {
  if (action === 'accept') return true;
  if (action === 'send-again') return payout !== null && (await movePayout(unit, payout, { type: 'retry' })).ok;
  const payload = effectOf(row);
  if (payload === null) return false;
  const { at, nextId } = unit;
  const effect = { id: nextId(), kind: payload.kind, payload, returnId: payout?.returnId ?? null };
  await enqueue(unit.tx, [{ ...effect, runAfter: at, createdAt: at }]);
  return true;
}

/** The provider is asked by its own id; where we have none, by what we would have written on the refund. */
function effectOf({ refundRef, payoutId, ours }: DifferenceRow): Effect | null {
  if (refundRef !== null) return { kind: 'refund-event', refundRef };
  const attempt = oursSchema.nullable().parse(ours)?.attempt;
  return payoutId === null || attempt === undefined ? null : { kind: 'refund-lookup', payoutId, attempt };
}
