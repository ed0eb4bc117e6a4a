import type { ImportedOrder } from '#app/import/imported-order.server.ts';
import { isDatabaseError } from '#db/errors.ts';
import type { Tx } from '#db/open.ts';
import { insertOrders, listOrderHashes, type OrderHash, replaceOrder } from '#db/orders.ts';
import type { ServiceDeps } from './deps.ts';

/** `kept`: the order changed in the shop, but a return refers to it here. */
export type StoreOutcome = 'new' | 'changed' | 'same' | 'kept';

const TRIES = 5;

/**
 * Stores a batch of orders with different numbers in one transaction and tells what became of each, by number key. Orders that are known
 * with the same content are not touched, and when all are, nothing is written. Tries again when another process was faster.
 */
export async function storeOrders(
  deps: Pick<ServiceDeps, 'db' | 'clock'>,
  orders: readonly ImportedOrder[],
): Promise<Map<string, StoreOutcome>> {
  const known = await listOrderHashes(
    deps.db,
    orders.map((order) => order.numberKey),
  );
  const pending = orders.filter((order) => known.get(order.numberKey)?.contentHash !== order.contentHash);
  const outcomes = new Map<string, StoreOutcome>(orders.map((order) => [order.numberKey, 'same']));
  if (pending.length === 0) return outcomes;
  const importedAt = deps.clock();
  for (let attempt = 1; ; attempt += 1) {
    try {
      const stored = await deps.db.transaction((tx) => storeAll(tx, pending, importedAt));
      for (const [key, outcome] of stored) outcomes.set(key, outcome);
      return outcomes;
    } catch (error) {
      const overtaken = error instanceof Overtaken || isDatabaseError(error, 'conflict');
      if (!overtaken || attempt === TRIES) throw error;
    }
  }
}

class Overtaken extends Error {}

async function storeAll(
  tx: Tx,
  orders: readonly ImportedOrder[],
  importedAt: Temporal.Instant,
): Promise<[string, StoreOutcome][]> {
  const known = await listOrderHashes(
    tx,
    orders.map((order) => order.numberKey),
  );
  const unknown = orders.filter((order) => !known.has(order.numberKey));
  await insertOrders(
    tx,
    unknown.map((order) => ({ ...order, importedAt, version: 1 })),
  );
  const stored = unknown.map((order): [string, StoreOutcome] => [order.numberKey, 'new']);
  for (const order of orders) {
    const ours = known.get(order.numberKey);
    if (ours) stored.push([order.numberKey, await storeKnown(tx, order, ours, importedAt)]);
  }
  return stored;
}

async function storeKnown(
  tx: Tx,
  order: ImportedOrder,
  known: OrderHash,
  importedAt: Temporal.Instant,
): Promise<StoreOutcome> {
  if (known.contentHash === order.contentHash) return 'same';
  if (await replaceOrder(tx, { ...order, id: known.id, importedAt, version: known.version })) return 'changed';
  const still = (await listOrderHashes(tx, [order.numberKey])).get(order.numberKey);
  if (still?.version === known.version) return 'kept';
  throw new Overtaken('the order was changed by somebody else');
}
