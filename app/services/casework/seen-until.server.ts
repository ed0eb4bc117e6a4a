import type { Reader } from '#db/open.ts';
import { listEventsOfSubject } from '#db/workflow-events.ts';

/** When a return came to the version that somebody saw: what happened after it they did not see. Null for a version that it never had. */
export async function seenUntil(
  db: Reader,
  { returnId, version }: { readonly returnId: string; readonly version: number },
): Promise<Temporal.Instant | null> {
  const events = await listEventsOfSubject(db, { kind: 'return', id: returnId });
  return events.find((event) => event.version === version)?.at ?? null;
}
