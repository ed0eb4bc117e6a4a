import { proveCode, provePassword } from '#app/auth/second-factor.server.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { keepProof, passwordHashOf } from '#app/services/people/own-account.server.ts';
import { needsProof, stepUpLimit } from '#machines/step-up.ts';
import type { StaffArgs } from './allow.server.ts';

/** What a page asks for before much money leaves: a field beside its button, so that nothing typed is ever carried elsewhere. */
export interface WantedProof {
  /** The password only where there is no second factor, in development. */
  readonly kind: 'code' | 'password';
  /** Above how much, in the reader's words. */
  readonly limit: string;
  /** Why what was typed does not do; null when nothing was. */
  readonly problem: 'missing' | 'wrong' | 'password' | 'locked' | null;
  readonly status: 200 | 422 | 429;
}

/**
 * Null when the person may send this much now: it is not above the limit, they proved who they are in the last five minutes, or `shown` proves
 * it. Else what is still wanted. `shown` is null where the page only asks what it will need.
 */
export async function requireFresh(
  { request, deps, staff, locale }: StaffArgs,
  money: { readonly amount: number; readonly currency: string },
  shown: string | null,
): Promise<WantedProof | null> {
  const own = deps.env.STEP_UP_LIMITS;
  if (!needsProof(money, { provedAt: staff.provedAt, now: deps.clock(), own })) return null;
  const limit = formatMoney({ amount: stepUpLimit(money.currency, own), currency: money.currency }, locale);
  const wanted = { kind: staff.secondFactor ? 'code' : 'password', limit } as const;
  if (shown === null) return { ...wanted, problem: null, status: 200 };
  if (shown === '') return { ...wanted, problem: 'missing', status: 422 };
  const proved = staff.secondFactor
    ? await proveCode(request, staff, shown, deps)
    : await provePassword(staff, await passwordHashOf(deps, staff.id), shown, deps);
  if (!proved.ok) {
    const { code } = proved.refusal;
    if (code === 'factor.too-many' || code === 'factor.locked') return { ...wanted, problem: 'locked', status: 429 };
    return { ...wanted, problem: code === 'factor.password' ? 'password' : 'wrong', status: 422 };
  }
  await keepProof(deps, { staffId: staff.id, sessionId: staff.sessionId });
  return null;
}
