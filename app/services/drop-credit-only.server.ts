import { withoutLine } from '#machines/answers.ts';
import { type Answered, changeDraft, type DraftInput } from './change-draft.server.ts';
import type { ServiceDeps } from './deps.ts';
import { returningLines } from './quote-answers.server.ts';
import { refundWays } from './refund-ways.server.ts';

/** Takes the lines that can only bring store credit out of a return whose others bring money: they are sent back in one of their own. */
export async function dropCreditOnly(deps: ServiceDeps, input: DraftInput): Promise<Answered<never>> {
  return changeDraft(deps, input, ({ draft, orderCase }) => {
    const { ways, creditOnly } = refundWays(orderCase, returningLines(draft.answers));
    const apart = ways.length === 0 ? creditOnly : [];
    return { ok: true, answers: apart.reduce(withoutLine, draft.answers) };
  });
}
