import type { Deps } from '#app/context.server.ts';
import { hit } from '#db/rate-counters.ts';
import { hashToken } from './token.server.ts';

const windowMinutes = 15;

/**
 * Counts a try to sign in to one account, whatever address it comes from, and says after how many minutes to try again, or
 * null when it may go on: 20 in a quarter of an hour. Unknown accounts are counted too, so that nothing shows which exist.
 */
export async function countSignIn(email: string, deps: Pick<Deps, 'db' | 'clock' | 'env'>): Promise<number | null> {
  const limit = deps.env.RETOUR_MODE === 'production' ? 20 : 200;
  const now = deps.clock();
  const windowMs = windowMinutes * 60_000;
  const start = Temporal.Instant.fromEpochMilliseconds(now.epochMilliseconds - (now.epochMilliseconds % windowMs));
  const key = `sign-in:${hashToken(email.trim().toLowerCase())}`;
  const count = await deps.db.transaction((tx) => hit(tx, key, start));
  return count <= limit
    ? null
    : Math.max(1, Math.ceil(start.add({ minutes: windowMinutes }).since(now).total('minutes')));
}
