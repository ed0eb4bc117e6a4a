import type { ColumnKit } from './columns.sqlite.ts';

/** What the shop sold: imported, never edited by us beyond what has come back. */
export function orderTables(kit: ColumnKit) {
  const { table, text, integer, amount, flag, instant, json, index, uniqueIndex } = kit;

  /** One row: the merchant. Its address is where parcels go. */
  const shop = table('shop', {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    supportEmail: text('support_email').notNull(),
    returnAddress: json('return_address').notNull(),
    locale: text('locale').notNull(),
    updatedAt: instant('updated_at').notNull(),
  });

  const orders = table(
    'orders',
    {
      id: text('id').primaryKey(),
      /** As the customer sees it, `#1001`. */
      number: text('number').notNull(),
      /** The number folded for look-up: see machines/order-number.ts. */
      numberKey: text('number_key').notNull(),
      email: text('email'),
      emailKey: text('email_key'),
      locale: text('locale'),
      country: text('country').notNull(),
      subdivision: text('subdivision'),
      timeZone: text('time_zone'),
      currency: text('currency').notNull(),
      placedAt: instant('placed_at').notNull(),
      cancelledAt: instant('cancelled_at'),
      taxIncluded: flag('tax_included').notNull(),
      shippingPaid: amount('shipping_paid').notNull(),
      /** The shop's standard delivery price; null when not known: then what was paid is taken as standard. */
      shippingStandard: amount('shipping_standard'),
      shippingMethod: text('shipping_method'),
      total: amount('total').notNull(),
      /** Refunded in the shop's system before the order came here. */
      refundedElsewhere: amount('refunded_elsewhere').notNull(),
      address: json('address').notNull(),
      source: text('source').notNull(),
      /** Hash of what was imported: the same file twice changes nothing. */
      contentHash: text('content_hash').notNull(),
      importedAt: instant('imported_at').notNull(),
      version: integer('version').notNull(),
      /** Where it was sold, as the shop calls it. */
      channel: text('channel'),
      customerTier: text('customer_tier'),
      /** A list of names; null: none known. */
      customerTags: json('customer_tags'),
      couponCode: text('coupon_code'),
    },
    (t) => [
      uniqueIndex('orders_number_key').on(t.numberKey),
      index('orders_email_key').on(t.emailKey),
      index('orders_placed').on(t.placedAt),
    ],
  );

  const orderLines = table(
    'order_lines',
    {
      id: text('id').primaryKey(),
      orderId: text('order_id')
        .notNull()
        .references(() => orders.id),
      position: integer('position').notNull(),
      sku: text('sku').notNull(),
      title: text('title').notNull(),
      variant: text('variant'),
      image: text('image'),
      /** Trait codes such as `final_sale`, `sealed_hygiene_unsealed`, `custom_made`. */
      traits: json('traits').notNull(),
      quantity: integer('quantity').notNull(),
      unitPrice: amount('unit_price').notNull(),
      /** All discounts of the whole line, its share of order discounts included. */
      discountTotal: amount('discount_total').notNull(),
      /** Tax of the whole line; part of the price when the order's tax is included. */
      taxTotal: amount('tax_total').notNull(),
      requiresShipping: flag('requires_shipping').notNull(),
      /** Pieces that had come back before the order came here. */
      returnedElsewhere: integer('returned_elsewhere').notNull(),
      shipmentId: text('shipment_id'),
      vendor: text('vendor'),
      category: text('category'),
      /** The product's tags, a list of names; null: none known. */
      tags: json('tags'),
      /** The part of `discount_total` that an order's coupon gave; null: not known, or none. */
      couponTotal: amount('coupon_total'),
      /** Of one piece, in whole grams; null: not known. */
      weightGrams: integer('weight_grams'),
    },
    (t) => [
      uniqueIndex('order_lines_position').on(t.orderId, t.position),
      index('order_lines_sku').on(t.sku, t.orderId),
    ],
  );

  /** A parcel of the shop to the customer. */
  const shipments = table(
    'shipments',
    {
      id: text('id').primaryKey(),
      orderId: text('order_id')
        .notNull()
        .references(() => orders.id),
      position: integer('position').notNull(),
      dispatchedAt: instant('dispatched_at'),
      /** Null: not known, and then no legal period has ended. */
      deliveredAt: instant('delivered_at'),
    },
    (t) => [uniqueIndex('shipments_position').on(t.orderId, t.position)],
  );

  const payments = table(
    'payments',
    {
      id: text('id').primaryKey(),
      orderId: text('order_id')
        .notNull()
        .references(() => orders.id),
      position: integer('position').notNull(),
      /** `stripe` can be refunded here; any other is paid back by hand. */
      provider: text('provider').notNull(),
      /** The provider's own id, `pi_…`. */
      reference: text('reference').notNull(),
      amount: amount('amount').notNull(),
      currency: text('currency').notNull(),
      /** What the shop's system calls it, such as `Visa 4242`; null when it did not say. */
      label: text('label'),
      /** The provider's tax transaction of the payment, to be reversed with a refund; null: none. */
      taxTransaction: text('tax_transaction'),
    },
    (t) => [uniqueIndex('payments_position').on(t.orderId, t.position), index('payments_reference').on(t.reference)],
  );

  return { shop, orders, orderLines, shipments, payments };
}
