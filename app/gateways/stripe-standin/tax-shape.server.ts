import { listShape, nothing, type Shape } from './object-shape.server.ts';
import type { TaxLine, TaxTransactionRecord } from './shop-records.server.ts';

function lineShape(transaction: TaxTransactionRecord, line: TaxLine): Shape {
  return {
    id: line.id,
    object: 'tax.transaction_line_item',
    amount: line.amount,
    amount_tax: line.tax,
    livemode: false,
    metadata: {},
    product: null,
    quantity: line.quantity,
    reference: line.reference,
    reversal: line.reverses === null ? null : { original_line_item: line.reverses },
    tax_behavior: transaction.inclusive ? 'inclusive' : 'exclusive',
    tax_code: 'txcd_99999999',
    type: transaction.reverses === null ? 'transaction' : 'reversal',
  };
}

const address = nothing(['city', 'country', 'line1', 'line2', 'postal_code', 'state']);

const customerDetails = {
  address,
  address_source: 'shipping',
  ip_address: null,
  tax_ids: [],
  taxability_override: 'none',
};

function shippingShape({ shipping, inclusive }: TaxTransactionRecord): Shape | null {
  if (!shipping) return null;
  const tax_behavior = inclusive ? 'inclusive' : 'exclusive';
  return { amount: shipping.amount, amount_tax: shipping.tax, tax_behavior, tax_code: 'txcd_92010001' };
}

/** `withLines`: `line_items` is in the answer of a creation, or expanded. */
export function taxShape(transaction: TaxTransactionRecord, withLines: boolean): Shape {
  const { id, lines } = transaction;
  const shown = lines.slice(0, 10).map((line) => lineShape(transaction, line));
  const list = listShape(`/v1/tax/transactions/${id}/line_items`, shown, lines.length > 10);
  return {
    id,
    object: 'tax.transaction',
    created: transaction.created,
    currency: transaction.currency,
    customer: null,
    customer_details: customerDetails,
    ...(withLines ? { line_items: list } : {}),
    livemode: false,
    metadata: transaction.metadata,
    posted_at: transaction.postedAt,
    reference: transaction.reference,
    reversal: transaction.reverses === null ? null : { original_transaction: transaction.reverses },
    ship_from_details: null,
    shipping_cost: shippingShape(transaction),
    tax_date: transaction.created,
    type: transaction.reverses === null ? 'transaction' : 'reversal',
  };
}

/** The lines of a transaction a page at a time, in their order. */
export function taxLinesShape(transaction: TaxTransactionRecord, limit: number, after: string | null): Shape {
  const { id, lines } = transaction;
  const rest = lines.slice(after === null ? 0 : lines.findIndex((line) => line.id === after) + 1);
  const data = rest.slice(0, limit).map((line) => lineShape(transaction, line));
  return listShape(`/v1/tax/transactions/${id}/line_items`, data, rest.length > limit);
}
