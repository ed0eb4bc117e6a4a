import type { DockCount } from '#db/dock-counts.ts';
import type { Reader } from '#db/open.ts';
import type { Order } from '#db/orders.ts';
import { listParcelsOfReturn } from '#db/parcels.ts';
import type { ReturnLine } from '#db/return-lines.ts';
import { type AnnouncedGoods, type ComparedWeights, compareWeights } from '#machines/dock/weights.ts';

interface Counted {
  readonly returnId: string;
  readonly count: DockCount;
  readonly lines: readonly ReturnLine[];
  readonly order: Order;
}

/**
 * What the parcel weighed at the count that stands, beside what was announced of the goods that the dock was to find in it: not what came, which the
 * count itself tells apart. Goods that the customer was told to keep are not among them.
 */
export async function weightsOfReturn(
  db: Reader,
  { returnId, count, lines, order }: Counted,
): Promise<ComparedWeights | null> {
  const { weightGrams } = count;
  if (weightGrams === null) return null;
  const announced = count.lines.map(({ lineId }) => announcedOf(lines, order, lineId));
  const parcels = await listParcelsOfReturn(db, returnId);
  return compareWeights(weightGrams, announced, parcels.filter(({ state }) => state !== 'voided').length);
}

function announcedOf(lines: readonly ReturnLine[], order: Order, lineId: string): AnnouncedGoods {
  const line = lines.find(({ id }) => id === lineId);
  const sold = order.lines.find(({ id }) => id === line?.orderLineId);
  // A signal only asks to look: where it cannot be told what something weighs it keeps silent.
  return { pieces: line?.quantity ?? 1, grams: sold?.weightGrams ?? null };
}
