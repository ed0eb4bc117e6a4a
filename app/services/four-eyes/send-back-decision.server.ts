import { endProposal } from '#db/decision-proposals.ts';
import { type Result, refuse, type ServiceDeps } from '../deps.ts';
import { recordAct } from '../record-act.server.ts';
import { staffMay } from '../transfer-staff.server.ts';
import { commit } from '../unit-of-work.server.ts';
import { type ApproveDecision, openProposal } from './approve-decision.server.ts';

export type SendBackRefusal = 'proposal.not-found' | 'proposal.ended' | 'proposal.note' | 'four-eyes.not-allowed';

/**
 * Sends a proposed decision back with a note, so that it is thought over; its proposer may take it back without one. The return waits for a decision
 * as before.
 */
export async function sendBackDecision(
  deps: ServiceDeps,
  input: Pick<ApproveDecision, 'returnId' | 'proposalId' | 'staffId'> & { readonly note: string },
): Promise<Result<object, SendBackRefusal>> {
  return commit(deps, `staff:${input.staffId}`, async (unit): Promise<Result<object, SendBackRefusal>> => {
    const { tx, at, actor } = unit;
    const allowed = await staffMay(tx, input.staffId, 'desk.approve');
    if (!allowed) return refuse('four-eyes.not-allowed');
    const found = await openProposal(unit, input);
    if (!found.ok) return found;
    const { id, proposedBy, returnId, hash } = found.proposal;
    const note = input.note.trim() || null;
    if (note === null && proposedBy !== input.staffId) return refuse('proposal.note');
    await endProposal(tx, id, { state: 'sent-back', endedBy: actor, endedAt: at, note });
    const subject = { subjectKind: 'proposal', subjectId: id, returnId };
    await recordAct(unit, { act: 'decision.send-back', ...subject, after: { hash, proposedBy }, why: note });
    return { ok: true };
  });
}
