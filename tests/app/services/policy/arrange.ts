import { createIds } from '#app/ids.server.ts';
import { approvePolicyDraft } from '#app/services/approve-policy-draft.server.ts';
import { beginPolicyDraft } from '#app/services/begin-policy-draft.server.ts';
import { changePolicyDraft } from '#app/services/change-policy-draft.server.ts';
import type { ServiceDeps } from '#app/services/deps.ts';
import type { PolicyDraftChange } from '#app/services/policy-draft-change.server.ts';
import { proposePolicyDraft } from '#app/services/propose-policy-draft.server.ts';
import type { Database, Tx } from '#db/open.ts';
import { loadPolicyDraft, type PolicyDraft } from '#db/policy-drafts.ts';
import { insertPolicyVersion } from '#db/policy-versions.ts';
import type { CountryPolicy, PolicyDocument } from '#machines/policy/policy.ts';
import { hireOne } from '#tests/app/services/four-eyes/arrange.ts';

export const NOW = Temporal.Instant.from('2026-11-21T09:00:00Z');
export const at = (text: string) => Temporal.Instant.from(text);

/** 30 days, the customer pays a label of EUR 4.90; whatever differs is given. */
export function terms(changes: Partial<CountryPolicy> = {}): CountryPolicy {
  return {
    windowDays: 30,
    windowFrom: 'delivery',
    returnCost: { payer: 'customer', labelFee: { amount: 490, currency: 'EUR' } },
    refundOutboundShipping: false,
    finalSaleReturnable: false,
    ...changes,
  };
}

export const document = (changes: Partial<PolicyDocument> = {}): PolicyDocument => ({
  schemaVersion: 2,
  default: terms(),
  countries: { DE: terms({ windowDays: 45 }) },
  ...{ markets: {}, warehouses: {}, seasons: [], rules: [] },
  ...changes,
});

/** The change that gives these countries (and `default`) the same terms. */
export const change = (countries: string, changes: Partial<CountryPolicy> = {}): PolicyDraftChange => ({
  kind: 'terms',
  countries: countries.split(' '),
  terms: terms(changes),
});

/** Who writes and publishes. */
export async function hirePublishers(tx: Tx): Promise<void> {
  for (const id of ['paula', 'pavel', 'pia', 'piet']) await hireOne(tx, { id, role: 'policy' });
}

export interface PolicyShop extends ServiceDeps {
  readonly pass: (duration: Temporal.DurationLike) => void;
}

/** A shop whose first version, from 2020, gives 30 days everywhere and 45 in Germany. */
export async function openPolicyShop(db: Database): Promise<PolicyShop> {
  let now = NOW;
  await db.transaction(async (tx) => {
    await hirePublishers(tx);
    await insertPolicyVersion(tx, {
      ...{ id: 'policy-1', publishedBy: 'Linden', reason: 'First policy', document: document() },
      ...{ effectiveFrom: at('2020-01-01T00:00:00Z'), publishedAt: at('2020-01-01T00:00:00Z') },
    });
  });
  const pass = (duration: Temporal.DurationLike) => {
    now = now.add(duration);
  };
  return { db, clock: () => now, ids: createIds(), wake: () => undefined, pass };
}

/** The draft as it stands, with what an act has to name of it. */
export async function seenDraft(shop: PolicyShop, draftId: string): Promise<PolicyDraft & { draftId: string }> {
  const draft = await loadPolicyDraft(shop.db, draftId);
  if (!draft) throw new Error('no draft');
  return { ...draft, draftId };
}

export const seenBy = async (shop: PolicyShop, draftId: string, staffId: string) => {
  const { version } = await seenDraft(shop, draftId);
  return { draftId, version, staffId };
};

interface Plan {
  readonly changes?: readonly PolicyDraftChange[];
  readonly effectiveFrom?: Temporal.Instant | null;
  readonly reason?: string;
}

/** A draft that Paula wrote. */
export async function writeDraft(shop: PolicyShop, changes: readonly PolicyDraftChange[]): Promise<string> {
  const begun = await beginPolicyDraft(shop, { title: 'A draft', rollbackOf: null, staffId: 'paula' });
  if (!begun.ok) throw new Error(begun.refusal.code);
  for (const one of changes) {
    const done = await changePolicyDraft(shop, { ...(await seenBy(shop, begun.draftId, 'paula')), change: one });
    if (!done.ok) throw new Error(done.refusal.code);
  }
  return begun.draftId;
}

export async function propose(shop: PolicyShop, draftId: string, plan: Plan = {}) {
  const { effectiveFrom = null, reason = 'Fewer days' } = plan;
  return proposePolicyDraft(shop, { ...(await seenBy(shop, draftId, 'paula')), effectiveFrom, reason });
}

export async function approve(shop: PolicyShop, draftId: string, staffId = 'pavel') {
  const { proposedHash } = await seenDraft(shop, draftId);
  return approvePolicyDraft(shop, { ...(await seenBy(shop, draftId, staffId)), hash: proposedHash ?? '' });
}

/** Paula writes and proposes, Pavel approves; what comes of the last step that is refused. */
export async function publish(shop: PolicyShop, { changes = [change('DE')], ...plan }: Plan = {}) {
  const draftId = await writeDraft(shop, changes);
  const proposed = await propose(shop, draftId, plan);
  return proposed.ok ? approve(shop, draftId) : proposed;
}
