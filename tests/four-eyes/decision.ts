import { eq, sql } from 'drizzle-orm';
import { previewDecision } from '#app/services/decide-return.server.ts';
import { approveDecision } from '#app/services/four-eyes/approve-decision.server.ts';
import { proposeDecision } from '#app/services/four-eyes/propose-decision.server.ts';
import { sendBackDecision } from '#app/services/four-eyes/send-back-decision.server.ts';
import { latestProposal } from '#db/decision-proposals.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { loadReturn } from '#db/returns.ts';
import { canonicalJson } from '#machines/canonical-json.ts';
import type { ProposedDecisions } from '#machines/four-eyes/proposal.ts';
import { acceptAll, receive, returnOf } from '#tests/app/services/staff/arrange.ts';
import type { Kind, Scene } from './kind.ts';
import { openShopOf } from './shop.ts';

async function versionOf({ deps, subject }: Scene): Promise<number> {
  return (await loadReturn(deps.db, subject))?.version ?? 0;
}

const fewer = (decisions: ProposedDecisions): ProposedDecisions =>
  decisions.map((one) => ({ lineId: one.lineId, type: 'accept', quantity: 1 }));

/** A refund above the limit: 2 × 20.00 and 35.00, here and sound. */
export const decision: Kind = {
  name: 'decision',
  role: 'agent',
  proposes: ['agent'],
  approves: ['agent', 'finance'],
  comparesDevices: true,
  async prepare(deps) {
    const shop = await openShopOf(deps);
    const lines = [
      { id: 'a', quantity: 2 },
      { id: 'b', unitPrice: 3500 },
    ];
    const sent = await returnOf(shop, { id: 'o1', number: '#1001', lines });
    await receive(sent);
    return sent.returnId;
  },
  async propose(scene, staffId, device) {
    const { deps, subject: returnId } = scene;
    const decisions = acceptAll(await listReturnLines(deps.db, returnId));
    const version = await versionOf(scene);
    return (await proposeDecision(deps, { returnId, version, staffId, decisions, device })).ok;
  },
  async edit({ deps, subject }, _by, random) {
    const proposal = await latestProposal(deps.db, subject);
    const { decisionProposals, returns, orders } = deps.db.tables;
    const own = eq(decisionProposals.returnId, subject);
    const ways = ['decisions', 'hash', 'return', 'order'] as const;
    const way = random.pick(ways);
    await deps.db.transaction(async (tx) => {
      if (way === 'decisions' && proposal)
        await tx
          .update(decisionProposals)
          .set({ decisions: fewer(proposal.decisions) })
          .where(own);
      if (way === 'hash')
        await tx
          .update(decisionProposals)
          .set({ hash: random.below(1e9).toString(16) })
          .where(own);
      if (way === 'return')
        await tx
          .update(returns)
          .set({ version: sql`${returns.version} + 1` })
          .where(eq(returns.id, subject));
      if (way === 'order') await tx.update(orders).set({ shippingPaid: 100 + random.below(400) });
    });
  },
  async back({ deps, subject: returnId }, staffId) {
    const proposal = await latestProposal(deps.db, returnId);
    if (proposal) await sendBackDecision(deps, { returnId, proposalId: proposal.id, staffId, note: 'Once more' });
  },
  async read({ deps, subject }) {
    const proposal = await latestProposal(deps.db, subject);
    return `${proposal?.id} ${proposal?.hash}`;
  },
  async approve({ deps, subject: returnId }, { by: staffId, read, device }) {
    const [proposalId = '', hash = ''] = read.split(' ');
    return (await approveDecision(deps, { returnId, proposalId, hash, staffId, device })).ok;
  },
  async content(scene) {
    const { deps, subject: returnId } = scene;
    const proposal = await latestProposal(deps.db, returnId);
    const version = await versionOf(scene);
    const decisions = proposal?.decisions ?? [];
    const preview = await previewDecision(deps, { returnId, version, decisions });
    return canonicalJson([proposal?.id, proposal?.hash, decisions, version, preview.ok ? preview.quote : null]);
  },
  editor: async () => null,
};
