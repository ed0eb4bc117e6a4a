import { createHash } from 'node:crypto';
import { type CreditRow, findCreditByHash } from '#db/credits.ts';
import { countOf } from '#db/rate-counters.ts';
import { parseCreditCode } from '#machines/credit/index.ts';
import { countInHour, hourOf, type Mode, mostInHour, networkOf } from './access-limits.server.ts';
import type { CreditVault } from './credit-settings.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';

/**
 * Codes that look right and are none, in an hour: of one network at the page, of one network with a key of the shop, and of one key. A mistake in
 * typing almost never counts, because the check symbol notices it first.
 */
export const UNKNOWN_AT_PAGE = 20;
export const UNKNOWN_BY_NETWORK = 200;
export const UNKNOWN_BY_KEY = 1000;

export interface Asker {
  readonly clientIp: string;
  /** A name of the shop's key that is not the key; null: a person at the page. */
  readonly shopKey: string | null;
}

/**
 * The credit of a code. What cannot be a code, and a code that is none, are refused alike. Whoever has asked for too many that are none is told
 * nothing more in this hour, not even of one that is, so that trying them all leads nowhere.
 */
export async function findCredit(
  deps: ServiceDeps & { readonly env?: Mode },
  vault: CreditVault,
  { typed, by }: { readonly typed: string; readonly by: Asker },
): Promise<Result<{ readonly credit: CreditRow }, 'credit.not-found' | 'credit.too-many-requests'>> {
  const code = parseCreditCode(typed);
  if (code === null) return refuse('credit.not-found');
  const at = deps.clock();
  const limits = limitsOf(by);
  for (const { what, limit } of limits) {
    const counted = await countOf(deps.db, createHash('sha256').update(what).digest('base64url'), hourOf(at));
    if (counted >= mostInHour(limit, deps.env)) return refuse('credit.too-many-requests');
  }
  const credit = await findCreditByHash(deps.db, vault.hashes(code));
  if (credit) return { ok: true, credit };
  await deps.db.transaction(async (tx) => {
    for (const { what } of limits) await countInHour(tx, what, at);
  });
  return refuse('credit.not-found');
}

function limitsOf({ clientIp, shopKey }: Asker): { what: string; limit: number }[] {
  const network = networkOf(clientIp);
  if (shopKey === null) return [{ what: `credit page ${network}`, limit: UNKNOWN_AT_PAGE }];
  return [
    { what: `credit network ${network}`, limit: UNKNOWN_BY_NETWORK },
    { what: `credit key ${shopKey}`, limit: UNKNOWN_BY_KEY },
  ];
}
