import { balancesOf, type LedgerRow, type LedgerSubject, listTransfers } from '#db/ledger.ts';
import { type LedgerNames, namesOf } from '#db/money-lists.ts';
import type { Reader } from '#db/open.ts';
import { findMoney, type MoneySubject } from './find-money.server.ts';
import { shopZone } from './shop-zone.server.ts';

export interface LedgerView {
  readonly timeZone: string;
  readonly subject: MoneySubject | null;
  readonly transfers: readonly LedgerRow[];
  /** What these transfers leave on each account, in minor units, by currency and account; accounts at zero too. */
  readonly balances: readonly { readonly account: string; readonly currency: string; readonly amount: number }[];
  readonly names: LedgerNames;
}

const NO_NAMES: LedgerNames = {
  ...{ orders: new Map(), returns: new Map(), payments: new Map(), refunds: new Map(), credits: new Map() },
};

/** The transfers of an order, a return or a payment in the order of their writing, and what they leave on each account. */
export async function viewLedger(db: Reader, typed: string): Promise<LedgerView> {
  const [timeZone, subject] = await Promise.all([shopZone(db), findMoney(db, typed)]);
  if (subject === null) return { timeZone, subject, transfers: [], balances: [], names: NO_NAMES };
  const transfers = await listTransfers(db, subjectOf(subject));
  const currencies = new Map(
    transfers.flatMap(({ debit, credit, currency }) => [
      [debit, currency],
      [credit, currency],
    ]),
  );
  const sums = await balancesOf(db, subjectOf(subject));
  const balances = [...sums].map(([account, amount]) => ({ account, amount, currency: currencies.get(account) ?? '' }));
  const sorted = balances.toSorted((a, b) => (a.account < b.account ? -1 : 1));
  return { timeZone, subject, transfers, balances: sorted, names: await namesOf(db, transfers) };
}

function subjectOf({ kind, id }: MoneySubject): LedgerSubject {
  if (kind === 'order') return { orderId: id };
  return kind === 'return' ? { returnId: id } : { paymentId: id };
}
