import { decideReturn } from '#app/services/decide-return.server.ts';
import { fireDeadline } from '#app/services/fire-deadline.server.ts';
import { issueCredit } from '#app/services/issue-credit.server.ts';
import { requestReturn } from '#app/services/request-return.server.ts';
import { type CreditRow, listCreditsOfReturn } from '#db/credits.ts';
import { dueDeadlines } from '#db/deadlines.ts';
import { balancesOf } from '#db/ledger.ts';
import type { Database } from '#db/open.ts';
import type { Order } from '#db/orders.ts';
import { listPayoutsOfReturn } from '#db/payouts.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { loadReturn } from '#db/returns.ts';
import type { RefundWay } from '#machines/answers.ts';
import type { PolicyDocument } from '#machines/policy/index.ts';
import { answerAll, openShop, sell, type TestShop } from '#tests/app/services/customer/arrange.ts';
import { testCredits } from '#tests/support/credits.ts';

/** A rule that offers store credit, with a bonus of ten percent. */
export const BONUS: Partial<PolicyDocument> = {
  rules: [{ id: 'credit', name: 'Store credit brings more', when: [], outcome: { creditBonus: { percent: 10 } } }],
};

export type CreditShop = TestShop & { readonly credits: ReturnType<typeof testCredits> };

export const openCreditShop = async (db: Database, changes: Partial<PolicyDocument> = BONUS): Promise<CreditShop> => ({
  ...(await openShop(db, changes)),
  credits: testCredits(),
});

export interface Owed {
  readonly orderId: string;
  readonly rmaCode: string;
  readonly returnId: string;
  readonly payoutIds: readonly string[];
}

/** An order of two pieces at 20.00, all of it sent back for store credit and accepted: 45.90 are owed, and a bonus of 4.59. */
export async function oweCredit(
  shop: CreditShop,
  { id = 'o1', refund = 'credit', ...order }: Partial<Omit<Order, 'lines'>> & { refund?: RefundWay } = {},
): Promise<Owed> {
  await sell(shop, { id, number: `#${id}`, lines: [{ id: `${id}-l1`, quantity: 2 }], ...order });
  const chosen = [{ lineId: `${id}-l1`, quantity: 2 }];
  const draft = await answerAll(shop, id, chosen, { travel: 'own', refund });
  const sent = await requestReturn(shop, { ...draft, locale: 'en' });
  if (!sent.ok) throw new Error(`the return was refused: ${sent.refusal.code}`);
  const row = await loadReturn(shop.db, sent.returnId);
  const lines = await listReturnLines(shop.db, sent.returnId);
  const decisions = lines.map((line) => ({ lineId: line.id, type: 'accept' as const, quantity: line.quantity }));
  const decided = await decideReturn(shop, {
    ...{ returnId: sent.returnId, version: row?.version ?? 0, staffId: 'agent', decisions },
  });
  if (!decided.ok) throw new Error(`the decision was refused: ${decided.refusal.code}`);
  const payouts = await listPayoutsOfReturn(shop.db, sent.returnId);
  return { orderId: id, rmaCode: sent.rmaCode, returnId: sent.returnId, payoutIds: payouts.map((payout) => payout.id) };
}

/** The same, and the credit is issued. */
export async function creditOf(shop: CreditShop, order: Partial<Omit<Order, 'lines'>> = {}): Promise<CreditRow> {
  const owed = await oweCredit(shop, order);
  for (const payoutId of owed.payoutIds) await issueCredit(shop, { payoutId });
  const [credit] = await listCreditsOfReturn(shop.db, owed.returnId);
  if (!credit) throw new Error('no credit was issued');
  return credit;
}

/** What the ledger has on an account of a credit. */
export const onAccount = async ({ db }: CreditShop, creditId: string, name: 'credit' | 'redeemed' | 'breakage') =>
  (await balancesOf(db, { creditId })).get(`${name}:${creditId}`) ?? 0;

/** Turns every deadline that has come into its event. */
export async function fireDue(shop: CreditShop): Promise<void> {
  for (const deadline of await dueDeadlines(shop.db, shop.clock(), 100)) await fireDeadline(shop, deadline);
}

/** How many mails of a kind were asked for. */
export async function countMails({ db }: CreditShop, kind: string): Promise<number> {
  const effects = await db.select().from(db.tables.effects);
  return effects.filter(({ payload }) => JSON.stringify(payload).includes(`"mail":"${kind}"`)).length;
}
