import { and, asc, desc, eq, inArray, lt, or } from 'drizzle-orm';
import type { PayoutState } from '#machines/payout/index.ts';
import { countRows } from './capped.ts';
import type { Reader } from './database.ts';
import { first, inChunks, type Row } from './row.ts';

/** A payout as a list names it; amount in minor units. */
export type PayoutListed = Pick<
  Row<'payouts'>,
  'id' | 'state' | 'way' | 'amount' | 'currency' | 'refundRef' | 'returnId' | 'paymentId' | 'updatedAt'
> & { readonly rmaCode: string; readonly orderNumber: string; readonly paymentRef: string | null };

const columns = ({ tables: { payouts, returns, orders, payments } }: Reader) => {
  const { id, state, way, amount, currency, refundRef, returnId, paymentId, updatedAt } = payouts;
  const names = { rmaCode: returns.rmaCode, orderNumber: orders.number, paymentRef: payments.reference };
  return { id, state, way, amount, currency, refundRef, returnId, paymentId, updatedAt, ...names };
};

function listed(db: Reader) {
  const { payouts, returns, orders, payments } = db.tables;
  return db
    .select(columns(db))
    .from(payouts)
    .innerJoin(returns, eq(returns.id, payouts.returnId))
    .innerJoin(orders, eq(orders.id, returns.orderId))
    .leftJoin(payments, eq(payments.id, payouts.paymentId));
}

/** Where a page of payouts ends and the next begins. */
export interface PayoutPlace {
  readonly updatedAt: Temporal.Instant;
  readonly id: string;
}

/** The payouts in a state, the latest moved first. */
export async function listPayoutsInState(
  db: Reader,
  page: { readonly state: PayoutState; readonly after: PayoutPlace | null; readonly limit: number },
): Promise<PayoutListed[]> {
  const { payouts } = db.tables;
  const { updatedAt, id } = payouts;
  const earlier =
    page.after &&
    or(lt(updatedAt, page.after.updatedAt), and(eq(updatedAt, page.after.updatedAt), lt(id, page.after.id)));
  // The page by itself first, along its index; what stands beside it by a second look.
  const ids = await db
    .select({ id })
    .from(payouts)
    .where(and(eq(payouts.state, page.state), earlier ?? undefined))
    .orderBy(desc(updatedAt), desc(id))
    .limit(page.limit);
  if (ids.length === 0) return [];
  const chosen = ids.map((row) => row.id);
  return listed(db).where(inArray(id, chosen)).orderBy(desc(updatedAt), desc(id));
}

/** The payouts of some returns, or of a payment, or the one of a refund; the latest moved first. */
export async function listPayoutsOf(
  db: Reader,
  of: { readonly returnIds: readonly string[] } | { readonly paymentId: string } | { readonly refundRef: string },
  limit: number,
): Promise<PayoutListed[]> {
  const { payouts } = db.tables;
  const where =
    'returnIds' in of
      ? inArray(payouts.returnId, of.returnIds.slice(0, limit))
      : 'paymentId' in of
        ? eq(payouts.paymentId, of.paymentId)
        : eq(payouts.refundRef, of.refundRef);
  return listed(db).where(where).orderBy(desc(payouts.updatedAt), desc(payouts.id)).limit(limit);
}

/** How many payouts are in a state, counted up to `most`; one more than that means that there are further ones. */
export async function countPayoutsInState(db: Reader, state: PayoutState, most: number): Promise<number> {
  const { payouts } = db.tables;
  const rows = db
    .select({ id: payouts.id })
    .from(payouts)
    .where(eq(payouts.state, state))
    .orderBy(asc(payouts.updatedAt));
  return countRows(db, rows, most + 1);
}

/** A payment by the provider's id of it. */
export async function findPayment(db: Reader, reference: string): Promise<Row<'payments'> | null> {
  const { payments } = db.tables;
  return first(await db.select().from(payments).where(eq(payments.reference, reference)).limit(1));
}

/** How people call the things that a ledger names by ids; ids that there are not are left out. */
export interface LedgerNames {
  readonly orders: ReadonlyMap<string, string>;
  readonly returns: ReadonlyMap<string, string>;
  readonly payments: ReadonlyMap<string, string>;
  readonly refunds: ReadonlyMap<string, string>;
  readonly credits: ReadonlyMap<string, string>;
}

interface Named {
  readonly orderId: string | null;
  readonly returnId: string | null;
  readonly paymentId: string | null;
  readonly payoutId: string | null;
  readonly creditId: string | null;
}

/** Order numbers, return codes, the provider's payments and refunds, and the ends of credit codes, for a page of the ledger. */
export async function namesOf(db: Reader, rows: readonly Named[]): Promise<LedgerNames> {
  const { orders, returns, payments, payouts, credits } = db.tables;
  const idsOf = (key: keyof Named) => [...new Set(rows.flatMap((row) => row[key] ?? []))];
  const look = async (ids: string[], read: (chunk: string[]) => Promise<{ id: string; name: string | null }[]>) => {
    const found = await Promise.all(inChunks(ids).map(read));
    return new Map(found.flat().flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
  };
  return {
    orders: await look(idsOf('orderId'), (ids) =>
      db.select({ id: orders.id, name: orders.number }).from(orders).where(inArray(orders.id, ids)),
    ),
    returns: await look(idsOf('returnId'), (ids) =>
      db.select({ id: returns.id, name: returns.rmaCode }).from(returns).where(inArray(returns.id, ids)),
    ),
    payments: await look(idsOf('paymentId'), (ids) =>
      db.select({ id: payments.id, name: payments.reference }).from(payments).where(inArray(payments.id, ids)),
    ),
    refunds: await look(idsOf('payoutId'), (ids) =>
      db.select({ id: payouts.id, name: payouts.refundRef }).from(payouts).where(inArray(payouts.id, ids)),
    ),
    credits: await look(idsOf('creditId'), (ids) =>
      db.select({ id: credits.id, name: credits.codeHint }).from(credits).where(inArray(credits.id, ids)),
    ),
  };
}
