import { decideReturn } from '#app/services/decide-return.server.ts';
import type { ServiceDeps } from '#app/services/deps.ts';
import { requestReturn } from '#app/services/request-return.server.ts';
import { balancesOf } from '#db/ledger.ts';
import { listMails } from '#db/mails.ts';
import type { Reader } from '#db/open.ts';
import { listPayoutsOfReturn, loadPayout, type PayoutRow } from '#db/payouts.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { loadReturn } from '#db/returns.ts';
import { restore } from '#machines/kernel.ts';
import { type PayoutContext, payoutWorkflow } from '#machines/payout/index.ts';
import { answerAll, type LineChange, sell } from '../app/services/customer/arrange.ts';

type Chosen = readonly { lineId: string; quantity: number }[];
type Sale = Parameters<typeof sell>[1];

/** An order without delivery costs, so that what comes back is what the lines cost. Its lines are `<id>-l1` and so on. */
export async function sellLines(
  deps: ServiceDeps,
  lines: readonly Omit<LineChange, 'id'>[],
  { id = 'o1', ...changes }: Partial<Omit<Sale, 'lines'>> = {},
) {
  const named = lines.map((line, index) => ({ ...line, id: `${id}-l${index + 1}` }));
  const paid = named.reduce(
    (sum, { unitPrice = 2000, quantity = 1, discountTotal = 0 }) => sum + unitPrice * quantity - discountTotal,
    0,
  );
  const total = paid + (changes.shippingPaid ?? 0);
  const currency = changes.currency ?? 'EUR';
  const payment = { id: `${id}-payment`, position: 1, provider: 'stripe', label: 'Visa 4242' };
  return sell(deps, {
    ...{ id, number: `#${id}`, shippingPaid: 0, shippingStandard: 0, total },
    payments: [{ ...payment, reference: `pi_${id}`, amount: total, currency }],
    ...changes,
    lines: named,
  });
}

/** The customer sends these pieces back by their own way, which costs nothing. */
export async function askReturn(deps: ServiceDeps, chosen: Chosen, orderId = 'o1'): Promise<string> {
  const draft = await answerAll(deps, orderId, chosen, { travel: 'own' });
  const requested = await requestReturn(deps, { ...draft, locale: 'en' });
  if (!requested.ok) throw new Error(`not requested: ${requested.refusal.code}`);
  return requested.returnId;
}

/** A decision to give everything back, as a person at the desk makes it who has just read the return. */
export async function acceptAll(deps: ServiceDeps, returnId: string, staffId = 'agent') {
  const row = await loadReturn(deps.db, returnId);
  const lines = await listReturnLines(deps.db, returnId);
  const decisions = lines.map((line) => ({ lineId: line.id, type: 'accept', quantity: line.quantity }) as const);
  return { returnId, version: row?.version ?? -1, staffId, decisions };
}

export interface Owed {
  readonly returnId: string;
  /** The first payout. */
  readonly payoutId: string;
  readonly total: number;
  readonly payouts: readonly PayoutRow[];
}

/** A return that was sent and decided in full: what is owed for it has not been paid yet. */
export async function oweFor(deps: ServiceDeps, chosen: Chosen, orderId = 'o1'): Promise<Owed> {
  const returnId = await askReturn(deps, chosen, orderId);
  const decided = await decideReturn(deps, await acceptAll(deps, returnId));
  if (!decided.ok) throw new Error(`not decided: ${decided.refusal.code}`);
  const payouts = await listPayoutsOfReturn(deps.db, returnId);
  const [payout] = payouts;
  if (!payout) throw new Error('no payout');
  return { returnId, payoutId: payout.id, total: decided.quote.total, payouts };
}

/** One line at 40.00, sold and to be paid back. */
export async function owe40(deps: ServiceDeps, changes: Parameters<typeof sellLines>[2] = {}): Promise<Owed> {
  const order = await sellLines(deps, [{ unitPrice: 4000 }], changes);
  return oweFor(deps, [{ lineId: `${order.id}-l1`, quantity: 1 }], order.id);
}

/** One line at 40.00 to be paid back, of an order of 100.00: there is enough left for a second refund by mistake. */
export async function owe40Of100(deps: ServiceDeps, changes: Parameters<typeof sellLines>[2] = {}): Promise<Owed> {
  const order = await sellLines(deps, [{ unitPrice: 4000 }, { unitPrice: 6000 }], changes);
  return oweFor(deps, [{ lineId: `${order.id}-l1`, quantity: 1 }], order.id);
}

export async function payoutOf(db: Reader, payoutId: string): Promise<PayoutRow & { known: PayoutContext }> {
  const row = await loadPayout(db, payoutId);
  if (!row) throw new Error(`no payout ${payoutId}`);
  return { ...row, known: payoutWorkflow.context.parse(restore(payoutWorkflow, row).context) };
}

export const payoutState = async (db: Reader, payoutId: string): Promise<string> =>
  (await payoutOf(db, payoutId)).state;

export async function returnState(db: Reader, returnId: string): Promise<{ state: string; closed: boolean }> {
  const row = await loadReturn(db, returnId);
  return { state: row?.state ?? 'none', closed: row?.closedAt != null };
}

/** Where the money of a return stands in the ledger, and what its payment still brought in (below zero, as money that came). */
export async function books(db: Reader, returnId: string, paymentId = 'o1-payment') {
  const ofReturn = await balancesOf(db, { returnId });
  const ofPayment = await balancesOf(db, { paymentId });
  return {
    owed: ofReturn.get(`owed:${returnId}`) ?? 0,
    transit: ofPayment.get(`transit:${paymentId}`) ?? 0,
    payment: ofPayment.get(`payment:${paymentId}`) ?? 0,
  };
}

/** The mails that a customer got about a return, by kind. */
export async function mailsOf(db: Reader, returnId: string): Promise<Record<string, number>> {
  const mails = (await listMails(db, { limit: 100 })).filter((mail) => mail.returnId === returnId && mail.sentAt);
  const kinds = Map.groupBy(mails, ({ kind }) => kind);
  return Object.fromEntries([...kinds].map(([kind, all]) => [kind, all.length]));
}
