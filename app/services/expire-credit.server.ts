import { type CreditRow, closeCredit, lockCredit } from '#db/credits.ts';
import { enqueue } from '#db/effects.ts';
import { balancesOf, post } from '#db/ledger.ts';
import type { Reader } from '#db/open.ts';
import { creditState, legsOfExpiry } from '#machines/credit/index.ts';
import { account, transfersOf } from '#machines/ledger/index.ts';
import type { Unit } from './unit-of-work.server.ts';

/** What is left on a credit, in minor units: what the ledger says. */
export async function creditBalance(db: Reader, creditId: string): Promise<number> {
  return (await balancesOf(db, { creditId })).get(account.credit(creditId)) ?? 0;
}

/** Ends a credit whose time is over: what is left lapses. Does nothing for one that has ended, or whose end was moved. */
export async function expireCredit(unit: Unit, creditId: string): Promise<void> {
  const credit = await lockCredit(unit.tx, creditId);
  if (credit?.expiresAt == null || Temporal.Instant.compare(unit.at, credit.expiresAt) < 0) return;
  if (!(await closeCredit(unit.tx, creditId, unit.at))) return;
  const left = await creditBalance(unit.tx, creditId);
  const { currency, orderId, returnId, version } = credit;
  // A credit that was opened again by a reversal ends a second time.
  const about = { key: `expired:${creditId}:${version}`, currency, orderId, returnId, creditId };
  await post(unit.tx, transfersOf(about, legsOfExpiry(creditId, left)), unit);
}

/** Reminds the holder that a credit ends soon, as long as something is on it. One without a return has no address. */
export async function remindOfCredit(unit: Unit, creditId: string): Promise<void> {
  const credit = await lockCredit(unit.tx, creditId);
  if (!credit || !(await isOpen(unit, credit)) || credit.returnId === null) return;
  const { tx, at, nextId } = unit;
  const payload = { kind: 'mail', mail: 'credit-expiring', returnId: credit.returnId } as const;
  const effect = { id: nextId(), kind: payload.kind, payload, returnId: credit.returnId, runAfter: at, createdAt: at };
  await enqueue(tx, [effect]);
}

async function isOpen({ tx, at }: Unit, credit: CreditRow): Promise<boolean> {
  return creditState({ ...credit, balance: await creditBalance(tx, credit.id) }, at) === 'open';
}
