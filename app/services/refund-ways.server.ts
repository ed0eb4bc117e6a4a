import type { CustomerResolution, RefundWay } from '#machines/answers.ts';
import { type Admission, admits, type ReasonCode } from '#machines/policy/index.ts';
import { hasCreditWindow, offersCredit, speaksOfCredit } from '#machines/policy/store-credit.ts';
import { askFor, type OrderCase } from './order-case.server.ts';

/** A line with the reason for which it comes back. */
interface Wanted {
  readonly lineId: string;
  readonly reason: ReasonCode;
}

/** How the money of some lines may come back. */
export interface RefundWays {
  /** What is open for all of them, the money first; none where some can only bring credit and others bring money. */
  readonly ways: readonly RefundWay[];
  /** Lines for which only store credit is open any more. */
  readonly creditOnly: readonly string[];
}

/**
 * The ways of the money for these lines. Whoever has a right to the money is always offered it: store credit stands beside it and is taken only by
 * those who choose it (Directive 2011/83/EU art. 13(1): the same means of payment, unless the consumer has expressly agreed otherwise). So a line
 * that can only bring credit is not mixed with lines that bring money: one return has one way.
 */
export function refundWays(orderCase: OrderCase, lines: readonly Wanted[]): RefundWays {
  const creditOnly = lines.filter((line) => isCreditOnly(orderCase, line)).map(({ lineId }) => lineId);
  if (creditOnly.length > 0 && creditOnly.length < lines.length) return { ways: [], creditOnly };
  const credit = lines.length > 0 && lines.every((line) => admitsFor(orderCase, line, 'store-credit').ok);
  const ways: RefundWay[] = creditOnly.length === 0 ? ['original'] : [];
  return { ways: credit ? [...ways, 'credit'] : ways, creditOnly };
}

/** What may not come back at all is refused elsewhere, with its reason. */
const isCreditOnly = (orderCase: OrderCase, line: Wanted): boolean =>
  !admitsFor(orderCase, line, 'refund').ok && admitsFor(orderCase, line, 'store-credit').ok;

/** Whether a line may come back for a reason at all: for the money, or for store credit where that has a longer time. */
export function admitsAny(orderCase: OrderCase, wanted: Wanted): Admission {
  const money = admitsFor(orderCase, wanted, 'refund');
  if (money.ok || !hasCreditWindow(orderCase.policies)) return money;
  const credit = admitsFor(orderCase, wanted, 'store-credit');
  return credit.ok ? credit : money;
}

/** Whether it may for this; store credit only where the merchant offers it. */
function admitsFor(orderCase: OrderCase, { lineId, reason }: Wanted, resolution: CustomerResolution): Admission {
  const notOffered = { ok: false, refusal: { code: 'credit.not-offered', endedOn: null } } as const;
  if (resolution === 'store-credit' && !speaksOfCredit(orderCase.policies)) return notOffered;
  const verdict = orderCase.judge(lineId, askFor(reason, resolution))?.verdict;
  if (!verdict) return { ok: false, refusal: { code: 'line.unknown', endedOn: null } };
  if (resolution === 'store-credit' && !offersCredit(verdict, orderCase.policies)) return notOffered;
  return admits(verdict, reason, orderCase.now, resolution);
}
