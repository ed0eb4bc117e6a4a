import * as z from 'zod';

export const TRANSFER_KINDS = [
  'order-paid',
  'owed',
  'fee-kept',
  'sent',
  'refused',
  'settled',
  'returned',
  'credit-issued',
  'bonus',
  'goodwill',
  'credit-spent',
  'credit-given-back',
  'credit-expired',
  'transfer-paid',
  'transfer-bounced',
  'debt-ended',
  'external-refund',
  'external-failed',
  'dispute-withdrawn',
  'dispute-reinstated',
  'dispute-paid-customer',
] as const;
export type TransferKind = (typeof TRANSFER_KINDS)[number];

/** What reached a customer, whatever the way. */
export const PAID_KINDS = ['settled', 'credit-issued', 'transfer-paid'] as const satisfies readonly TransferKind[];
/** What had reached one, and came back. */
export const BACK_KINDS = ['returned', 'transfer-bounced'] as const satisfies readonly TransferKind[];

const id = z.string().min(1).max(64);
const accountText = z.string().regex(/^[a-z]+:\S{1,80}$/);

/**
 * Money moved from one account to another: `debit` gives, `credit` gets. Because both sides stand in one row, in one currency, the ledger sums to
 * zero whatever is written into it.
 */
export const transferSchema = z
  .strictObject({
    /** What caused it; with `leg`, written once only. */
    key: z.string().min(1).max(160),
    leg: z.int().min(1).max(99),
    kind: z.enum(TRANSFER_KINDS),
    debit: accountText,
    credit: accountText,
    /** Minor units, more than none. */
    amount: z.int().min(1),
    currency: z.string().regex(/^[A-Z]{3}$/),
    orderId: id.nullable(),
    returnId: id.nullable(),
    payoutId: id.nullable(),
    paymentId: id.nullable(),
    creditId: id.nullable(),
  })
  .refine(({ debit, credit }) => debit !== credit, 'a transfer has two accounts');
export type Transfer = Readonly<z.output<typeof transferSchema>>;

/** What a transfer is about; what is left out is not known, or not the case. */
export interface TransferOf {
  readonly key: string;
  readonly currency: string;
  readonly orderId?: string | null;
  readonly returnId?: string | null;
  readonly payoutId?: string | null;
  readonly paymentId?: string | null;
  readonly creditId?: string | null;
}

export interface Leg {
  readonly kind: TransferKind;
  readonly debit: string;
  readonly credit: string;
  readonly amount: number;
}

/** The transfers of one cause, in order; those of nothing are left out. Throws for an amount below zero. */
export function transfersOf(about: TransferOf, legs: readonly Leg[]): Transfer[] {
  const subject = { orderId: null, returnId: null, payoutId: null, paymentId: null, creditId: null, ...about };
  return legs
    .filter(({ amount }) => amount !== 0)
    .map((leg, index) => transferSchema.parse({ ...subject, ...leg, leg: index + 1 }));
}

/** What stands on each account after these transfers: credited less debited. All of it together is always zero. */
export function balances(transfers: Iterable<Pick<Transfer, 'debit' | 'credit' | 'amount'>>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { debit, credit, amount } of transfers) {
    sums.set(debit, (sums.get(debit) ?? 0) - amount);
    sums.set(credit, (sums.get(credit) ?? 0) + amount);
  }
  return sums;
}
