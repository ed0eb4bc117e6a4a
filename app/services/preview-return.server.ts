import { type Answers, nextQuestion, type Question } from '#machines/answers.ts';
import type { Travel } from '#machines/parcel/index.ts';
import { type Quote, refundDeadline } from '#machines/policy/index.ts';
import { timeZoneOf } from '#machines/policy/zone.ts';
import { mayReturn, type ReasonRefusal } from './answer-line.server.ts';
import { type LineRefusal, mayChoose } from './choose-lines.server.ts';
import { type Refusal, type Result, refuse } from './deps.ts';
import type { DraftCase } from './load-draft.server.ts';
import type { OrderCase } from './order-case.server.ts';
import { quoteLinesOf, returningLines } from './quote-answers.server.ts';

/**
 * Where the law sets no day, the desk's queue sorts a return as if the refund were due thirty days after the request: after everything
 * that was asked for up to two weeks earlier under the Directive, and still in the order in which it came.
 */
const QUEUE_DAYS_WITHOUT_DUTY = 30;

/** What a return would be if it were sent now: the very figures that are stored then. */
export interface ReturnPreview {
  readonly quote: Quote;
  readonly travel: Travel;
  readonly timeZone: string;
  readonly refundDueAt: Temporal.Instant | null;
  /** The last local day for the refund, ISO; null where the law sets none. */
  readonly refundDueOn: string | null;
  /** The refund may wait for the goods or for proof that they were sent. */
  readonly mayWaitForGoods: boolean;
  readonly queueAt: Temporal.Instant;
}

export type PreviewRefusal = 'draft.incomplete' | 'quote.refused' | LineRefusal | ReasonRefusal;
export type Previewed =
  | { readonly ok: true; readonly preview: ReturnPreview }
  | { readonly ok: false; readonly refusal: Refusal<PreviewRefusal>; readonly ask: Question };

/** Judges the answers of a draft as they stand. A refusal names the question at which the customer can put it right. */
export function previewDraft({ draft, orderCase, circumstances }: DraftCase): Previewed {
  const { answers } = draft;
  const next = nextQuestion(answers, circumstances);
  if (next.page !== 'check' || answers.travel === null) return { ...refuse('draft.incomplete'), ask: next };
  const refused = refusedLine(orderCase, answers);
  if (refused) return refused;
  const quoted = quoteLinesOf(orderCase, returningLines(answers), answers.travel);
  if (!quoted.ok) {
    const { code: reason, ...figures } = quoted.refusal;
    return { ...refuse('quote.refused', { ...figures, reason }), ask: { page: 'items' } };
  }
  return { ok: true, preview: { quote: quoted.quote, travel: answers.travel, ...datesOf(orderCase, answers) } };
}

function refusedLine(orderCase: OrderCase, answers: Answers): Extract<Previewed, { ok: false }> | null {
  for (const { lineId, quantity, reason, seal } of answers.lines) {
    const chosen: Result<object, LineRefusal> = mayChoose(orderCase, { lineId, quantity });
    if (!chosen.ok) return { ...chosen, ask: { page: 'items' } };
    const told = reason ? mayReturn(orderCase, { lineId, reason, seal }) : chosen;
    if (!told.ok) return { ...told, ask: { page: 'reason', lineId } };
  }
  return null;
}

/**
 * By when the law wants the money back. The duty exists while the statutory right does; the goods have not come yet, so that where the
 * law counts from their arrival no day can be named.
 */
function datesOf({ order, verdicts, now }: OrderCase, answers: Answers) {
  const { country, subdivision } = order;
  const timeZone = order.timeZone ?? timeZoneOf(country, subdivision);
  const withinLaw = answers.lines.some((line) => {
    const verdict = verdicts.get(line.lineId);
    return verdict?.outcome === 'returnable' && verdict.withinLaw;
  });
  const duty = withinLaw
    ? refundDeadline({ country, subdivision, timeZone, noticeAt: now, goodsReceivedAt: null, proofOfDispatchAt: null })
    : null;
  const refundDueAt = duty?.due?.endExclusive ?? null;
  return {
    timeZone,
    refundDueAt,
    refundDueOn: duty?.due?.lastDay.toString() ?? null,
    mayWaitForGoods: duty?.withholdingUntilGoods ?? true,
    queueAt: refundDueAt ?? now.add({ hours: 24 * QUEUE_DAYS_WITHOUT_DUTY }),
  };
}
