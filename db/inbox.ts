import type { Tx } from './database.ts';
import type { Row } from './row.ts';

/** Notes an incoming event; false when this provider's event has been here before. */
export async function receiveOnce(tx: Tx, event: Row<'inbox'>): Promise<boolean> {
  const { inbox } = tx.tables;
  const received = await tx.insert(inbox).values(event).onConflictDoNothing().returning({ eventId: inbox.eventId });
  return received.length === 1;
}
