import { and, asc, eq, gt, gte, inArray, lt, or, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { restore } from '#machines/kernel.ts';
import { PAYOUT_STATES, payoutWorkflow, REFUND_STATUSES } from '#machines/payout/index.ts';
import { type OurPayment, type OurRefund, STANDINGS } from '#machines/reconciliation/index.ts';
import type { Reader } from './database.ts';
import type { PayoutRow } from './payouts.ts';
import { inChunks, type Row } from './row.ts';

const stateSchema = z.enum(PAYOUT_STATES);

function ofPayout(row: PayoutRow, expected: boolean): OurRefund {
  const { attempt } = payoutWorkflow.context.parse(restore(payoutWorkflow, row).context);
  const { id: payoutId, refundRef, paymentId, amount, currency, updatedAt: changedAt } = row;
  const standing = STANDINGS[stateSchema.parse(row.state)];
  return { payoutId, attempt, refundRef, paymentId, amount, currency, standing, changedAt, expected };
}

/** The provider's words for a status, as well as ours: a row that was made elsewhere keeps what it came with. */
const outsideStatus = z
  .string()
  .transform((status) => (status === 'canceled' ? 'failed' : status === 'requires_action' ? 'action-needed' : status))
  .pipe(z.enum([...REFUND_STATUSES, 'requires-action']))
  .transform((status) => (status === 'requires-action' ? 'action-needed' : status));

function ofOutside(row: Row<'externalRefunds'>, expected: boolean): OurRefund {
  const { id: refundRef, paymentId, amount, currency, updatedAt: changedAt } = row;
  const standing = outsideStatus.parse(row.status);
  return { payoutId: null, attempt: 0, refundRef, paymentId, amount, currency, standing, changedAt, expected };
}

/** What we know of refunds that the provider named: by its ids, and by the payouts that are written on them. */
export async function findOurRefunds(
  db: Reader,
  named: { readonly refs: readonly string[]; readonly payoutIds: readonly string[] },
): Promise<OurRefund[]> {
  const { payouts, externalRefunds } = db.tables;
  const found = new Map<string, OurRefund>();
  const take = async (where: SQL) => {
    const rows = await db.select().from(payouts).where(where);
    for (const row of rows) if (row.way === 'payment') found.set(row.id, ofPayout(row, false));
  };
  for (const chunk of inChunks(named.refs)) {
    await take(inArray(payouts.refundRef, chunk));
    const outside = await db.select().from(externalRefunds).where(inArray(externalRefunds.id, chunk));
    for (const row of outside) found.set(`outside ${row.id}`, ofOutside(row, false));
  }
  for (const chunk of inChunks(named.payoutIds)) await take(inArray(payouts.id, chunk));
  return [...found.values()];
}

/** Payments of ours by the provider's id of them. */
export async function findPaymentsOf(db: Reader, references: readonly string[]): Promise<Map<string, OurPayment>> {
  const { payments, orders } = db.tables;
  const { id, reference, provider } = payments;
  const found = new Map<string, OurPayment>();
  for (const chunk of inChunks([...new Set(references)])) {
    const rows = await db
      .select({ id, reference, since: orders.importedAt })
      .from(payments)
      .innerJoin(orders, eq(orders.id, payments.orderId))
      .where(and(inArray(reference, chunk), eq(provider, 'stripe')));
    for (const row of rows) found.set(row.reference, { id: row.id, since: row.since });
  }
  return found;
}

/** The provider's id of a payment. */
export async function findPaymentRef(db: Reader, paymentId: string): Promise<string | null> {
  const { payments } = db.tables;
  const rows = await db.select({ reference: payments.reference }).from(payments).where(eq(payments.id, paymentId));
  return rows[0]?.reference ?? null;
}

export interface BookSpan {
  readonly since: Temporal.Instant;
  readonly until: Temporal.Instant;
}

export interface BookPlace {
  readonly at: Temporal.Instant;
  readonly id: string;
}

export interface BookPage {
  readonly refunds: readonly OurRefund[];
  readonly next: BookPlace | null;
}

/** A page of the payouts that were sent to the provider in a span, by what the ledger says of when. */
export async function pageOfSent(
  db: Reader,
  span: BookSpan,
  after: BookPlace | null,
  limit: number,
): Promise<BookPage> {
  const { ledger, payouts } = db.tables;
  const { id, at, kind, payoutId } = ledger;
  const later = after && or(gt(at, after.at), and(eq(at, after.at), gt(id, after.id)));
  const rows = await db
    .select({ id, at, payout: payouts })
    .from(ledger)
    .innerJoin(payouts, eq(payouts.id, payoutId))
    .where(and(gte(at, span.since), lt(at, span.until), eq(kind, 'sent'), later ?? undefined))
    .orderBy(asc(at), asc(id))
    .limit(limit);
  const last = rows.at(-1);
  return {
    refunds: rows.filter(({ payout }) => payout.way === 'payment').map(({ payout }) => ofPayout(payout, true)),
    next: last && rows.length === limit ? { at: last.at, id: last.id } : null,
  };
}

/** A page of the refunds that were made outside in a span. */
export async function pageOfOutside(
  db: Reader,
  span: BookSpan,
  after: BookPlace | null,
  limit: number,
): Promise<BookPage> {
  const { externalRefunds } = db.tables;
  const { id, madeAt } = externalRefunds;
  const later = after && or(gt(madeAt, after.at), and(eq(madeAt, after.at), gt(id, after.id)));
  const rows = await db
    .select()
    .from(externalRefunds)
    .where(and(gte(madeAt, span.since), lt(madeAt, span.until), later ?? undefined))
    .orderBy(asc(madeAt), asc(id))
    .limit(limit);
  const last = rows.at(-1);
  return {
    refunds: rows.map((row) => ofOutside(row, true)),
    next: last && rows.length === limit ? { at: last.madeAt, id: last.id } : null,
  };
}
