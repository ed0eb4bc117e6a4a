import type SqliteFile from 'better-sqlite3';
import * as z from 'zod';
import { prepared } from './prepared.ts';
import type { PayoutNow, ReturnNow } from './rows.ts';

const transferRow = z.object({
  place: z.int(),
  debit: z.string(),
  credit: z.string(),
  amount: z.int().min(1),
  currency: z.string(),
  payoutId: z.string().nullable(),
});

const FRESH = `select rowid as place, debit, credit, amount, currency, payout_id as payoutId from ledger
  where rowid > ? order by rowid`;

/** Where the whole of a payout stands in each state, said once more and in other words than the product's own table. */
const ON_THE_WAY = ['sending', 'unknown', 'pending', 'action-needed'];
const STILL_OWED = ['owed', 'failed', 'reopened'];

class Book {
  readonly #sums = new Map<string, number>();

  add(account: string, amount: number): void {
    this.#sums.set(account, (this.#sums.get(account) ?? 0) + amount);
  }

  of(account: string): number {
    return this.#sums.get(account) ?? 0;
  }

  /** Of all accounts whose name begins so. */
  under(name: string): number {
    let sum = 0;
    for (const [account, amount] of this.#sums) if (account.startsWith(name)) sum += amount;
    return sum;
  }
}

function wrongPayout(book: Book, { id, state, way, amount, paymentId }: PayoutNow): string | null {
  const says = (account: string, found: number, wanted: number): string | null =>
    found === wanted ? null : `payout ${id} is ${state}, and the ledger has ${found} of ${amount} for it in ${account}`;
  const [transit, payment] = [book.of(`transit:${paymentId}`), book.of(`payment:${paymentId}`)];
  const arrived = state === 'settled' && way === 'payment';
  return (
    says('transit', transit, ON_THE_WAY.includes(state) ? amount : 0) ??
    says('payment', payment, arrived ? amount : 0) ??
    // With the bonus, if there is one, it is more than was owed.
    says('credit', Math.min(amount, book.under('credit:')), state === 'settled' && way === 'credit' ? amount : 0) ??
    says('bank', book.under('bank:'), state === 'settled' && way === 'transfer' ? amount : 0)
  );
}

/**
 * Reads what was written into the ledger since the last call, and compares what stands on its accounts with the payouts: all of it together is
 * zero in each currency, a payout's amount is where its state says, and each return owes what its payouts have still to pay.
 */
export function watchLedger(
  file: SqliteFile.Database,
): (payouts: readonly PayoutNow[], returns: readonly ReturnNow[]) => string | null {
  const whole = new Book();
  const currencies = new Map<string, Book>();
  const ofPayout = new Map<string, Book>();
  let last = 0;

  function take(row: z.infer<typeof transferRow>): void {
    const own = row.payoutId === null ? undefined : (ofPayout.get(row.payoutId) ?? new Book());
    if (row.payoutId !== null && own) ofPayout.set(row.payoutId, own);
    const currency = currencies.get(row.currency) ?? new Book();
    currencies.set(row.currency, currency);
    for (const book of [whole, currency, own]) {
      book?.add(row.debit, -row.amount);
      book?.add(row.credit, row.amount);
    }
    last = row.place;
  }

  return (payouts, returns) => {
    for (const row of z.array(transferRow).parse(prepared(file, FRESH).all(last))) take(row);
    for (const [currency, book] of currencies) {
      const sum = book.under('');
      if (sum !== 0) return `the ledger sums to ${sum} ${currency}`;
    }
    for (const payout of payouts) {
      const wrong = wrongPayout(ofPayout.get(payout.id) ?? new Book(), payout);
      if (wrong) return wrong;
    }
    for (const { id } of returns) {
      const open = payouts.filter(({ returnId, state }) => returnId === id && STILL_OWED.includes(state));
      const owed = open.reduce((sum, { amount }) => sum + amount, 0);
      if (whole.of(`owed:${id}`) !== owed)
        return `return ${id} has ${owed} to be paid, and the ledger owes ${whole.of(`owed:${id}`)}`;
    }
    return null;
  };
}
