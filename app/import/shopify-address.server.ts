import { countryCode, UNKNOWN_COUNTRY } from './country-code.server.ts';
import type { ImportedAddress } from './imported-order.server.ts';
import type { RowCells } from './read-cells.server.ts';

/**
 * Where the order went: the delivery address, or for an order without one, such as a digital one, the billing address. The country decides
 * which law holds; one that nobody knows is `ZZ`, for which only the merchant's default policy holds.
 */
export function readAddress(cells: RowCells): {
  country: string;
  subdivision: string | null;
  address: ImportedAddress;
} {
  const shipped = ['Shipping Country', 'Shipping Address1', 'Shipping City', 'Shipping Zip'] as const;
  const side = shipped.some((column) => cells.raw(column) !== '') ? 'Shipping' : 'Billing';
  const country = countryCode(cells.raw(`${side} Country`));
  const province = cells.raw(`${side} Province`).toUpperCase();
  const address = {
    name: cells.text(`${side} Name`, 200) ?? '',
    company: cells.text(`${side} Company`, 200),
    line1: cells.text(`${side} Address1`, 200) ?? '',
    line2: cells.text(`${side} Address2`, 200),
    city: cells.text(`${side} City`, 200) ?? '',
    region: cells.text(`${side} Province`, 200),
    // Spreadsheets keep the zeros in front of a postcode by an apostrophe, and Shopify writes one too.
    postcode: cells.text(`${side} Zip`, 40)?.replace(/^'/, '') ?? '',
    country: country ?? '',
    phone: cells.text(`${side} Phone`, 200)?.replace(/^'/, '') ?? null,
  };
  const subdivision = country !== null && /^[A-Z0-9]{1,3}$/.test(province) ? `${country}-${province}` : null;
  return { country: country ?? UNKNOWN_COUNTRY, subdivision, address };
}
