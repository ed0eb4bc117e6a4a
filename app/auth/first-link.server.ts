import type { Deps } from '#app/context.server.ts';
import { offerFirstAccount } from '#app/services/people/join.server.ts';
import { hashToken, makeToken } from './token.server.ts';

/**
 * The address by which the first administrator of a new installation makes their account, for an hour and once; null in development, which
 * brings its own people, and where somebody works already. Only its hash is kept, so each start makes a new one.
 */
export async function firstAdminLink(deps: Deps): Promise<string | null> {
  if (deps.env.RETOUR_MODE === 'development') return null;
  const token = makeToken(deps.ids);
  const offered = await offerFirstAccount(deps, hashToken(token));
  return offered.ok ? `${deps.env.appUrl}/staff/first/${token}` : null;
}
