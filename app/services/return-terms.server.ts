import type { Order } from '#db/orders.ts';
import { searchTerms } from '#machines/search-terms.ts';

/** The words by which the desk finds a return: its code, the order, the customer, and what comes back. */
export function termsOfReturn(
  order: Pick<Order, 'number' | 'email' | 'address' | 'lines'>,
  sent: { readonly rmaCode: string; readonly lines: readonly { readonly orderLineId: string }[] },
): string[] {
  const own = new Set(sent.lines.map((line) => line.orderLineId));
  const lines = order.lines.filter((line) => own.has(line.id));
  const { name, company } = order.address;
  return searchTerms([
    ...[sent.rmaCode, order.number, order.email, name, company],
    ...lines.flatMap(({ sku, title, variant }) => [sku, title, variant]),
  ]);
}
