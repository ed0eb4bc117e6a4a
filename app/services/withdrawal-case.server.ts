import { z } from 'zod';
import type { Reader } from '#db/open.ts';
import type { Order } from '#db/orders.ts';
import { NO_REQUEST } from '#machines/policy/facts.ts';
import { exceptionTraits } from '#machines/policy/rules/exception-traits.ts';
import { exceptionOf, followsDirective, statuteOf } from '#machines/policy/statutory.ts';
import { type WithdrawalRight, withdrawalRight } from '#machines/policy/withdrawal-function.ts';
import { lineFacts } from './line-facts.server.ts';
import { loadOrderCase, type OrderCase } from './order-case.server.ts';

/** An order judged for a statement of withdrawal: what the law says of it, and of each line. */
export interface WithdrawalCase {
  /** Judges every request as one of the statutory track, which no rule of the merchant can stand in front of. */
  readonly orderCase: OrderCase;
  readonly right: WithdrawalRight;
}

/** The order as the law saw it at the moment of the statement; null when there is no such order. */
export async function loadWithdrawalCase(
  db: Reader,
  orderId: string,
  at: Temporal.Instant,
): Promise<WithdrawalCase | null> {
  const orderCase = await loadOrderCase(db, orderId, at);
  if (!orderCase) return null;
  return { orderCase: onStatutoryTrack(orderCase), right: rightOf(orderCase.order, at) };
}

/** Whether, and for which lines, an order can be withdrawn from by law at an instant. */
export function rightOf(order: Order, at: Temporal.Instant): WithdrawalRight {
  return withdrawalRight(
    order.lines.map((line) => lineFacts(order, line, 0, null)),
    at,
  );
}

function onStatutoryTrack(orderCase: OrderCase): OrderCase {
  return {
    ...orderCase,
    judge: (lineId, request) => orderCase.judge(lineId, { ...(request ?? NO_REQUEST), track: 'withdrawal' }),
  };
}

/** The request of a withdrawal: the money back, without a reason. */
export const WITHDRAWAL_REQUEST = {
  track: 'withdrawal',
  reason: 'no-reason',
  resolution: 'refund',
  grade: null,
} as const;

const step = z.looseObject({ code: z.string(), date: z.string() });

/** What the law said of a statement, as it is stored and shown: dates and codes. */
export const storedRightSchema = z.object({
  kind: z.enum(['none', 'excluded', 'open', 'late']),
  endExclusive: z.iso.datetime().nullable().default(null),
  lastDay: z.iso.date().nullable().default(null),
  basis: z.string().nullable().default(null),
  steps: z.array(step).default([]),
  /** Ids of the lines that have the right. */
  lines: z.array(z.string()).default([]),
  /** Why the others do not: exceptions by their identifiers, and the articles that they stand in. */
  exceptions: z.array(z.string()).default([]),
  articles: z.array(z.string()).default([]),
});
export type StoredRight = z.infer<typeof storedRightSchema>;

export function storedRight(right: WithdrawalRight, { country, lines }: Order): StoredRight {
  const listed = statuteOf(country)?.exceptions ?? [];
  const exceptions = [...new Set(lines.flatMap(({ traits }) => exceptionTraits(traits, listed).intrinsic))].toSorted();
  const articles = exceptions.flatMap((id) => articleOf(id, country));
  return storedRightSchema.parse({ ...JSON.parse(JSON.stringify(right)), exceptions, articles });
}

/** The Directive's article where it applies, else the national act. */
function articleOf(id: string, country: string): string[] {
  const article = followsDirective(country) ? exceptionOf(id)?.directiveRef : undefined;
  const basis = article ? `2011/83/EU ${article}` : statuteOf(country)?.basis;
  return basis ? [basis] : [];
}
