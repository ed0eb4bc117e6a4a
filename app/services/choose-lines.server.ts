import { LINES_LIMIT, withLines } from '#machines/answers.ts';
import { admits, type PolicyPair, REASON_CODES, type ReasonCode } from '#machines/policy/index.ts';
import { hasCreditWindow } from '#machines/policy/store-credit.ts';
import { type Answered, changeDraft, type DraftInput } from './change-draft.server.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { type OrderCase, refundFor } from './order-case.server.ts';
import { admitsAny } from './refund-ways.server.ts';

export interface ChosenLine {
  readonly lineId: string;
  readonly quantity: number;
}

export type LineRefusal = 'line.unknown' | 'line.not-returnable' | 'line.above-left';

/** Which lines come back and how many pieces of each. Refuses lines of another order, lines that may not come back, and more than is left. */
export async function chooseLines(
  deps: ServiceDeps,
  input: DraftInput & { readonly chosen: readonly ChosenLine[] },
): Promise<Answered<LineRefusal | 'items.none' | 'items.too-many'>> {
  return changeDraft<LineRefusal | 'items.none' | 'items.too-many'>(deps, input, ({ draft, orderCase }) => {
    const { chosen } = input;
    if (chosen.length === 0) return refuse('items.none');
    if (chosen.length > LINES_LIMIT) return refuse('items.too-many', { most: LINES_LIMIT });
    for (const line of chosen) {
      const may = mayChoose(orderCase, line);
      if (!may.ok) return may;
    }
    return { ok: true, answers: withLines(draft.answers, chosen) };
  });
}

/** Whether so many pieces of a line may come back for one reason at least. */
export function mayChoose(orderCase: OrderCase, { lineId, quantity }: ChosenLine): Result<object, LineRefusal> {
  const verdict = orderCase.verdicts.get(lineId);
  if (!verdict) return refuse('line.unknown', { lineId });
  if (!hasReason(orderCase, lineId)) return refuse('line.not-returnable', { lineId });
  if (quantity > verdict.quantityLeft) return refuse('line.above-left', { lineId, left: verdict.quantityLeft });
  return { ok: true };
}

/** The reasons for which a line may come back now: after its window only that something is wrong with it, or none. */
export function reasonsFor(orderCase: OrderCase, lineId: string): ReasonCode[] {
  return REASON_CODES.filter((reason) => admitsFor(orderCase, lineId, reason));
}

/** Whether there is any. A line of an order page is asked this for each of a thousand, so the first reason found is enough. */
export function hasReason(orderCase: OrderCase, lineId: string): boolean {
  return REASON_CODES.some((reason) => admitsFor(orderCase, lineId, reason));
}

/** Judged for this reason where a rule asks for it; else the verdict for nothing in particular says the same, and is there already. */
function admitsFor(orderCase: OrderCase, lineId: string, reason: ReasonCode): boolean {
  if (hasCreditWindow(orderCase.policies)) return admitsAny(orderCase, { lineId, reason }).ok;
  const verdict = asksForRequest(orderCase.policies)
    ? orderCase.judge(lineId, refundFor(reason))?.verdict
    : orderCase.verdicts.get(lineId);
  return verdict !== undefined && admits(verdict, reason, orderCase.now, 'refund').ok;
}

function asksForRequest({ atPurchase, current }: PolicyPair): boolean {
  const rules = [...atPurchase.document.rules, ...current.document.rules];
  return rules.some((rule) => rule.when.some(({ kind }) => kind === 'reason' || kind === 'resolution'));
}
