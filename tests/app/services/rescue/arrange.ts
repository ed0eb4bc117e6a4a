import { open, seal } from '#app/security/seal.server.ts';
import type { AccountDeps } from '#app/services/account-vault.server.ts';
import { chooseOtherWay } from '#app/services/choose-other-way.server.ts';
import { decideReturn } from '#app/services/decide-return.server.ts';
import { type RefundReport, reportRefund } from '#app/services/report-refund.server.ts';
import { type BankTransferRow, findTransferOfPayout, loadBankTransfer } from '#db/bank-transfers.ts';
import type { Database, Tx } from '#db/open.ts';
import { listPayoutsOfReturn, loadPayout, type PayoutRow } from '#db/payouts.ts';
import { payoutWorkflow } from '#machines/payout/index.ts';
import type { PolicyDocument } from '#machines/policy/index.ts';
import type { BankAccount } from '#machines/transfer/index.ts';
import { openShop, type TestShop } from '#tests/app/services/customer/arrange.ts';
import { acceptAll, receive, returnOf, rowOf, type SentReturn } from '#tests/app/services/staff/arrange.ts';

export const IBAN = 'DE89370400440532013000';
export const ADA: BankAccount = { kind: 'iban', holder: 'Ada Lovelace', iban: IBAN };
export const OTHER: BankAccount = { kind: 'iban', holder: 'Ada Lovelace', iban: 'NL91ABNA0417164300' };

const SECRET = 'a secret of a test that is long enough';
const PURPOSE = 'bank account';

export interface RescueShop extends TestShop, AccountDeps {}

/** A rule that speaks of store credit: the shop takes it. */
export const TAKES_CREDIT: Partial<PolicyDocument> = {
  rules: [{ id: 'credit', name: 'More as store credit', when: [], outcome: { creditBonus: { percent: 10 } } }],
};

export const PEOPLE = {
  f1: 'finance',
  f2: 'finance',
  agent: 'agent',
  dock: 'warehouse',
} as const;

/** A shop with two people who move money, one at the desk and one at the dock; ids as in `PEOPLE`. */
export async function openRescue(db: Database, changes: Partial<PolicyDocument> = {}): Promise<RescueShop> {
  return withPeople(await openShop(db, changes));
}

/** The same in a shop that is there. */
export async function withPeople<Shop extends TestShop>(shop: Shop): Promise<Shop & AccountDeps> {
  await shop.db.transaction(async (tx) => {
    for (const [id, role] of Object.entries(PEOPLE)) await addPerson(tx, { id, role });
  });
  const accounts = {
    seal: (text: string) => seal(text, SECRET, PURPOSE),
    open: (sealed: string) => open(sealed, SECRET, PURPOSE),
  };
  return { ...shop, accounts };
}

export async function addPerson(tx: Tx, { id, role }: { id: string; role: string }): Promise<void> {
  const at = new Date('2026-11-01T00:00:00Z');
  const { user } = tx.tables;
  await tx.insert(user).values({
    ...{ id, name: id.toUpperCase(), email: `${id}@retour.example`, emailVerified: true, role },
    ...{ createdAt: at, updatedAt: at },
  });
}

/** A return of two lines, received and accepted: one payout of 75.00 less the label's 4.90 that nobody has sent yet. */
export async function owe(shop: RescueShop, id = 'o1'): Promise<{ sent: SentReturn; payout: PayoutRow }> {
  const lines = [
    { id: `${id}-a`, quantity: 2 },
    { id: `${id}-b`, unitPrice: 3500 },
  ];
  const sent = await returnOf(shop, { id, number: `#${id}`, lines });
  await receive(sent);
  const { version } = await rowOf(sent);
  const decisions = acceptAll(sent.lines);
  const decided = await decideReturn(shop, { returnId: sent.returnId, version, staffId: 'agent', decisions });
  if (!decided.ok) throw new Error(`not decided: ${decided.refusal.code}`);
  const [payout] = await listPayoutsOfReturn(shop.db, sent.returnId);
  if (!payout) throw new Error('no payout');
  return { sent, payout };
}

/** What the provider says of the payout's present attempt. */
export async function report(
  shop: RescueShop,
  payout: PayoutRow,
  change: Partial<RefundReport> & Pick<RefundReport, 'status'>,
): Promise<void> {
  const row = await mustLoad(shop, payout.id);
  const { attempt } = payoutWorkflow.context.parse(row.context);
  const told = await reportRefund(shop, {
    ...{ payoutId: payout.id, attempt, actor: 'stripe' },
    report: {
      ...{ refundRef: `re_${payout.id.slice(-8)}_${attempt}`, amount: payout.amount, currency: payout.currency },
      ...{ failure: null, reference: null },
      ...change,
    },
  });
  if (!told.ok) throw new Error(`not heard: ${told.refusal.code}`);
}

/** A debt whose refund arrived, and came back weeks later for a reason of the bank's. */
export async function strand(shop: RescueShop, failure = 'expired_or_canceled_card', id = 'o1', days = 14) {
  const owed = await owe(shop, id);
  await report(shop, owed.payout, { status: 'succeeded' });
  shop.pass({ hours: 24 * days });
  await report(shop, owed.payout, { status: 'failed', failure });
  return owed;
}

export async function mustLoad(shop: RescueShop, payoutId: string): Promise<PayoutRow> {
  const row = await loadPayout(shop.db, payoutId);
  if (!row) throw new Error('the payout is gone');
  return row;
}

/** The same debt as a transfer to Ada that the customer has asked for. */
export async function askedTransfer(shop: RescueShop, id = 'o1', days = 14) {
  const { sent, payout } = await strand(shop, undefined, id, days);
  const chosen = await chooseOtherWay(shop, {
    ...{ payoutId: payout.id, returnId: sent.returnId, way: 'transfer', account: ADA, by: { kind: 'customer' } },
  });
  if (!chosen.ok) throw new Error(`not chosen: ${chosen.refusal.code}`);
  return { sent, failed: payout, payoutId: chosen.payoutId, transfer: await transferOf(shop, chosen.payoutId) };
}

export async function transferOf(shop: RescueShop, payoutId: string): Promise<BankTransferRow> {
  const row = await findTransferOfPayout(shop.db, payoutId);
  if (!row) throw new Error('no transfer');
  return row;
}

export async function again(shop: RescueShop, { id }: BankTransferRow): Promise<BankTransferRow> {
  const row = await loadBankTransfer(shop.db, id);
  if (!row) throw new Error('the transfer is gone');
  return row;
}
