import type { Deps } from '#app/context.server.ts';
import { loadShop } from '#db/shop.ts';

/** The merchant's name for the frame of a page; the product's own name until the first orders have come in. */
export async function shopName({ db }: Pick<Deps, 'db'>): Promise<string> {
  return (await loadShop(db))?.name ?? 'Retour';
}
