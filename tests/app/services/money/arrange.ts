import { decideReturn } from '#app/services/decide-return.server.ts';
import type { ProviderBooks } from '#app/services/provider-books.ts';
import { reportRefund, tellPayout } from '#app/services/report-refund.server.ts';
import { requestReturn } from '#app/services/request-return.server.ts';
import { listPayoutsOfReturn, loadPayout } from '#db/payouts.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { loadReturn } from '#db/returns.ts';
import { payoutWorkflow } from '#machines/payout/index.ts';
import type { TheirRefund } from '#machines/reconciliation/index.ts';
import { answerAll, sell, type TestShop } from '../customer/arrange.ts';

export interface Paid {
  readonly returnId: string;
  readonly payoutId: string;
  readonly paymentId: string;
  readonly paymentRef: string;
  readonly refundRef: string;
  readonly amount: number;
}

/** A return of two pieces at 20.00, decided in full: 41.00 is owed. */
export async function owe(shop: TestShop, id: string): Promise<Paid> {
  await sell(shop, { id, number: `#${id}`, lines: [{ id: `${id}-l1`, quantity: 2 }] });
  const draft = await answerAll(shop, id, [{ lineId: `${id}-l1`, quantity: 2 }]);
  const requested = await requestReturn(shop, { ...draft, locale: 'en' });
  if (!requested.ok) throw new Error(`not requested: ${requested.refusal.code}`);
  const { returnId } = requested;
  const lines = await listReturnLines(shop.db, returnId);
  const version = (await loadReturn(shop.db, returnId))?.version ?? 0;
  const decisions = lines.map((line) => ({ lineId: line.id, type: 'accept', quantity: line.quantity }) as const);
  const decided = await decideReturn(shop, { returnId, version, staffId: 'agent', decisions });
  if (!decided.ok) throw new Error(`not decided: ${decided.refusal.code}`);
  const [payout] = await listPayoutsOfReturn(shop.db, returnId);
  if (!payout) throw new Error('no payout');
  const { id: payoutId, paymentId, amount } = payout;
  return { returnId, payoutId, paymentId, paymentRef: `pi_${id}`, refundRef: `re_${id}`, amount };
}

export type Status = Parameters<typeof reportRefund>[1]['report']['status'];

/** What the provider says of the refund of a payout that was sent. */
export async function hear(shop: TestShop, paid: Paid, status: Status, refundRef = paid.refundRef): Promise<void> {
  const payout = await loadPayout(shop.db, paid.payoutId);
  const { attempt } = payoutWorkflow.context.parse(payout?.context);
  const report = { refundRef, status, amount: paid.amount, currency: 'EUR', failure: null, reference: null };
  const told = await reportRefund(shop, { payoutId: paid.payoutId, attempt, report, actor: 'stripe' });
  if (!told.ok) throw new Error(`not heard: ${told.refusal.code}`);
}

/** Sent to the provider, without an answer. */
export async function send(shop: TestShop, { payoutId }: Paid, attempt = 1): Promise<void> {
  const told = await tellPayout(shop, { payoutId, attempt, event: { type: 'send' }, actor: 'system' });
  if (!told.ok) throw new Error(`not sent: ${told.refusal.code}`);
}

/** Sent, and settled. */
export async function pay(shop: TestShop, id: string): Promise<Paid> {
  const paid = await owe(shop, id);
  await send(shop, paid);
  await hear(shop, paid, 'succeeded');
  return paid;
}

/** The provider in memory: what it lists can be changed by a test. */
export interface TestBooks extends ProviderBooks {
  readonly refunds: Map<string, TheirRefund>;
  readonly calls: { list: number; read: number; find: number };
  /** The refund of a payout, as the provider would have it, made now. */
  add(shop: TestShop, paid: Paid, changes?: Partial<TheirRefund>): TheirRefund;
  change(refundRef: string, changes: Partial<TheirRefund>): void;
}

export function openBooks(): TestBooks {
  const refunds = new Map<string, TheirRefund>();
  const calls = { list: 0, read: 0, find: 0 };
  const newestFirst = () => [...refunds.values()].toSorted((a, b) => Temporal.Instant.compare(b.created, a.created));
  return {
    refunds,
    calls,
    add(shop, { refundRef, amount, paymentRef, payoutId }, changes = {}) {
      const created = shop.clock().round({ smallestUnit: 'second', roundingMode: 'floor' });
      const names = { ref: refundRef, paymentRefs: [paymentRef], madeFor: { payoutId, attempt: 1 } };
      const refund: TheirRefund = { ...names, status: 'succeeded', amount, currency: 'EUR', created, ...changes };
      refunds.set(refund.ref, refund);
      return refund;
    },
    change(refundRef, changes) {
      const refund = refunds.get(refundRef);
      if (!refund) throw new Error(`no ${refundRef}`);
      refunds.set(refundRef, { ...refund, ...changes });
    },
    async *list({ since, until }) {
      calls.list += 1;
      for (const refund of newestFirst()) {
        const { created } = refund;
        if (Temporal.Instant.compare(created, since) >= 0 && Temporal.Instant.compare(created, until) < 0) yield refund;
      }
    },
    async read(ref) {
      calls.read += 1;
      return refunds.get(ref) ?? null;
    },
    async find({ payoutId, attempt }) {
      calls.find += 1;
      const made = newestFirst().find((one) => one.madeFor?.payoutId === payoutId && one.madeFor.attempt === attempt);
      return made ?? null;
    },
  };
}
