import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { BankTransferRow, KeptAccount } from '#db/bank-transfers.ts';
import { type BankAccount, bankAccountSchema, maskAccount } from '#machines/transfer/index.ts';
import type { ServiceDeps } from './deps.ts';

/** Closes and opens accounts under a key that the database does not hold. */
export interface AccountVault {
  readonly seal: (text: string) => string;
  /** Null for what was sealed with another secret, or changed. */
  readonly open: (sealed: string) => string | null;
}

export interface AccountDeps extends ServiceDeps {
  readonly accounts: AccountVault;
}

/** What the account is to be paid: all of it is in the hash that two people confirm. */
export interface Sum {
  readonly payoutId: string;
  readonly amount: number;
  readonly currency: string;
}

const SALT_BYTES = 16;
const keptSchema = z.strictObject({ account: bankAccountSchema, salt: z.string().min(20).max(60) });

/**
 * An account as it is kept. A number that belongs to nobody else is sealed with it, so that what is left after the account was erased, the hash,
 * tells nothing to whoever tries all accounts there are.
 */
export function closeAccount(deps: AccountDeps, sum: Sum, account: BankAccount): KeptAccount {
  const salt = Buffer.from(deps.ids.random(SALT_BYTES)).toString('base64url');
  const plain = JSON.stringify({ account, salt });
  return {
    accountSealed: deps.accounts.seal(plain),
    accountMask: maskAccount(account),
    contentHash: hashOf(sum, plain),
  };
}

/** The account of a transfer with the hash of what stands in the row now; null when it was erased or cannot be opened. */
export function openAccount(
  { accounts }: Pick<AccountDeps, 'accounts'>,
  row: BankTransferRow,
): { readonly account: BankAccount; readonly contentHash: string } | null {
  const plain = row.accountSealed === null ? null : accounts.open(row.accountSealed);
  if (plain === null) return null;
  return { account: keptSchema.parse(JSON.parse(plain)).account, contentHash: hashOf(row, plain) };
}

const hashOf = ({ payoutId, amount, currency }: Sum, plain: string): string =>
  createHash('sha256')
    .update(JSON.stringify([payoutId, amount, currency, plain]))
    .digest('hex');
