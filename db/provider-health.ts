import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { CIRCUIT_CAUSES, CIRCUIT_STATES, type Circuit, CLOSED } from '#machines/circuit.ts';
import type { Reader, Tx } from './database.ts';
import { first } from './row.ts';

const words = z.object({ state: z.enum(CIRCUIT_STATES), cause: z.enum(CIRCUIT_CAUSES).nullable() });

/** How a provider's circuit stands; closed where nothing was ever noted. */
export async function loadCircuit(db: Reader, provider: string): Promise<Circuit> {
  const { providerHealth } = db.tables;
  const row = first(await db.select().from(providerHealth).where(eq(providerHealth.provider, provider)));
  if (row === null) return CLOSED;
  const { failures, openedAt, retryAt } = row;
  return { ...words.parse(row), failures, openedAt, retryAt };
}

/** Changes the circuit as it is now and answers what it has become; null when another worker is changing it at this moment. */
export async function changeCircuit(
  tx: Tx,
  provider: string,
  change: (circuit: Circuit) => Circuit,
  now: Temporal.Instant,
): Promise<Circuit | null> {
  const { providerHealth } = tx.tables;
  const none = { provider, ...CLOSED, updatedAt: now };
  await tx.insert(providerHealth).values(none).onConflictDoNothing();
  const taken = await tx.claim(
    tx.select({ provider: providerHealth.provider }).from(providerHealth).where(eq(providerHealth.provider, provider)),
  );
  if (taken.length === 0) return null;
  const before = await loadCircuit(tx, provider);
  const after = change(before);
  if (after === before) return before;
  const { state, failures, cause, openedAt, retryAt } = after;
  await tx
    .update(providerHealth)
    .set({ state, failures, cause, openedAt, retryAt, updatedAt: now })
    .where(eq(providerHealth.provider, provider));
  return after;
}
