import { eq } from 'drizzle-orm';
import { type StoredAddress, storedAddressSchema } from './address.ts';
import type { Reader, Tx } from './database.ts';
import { first, type Row } from './row.ts';

/** There is one merchant. */
const THE_SHOP = 'shop';

export type Shop = Omit<Row<'shop'>, 'id' | 'returnAddress'> & { returnAddress: StoredAddress };

export async function loadShop(db: Reader): Promise<Shop | null> {
  const { shop } = db.tables;
  const row = first(await db.select().from(shop).where(eq(shop.id, THE_SHOP)));
  if (!row) return null;
  const { id: _, ...rest } = row;
  return { ...rest, returnAddress: storedAddressSchema.parse(row.returnAddress) };
}

export async function saveShop(tx: Tx, values: Shop): Promise<void> {
  const row = { ...values, returnAddress: storedAddressSchema.parse(values.returnAddress) };
  const { shop } = tx.tables;
  await tx
    .insert(shop)
    .values({ id: THE_SHOP, ...row })
    .onConflictDoUpdate({ target: shop.id, set: row });
}
