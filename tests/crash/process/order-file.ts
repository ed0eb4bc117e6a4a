const COLUMNS =
  'Name,Email,Financial Status,Fulfilled at,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem fulfillment status,Shipping Name,Shipping Address1,Shipping City,Shipping Zip,Shipping Country,Payment Method,Payment References';

/** An order as the shop exports it; amounts in minor units. */
export interface OrderOfFile {
  readonly number: string;
  readonly currency: string;
  readonly reference: string;
  readonly shipping: number;
  /** Off the whole order. */
  readonly discount?: number;
  readonly lines: readonly { readonly quantity: number; readonly unitPrice: number }[];
}

/** The shop's file with one order, placed a day ago, and what was paid for it in minor units. */
export function orderFile({ number, currency, reference, shipping, discount = 0, lines }: OrderOfFile): {
  csv: string;
  total: number;
} {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const money = (minor: number) => (minor / 10 ** digits).toFixed(digits);
  const goods = lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0) - discount;
  const total = goods + shipping;
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const rows = lines.map(({ quantity, unitPrice }, index) => {
    const head = `paid,${day} 10:00:00 +0000,${currency},${money(goods)},${money(shipping)},0,${money(total)},${money(discount)}`;
    const place = `Customer,1 Example Street,Berlin,10115,DE,Stripe,${reference}`;
    const first = index === 0;
    return `#${number},c${number}@example.com,${first ? head : ',,,,,,,'},${day} 09:00:00 +0000,${quantity},Thing ${index},${money(unitPrice)},SKU-${index},fulfilled,${first ? place : ',,,,,,'}`;
  });
  return { csv: [COLUMNS, ...rows, ''].join('\n'), total };
}
