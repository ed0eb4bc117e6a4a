import type { Deps } from '#app/context.server.ts';
import { hit } from '#db/rate-counters.ts';
import { hashToken } from './token.server.ts';

const windowMinutes = 15;

type CountDeps = Pick<Deps, 'db' | 'clock' | 'env'>;

/**
 * Counts a try to sign in to one account, whatever address it comes from, and says after how many minutes to try again, or
 * null when it may go on: 20 in a quarter of an hour. Unknown accounts are counted too, so that nothing shows which exist.
 */
export function countSignIn(email: string, deps: CountDeps): Promise<number | null> {
  const limit = deps.env.RETOUR_MODE === 'production' ? 20 : 200;
  return countTry(`sign-in:${hashToken(email.trim().toLowerCase())}`, limit, deps);
}

/**
 * The same for the proofs of one who is signed in, by code or by password: ten in a quarter of an hour. Who has found an open screen cannot
 * try them all.
 */
export const countProof = (userId: string, deps: CountDeps): Promise<number | null> =>
  countTry(`proof:${userId}`, deps.env.RETOUR_MODE === 'production' ? 10 : 100, deps);

/**
 * Whether a link to set a password anew may be asked for: three in a quarter of an hour for an address, and twenty from a network. Beyond the former
 * the answer is the same and no mail goes out, so that nobody's mailbox is filled.
 */
export async function countReset(
  email: string,
  clientIp: string,
  deps: CountDeps,
): Promise<'yes' | 'address' | 'network'> {
  const some = deps.env.RETOUR_MODE === 'production' ? 1 : 10;
  if ((await countTry(`reset-from:${hashToken(clientIp)}`, 20 * some, deps)) !== null) return 'network';
  return (await countTry(`reset:${hashToken(email)}`, 3 * some, deps)) === null ? 'yes' : 'address';
}

async function countTry(key: string, limit: number, deps: CountDeps): Promise<number | null> {
  const now = deps.clock();
  const windowMs = windowMinutes * 60_000;
  const start = Temporal.Instant.fromEpochMilliseconds(now.epochMilliseconds - (now.epochMilliseconds % windowMs));
  const count = await deps.db.transaction((tx) => hit(tx, key, start));
  return count <= limit
    ? null
    : Math.max(1, Math.ceil(start.add({ minutes: windowMinutes }).since(now).total('minutes')));
}
