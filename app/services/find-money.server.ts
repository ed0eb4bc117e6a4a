import { findPayment } from '#db/money-lists.ts';
import type { Reader } from '#db/open.ts';
import { findOrderByNumberKey, loadOrder } from '#db/orders.ts';
import { findPayoutByRefundRef } from '#db/payouts.ts';
import { findReturnByRma, loadReturn } from '#db/returns.ts';
import { orderNumberKey } from '#machines/order-number.ts';
import { parseRmaCode } from '#machines/rma-code.ts';

/** What a person's words of a money page mean. */
export type MoneySubject =
  | { readonly kind: 'order'; readonly id: string; readonly name: string }
  | { readonly kind: 'return'; readonly id: string; readonly name: string }
  | { readonly kind: 'payment'; readonly id: string; readonly name: string };

export const FIND_LIMIT = 255;

/** The return of a code, the order of a number, the payment of the provider's id, or the return of the provider's refund; null: nothing is it. */
export async function findMoney(db: Reader, typed: string): Promise<MoneySubject | null> {
  const text = typed.trim();
  if (text === '' || text.length > FIND_LIMIT) return null;
  const payment = await findPayment(db, text);
  if (payment) return { kind: 'payment', id: payment.id, name: payment.reference };
  const payout = await findPayoutByRefundRef(db, text);
  const refunded = payout && (await loadReturn(db, payout.returnId));
  if (refunded) return { kind: 'return', id: refunded.id, name: refunded.rmaCode };
  const code = parseRmaCode(text);
  const row = code.ok ? await findReturnByRma(db, code.code) : null;
  if (row) return { kind: 'return', id: row.id, name: row.rmaCode };
  const number = orderNumberKey(text);
  const found = number.ok ? await findOrderByNumberKey(db, number.key) : null;
  const order = found && (await loadOrder(db, found.id));
  return order && { kind: 'order', id: order.id, name: order.number };
}
