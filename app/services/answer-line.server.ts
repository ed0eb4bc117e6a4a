import { type Seal, withLine, withoutLine } from '#machines/answers.ts';
import { REASONS, type ReasonCode } from '#machines/policy/index.ts';
import { type Answered, changeDraft, type DraftInput } from './change-draft.server.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { evidenceFor, missingEvidence } from './evidence.server.ts';
import { isSealed } from './load-draft.server.ts';
import type { OrderCase } from './order-case.server.ts';
import { admitsAny } from './refund-ways.server.ts';

export interface LineTold {
  readonly reason: ReasonCode;
  readonly comment: string | null;
  readonly seal: Seal | null;
}

export type ReasonRefusal =
  | 'line.unknown'
  | 'reason.not-admitted'
  | 'seal.required'
  | 'seal.broken'
  | 'evidence.photos'
  | 'evidence.comment';

/**
 * Why one line comes back. Refuses a reason that the time or the goods do not allow, and a change of mind about goods whose right of
 * return ended with their seal (Directive 2011/83/EU art. 16(e) and (i)); something wrong with the goods is never refused for its seal. Refuses
 * when a rule of the merchant's needs photos or a description for this reason and they are not there.
 */
export async function answerLine(
  deps: ServiceDeps,
  input: DraftInput & LineTold & { readonly lineId: string },
): Promise<Answered<ReasonRefusal>> {
  return changeDraft(deps, input, ({ draft, orderCase, photos }) => {
    const { lineId, reason, comment, seal } = input;
    if (!draft.answers.lines.some((line) => line.lineId === lineId)) return refuse('line.unknown', { lineId });
    const asked = isSealed(orderCase, lineId);
    const own = photos.filter((photo) => photo.orderLineId === lineId).length;
    const may = mayReturn(orderCase, { lineId, reason, comment, photos: own, seal: asked ? seal : null });
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

/** What was told of a line, with the number of its photos. */
export interface ToldOfLine extends LineTold {
  readonly lineId: string;
  readonly photos: number;
}

/** Whether a line may come back for this reason, with this seal and this evidence, now. */
export function mayReturn(
  orderCase: OrderCase,
  { lineId, reason, seal, comment, photos }: ToldOfLine,
): Result<object, ReasonRefusal> {
  if (!orderCase.verdicts.has(lineId)) return refuse('line.unknown', { lineId });
  const admitted = admitsAny(orderCase, { lineId, reason });
  if (!admitted.ok) return refuse('reason.not-admitted', { lineId, endedOn: admitted.refusal.endedOn });
  if (isSealed(orderCase, lineId)) {
    if (seal === null) return refuse('seal.required', { lineId });
    if (seal === 'broken' && !REASONS[reason].guarantee) return refuse('seal.broken', { lineId });
  }
  const wanted = evidenceFor(orderCase, lineId, reason);
  const missing = missingEvidence(wanted, { photos, comment });
  return missing ? refuse(missing, { lineId, photos: wanted?.photos ?? 0 }) : { ok: true };
}
