import type { StoredAddress } from '#db/address.ts';
import type { PublishedPolicy } from '#db/policy-versions.ts';
import type { ReturnLine } from '#db/return-lines.ts';
import type { Shop } from '#db/shop.ts';
import { isKept, promisedVerdict } from './frozen-verdict.server.ts';

/**
 * Where a parcel goes: to the warehouse that the merchant's rules named when the return was sent, as the version of that day describes it, which
 * no later one changes. Goods for several places go in one parcel to the shop's own address, and from there on.
 */
export function destinationOf(
  lines: readonly ReturnLine[],
  versions: readonly Pick<PublishedPolicy, 'id' | 'document'>[],
  shop: Pick<Shop, 'name' | 'returnAddress'>,
): StoredAddress {
  const named = lines.filter((line) => !isKept(line)).map((line) => promisedVerdict(line).terms.warehouse);
  const [first] = named;
  const same = first && named.every((one) => one.value === first.value);
  if (!same || first.value === null) return shop.returnAddress;
  const warehouses = new Map(
    Object.entries(versions.find((one) => one.id === first.policyVersionId)?.document.warehouses ?? {}),
  );
  const warehouse = warehouses.get(first.value);
  // A rule names only warehouses of its own document: the lint of a draft sees to it.
  if (!warehouse) return shop.returnAddress;
  const { name, line1, line2, city, region, postcode, country } = warehouse;
  return { name: shop.name, company: name, line1, line2, city, region, postcode, country, phone: null };
}
