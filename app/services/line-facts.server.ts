import type { Order, OrderLine } from '#db/orders.ts';
import type { LineFacts } from '#machines/policy/index.ts';

/** The columns of an order that rules may ask about: a whole order has them, and so has a row read for many orders at once. */
export type FactOrder = Pick<
  Order,
  | 'placedAt'
  | 'country'
  | 'subdivision'
  | 'currency'
  | 'timeZone'
  | 'cancelledAt'
  | 'channel'
  | 'customerTier'
  | 'customerTags'
  | 'couponCode'
> & {
  readonly lines: readonly { readonly requiresShipping: boolean }[];
  readonly shipments: readonly {
    readonly id: string;
    readonly dispatchedAt: Temporal.Instant | null;
    readonly deliveredAt: Temporal.Instant | null;
  }[];
};

export type FactLine = Pick<
  OrderLine,
  | 'id'
  | 'quantity'
  | 'traits'
  | 'requiresShipping'
  | 'shipmentId'
  | 'sku'
  | 'vendor'
  | 'category'
  | 'tags'
  | 'unitPrice'
  | 'discountTotal'
>;

export type EarlierReturns = NonNullable<LineFacts['order']['earlierReturns']>;

/**
 * What the rules may know of one line, before anything is asked for it. `alreadyReturned`: pieces that came back or are about to; `earlier`:
 * returns of the same e-mail address, null when the order has none, so that nobody's are known. Pure and cheap: it is called for every line of
 * ten thousand orders at once, too.
 */
export function lineFacts(
  order: FactOrder,
  line: FactLine,
  alreadyReturned: number,
  earlier: EarlierReturns | null,
): LineFacts {
  const { placedAt, country, subdivision, currency, timeZone, cancelledAt, channel, couponCode } = order;
  const { id, quantity, traits, requiresShipping, sku, vendor, category, tags, unitPrice, discountTotal } = line;
  return {
    order: {
      ...{
        placedAt,
        country,
        subdivision,
        currency,
        timeZone,
        cancelledAt,
        shape: shapeOf(order),
        channel,
        couponCode,
      },
      customer: { tier: order.customerTier, tags: order.customerTags },
      ...(earlier ? { earlierReturns: earlier } : {}),
    },
    line: {
      ...{ id, quantity, alreadyReturned, traits, requiresShipping },
      ...{ sku, vendor, category, tags, unitPrice, discountTotal },
      deliveredAt: lastOf(parcelsOf(order, line), 'deliveredAt'),
      dispatchedAt: lastOf(parcelsOf(order, line), 'dispatchedAt'),
      allDeliveredAt: order.shipments.map((shipment) => shipment.deliveredAt),
    },
  };
}

function shapeOf({ lines, shipments }: FactOrder) {
  if (shipments.length > 1) return 'multiItem';
  let shipped = 0;
  for (const line of lines) if (line.requiresShipping) shipped += 1;
  return shipped > 1 ? 'multiItem' : 'single';
}

/** A line that names no parcel came with the order's only one; with several, it is not known with which, and the last counts. */
function parcelsOf({ shipments }: FactOrder, { shipmentId }: FactLine): FactOrder['shipments'] {
  return shipmentId === null ? shipments : shipments.filter((shipment) => shipment.id === shipmentId);
}

/** The last of these instants; null when there is none, or when one of them is not known. */
function lastOf(parcels: FactOrder['shipments'], what: 'deliveredAt' | 'dispatchedAt'): Temporal.Instant | null {
  let last: Temporal.Instant | null = null;
  for (const parcel of parcels) {
    const at = parcel[what];
    if (at === null) return null;
    if (last === null || Temporal.Instant.compare(at, last) > 0) last = at;
  }
  return last;
}
