import {
  type AccessRequest,
  countTry,
  findLatestForBrowser,
  loadAccessRequest,
  markUsed,
} from '#db/access-requests.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { CODE_TRIES, isCode } from './one-time-code.server.ts';

export type CodeRefusal = 'code.wrong' | 'code.used' | 'code.expired' | 'code.too-many-tries' | 'code.not-asked';

/**
 * Whether a code opens an order: the newest code that this browser asked for, once, within its ten minutes and five tries. A try is
 * counted before the code is looked at, so that guesses made at the same time are all counted. A wrong code says how many tries are left.
 */
export async function confirmCode(
  deps: ServiceDeps,
  input: { readonly browserHash: string; readonly code: string },
): Promise<Result<{ readonly orderId: string }, CodeRefusal>> {
  const request = await findLatestForBrowser(deps.db, input.browserHash);
  if (!request) return refuse('code.not-asked');
  const tried = await deps.db.transaction((tx) => countTry(tx, request.id, deps.clock()));
  if (tried === null) return refuse(whyClosed((await loadAccessRequest(deps.db, request.id)) ?? request));
  const right = request.codeHash !== null && (await isCode(input.code, request.codeHash));
  const left = CODE_TRIES - tried;
  if (!right || request.orderId === null)
    return left > 0 ? refuse('code.wrong', { left }) : refuse('code.too-many-tries');
  const used = await deps.db.transaction((tx) => markUsed(tx, request.id, deps.clock()));
  return used ? { ok: true, orderId: request.orderId } : refuse('code.used');
}

function whyClosed(request: AccessRequest): CodeRefusal {
  if (request.usedAt) return 'code.used';
  return request.tries >= CODE_TRIES ? 'code.too-many-tries' : 'code.expired';
}
