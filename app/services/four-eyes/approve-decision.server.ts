import { type DecisionProposal, endProposal, loadProposal } from '#db/decision-proposals.ts';
import { DatabaseError } from '#db/errors.ts';
import { lockOrder } from '#db/orders.ts';
import { loadReturn } from '#db/returns.ts';
import type { SecondPersonCode } from '#machines/four-eyes/second-person.ts';
import type { Quote } from '#machines/policy/index.ts';
import { prepareDecision, storeDecision } from '../decide-return.server.ts';
import { type Result, refuse, type ServiceDeps } from '../deps.ts';
import { recordAct } from '../record-act.server.ts';
import { commit, type Unit } from '../unit-of-work.server.ts';
import { contentHash } from './content-hash.server.ts';
import { refusedAsTwo } from './two-people.server.ts';

export interface ApproveDecision {
  readonly returnId: string;
  readonly proposalId: string;
  /** What the person read. */
  readonly hash: string;
  readonly staffId: string;
  /** The browser at hand, as a hash; null: not known. */
  readonly device: string | null;
}

export type ApproveRefusal =
  | SecondPersonCode
  | 'proposal.not-found'
  | 'proposal.ended'
  | 'proposal.other-content'
  | 'proposal.void';

/**
 * Lets a proposed decision go: it is made as it was proposed, and owed, in this one transaction. Refuses whoever is not a second person and whoever
 * may not do so now, the proposer included. All that was hashed at the proposal is worked out anew: where the return, a verdict or the refund is
 * another one by now, the proposal is void for good.
 */
export async function approveDecision(
  deps: ServiceDeps,
  input: ApproveDecision,
): Promise<Result<{ quote: Quote }, ApproveRefusal>> {
  const { staffId, device } = input;
  return commit(deps, `staff:${staffId}`, async (unit) => {
    const found = await openProposal(unit, input);
    if (!found.ok) return found;
    const { proposal } = found;
    const first = { staffId: proposal.proposedBy, device: proposal.device, permission: 'desk.decide' } as const;
    const notTwo = await refusedAsTwo(unit.tx, first, { staffId, device, permission: 'desk.approve' });
    if (notTwo) return refuse(notTwo);
    if (proposal.hash !== input.hash) return refuse('proposal.other-content');
    const { returnId, returnVersion: version, decisions } = proposal;
    const prepared = await prepareDecision(unit.tx, unit.at, { returnId, version, decisions });
    if (!prepared.ok) return voided(unit, proposal, prepared.refusal.code);
    if (contentHash(prepared, { returnId, version, decisions }) !== proposal.hash)
      return voided(unit, proposal, 'changed');
    await end(unit, proposal, 'approved');
    await storeDecision(unit, prepared);
    const { hash, proposedBy, total, currency } = proposal;
    await recordAct(unit, {
      ...{ act: 'decision.approve', subjectKind: 'proposal', subjectId: proposal.id, returnId },
      after: { total, currency, hash, proposedBy },
    });
    return { ok: true, quote: prepared.quote };
  });
}

/** The proposal that is meant, with nobody else at work on its order, while it is still open. */
export async function openProposal(
  unit: Unit,
  { returnId, proposalId }: Pick<ApproveDecision, 'returnId' | 'proposalId'>,
): Promise<Result<{ proposal: DecisionProposal }, 'proposal.not-found' | 'proposal.ended'>> {
  const row = await loadReturn(unit.tx, returnId);
  if (!row) return refuse('proposal.not-found');
  await lockOrder(unit.tx, row.orderId);
  const proposal = await loadProposal(unit.tx, proposalId);
  if (proposal?.returnId !== returnId) return refuse('proposal.not-found');
  return proposal.state === 'open' ? { ok: true, proposal } : refuse('proposal.ended', { state: proposal.state });
}

async function end({ tx, at, actor }: Unit, { id }: DecisionProposal, state: 'approved' | 'void'): Promise<void> {
  if (!(await endProposal(tx, id, { state, endedBy: actor, endedAt: at, note: null })))
    throw new DatabaseError('conflict', 'the proposal has ended');
}

async function voided(unit: Unit, proposal: DecisionProposal, why: string) {
  await end(unit, proposal, 'void');
  await recordAct(unit, {
    ...{ act: 'decision.void', subjectKind: 'proposal', subjectId: proposal.id, returnId: proposal.returnId },
    after: { hash: proposal.hash, because: why },
  });
  return refuse('proposal.void', { because: why });
}
