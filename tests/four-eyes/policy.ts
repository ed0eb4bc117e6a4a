import { approvePolicyDraft } from '#app/services/approve-policy-draft.server.ts';
import { beginPolicyDraft } from '#app/services/begin-policy-draft.server.ts';
import { changePolicyDraft } from '#app/services/change-policy-draft.server.ts';
import { proposePolicyDraft } from '#app/services/propose-policy-draft.server.ts';
import { withdrawPolicyProposal } from '#app/services/withdraw-policy-proposal.server.ts';
import { loadPolicyDraft, updatePolicyDraft } from '#db/policy-drafts.ts';
import { canonicalJson } from '#machines/canonical-json.ts';
import { change } from '#tests/app/services/policy/arrange.ts';
import type { Kind, Scene } from './kind.ts';
import { openShopOf } from './shop.ts';

async function draftOf({ deps, subject }: Scene) {
  const draft = await loadPolicyDraft(deps.db, subject);
  if (!draft) throw new Error('the draft is gone');
  return draft;
}

/** A draft of the policy that changes one country. */
export const policy: Kind = {
  name: 'policy',
  role: 'policy',
  proposes: ['policy'],
  approves: ['policy'],
  comparesDevices: false,
  async prepare(deps) {
    const shop = await openShopOf(deps);
    const begun = await beginPolicyDraft(shop, { title: 'A draft', rollbackOf: null, staffId: 'anna' });
    if (!begun.ok) throw new Error(begun.refusal.code);
    const { draftId } = begun;
    await changePolicyDraft(shop, { draftId, version: 1, staffId: 'anna', change: change('DE', { windowDays: 60 }) });
    return draftId;
  },
  async propose(scene, staffId) {
    const { version } = await draftOf(scene);
    const input = { draftId: scene.subject, version, staffId, effectiveFrom: null, reason: 'More days' };
    return (await proposePolicyDraft(scene.deps, input)).ok;
  },
  async edit(scene, staffId, random) {
    const draft = await draftOf(scene);
    const way = random.pick(['reason', 'document', 'service'] as const);
    if (way === 'service') {
      const { deps, subject: draftId } = scene;
      await withdrawPolicyProposal(deps, { draftId, version: draft.version, staffId });
      const { version } = await draftOf(scene);
      const next = change('FR', { windowDays: 30 + random.below(300) });
      await changePolicyDraft(deps, { draftId, version, staffId, change: next });
      return;
    }
    const { document } = draft;
    const other = { ...document, default: { ...document.default, windowDays: 30 + random.below(300) } };
    const changes = way === 'reason' ? { reason: `Reason ${random.below(1e6)}` } : { document: other };
    await scene.deps.db.transaction((tx) => updatePolicyDraft(tx, draft, changes));
  },
  async back(scene, staffId) {
    const { version } = await draftOf(scene);
    await withdrawPolicyProposal(scene.deps, { draftId: scene.subject, version, staffId });
  },
  async read(scene) {
    const { version, proposedHash } = await draftOf(scene);
    return `${version} ${proposedHash ?? 'none'}`;
  },
  async approve({ deps, subject: draftId }, { by: staffId, read }) {
    const [version = '', hash = ''] = read.split(' ');
    return (await approvePolicyDraft(deps, { draftId, version: Number(version), hash, staffId })).ok;
  },
  async content(scene) {
    const { document, baseNumber, effectiveFrom, reason, proposedHash } = await draftOf(scene);
    return canonicalJson([document, baseNumber, effectiveFrom?.toString() ?? null, reason, proposedHash]);
  },
  editor: async (scene) => (await draftOf(scene)).updatedBy.replace('staff:', ''),
};
