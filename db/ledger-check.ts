import { and, asc, eq, gt, inArray, isNotNull, sum } from 'drizzle-orm';
import { z } from 'zod';
import { accountName, type TransferKind } from '#machines/ledger/index.ts';
import { PAYOUT_STATES, PAYOUT_WAYS } from '#machines/payout/index.ts';
import type { MovedPlace, PayoutStanding } from '#machines/reconciliation/expected-balances.ts';
import type { Reader } from './database.ts';
import { inChunks } from './row.ts';

const totalSchema = z.coerce.number().int();
const standingSchema = z.object({
  returnId: z.string(),
  paymentId: z.string(),
  state: z.enum(PAYOUT_STATES),
  way: z.enum(PAYOUT_WAYS),
  amount: z.int(),
});

/** The next returns by id, to walk through all of them a piece at a time. */
export async function pageOfReturnIds(db: Reader, after: string, limit: number): Promise<string[]> {
  const { id } = db.tables.returns;
  const rows = await db.select({ id }).from(db.tables.returns).where(gt(id, after)).orderBy(asc(id)).limit(limit);
  return rows.map((row) => row.id);
}

/** The next payments by id. */
export async function pageOfPaymentIds(db: Reader, after: string, limit: number): Promise<string[]> {
  const { id } = db.tables.payments;
  const rows = await db.select({ id }).from(db.tables.payments).where(gt(id, after)).orderBy(asc(id)).limit(limit);
  return rows.map((row) => row.id);
}

/** Where the payouts of these returns, or of these payments, stand. */
export async function listStandings(
  db: Reader,
  of: { readonly returnIds: readonly string[] } | { readonly paymentIds: readonly string[] },
): Promise<PayoutStanding[]> {
  const { payouts } = db.tables;
  const { returnId, paymentId, state, way, amount } = payouts;
  const [column, ids] = 'returnIds' in of ? [returnId, of.returnIds] : [paymentId, of.paymentIds];
  const found: PayoutStanding[] = [];
  for (const chunk of inChunks(ids)) {
    const rows = await db
      .select({ returnId, paymentId, state, way, amount })
      .from(payouts)
      .where(inArray(column, chunk));
    found.push(...rows.map((row) => standingSchema.parse(row)));
  }
  return found;
}

/** The kinds that a step of a payout writes, and nothing else does. */
const OF_STEPS: readonly TransferKind[] = [
  ...(['sent', 'refused', 'settled', 'returned', 'credit-issued', 'transfer-paid', 'transfer-bounced'] as const),
  ...(['debt-ended', 'dispute-paid-customer'] as const),
];

const PLACE_OF_ACCOUNT: ReadonlyMap<string, MovedPlace> = new Map([
  ['transit', 'transit'],
  ['payment', 'payment'],
  ['credit', 'credit'],
  ['bank', 'bank'],
  ['outside', 'ended'],
  ['dispute', 'ended'],
]);

/** What the ledger says has left for each of these payments, by the place where it stands, in minor units: `<paymentId> <place>`. */
export async function movedByPayment(db: Reader, paymentIds: readonly string[]): Promise<Map<string, number>> {
  const { ledger } = db.tables;
  const { paymentId, debit, credit } = ledger;
  const moved = new Map<string, number>();
  const add = (payment: string, account: string, amount: number) => {
    const place = PLACE_OF_ACCOUNT.get(accountName(account));
    if (place === undefined) return;
    const key = `${payment} ${place}`;
    moved.set(key, (moved.get(key) ?? 0) + amount);
  };
  for (const chunk of inChunks(paymentIds)) {
    const rows = await db
      .select({ paymentId, debit, credit, total: sum(ledger.amount) })
      .from(ledger)
      .where(and(inArray(paymentId, chunk), isNotNull(ledger.payoutId), inArray(ledger.kind, [...OF_STEPS])))
      .groupBy(paymentId, debit, credit);
    for (const row of rows) {
      if (row.paymentId === null) continue;
      const total = totalSchema.parse(row.total);
      add(row.paymentId, row.debit, -total);
      add(row.paymentId, row.credit, total);
    }
  }
  return moved;
}

/** The currencies in which each of these returns' accounts move, to find one that moves in two: then its balance means nothing. */
export async function currenciesOfReturns(db: Reader, returnIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const { ledger, returns } = db.tables;
  const found = new Map<string, Set<string>>();
  for (const chunk of inChunks(returnIds)) {
    const rows = await db
      .selectDistinct({ returnId: ledger.returnId, currency: ledger.currency })
      .from(ledger)
      .innerJoin(returns, eq(returns.id, ledger.returnId))
      .where(inArray(ledger.returnId, chunk));
    for (const { returnId, currency } of rows) {
      if (returnId !== null) found.set(returnId, (found.get(returnId) ?? new Set()).add(currency));
    }
  }
  return found;
}
