import type SqliteFile from 'better-sqlite3';
import * as z from 'zod';
import { changes, prepared } from './prepared.ts';

/** A payout with what belongs to it, as it stands. */
export interface PayoutNow {
  readonly id: string;
  readonly returnId: string;
  readonly orderId: string;
  readonly paymentId: string;
  readonly state: string;
  readonly way: string;
  readonly amount: number;
  readonly currency: string;
  readonly refundRef: string | null;
}

const payoutRow = z.object({
  id: z.string(),
  returnId: z.string(),
  orderId: z.string(),
  paymentId: z.string(),
  state: z.string(),
  way: z.string(),
  amount: z.int(),
  currency: z.string(),
  refundRef: z.string().nullable(),
});

export interface ReturnNow {
  readonly id: string;
  readonly orderId: string;
  readonly state: string;
  readonly total: number;
  readonly settledQuote: string | null;
}

const returnRow = z.object({
  id: z.string(),
  orderId: z.string(),
  state: z.string(),
  total: z.int(),
  settledQuote: z.string().nullable(),
});

/** Reads the rows about money with statements that were prepared once. */
export function moneyRows(file: SqliteFile.Database) {
  const payouts = prepared(
    file,
    `select p.id, p.return_id as returnId, r.order_id as orderId, p.payment_id as paymentId, p.state, p.way, p.amount, p.currency,
       p.refund_ref as refundRef
     from payouts p join returns r on r.id = p.return_id order by p.id`,
  );
  const returns = prepared(
    file,
    `select id, order_id as orderId, state, total, settled_quote as settledQuote from returns
     where decided_at is not null order by id`,
  );
  return {
    payouts: (): PayoutNow[] => z.array(payoutRow).parse(payouts.all()),
    /** Those that were decided. */
    returns: (): ReturnNow[] => z.array(returnRow).parse(returns.all()),
    /** Grows with each row that is written. */
    version: (): number => changes(file),
  };
}
