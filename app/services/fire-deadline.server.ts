import { type Deadline, finishDeadline } from '#db/deadlines.ts';
import { loadPayout } from '#db/payouts.ts';
import { loadReturn } from '#db/returns.ts';
import { payoutWorkflow } from '#machines/payout/index.ts';
import { returnWorkflow } from '#machines/return/index.ts';
import type { ServiceDeps } from './deps.ts';
import { eraseTransferAccount } from './erase-account.server.ts';
import { expireCredit, remindOfCredit } from './expire-credit.server.ts';
import { commit, move, type Unit } from './unit-of-work.server.ts';

/**
 * Turns a deadline into its event, once: of several sweepers one gets it. An event that the row no longer takes is dropped with the
 * deadline: what it was to watch over has come to its end.
 */
export async function fireDeadline(deps: ServiceDeps, deadline: Deadline): Promise<void> {
  await commit(deps, 'system', async (unit) => {
    // First, because the step may set the same deadline anew.
    if (await finishDeadline(unit.tx, { id: deadline.id, dueAt: deadline.dueAt, now: unit.at }))
      await tell(unit, deadline);
  });
}

async function tell(unit: Unit, deadline: Deadline): Promise<void> {
  if (deadline.subjectKind === 'return' && deadline.kind === 'remind') {
    const row = await loadReturn(unit.tx, deadline.subjectId);
    if (row) await move(unit, returnWorkflow, { ...row, returnId: row.id }, { type: 'remind' });
  } else if (deadline.subjectKind === 'payout' && deadline.kind === 'check') {
    const row = await loadPayout(unit.tx, deadline.subjectId);
    if (row) await move(unit, payoutWorkflow, row, { type: 'check' });
  } else if (deadline.subjectKind === 'transfer' && deadline.kind === 'erase') {
    await eraseTransferAccount(unit, deadline.subjectId);
  } else if (deadline.subjectKind === 'credit' && deadline.kind === 'expire') {
    await expireCredit(unit, deadline.subjectId);
  } else if (deadline.subjectKind === 'credit' && deadline.kind === 'remind') {
    await remindOfCredit(unit, deadline.subjectId);
  } else {
    throw new Error(`no event for a ${deadline.kind} deadline of a ${deadline.subjectKind}`);
  }
}
