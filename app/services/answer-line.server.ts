import { type LineAnswers, type Seal, withLine, withoutLine } from '#machines/answers.ts';
import { admits, REASONS, type ReasonCode } from '#machines/policy/index.ts';
import { type Answered, changeDraft, type DraftInput } from './change-draft.server.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { isSealed } from './load-draft.server.ts';
import type { OrderCase } from './order-case.server.ts';

export interface LineTold {
  readonly reason: ReasonCode;
  readonly comment: string | null;
  readonly seal: Seal | null;
}

export type ReasonRefusal = 'line.unknown' | 'reason.not-admitted' | 'seal.required' | 'seal.broken';

/**
 * Why one line comes back. Refuses a reason that the time or the goods do not allow, and a change of mind about goods whose right of
 * return ended with their seal (Directive 2011/83/EU art. 16(e) and (i)); something wrong with the goods is never refused for its seal.
 */
export async function answerLine(
  deps: ServiceDeps,
  input: DraftInput & LineTold & { readonly lineId: string },
): Promise<Answered<ReasonRefusal>> {
  return changeDraft(deps, input, ({ draft, orderCase }) => {
    const { lineId, reason, comment, seal } = input;
    if (!draft.answers.lines.some((line) => line.lineId === lineId)) return refuse('line.unknown', { lineId });
    const asked = isSealed(orderCase, lineId);
    const may = mayReturn(orderCase, { lineId, reason, seal: asked ? seal : null });
    if (!may.ok) return may;
    return { ok: true, answers: withLine(draft.answers, lineId, { reason, comment, seal: asked ? seal : null }) };
  });
}

/** Takes one line out of the return. */
export async function dropLine(
  deps: ServiceDeps,
  input: DraftInput & { readonly lineId: string },
): Promise<Answered<never>> {
  return changeDraft(deps, input, ({ draft }) => ({ ok: true, answers: withoutLine(draft.answers, input.lineId) }));
}

/** Whether a line may come back for this reason and with this seal, now. */
export function mayReturn(
  orderCase: OrderCase,
  { lineId, reason, seal }: { lineId: string; reason: ReasonCode; seal: LineAnswers['seal'] },
): Result<object, ReasonRefusal> {
  const verdict = orderCase.verdicts.get(lineId);
  if (!verdict) return refuse('line.unknown', { lineId });
  const admitted = admits(verdict, reason, orderCase.now);
  if (!admitted.ok) return refuse('reason.not-admitted', { lineId, endedOn: admitted.refusal.endedOn });
  if (!isSealed(orderCase, lineId)) return { ok: true };
  if (seal === null) return refuse('seal.required', { lineId });
  return seal === 'broken' && !REASONS[reason].guarantee ? refuse('seal.broken', { lineId }) : { ok: true };
}
