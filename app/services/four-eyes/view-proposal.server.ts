import { type DecisionProposal, latestProposal, listWaitingProposals } from '#db/decision-proposals.ts';
import { listStaff } from '#db/staff.ts';
import type { ProposalState } from '#machines/four-eyes/proposal.ts';
import type { SecondPersonCode } from '#machines/four-eyes/second-person.ts';
import type { Quote } from '#machines/policy/index.ts';
import { type Decision, prepareDecision } from '../decide-return.server.ts';
import type { ServiceDeps } from '../deps.ts';
import { shopZone } from '../shop-zone.server.ts';
import { contentHash } from './content-hash.server.ts';
import { refusedAsTwo } from './two-people.server.ts';

/** The last proposal about a return, as it stands now. Amounts in minor units of `currency`. */
export interface ProposalView {
  readonly id: string;
  readonly hash: string;
  /** `void` also where nobody has tried to approve it since it stopped counting. */
  readonly state: ProposalState;
  readonly total: number;
  readonly currency: string;
  readonly decisions: readonly Decision[];
  /** What it pays; null where it no longer counts. */
  readonly quote: Quote | null;
  readonly proposedBy: { readonly id: string; readonly name: string };
  readonly proposedAt: Temporal.Instant;
  readonly ended: { readonly by: string; readonly at: Temporal.Instant; readonly note: string | null } | null;
  readonly timeZone: string;
  /** Why this reader is not the second person; null: they are. */
  readonly notMe: SecondPersonCode | null;
}

/** What was proposed last about a return, for this reader; null when nothing was. */
export async function viewProposal(
  deps: Pick<ServiceDeps, 'db' | 'clock'>,
  reader: { readonly returnId: string; readonly staffId: string; readonly device: string | null },
): Promise<ProposalView | null> {
  const { db } = deps;
  const proposal = await latestProposal(db, reader.returnId);
  if (!proposal) return null;
  const [staff, timeZone, quote] = await Promise.all([listStaff(db), shopZone(db), standingQuote(deps, proposal)]);
  const nameOf = (stored: string) => staff.find(({ id }) => stored === id || stored === `staff:${id}`)?.name ?? stored;
  const { id, hash, total, currency, decisions, proposedBy, proposedAt, endedBy, endedAt, note, device } = proposal;
  const first = { staffId: proposedBy, device, permission: 'desk.decide' } as const;
  const second = { staffId: reader.staffId, device: reader.device, permission: 'desk.approve' } as const;
  return {
    ...{ id, hash, total, currency, decisions, proposedAt, quote, timeZone },
    state: proposal.state === 'open' && quote === null ? 'void' : proposal.state,
    proposedBy: { id: proposedBy, name: nameOf(proposedBy) },
    ended: endedBy === null || endedAt === null ? null : { by: nameOf(endedBy), at: endedAt, note },
    notMe: await refusedAsTwo(db, first, second),
  };
}

/** The refund of a proposal that still counts: worked out anew, and the same to the letter. */
async function standingQuote(
  { db, clock }: Pick<ServiceDeps, 'db' | 'clock'>,
  { state, hash, returnId, returnVersion: version, decisions }: DecisionProposal,
): Promise<Quote | null> {
  if (state !== 'open') return null;
  const prepared = await prepareDecision(db, clock(), { returnId, version, decisions });
  if (!prepared.ok) return null;
  return contentHash(prepared, { returnId, version, decisions }) === hash ? prepared.quote : null;
}

/** Most that the desk lists. */
export const WAITING_LIMIT = 20;

/** The decisions that wait for a second person, the longest waiting first; one more than the limit means that there are further ones. */
export const viewWaitingProposals = ({ db }: Pick<ServiceDeps, 'db'>) => listWaitingProposals(db, WAITING_LIMIT + 1);
