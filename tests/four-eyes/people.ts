import type { Role } from '#app/permissions.ts';
import type { Tx } from '#db/open.ts';
import { hireOne } from '#tests/app/services/four-eyes/arrange.ts';

/** An account, and whose it is in truth: the house can know it by the mailbox, or by what a provider says. */
export interface Account {
  readonly id: string;
  readonly human: string;
  readonly email: string;
  /** What the company's provider calls the person; null: it was never asked. */
  readonly subject: string | null;
}

export const ACCOUNTS: readonly Account[] = [
  { id: 'anna', human: 'Anna', email: 'anna@shop.example', subject: 'subject-a' },
  { id: 'anna-mail', human: 'Anna', email: 'Anna+second@shop.example', subject: null },
  { id: 'anna-login', human: 'Anna', email: 'a.berg@other.example', subject: 'subject-a' },
  { id: 'ben', human: 'Ben', email: 'ben@shop.example', subject: 'subject-b' },
  { id: 'cora', human: 'Cora', email: 'cora@shop.example', subject: null },
];

/** What the shop's own system is called in a log; it is no person, whatever it asks for. */
export const API_KEY = 'shop:0123456789abcdef';
export const ADMIN = 'ada';

export const humanOf = (id: string): string => ACCOUNTS.find((one) => one.id === id)?.human ?? id;

/** Everybody in the role that may do both parts, and an administrator. */
export async function hireAll(tx: Tx, role: Role): Promise<void> {
  await hireOne(tx, { id: ADMIN, role: 'admin' });
  for (const { id, email, subject } of ACCOUNTS) {
    await hireOne(tx, { id, role, email: email.toLowerCase() });
    if (subject === null) continue;
    const stamps = { createdAt: new Date(0), updatedAt: new Date(0) };
    const own = { id: `${id}-company`, providerId: 'company', accountId: subject, userId: id };
    await tx.insert(tx.tables.account).values({ ...own, ...stamps });
  }
}
