import type { Reader } from '#db/open.ts';
import { loadOrder } from '#db/orders.ts';
import { listPolicyVersions } from '#db/policy-versions.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { findReturnByRma, loadReturnOfOrder } from '#db/returns.ts';
import type { LineVerdict } from '#machines/policy/index.ts';
import { timeZoneOf } from '#machines/policy/zone.ts';
import type { ServiceDeps } from './deps.ts';
import { standingVerdict } from './frozen-verdict.server.ts';
import { loadOrderCase } from './order-case.server.ts';

/** A decision on one line with the numbers of the policy versions that its receipts name. */
export interface Explained {
  readonly lineId: string;
  readonly title: string;
  readonly verdict: LineVerdict;
}

export interface Explanation {
  readonly lines: readonly Explained[];
  readonly numbers: ReadonlyMap<string, number>;
  /** The zone in which the customer's days are counted. */
  readonly timeZone: string;
}

/** Why a line of an order can or cannot come back, judged now while nothing is asked for it; null for a line of another order. */
export async function explainOrderLine(
  { db, clock }: Pick<ServiceDeps, 'db' | 'clock'>,
  input: { readonly orderId: string; readonly lineId: string },
): Promise<Explanation | null> {
  const orderCase = await loadOrderCase(db, input.orderId, clock());
  const judged = orderCase?.judge(input.lineId, null);
  if (!orderCase || !judged) return null;
  const { order, versions } = orderCase;
  const title = order.lines.find((line) => line.id === input.lineId)?.title ?? '';
  return {
    lines: [{ lineId: input.lineId, title, verdict: judged.verdict }],
    numbers: new Map(versions.map(({ id, number }) => [id, number])),
    timeZone: order.timeZone ?? timeZoneOf(order.country, order.subdivision),
  };
}

/** Why the lines of a return were decided as they were: the verdicts that are stored with it. Null for another order's. */
export async function explainReturn(
  { db }: { readonly db: Reader },
  input: { readonly orderId: string; readonly rmaCode: string },
): Promise<Explanation | null> {
  const found = await findReturnByRma(db, input.rmaCode);
  const row = found && (await loadReturnOfOrder(db, { returnId: found.id, orderId: input.orderId }));
  const order = row && (await loadOrder(db, row.orderId));
  if (!row || !order) return null;
  const [lines, versions] = await Promise.all([listReturnLines(db, row.id), listPolicyVersions(db)]);
  const titles = new Map(order.lines.map(({ id, title }) => [id, title]));
  return {
    lines: lines.map((line) => ({
      lineId: line.orderLineId,
      title: titles.get(line.orderLineId) ?? '',
      verdict: standingVerdict(line),
    })),
    numbers: new Map(versions.map(({ id, number }) => [id, number])),
    timeZone: row.timeZone,
  };
}
