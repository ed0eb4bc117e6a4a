import { lineFacts } from '#app/services/line-facts.server.ts';
import { insertRows } from '#db/insert-rows.ts';
import type { Database } from '#db/open.ts';
import { insertOrders, type Order, type OrderLine } from '#db/orders.ts';
import type { NewRow } from '#db/row.ts';
import { evaluateLine } from '#machines/policy/evaluate.ts';
import type { PolicyVersion } from '#machines/policy/policy.ts';
import { REASON_CODES } from '#machines/policy/reasons.ts';
import { STATUTE_AS_OF } from '#machines/policy/statutory.ts';
import { encodeFacts } from '#machines/policy/stored-facts.ts';
import { termsFor } from '#machines/policy/terms.ts';
import { anOrder, anOrderLine, aReturn, aReturnLine } from '#tests/db/rows.ts';

// A shop of any size made by arithmetic: the steps have no common divisor with the lengths of the lists, so that everything meets everything.

const PLACES = [
  ['DE', 'DE-BY', 'Europe/Berlin', 'EUR'],
  ['AT', null, 'Europe/Vienna', 'EUR'],
  ['FR', null, 'Europe/Paris', 'EUR'],
  ['DE', null, 'Europe/Berlin', 'EUR'],
  ['PL', null, 'Europe/Warsaw', 'PLN'],
  ['GB', null, 'Europe/London', 'GBP'],
  ['US', 'US-NY', 'America/New_York', 'USD'],
  ['JP', null, 'Asia/Tokyo', 'JPY'],
  ['SE', null, 'Europe/Stockholm', 'SEK'],
  ['KW', null, 'Asia/Kuwait', 'KWD'],
  ['AU', 'AU-NSW', 'Australia/Sydney', 'AUD'],
  ['ES', null, null, 'EUR'],
  ['KR', null, 'Asia/Seoul', 'KRW'],
] as const;
const TRAITS = [[], [], ['final_sale'], [], ['custom_made'], [], ['sealed_hygiene_unsealed'], []];
const CATEGORIES = ['Shoes', 'Bags', 'Kitchen', 'Lamps', null];
const VENDORS = ['Nordlicht', 'Kiosk & Kin', null];
const TAGS = [[], ['sale'], ['new', 'bulky'], ['summer']];
const CHANNELS = ['web', 'app', 'store', null];
const TIERS = [null, 'silver', 'gold', null, null];

const DAYS = 89;
const BATCH = 2000;

/** What belongs to one order of the shop. */
export interface PastOrder {
  readonly order: Order;
  readonly returned: { readonly row: NewRow<'returns'>; readonly line: NewRow<'returnLines'> } | null;
}

/** Orders of the last 89 days, the newest first, numbered from `first`; every sixth of the older ones with a return that was decided under `base`. */
export function* pastOrders(
  count: number,
  now: Temporal.Instant,
  base: PolicyVersion,
  first = 0,
): Generator<PastOrder> {
  const apart = Math.floor((DAYS * 86_400) / count);
  for (let index = first; index < first + count; index += 1) {
    const placedAt = now.subtract({ seconds: 3600 + (index - first) * apart });
    const order = orderOf(index, placedAt, now);
    yield { order, returned: index % 6 === 0 ? returnOf(index, order, now, base) : null };
  }
}

/** Puts them into a database. */
export async function fillShop(db: Database, ...shop: Parameters<typeof pastOrders>): Promise<void> {
  let batch: PastOrder[] = [];
  const write = async () => {
    const [orders, returned] = [batch.map(({ order }) => order), batch.flatMap((one) => one.returned ?? [])];
    batch = [];
    await db.transaction(async (tx) => {
      await insertOrders(tx, orders);
      await insertRows(
        tx,
        tx.tables.returns,
        returned.map(({ row }) => row),
      );
      await insertRows(
        tx,
        tx.tables.returnLines,
        returned.map(({ line }) => line),
      );
    });
  };
  for (const one of pastOrders(...shop)) {
    batch.push(one);
    if (batch.length === BATCH) await write();
  }
  if (batch.length > 0) await write();
}

function orderOf(index: number, placedAt: Temporal.Instant, now: Temporal.Instant): Order {
  const [country, subdivision, timeZone, currency] = pick(PLACES, index * 7);
  const key = String(index).padStart(7, '0');
  const shipments = Array.from({ length: index % 10 === 9 ? 2 : 1 }, (_, parcel) => ({
    id: `shipment-${key}-${parcel}`,
    position: parcel + 1,
    dispatchedAt: placedAt.add({ hours: 20 + parcel * 24 }),
    deliveredAt: deliveryOf(index, placedAt.add({ hours: 60 + ((index * 5) % 70) + parcel * 30 }), now),
  }));
  const lines = Array.from({ length: 1 + (index % 5) }, (_, line) => lineOf(key, index, line, shipments));
  const total = lines.reduce((sum, line) => sum + line.quantity * line.unitPrice - line.discountTotal, 395);
  return anOrder(key, {
    ...{ country, subdivision, timeZone, currency, placedAt, total, shipments, lines },
    ...{ channel: pick(CHANNELS, index), customerTier: pick(TIERS, index), couponCode: index % 9 === 2 ? 'TEN' : null },
    ...{ emailKey: `c${customerOf(index)}@example.org`, customerTags: index % 13 === 0 ? ['vip'] : [] },
    cancelledAt: index % 41 === 7 ? placedAt.add({ hours: 5 }) : null,
    payments: [
      {
        ...{ id: `payment-${key}`, position: 1, provider: 'stripe', reference: `pi_${key}` },
        ...{ amount: total, currency, label: null },
      },
    ],
  });
}

/** Four orders for each customer, as many customers as the shop has room for. */
function customerOf(index: number): number {
  const block = 10_000;
  return (index % (block / 4)) + Math.floor(index / block) * (block / 4);
}

/** Of every eleventh order nobody knows when it came. */
function deliveryOf(index: number, at: Temporal.Instant, now: Temporal.Instant): Temporal.Instant | null {
  return index % 11 === 3 || Temporal.Instant.compare(at, now) > 0 ? null : at;
}

function lineOf(key: string, index: number, line: number, shipments: readonly { id: string }[]): OrderLine {
  const place = index * 3 + line * 5;
  const unitPrice = 500 + ((place * 370) % 24_000);
  const quantity = 1 + (place % 3);
  return anOrderLine(`line-${key}-${line}`, line + 1, {
    ...{
      sku: `SKU-${place % 300}`,
      title: `Thing ${place % 300}`,
      traits: [...pick(TRAITS, place)],
      quantity,
      unitPrice,
    },
    discountTotal: place % 4 === 1 ? Math.floor((unitPrice * quantity * (place % 60)) / 100) : 0,
    ...{ taxTotal: 0, requiresShipping: place % 17 !== 0, returnedElsewhere: place % 29 === 0 ? 1 : 0 },
    shipmentId: line % 2 === 0 ? (shipments[0]?.id ?? null) : null,
    ...{ vendor: pick(VENDORS, place), category: pick(CATEGORIES, place), tags: [...pick(TAGS, place)] },
  });
}

/** The first line of an order, sent back ten days after it was ordered; null where that day is still to come. */
function returnOf(index: number, order: Order, now: Temporal.Instant, base: PolicyVersion): PastOrder['returned'] {
  const requestedAt = order.placedAt.add({ hours: 240 });
  const line = order.lines[0];
  if (!line || Temporal.Instant.compare(requestedAt, now) > 0) return null;
  const reason = pick(REASON_CODES, index);
  const request = { track: 'return', reason, resolution: 'refund', grade: null } as const;
  const facts = { ...lineFacts(order, line, line.returnedElsewhere, null), request };
  const verdict = evaluateLine(facts, { atPurchase: base, current: base }, requestedAt);
  if (verdict.outcome === 'refused') return null;
  const key = order.id.slice('order-'.length);
  const basis = {
    schemaVersion: 1,
    facts: encodeFacts(facts),
    atPurchase: base.id,
    current: base.id,
    law: STATUTE_AS_OF,
  };
  const quoteInput = quoteInputOf(order, line, termsFor(verdict, reason), reason);
  return {
    row: { ...aReturn(key), rmaCode: `RMA${key}`, requestedAt, currency: order.currency, quoteInput },
    line: {
      ...aReturnLine(`return-line-${key}`, {
        ...{ returnId: `return-${key}`, orderLineId: line.id, position: 1, quantity: 1, state: 'requested' },
      }),
      ...{ reason, verdict, verdictBasis: { ...basis, now: requestedAt.toString() } },
    },
  };
}

function quoteInputOf(order: Order, line: OrderLine, terms: ReturnType<typeof termsFor>, reason: string) {
  return {
    currency: order.currency,
    orderLines: order.lines.map((one) => ({
      ...{ id: one.id, quantity: one.quantity, unitPrice: one.unitPrice, discountTotal: one.discountTotal },
      ...{ taxTotal: one.taxTotal, taxIncluded: true, requiresShipping: one.requiresShipping },
      ...{ alreadyRefundedQuantity: one.returnedElsewhere, alreadyRefundedAmount: 0 },
    })),
    shipping: { paid: order.shippingPaid, alreadyRefunded: 0, standardCost: order.shippingStandard },
    returning: [{ orderLineId: line.id, quantity: 1, reason, terms }],
    usesMerchantLabel: true,
    payments: order.payments.map(({ id, amount }) => ({ id, amount, refunded: 0 })),
  };
}

function pick<T>(list: readonly T[], place: number): T {
  const found = list[place % list.length];
  if (found === undefined) throw new RangeError('nothing to pick from');
  return found;
}
