import { type Answers, type CustomerResolution, nextQuestion, type Question, resolutionOf } from '#machines/answers.ts';
import type { Travel } from '#machines/parcel/index.ts';
import { type Quote, type QuoteInput, refundDeadline } from '#machines/policy/index.ts';
import { timeZoneOf } from '#machines/policy/zone.ts';
import { mayReturn, type ReasonRefusal } from './answer-line.server.ts';
import { type LineRefusal, mayChoose } from './choose-lines.server.ts';
import { type Refusal, type Result, refuse } from './deps.ts';
import type { DraftCase } from './load-draft.server.ts';
import { type OrderCase, refundFor } from './order-case.server.ts';
import { keepsAll, quoteInput, quoteLinesOf, returningLines } from './quote-answers.server.ts';

/**
 * Where the law sets no day, the desk's queue sorts a return as if the refund were due thirty days after the request: after everything
 * that was asked for up to two weeks earlier under the Directive, and still in the order in which it came.
 */
export const QUEUE_DAYS_WITHOUT_DUTY = 30;

/** What a return would be if it were sent now: the very figures that are stored then. */
export interface ReturnPreview {
  readonly quote: Quote;
  /** What the quote was computed from; kept with it. */
  readonly quoteInput: QuoteInput;
  readonly travel: Travel;
  readonly resolution: CustomerResolution;
  /** The customer keeps the goods: there is no parcel, and `travel` says nothing. */
  readonly keepsAll: boolean;
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
export function previewDraft(draftCase: DraftCase): Previewed {
  const { draft, orderCase, circumstances } = draftCase;
  const { answers } = draft;
  const next = nextQuestion(answers, circumstances);
  const told = next.page !== 'items' && next.page !== 'reason';
  // A line that may no longer come back is told before the questions that follow from it.
  const refused = told ? refusedLine(draftCase) : null;
  if (refused) return refused;
  if (next.page !== 'check') return { ...refuse('draft.incomplete'), ask: next };
  const lines = returningLines(answers);
  const kept = keepsAll(orderCase, lines);
  const travel = kept ? 'own' : answers.travel;
  if (travel === null) return { ...refuse('draft.incomplete'), ask: { page: 'travel' } };
  const quoted = quoteLinesOf(orderCase, lines, travel);
  if (!quoted.ok) {
    const { code: reason, ...figures } = quoted.refusal;
    return { ...refuse('quote.refused', { ...figures, reason }), ask: { page: 'items' } };
  }
  const { quote } = quoted;
  const input = quoteInput(orderCase, lines, travel);
  return {
    ok: true,
    preview: {
      ...{ quote, quoteInput: input, travel, resolution: resolutionOf(answers.refund), keepsAll: kept },
      ...datesOf(orderCase, answers),
    },
  };
}

function refusedLine({ draft, orderCase, photos }: DraftCase): Extract<Previewed, { ok: false }> | null {
  for (const { lineId, quantity, reason, seal, comment } of draft.answers.lines) {
    const own = photos.filter((photo) => photo.orderLineId === lineId).length;
    const chosen: Result<object, LineRefusal> = mayChoose(orderCase, { lineId, quantity });
    if (!chosen.ok) return { ...chosen, ask: { page: 'items' } };
    const told = reason ? mayReturn(orderCase, { lineId, reason, seal, comment, photos: own }) : chosen;
    if (!told.ok) return { ...told, ask: { page: 'reason', lineId } };
  }
  return null;
}

/**
 * By when the law wants the money back. The duty exists while the statutory right does; the goods have not come yet, so that where the
 * law counts from their arrival no day can be named.
 */
function datesOf({ order, judge, now }: OrderCase, answers: Answers) {
  const { country, subdivision } = order;
  const timeZone = order.timeZone ?? timeZoneOf(country, subdivision);
  const withinLaw = answers.lines.some(({ lineId, reason }) => {
    const verdict = reason && judge(lineId, refundFor(reason))?.verdict;
    return verdict !== null && verdict?.outcome === 'returnable' && verdict.withinLaw;
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
