import { account, accountName } from './accounts.ts';
import { BACK_KINDS, PAID_KINDS, type Transfer } from './transfer.ts';

/** Where what was decided for a return stands, in minor units: `decided` is always the sum of `owed`, `transit`, `paid` and `ended`. */
export interface ReturnMoney {
  readonly decided: number;
  /** To be sent. */
  readonly owed: number;
  /** Left, and not known to have arrived. */
  readonly transit: number;
  /** Reached the customer, whatever the way; what they did with a store credit afterwards changes nothing. */
  readonly paid: number;
  /** No longer owed by us: paid outside or by a bank, or given up. */
  readonly ended: number;
  /** What store credit for this return came to beyond what was decided. */
  readonly bonus: number;
}

/** Accounts on which an amount has ended. */
const ENDED = ['outside', 'dispute'];

/** A row of the ledger; its kind as the word that is stored. */
type Moved = Pick<Transfer, 'debit' | 'credit' | 'amount'> & { readonly kind: string };

/** Reads from the transfers of one return where its money stands. */
export function moneyOfReturn(returnId: string, transfers: Iterable<Moved>): ReturnMoney {
  const sum = { decided: 0, owed: 0, transit: 0, paid: 0, ended: 0, bonus: 0 };
  const own = account.owed(returnId);
  for (const { kind, debit, credit, amount } of transfers) {
    if (kind === 'owed') sum.decided += amount;
    if (kind === 'bonus') sum.bonus += amount;
    if (isOneOf(PAID_KINDS, kind)) sum.paid += amount;
    if (isOneOf(BACK_KINDS, kind)) sum.paid -= amount;
    const [from, to] = [accountName(debit), accountName(credit)];
    sum.owed += amount * (Number(credit === own) - Number(debit === own));
    sum.transit += amount * (Number(to === 'transit') - Number(from === 'transit'));
    sum.ended += amount * (Number(ENDED.includes(to)) - Number(ENDED.includes(from)));
  }
  return sum;
}

const isOneOf = (kinds: readonly string[], kind: string): boolean => kinds.includes(kind);
