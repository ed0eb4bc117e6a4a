import type { RowCells } from './read-cells.server.ts';

export type ImportedPayment = { provider: string; reference: string; amount: number; label: string | null };

/** Most payments of one order. */
const PAYMENTS_LIMIT = 20;
/** Ids of payment intents and charges: what Stripe refunds. */
const STRIPE_REFERENCE = /^(?:pi|ch|py)_[A-Za-z0-9_]{1,200}$/;
/** Money that was never taken, by Shopify's words. Source: help.shopify.com, "Order payment status". */
const UNPAID = new Set(['pending', 'authorized', 'voided', 'expired', 'unpaid']);

/**
 * The payments of an order and what was paid. The export names several payments, joined by `+` or a comma, but no amount of each: the first
 * one that Stripe can refund carries all that was paid and the others nothing, so the sum is never above what was paid. Where the first holds
 * less, Stripe refuses the surplus and a person decides; asking Stripe for the amounts is a matter of the refund, not of the import.
 */
export function readPayments(cells: RowCells, currency: string, total: number): ImportedPayment[] {
  const paid = paidAmount(cells, currency, total);
  if (paid === 0) return [];
  const labels = split(cells.raw('Payment Method'));
  const references = ['Payment References', 'Payment ID', 'Payment Reference'] as const;
  const named = references.map((column) => split(cells.raw(column))).find((found) => found.length > 0) ?? [];
  const payments = [...new Set(named)].map((reference, index) => onePayment(reference, labels[index] ?? labels[0]));
  // Paid without a reference, in cash or by a method that gives none: there is a payment all the same, to be paid back by hand.
  if (payments.length === 0) payments.push(onePayment(labels[0] ?? 'unknown', labels[0]));
  const refundable = payments.filter((payment) => payment.provider === 'stripe');
  const byHand = payments.filter((payment) => payment.provider !== 'stripe');
  return [...refundable, ...byHand].map((payment, index) => ({ ...payment, amount: index === 0 ? paid : 0 }));
}

function paidAmount(cells: RowCells, currency: string, total: number): number {
  if (UNPAID.has(cells.raw('Financial Status').toLowerCase())) return 0;
  return Math.max(0, total - cells.amount('Outstanding Balance', currency));
}

function split(cell: string): string[] {
  const parts = cell.split(/[+,\n]/).map((part) => part.trim());
  return parts.filter((part) => part !== '').slice(0, PAYMENTS_LIMIT);
}

function onePayment(reference: string, method: string | undefined): Omit<ImportedPayment, 'amount'> {
  const label = method?.slice(0, 80) ?? null;
  if (STRIPE_REFERENCE.test(reference)) return { provider: 'stripe', reference, label };
  const provider = (method ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
  // Only an id of Stripe's own can be refunded through it, whatever the method is called.
  const other = provider === '' || provider === 'stripe' ? 'other' : provider;
  return { provider: other, reference: reference.slice(0, 200), label };
}
