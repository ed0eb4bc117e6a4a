import { emailKey } from '#machines/email-address.ts';
import { isCurrency } from '#machines/money.ts';
import type { OrderRows } from './group-orders.server.ts';
import type { ImportProblem } from './import-problem.server.ts';
import { type ImportedOrder, type OrderContent, toImportedOrder } from './imported-order.server.ts';
import { resolveTotals } from './order-totals.server.ts';
import { OrderRefused, RowCells } from './read-cells.server.ts';
import { readAddress } from './shopify-address.server.ts';
import type { Heading } from './shopify-columns.server.ts';
import { orderTags, orderTraits, type ReadLine, readLines } from './shopify-lines.server.ts';
import { readPayments } from './shopify-payments.server.ts';

export type ReadOrder = { ok: true; order: ImportedOrder } | { ok: false; problem: ImportProblem };

/**
 * Makes one order of its rows, or names the first thing that forbids it with its line. An order is read whole or not at all.
 *
 * A missing or malformed e-mail address and an unknown country do not refuse the order: the customer still has a right to return it. Without
 * an address it cannot be found by e-mail; with an unknown country the merchant's default policy holds.
 */
export function readShopifyOrder(heading: Heading, group: OrderRows): ReadOrder {
  if (group.problem) return { ok: false, problem: group.problem };
  try {
    return { ok: true, order: toImportedOrder(contentOf(heading, group), 'shopify-csv') };
  } catch (error) {
    if (error instanceof OrderRefused) return { ok: false, problem: error.problem };
    throw error;
  }
}

function contentOf(heading: Heading, group: OrderRows): OrderContent {
  const rows = group.rows.map((row) => new RowCells(heading, row, group.name));
  const head = rows.find((cells) => cells.raw('Total') !== '') ?? rows[0];
  if (!head) throw new TypeError('an order has at least one row');
  if (head.raw('Total') === '' || head.raw('Currency') === '') head.refuse('order-fields-missing', {});
  const currency = head.raw('Currency').toUpperCase();
  if (!isCurrency(currency)) head.invalid('Currency');
  const lines = readLines(rows, currency, orderTraits(head.raw('Tags')));
  if (lines.length === 0) head.refuse('no-lines', {});
  const email = emailKey(head.raw('Email'));
  const { dispatchedAt, dispatched } = dispatchOf(head, lines);
  const money = moneyOf(head, lines, currency);
  return {
    number: group.name.slice(0, 100),
    numberKey: group.key,
    email: email.ok ? head.text('Email', 254) : null,
    emailKey: email.ok ? email.key : null,
    ...readAddress(head),
    currency,
    placedAt: head.instant('Created at') ?? head.refuse('cell-missing', { column: 'Created at' }),
    cancelledAt: head.instant('Cancelled at'),
    shippingMethod: head.text('Shipping Method', 120),
    dispatchedAt,
    // The export says nothing of the customer but the address.
    ...{
      channel: head.text('Source', 80),
      customerTier: null,
      customerTags: [],
      couponCode: head.text('Discount Code', 80),
    },
    ...money,
    lines: money.lines.map((line, index) => ({ ...line, dispatched: dispatched[index] ?? false })),
    payments: readPayments(head, currency, money.total),
  };
}

/** The instant of dispatch stands with the order, whether a line was dispatched with the line; older exports have only the former. */
function dispatchOf(head: RowCells, lines: readonly ReadLine[]) {
  const dispatchedAt = head.instant('Fulfilled at');
  const anyStated = lines.some((line) => line.dispatched);
  const dispatched = lines.map(
    (line) => line.dispatched || (!anyStated && dispatchedAt !== null && line.requiresShipping),
  );
  return { dispatchedAt, dispatched };
}

function moneyOf(head: RowCells, lines: readonly ReadLine[], currency: string) {
  const total = head.requiredAmount('Total', currency);
  const resolved = resolveTotals({
    currency,
    lines,
    subtotal: head.requiredAmount('Subtotal', currency),
    shipping: head.amount('Shipping', currency),
    taxes: head.amount('Taxes', currency),
    duties: head.amount('Duties', currency),
    total,
    discount: head.amount('Discount Amount', currency),
  });
  if (!resolved.ok) {
    const { code, expected, found } = resolved.refusal;
    return head.refuse(code, { expected, found, currency });
  }
  const { taxIncluded, shippingPaid, discounts, orderDiscounts, taxes } = resolved.totals;
  const tags = orderTags(head.raw('Tags'));
  // What lay on the order came from its code, where it has one.
  const hasCoupon = head.raw('Discount Code') !== '';
  return {
    total,
    taxIncluded,
    shippingPaid,
    refundedElsewhere: refundedBefore(head, currency, total),
    lines: lines.map(({ sku, title, traits, quantity, unitPrice, requiresShipping, vendor, ...own }, index) => ({
      ...{ sku, title, traits, quantity, unitPrice, requiresShipping },
      discountTotal: discounts[index] ?? 0,
      taxTotal: taxes[index] ?? 0,
      ...{ vendor, category: null, tags, couponTotal: hasCoupon ? (orderDiscounts[index] ?? 0) : null },
      // Left out where the file names none, so that the hash of all other orders stays as it was.
      ...(own.serials.length > 0 ? { serials: own.serials } : {}),
      ...(own.weightGrams === null ? {} : { weightGrams: own.weightGrams }),
    })),
  };
}

/** Refunded in the shop's system. An order that it calls refunded without saying how much is refunded in full. */
function refundedBefore(head: RowCells, currency: string, total: number): number {
  const refunded = head.amount('Refunded Amount', currency);
  if (refunded > total) head.refuse('refunded-above-total', { refunded, total, currency });
  return refunded === 0 && head.raw('Financial Status').toLowerCase() === 'refunded' ? total : refunded;
}
