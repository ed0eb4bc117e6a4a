import { findOrderByNumberKey } from '#db/orders.ts';
import { findReturnByRma, listReturnsOfOrder } from '#db/returns.ts';
import { orderNumberKey } from '#machines/order-number.ts';
import { parseRmaCode } from '#machines/rma-code.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';

export type FindRefusal = 'scan.empty' | 'scan.misread' | 'scan.unknown' | 'scan.no-returns';

/** A return as a list of several names it. */
export interface FoundReturn {
  readonly id: string;
  readonly rmaCode: string;
  readonly state: string;
  readonly requestedAt: string;
}

/** Longest text that is looked at: a status address with a long host still fits. */
const TYPED_LIMIT = 512;

/**
 * The returns that a scanned or typed text means, the newest first: one for a return code, one or more for an order number. A code with a
 * wrong symbol is told apart from one that nobody gave out: the former is scanned again, the latter is a parcel without a return.
 */
export async function findReturns(
  deps: Pick<ServiceDeps, 'db'>,
  typed: string,
): Promise<Result<{ readonly returns: readonly FoundReturn[] }, FindRefusal>> {
  const text = typed.trim();
  if (text === '') return refuse('scan.empty');
  if (text.length > TYPED_LIMIT) return refuse('scan.unknown');
  const code = parseRmaCode(text);
  const row = code.ok ? await findReturnByRma(deps.db, code.code) : null;
  if (row) return { ok: true, returns: [found(row)] };
  const number = orderNumberKey(text);
  const order = number.ok ? await findOrderByNumberKey(deps.db, number.key) : null;
  if (order) {
    const returns = await listReturnsOfOrder(deps.db, order.id);
    return returns.length > 0
      ? { ok: true, returns: returns.map(found) }
      : refuse('scan.no-returns', { order: order.number });
  }
  return refuse(!code.ok && code.refusal.code === 'rma-code.check-digit' ? 'scan.misread' : 'scan.unknown');
}

const found = ({
  id,
  rmaCode,
  state,
  requestedAt,
}: {
  id: string;
  rmaCode: string;
  state: string;
  requestedAt: Temporal.Instant;
}) => ({
  ...{ id, rmaCode, state },
  requestedAt: requestedAt.toString(),
});
