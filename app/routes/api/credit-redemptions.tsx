import { allow, answerJson, parseJson, problem, wrongMethod } from '#app/http.server.ts';
import { creditVault } from '#app/security/credit-vault.server.ts';
import { findCredit } from '#app/services/find-credit.server.ts';
import { redeemCredit } from '#app/services/redeem-credit.server.ts';
import { MOST_BYTES, redemptionSchema } from './redemption-body.server.ts';

/** Takes an amount from a store credit for an order of the shop; the same request again takes nothing. */
export const action = allow('shop-api', async ({ request, deps, params, clientIp, shopKey }) => {
  if (request.method !== 'POST') return wrongMethod('POST');
  const body = await parseJson(request, redemptionSchema, { maxBytes: MOST_BYTES });
  if (!body.ok) return body.answer;
  const asked = { typed: params.code ?? '', by: { clientIp, shopKey } };
  const found = await findCredit(deps, creditVault(deps.env), asked);
  if (!found.ok) return problem(found.refusal.code);
  const redeemed = await redeemCredit(deps, { ...body.data, creditId: found.credit.id });
  if (redeemed.ok) return answerJson(redeemed.redemption);
  const { code, ...figures } = redeemed.refusal;
  return problem(code, figures);
});

export const loader = allow('shop-api', () => wrongMethod('POST'));
