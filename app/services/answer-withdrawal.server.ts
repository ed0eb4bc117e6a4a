import { loadWithdrawal, type WithdrawalRow } from '#db/withdrawals.ts';
import { type WithdrawalAnswer, withdrawalWorkflow } from '#machines/withdrawal/index.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { type HandInput, type HandRefusal, handled } from './join-by-hand.server.ts';
import { commit, move } from './unit-of-work.server.ts';
import { storedRightSchema } from './withdrawal-case.server.ts';

/**
 * A person answers why nothing comes of a statement; the customer gets it by mail. Refuses an answer that would have to name a day or an article
 * that is not known, because no order is matched or none of its items is excepted.
 */
export async function answerWithdrawal(
  deps: ServiceDeps,
  input: HandInput & { readonly answer: WithdrawalAnswer },
): Promise<Result<object, HandRefusal | 'answer.no-day' | 'answer.no-article'>> {
  return commit(deps, `staff:${input.staffId}`, async (unit) => {
    const event = { type: 'answer', answer: input.answer } as const;
    const found = handled(await loadWithdrawal(unit.tx, input.withdrawalId), input, event);
    if (!found.ok) return found;
    const lacking = whatLacks(found.row, input.answer);
    if (lacking) return refuse(lacking);
    const moved = await move(unit, withdrawalWorkflow, { ...found.row, returnId: found.row.id }, event);
    if (!moved.ok) throw new Error(`withdrawal ${found.row.id} refuses what was asked of it before`);
    return { ok: true };
  });
}

function whatLacks(row: WithdrawalRow, answer: WithdrawalAnswer): 'answer.no-day' | 'answer.no-article' | null {
  const right = row.right === null ? null : storedRightSchema.parse(row.right);
  if (answer === 'late' && right?.lastDay == null) return 'answer.no-day';
  if (answer === 'excepted' && (right?.articles.length ?? 0) === 0) return 'answer.no-article';
  return null;
}
