import type { Reader } from '#db/open.ts';
import { loadOrder } from '#db/orders.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { loadReturn, type ReturnRow } from '#db/returns.ts';
import { loadShop } from '#db/shop.ts';
import { shopZone } from '../shop-zone.server.ts';

/** What the pages around a return need of it. */
export interface ReturnOfCase {
  readonly row: ReturnRow;
  readonly orderNumber: string;
  /** Titles of its items. */
  readonly items: readonly string[];
  readonly shop: { readonly name: string; readonly supportEmail: string };
  /** The shop's own. */
  readonly timeZone: string;
}

export async function loadReturnOf(db: Reader, returnId: string): Promise<ReturnOfCase | null> {
  const row = await loadReturn(db, returnId);
  const order = row && (await loadOrder(db, row.orderId));
  if (!row || !order) return null;
  const [lines, shop, timeZone] = await Promise.all([listReturnLines(db, row.id), loadShop(db), shopZone(db)]);
  const ids = new Set(lines.map(({ orderLineId }) => orderLineId));
  const items = order.lines.filter(({ id }) => ids.has(id)).map(({ title }) => title);
  const { name = '', supportEmail = '' } = shop ?? {};
  return { row, orderNumber: order.number, items, shop: { name, supportEmail }, timeZone };
}
