import type { Reader } from '#db/open.ts';
import { loadShop } from '#db/shop.ts';
import { timeZoneOf } from '#machines/policy/zone.ts';

/** The zone whose clock staff look at: that of the place where parcels arrive; UTC before the shop is set up. */
export async function shopZone(db: Reader): Promise<string> {
  const shop = await loadShop(db);
  return shop ? timeZoneOf(shop.returnAddress.country, shop.returnAddress.region) : 'UTC';
}
