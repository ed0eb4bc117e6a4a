import { joinStatement } from '#app/services/join-withdrawal.server.ts';
import { type SubmitInput, submitWithdrawal } from '#app/services/submit-withdrawal.server.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { listReturnsOfOrder } from '#db/returns.ts';
import { loadWithdrawal, type WithdrawalRow } from '#db/withdrawals.ts';
import type { TestShop } from '../customer/arrange.ts';

let counter = 0;

/** A statement about order #1001 by its customer, who has not opened it. */
export function statement(change: Partial<SubmitInput> = {}): SubmitInput {
  counter += 1;
  return {
    ...{ submissionKey: `key-${counter}`, accessHash: `hash-${counter}`, name: 'Ada Lovelace', contract: '# 1001' },
    ...{ email: 'ada@example.com', scope: { kind: 'all' }, button: 'eu', language: 'pl', clientIp: '192.0.2.1' },
    orderId: null,
    ...change,
  };
}

/** Submits a statement and lets the worker look at it; the row as it stands then. */
export async function withdraw(shop: TestShop, change: Partial<SubmitInput> = {}): Promise<WithdrawalRow> {
  const submitted = await submitWithdrawal(shop, statement(change));
  if (!submitted.ok) throw new Error(submitted.refusal.code);
  await joinStatement(shop, submitted);
  return stored(shop, submitted.withdrawalId);
}

export async function stored(shop: TestShop, withdrawalId: string): Promise<WithdrawalRow> {
  const row = await loadWithdrawal(shop.db, withdrawalId);
  if (!row) throw new Error('the statement is not there');
  return row;
}

/** The pieces of each line in the returns of an order that were not taken back. */
export async function piecesInReturns(shop: TestShop, orderId = 'o1'): Promise<Record<string, number>> {
  const pieces: Record<string, number> = {};
  for (const { id, state } of await listReturnsOfOrder(shop.db, orderId)) {
    if (state === 'cancelled') continue;
    for (const { orderLineId, quantity } of await listReturnLines(shop.db, id)) {
      pieces[orderLineId] = (pieces[orderLineId] ?? 0) + quantity;
    }
  }
  return pieces;
}
