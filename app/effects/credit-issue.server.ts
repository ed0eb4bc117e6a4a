import { issueCredit } from '#app/services/issue-credit.server.ts';
import { done, type Handler } from './effect-deps.ts';

/** Pays a debt with store credit. Nothing outside is asked: it is an effect so that a debt of any return is paid the same way, and once. */
export const creditIssue: Handler<'credit-issue'> = async (deps, { payoutId }) => {
  const issued = await issueCredit(deps, { payoutId });
  return issued.ok ? done : { kind: 'park', why: issued.refusal.code };
};
