import { emailKey } from '#machines/email-address.ts';
import { allocate, money } from '#machines/money.ts';
import { orderNumberKey } from '#machines/order-number.ts';
import type { Order, OrderLine, Shipment } from '../orders.ts';
import { type Market, type MarketCode, markets, priceIn } from './markets.ts';
import { personIn } from './people.ts';
import { type Product, type ProductName, products } from './products.ts';

export type LineSpec = { product: ProductName; quantity?: number; returnedElsewhere?: number; parcel?: number };
/** Days before now; a parcel without `delivered` is under way, or nobody knows when it arrived. */
export type ParcelSpec = { dispatched: number; delivered: number | null };

/** An order of the demo shop in a few words. Times are whole days before now. */
export type OrderSpec = {
  number: number;
  market: MarketCode;
  person?: number;
  placed: number;
  lines: readonly LineSpec[];
  parcels: readonly ParcelSpec[];
  discountPercent?: number;
  cancelled?: number;
  /** What the shop thinks of the customer. */
  tier?: string;
  /** The code for which the discount was given. */
  coupon?: string;
  /** How much of the total each payment took, in percent; one payment when left out. */
  paidInParts?: readonly number[];
};

/** Builds the whole order: prices of its market, discount and tax over the lines, parcels, payments. */
export function buildOrder(spec: OrderSpec, now: Temporal.Instant): Order {
  const market: Market = markets[spec.market];
  const person = personIn(spec.market, spec.person ?? 0);
  const id = `demo-order-${spec.number}`;
  const number = orderNumberKey(`#${spec.number}`);
  const email = emailKey(person.email);
  if (!number.ok || !email.ok) throw new TypeError(`demo order ${spec.number} is not well made`);
  const shipments = spec.parcels.map((parcel, index) => shipmentOf(id, index, parcel, now));
  const lines = linesOf(spec, market, id, shipments);
  const shippingPaid = lines.some((line) => line.requiresShipping) ? market.shipping : 0;
  const total = sum(lines.map((line) => paidFor(line, market.taxIncluded))) + shippingPaid;
  const { country, subdivision, timeZone, locale, currency, taxIncluded } = market;
  return {
    ...{ id, number: `#${spec.number}`, numberKey: number.key, email: person.email, emailKey: email.key, locale },
    ...{ country, subdivision, timeZone, currency, taxIncluded },
    placedAt: daysBefore(now, spec.placed),
    cancelledAt: spec.cancelled === undefined ? null : daysBefore(now, spec.cancelled),
    shippingPaid,
    shippingStandard: shippingPaid,
    shippingMethod: shippingPaid > 0 ? 'Standard' : null,
    total,
    refundedElsewhere: spec.cancelled === undefined ? refundedFor(lines, taxIncluded) : total,
    address: person.address,
    source: 'demo',
    contentHash: id,
    importedAt: now,
    version: 1,
    ...{ channel: 'web', customerTier: spec.tier ?? null, customerTags: [], couponCode: spec.coupon ?? null },
    lines,
    shipments,
    payments: paymentsOf(spec, id, total, currency),
  };
}

function linesOf(spec: OrderSpec, market: Market, orderId: string, shipments: readonly Shipment[]): OrderLine[] {
  const gross = spec.lines.map((line) => priceIn(market, products[line.product].price) * (line.quantity ?? 1));
  const percent = spec.discountPercent ?? 0;
  const discount = Math.floor((sum(gross) * percent) / 100 / market.step) * market.step;
  const shares = allocate(money(discount, market.currency), gross);
  return spec.lines.map((line, index) => {
    const product: Product = products[line.product];
    const discountTotal = shares[index]?.amount ?? 0;
    const net = (gross[index] ?? 0) - discountTotal;
    return {
      id: `${orderId}-l${index + 1}`,
      position: index + 1,
      ...{ sku: product.sku, title: product.title, variant: product.variant, image: product.image },
      traits: [...product.traits],
      quantity: line.quantity ?? 1,
      unitPrice: priceIn(market, product.price),
      discountTotal,
      taxTotal: Math.round((net * market.taxRate) / (market.taxIncluded ? 10_000 + market.taxRate : 10_000)),
      requiresShipping: product.requiresShipping,
      returnedElsewhere: line.returnedElsewhere ?? 0,
      shipmentId: product.requiresShipping ? (shipments[line.parcel ?? 0]?.id ?? null) : null,
      ...{ vendor: product.vendor, category: product.category, tags: [...product.tags] },
      couponTotal: spec.coupon === undefined ? null : discountTotal,
      weightGrams: product.weightGrams,
      ...(product.numbered ? { serials: serialsOf(spec, index, line.quantity ?? 1) } : {}),
    };
  });
}

/** `NL-1015-11` is the first piece of the first line of order #1015. */
const serialsOf = ({ number }: OrderSpec, index: number, pieces: number) =>
  Array.from({ length: pieces }, (_, piece) => `NL-${number}-${index + 1}${piece + 1}`);

function shipmentOf(orderId: string, index: number, parcel: ParcelSpec, now: Temporal.Instant): Shipment {
  const deliveredAt = parcel.delivered === null ? null : daysBefore(now, parcel.delivered).add({ minutes: 95 });
  return {
    id: `${orderId}-s${index + 1}`,
    position: index + 1,
    dispatchedAt: daysBefore(now, parcel.dispatched),
    deliveredAt,
  };
}

function paymentsOf(spec: OrderSpec, orderId: string, total: number, currency: string): Order['payments'] {
  const parts = allocate(money(total, currency), spec.paidInParts ?? [100]);
  return parts.map((part, index) => ({
    id: `${orderId}-p${index + 1}`,
    position: index + 1,
    provider: 'stripe',
    reference: index === 0 ? `pi_demo_${spec.number}` : `pi_demo_${spec.number}_${index + 1}`,
    amount: part.amount,
    currency,
    label: index === 0 ? 'Visa 4242' : 'Mastercard 4444',
  }));
}

/** What was refunded in the shop for pieces that had come back there, rounded down to a piece's share. */
function refundedFor(lines: readonly OrderLine[], taxIncluded: boolean): number {
  return sum(lines.map((line) => Math.floor((paidFor(line, taxIncluded) * line.returnedElsewhere) / line.quantity)));
}

function paidFor(line: OrderLine, taxIncluded: boolean): number {
  return line.unitPrice * line.quantity - line.discountTotal + (taxIncluded ? 0 : line.taxTotal);
}

/** Whole hours, so that seeding twice in one hour gives the same shop. */
function daysBefore(now: Temporal.Instant, days: number): Temporal.Instant {
  return now.round({ smallestUnit: 'hour', roundingMode: 'floor' }).subtract({ hours: 24 * days });
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
