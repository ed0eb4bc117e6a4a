import { endProposalsOf, insertProposal } from '#db/decision-proposals.ts';
import { lockOrder } from '#db/orders.ts';
import { loadReturn } from '#db/returns.ts';
import { needsSecondPerson } from '#machines/four-eyes/limit.ts';
import { proposedDecisions } from '#machines/four-eyes/proposal.ts';
import type { Quote } from '#machines/policy/index.ts';
import { type DecideRefusal, prepareDecision, type StaffDecision } from '../decide-return.server.ts';
import { type Result, refuse, type ServiceDeps } from '../deps.ts';
import { recordAct } from '../record-act.server.ts';
import { staffMay } from '../transfer-staff.server.ts';
import { commit } from '../unit-of-work.server.ts';
import { contentHash } from './content-hash.server.ts';

export interface ProposeDecision extends StaffDecision {
  /** The browser at hand, as a hash; null: not known. */
  readonly device: string | null;
}

export type ProposeRefusal = DecideRefusal | 'four-eyes.not-allowed' | 'four-eyes.not-needed';

/**
 * Proposes a decision that pays more than one person lets go. Nothing is owed by it: a second person approves exactly this, or sends it back. A
 * newer proposal about the same return takes the place of one that still waits. Refuses what could not be decided, and what needs nobody else.
 */
export async function proposeDecision(
  deps: ServiceDeps,
  input: ProposeDecision,
): Promise<Result<{ proposalId: string; quote: Quote }, ProposeRefusal>> {
  const { returnId, version, staffId, device } = input;
  return commit(deps, `staff:${staffId}`, async (unit) => {
    const { tx, at, actor } = unit;
    const allowed = await staffMay(tx, staffId, 'desk.decide');
    if (!allowed) return refuse('four-eyes.not-allowed');
    const found = await loadReturn(tx, returnId);
    if (found) await lockOrder(tx, found.orderId);
    const prepared = await prepareDecision(tx, at, input);
    if (!prepared.ok) return prepared;
    const { total, currency } = prepared.quote;
    if (!needsSecondPerson({ amount: total, currency }, unit.fourEyes)) return refuse('four-eyes.not-needed');
    const hash = contentHash(prepared, input);
    const decisions = proposedDecisions.parse(input.decisions);
    await endProposalsOf(tx, returnId, { state: 'void', endedBy: actor, endedAt: at, note: null });
    const proposalId = unit.nextId();
    const content = { id: proposalId, returnId, returnVersion: version, decisions, total, currency, hash };
    await insertProposal(tx, { ...content, proposedBy: staffId, proposedAt: at, device });
    await recordAct(unit, {
      ...{ act: 'decision.propose', subjectKind: 'proposal', subjectId: proposalId, returnId },
      after: { total, currency, hash },
    });
    return { ok: true, proposalId, quote: prepared.quote };
  });
}
