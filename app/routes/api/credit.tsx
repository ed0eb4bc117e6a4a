import { allow, answerJson, problem, wrongMethod } from '#app/http.server.ts';
import { creditVault } from '#app/security/credit-vault.server.ts';
import { findCredit } from '#app/services/find-credit.server.ts';
import { viewCredit } from '#app/services/view-credit.server.ts';

/** What is on a store credit: docs/guide/store-credit.md. */
export const loader = allow('shop-api', async ({ deps, params, clientIp, shopKey }) => {
  const asked = { typed: params.code ?? '', by: { clientIp, shopKey } };
  const found = await findCredit(deps, creditVault(deps.env), asked);
  if (!found.ok) return problem(found.refusal.code);
  const { state, balance, currency, expiresAt, lastDay, hint } = await viewCredit(deps, found.credit);
  return answerJson({ state, balance, currency, expiresAt, lastDay, hint });
});

export const action = allow('shop-api', () => wrongMethod('GET'));
