import { approveDecision } from '#app/services/four-eyes/approve-decision.server.ts';
import { proposeDecision } from '#app/services/four-eyes/propose-decision.server.ts';
import { type DecisionProposal, latestProposal } from '#db/decision-proposals.ts';
import type { Database, Tx } from '#db/open.ts';
import { openShop, type TestShop } from '#tests/app/services/customer/arrange.ts';
import { acceptAll, receive, returnOf, rowOf, type SentReturn } from '#tests/app/services/staff/arrange.ts';

export interface Colleague {
  readonly id: string;
  readonly role: string;
  readonly email?: string;
}

/** Two at the desk and one of the finances, who may approve; one at the dock, who may not. */
export const TEAM: readonly Colleague[] = [
  { id: 'anna', role: 'agent' },
  { id: 'ben', role: 'agent' },
  { id: 'fina', role: 'finance' },
  { id: 'dora', role: 'warehouse' },
];

export async function hireOne(tx: Tx, { id, role, email = `${id}@shop.example` }: Colleague): Promise<void> {
  const at = new Date('2026-11-01T00:00:00Z');
  await tx.insert(tx.tables.user).values({
    ...{ id, name: id.toUpperCase(), email, emailVerified: true, role },
    ...{ createdAt: at, updatedAt: at },
  });
}

export interface FourEyesShop extends TestShop {
  readonly fourEyes: Readonly<Record<string, number>>;
}

/** A shop where one person lets 50.00 go, and no more. */
export async function openFourEyes(db: Database): Promise<FourEyesShop> {
  const shop = await openShop(db);
  await db.transaction(async (tx) => {
    for (const one of TEAM) await hireOne(tx, one);
  });
  return { ...shop, fourEyes: { EUR: 5000 } };
}

/** 2 × 20.00 and 35.00, here and sound: with the delivery back and the label off it pays 76.00. */
export async function arrived(shop: FourEyesShop, id = 'o1'): Promise<SentReturn> {
  const lines = [
    { id: `${id}-a`, quantity: 2 },
    { id: `${id}-b`, unitPrice: 3500 },
  ];
  const sent = await returnOf(shop, { id, number: `#${id}`, lines });
  await receive(sent);
  return sent;
}

export async function propose(shop: FourEyesShop, sent: SentReturn, staffId = 'anna', device: string | null = null) {
  const { version } = await rowOf(sent);
  const decisions = acceptAll(sent.lines);
  return proposeDecision(shop, { returnId: sent.returnId, version, decisions, staffId, device });
}

export async function standing({ shop, returnId }: SentReturn): Promise<DecisionProposal> {
  const proposal = await latestProposal(shop.db, returnId);
  if (!proposal) throw new Error('nothing was proposed');
  return proposal;
}

/** Approves what stands there now, as it was read. */
export async function approve(shop: FourEyesShop, sent: SentReturn, staffId: string, device: string | null = null) {
  const { id: proposalId, hash } = await standing(sent);
  return approveDecision(shop, { returnId: sent.returnId, proposalId, hash, staffId, device });
}
