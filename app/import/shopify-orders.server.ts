import { OrderGrouper, type OrderRows } from './group-orders.server.ts';
import type { ImportProblem } from './import-problem.server.ts';
import type { ImportedOrder } from './imported-order.server.ts';
import { readRows } from './read-rows.server.ts';
import { type Heading, readHeading } from './shopify-columns.server.ts';
import { readShopifyOrder } from './shopify-order.server.ts';

/**
 * What a file holds, in its order. `heading` comes first, or `not-orders` alone: the file lacks a column without which no order can be read.
 * `rowsRead` counts rows below the heading so far.
 */
export type ReadItem =
  | { kind: 'not-orders'; missingColumns: string[] }
  | { kind: 'order'; order: ImportedOrder; line: number; rowsRead: number }
  | { kind: 'problem'; problem: ImportProblem; rowsRead: number }
  | { kind: 'end'; rowsRead: number };

/** Reads the orders of Shopify's "Export orders" CSV as they stream by; memory does not grow with the file. */
export async function* readShopifyOrders(source: AsyncIterable<Uint8Array>): AsyncGenerator<ReadItem> {
  let reading: { heading: Heading; grouper: OrderGrouper } | null = null;
  let rowsRead = 0;
  for await (const read of readRows(source)) {
    if ('damagedAt' in read) {
      if (!reading) break;
      const problem: ImportProblem = { line: read.damagedAt, order: null, code: 'unreadable', detail: {} };
      yield { kind: 'problem', problem, rowsRead };
    } else if (!reading) {
      const found = readHeading(read.row.cells);
      if (!found.ok) {
        yield { kind: 'not-orders', missingColumns: found.missing };
        return;
      }
      reading = { heading: found.heading, grouper: new OrderGrouper(found.heading) };
    } else {
      rowsRead += 1;
      for (const grouped of reading.grouper.take(read.row)) yield item(reading.heading, grouped, rowsRead);
    }
  }
  if (!reading) {
    const nothing = readHeading([]);
    yield { kind: 'not-orders', missingColumns: nothing.ok ? [] : nothing.missing };
    return;
  }
  for (const grouped of reading.grouper.finish()) yield item(reading.heading, grouped, rowsRead);
  yield { kind: 'end', rowsRead };
}

function item(
  heading: Heading,
  grouped: { order: OrderRows } | { problem: ImportProblem },
  rowsRead: number,
): ReadItem {
  if ('problem' in grouped) return { kind: 'problem', problem: grouped.problem, rowsRead };
  const read = readShopifyOrder(heading, grouped.order);
  if (!read.ok) return { kind: 'problem', problem: read.problem, rowsRead };
  return { kind: 'order', order: read.order, line: grouped.order.rows[0]?.line ?? 0, rowsRead };
}
