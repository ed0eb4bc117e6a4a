import { loadShop } from '#db/shop.ts';
import type { ServiceDeps } from './deps.ts';

/** Where a customer writes to a person; null before the shop is set up. */
export async function supportEmail({ db }: Pick<ServiceDeps, 'db'>): Promise<string | null> {
  return (await loadShop(db))?.supportEmail ?? null;
}
