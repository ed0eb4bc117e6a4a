import { and, desc, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Candidate } from '#machines/scan/likely.ts';
import { storedAddressSchema } from './address.ts';
import type { Reader } from './database.ts';
import { inChunks } from './row.ts';

/** Most returns, and most orders without one, that are looked at: the latest. */
const AWAITED = 2000;
const RECENT = 1000;
const OF_ONE_ARTICLE = 300;

/** An order that a found parcel may come from. The customer's e-mail address is for comparing, not for showing. */
export type LikelyCandidate = Candidate & { readonly state: string | null };

/**
 * The orders among which a found parcel is looked for: those whose return is awaited, those of one e-mail address, those with one of the articles, and the latest.
 * `skus` as the shop writes them.
 */
export async function listCandidates(
  db: Reader,
  known: { readonly emailKey: string | null; readonly skus: readonly string[] },
): Promise<LikelyCandidate[]> {
  const { orders, orderLines, returns } = db.tables;
  const awaited = await db
    .select({ orderId: returns.orderId })
    .from(returns)
    .where(and(ne(returns.state, 'cancelled'), isNull(returns.receivedAt)))
    .orderBy(desc(returns.requestedAt))
    .limit(AWAITED);
  const own =
    known.emailKey === null
      ? []
      : await db.select({ orderId: orders.id }).from(orders).where(eq(orders.emailKey, known.emailKey)).limit(RECENT);
  const withArticle =
    known.skus.length === 0
      ? []
      : await db
          .selectDistinct({ orderId: orderLines.orderId })
          .from(orderLines)
          .where(inArray(orderLines.sku, known.skus.slice(0, 500)))
          .orderBy(desc(orderLines.orderId))
          .limit(OF_ONE_ARTICLE);
  const recent = await db.select({ orderId: orders.id }).from(orders).orderBy(desc(orders.placedAt)).limit(RECENT);
  return candidatesOf(db, [...new Set([...awaited, ...own, ...withArticle, ...recent].map((row) => row.orderId))]);
}

/** Each order with its latest return; one whose return awaits its goods is named with that. */
async function candidatesOf(db: Reader, orderIds: readonly string[]): Promise<LikelyCandidate[]> {
  const { orders, orderLines, returns } = db.tables;
  const parts = await Promise.all(
    inChunks(orderIds).map(async (ids) => ({
      heads: await db
        .select({ id: orders.id, number: orders.number, emailKey: orders.emailKey, address: orders.address })
        .from(orders)
        .where(inArray(orders.id, ids)),
      lines: await db
        .select({
          orderId: orderLines.orderId,
          sku: orderLines.sku,
          title: orderLines.title,
          variant: orderLines.variant,
        })
        .from(orderLines)
        .where(inArray(orderLines.orderId, ids)),
      returned: await db
        .select({
          ...{ id: returns.id, orderId: returns.orderId, rmaCode: returns.rmaCode, state: returns.state },
          receivedAt: returns.receivedAt,
        })
        .from(returns)
        .where(and(inArray(returns.orderId, ids), ne(returns.state, 'cancelled')))
        .orderBy(desc(returns.requestedAt)),
    })),
  );
  return parts.flatMap(({ heads, lines, returned }) => {
    const linesOf = Map.groupBy(lines, (line) => line.orderId);
    const returnsOf = Map.groupBy(returned, (row) => row.orderId);
    return heads.flatMap((head): LikelyCandidate[] => {
      const address = storedAddressSchema.parse(head.address);
      const order = {
        ...{
          orderId: head.id,
          orderNumber: head.number,
          name: address.name,
          place: address.city,
          email: head.emailKey,
        },
        items: (linesOf.get(head.id) ?? []).map(({ sku, title, variant }) => ({
          sku,
          words: `${title} ${variant ?? ''}`,
        })),
      };
      const all = (returnsOf.get(head.id) ?? []).map((row) => ({ ...row, awaited: row.receivedAt === null }));
      const shown = all.some((row) => row.awaited) ? all.filter((row) => row.awaited) : [];
      if (shown.length === 0) return [{ ...order, returnId: null, rmaCode: null, awaited: false, state: null }];
      return shown.map(({ id, rmaCode, state }) => ({ ...order, returnId: id, rmaCode, awaited: true, state }));
    });
  });
}

/** The shop's own spelling of the article numbers that fold to one of these keys; for shops with up to so many articles. */
const ARTICLES = 20_000;

export async function listSkus(db: Reader): Promise<string[]> {
  const { orderLines } = db.tables;
  const rows = await db.selectDistinct({ sku: orderLines.sku }).from(orderLines).limit(ARTICLES);
  return rows.map((row) => row.sku);
}
