import { allow, answerJson, problem, wrongMethod } from '#app/http.server.ts';
import { creditVault } from '#app/security/credit-vault.server.ts';
import { findCredit } from '#app/services/find-credit.server.ts';
import { reverseRedemption } from '#app/services/redeem-credit.server.ts';
import { requestKeySchema } from './redemption-body.server.ts';

/** Gives back what a redemption took, whole; again it is the same reversal. Needs no body, and reads none. */
export const action = allow('shop-api', async ({ request, deps, params, clientIp, shopKey }) => {
  if (request.method !== 'POST') return wrongMethod('POST');
  const requestKey = requestKeySchema.safeParse(params.requestKey);
  if (!requestKey.success) return problem('path.invalid');
  const asked = { typed: params.code ?? '', by: { clientIp, shopKey } };
  const found = await findCredit(deps, creditVault(deps.env), asked);
  if (!found.ok) return problem(found.refusal.code);
  const reversed = await reverseRedemption(deps, { creditId: found.credit.id, requestKey: requestKey.data });
  return reversed.ok ? answerJson(reversed.redemption) : problem(reversed.refusal.code);
});

export const loader = allow('shop-api', () => wrongMethod('POST'));
