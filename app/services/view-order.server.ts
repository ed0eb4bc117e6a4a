import { findOpenDraft } from '#db/open-drafts.ts';
import type { OrderLine } from '#db/orders.ts';
import { listLinesOfReturns } from '#db/return-lines.ts';
import type { LineVerdict } from '#machines/policy/index.ts';
import { timeZoneOf } from '#machines/policy/zone.ts';
import { DRAFT_HOURS } from './begin-draft.server.ts';
import { hasReason } from './choose-lines.server.ts';
import type { ServiceDeps } from './deps.ts';
import { loadOrderCase, type OrderCase } from './order-case.server.ts';

/** What a line may do, for a page: with a date where there is one, with a code where not. */
export type LineStanding =
  | { readonly kind: 'until'; readonly lastDay: string }
  /** Returnable, and the time has not begun to run: the delivery is not known. */
  | { readonly kind: 'open' }
  /** The time for the money is over, and that for store credit is not; null: it has no end. */
  | { readonly kind: 'credit'; readonly lastDay: string | null }
  /** The window is over, but who sold it still answers for faults. */
  | { readonly kind: 'faults-only'; readonly endedOn: string | null; readonly faultsUntil: string | null }
  | { readonly kind: 'no'; readonly code: string; readonly endedOn: string | null };

export interface OrderLineView {
  readonly id: string;
  readonly title: string;
  readonly variant: string | null;
  readonly image: string | null;
  readonly quantity: number;
  readonly left: number;
  /** Minor units for one piece, before discounts. */
  readonly unitPrice: number;
  readonly standing: LineStanding;
}

export interface OrderView {
  readonly number: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly placedOn: string;
  readonly lines: readonly OrderLineView[];
  readonly returns: readonly { rmaCode: string; state: string; requestedAt: string; pieces: number; total: number }[];
  readonly mayReturn: boolean;
  readonly hasDraft: boolean;
}

/** The order of a guest as their page shows it; null when it is gone. */
export async function viewOrder(deps: ServiceDeps, input: { readonly orderId: string }): Promise<OrderView | null> {
  const now = deps.clock();
  const orderCase = await loadOrderCase(deps.db, input.orderId, now);
  if (!orderCase) return null;
  const { order, returns } = orderCase;
  const timeZone = order.timeZone ?? timeZoneOf(order.country, order.subdivision);
  const lines = order.lines.map((line) => viewLine(orderCase, line));
  const parts = await listLinesOfReturns(
    deps.db,
    returns.map((one) => one.id),
  );
  const open = await findOpenDraft(deps.db, { orderId: order.id, since: now.subtract({ hours: DRAFT_HOURS }) });
  return {
    number: order.number,
    currency: order.currency,
    timeZone,
    placedOn: order.placedAt.toZonedDateTimeISO(timeZone).toPlainDate().toString(),
    lines,
    returns: returns.map((one) => ({
      rmaCode: one.rmaCode,
      state: one.state,
      requestedAt: one.requestedAt.toString(),
      pieces: (parts.get(one.id) ?? []).reduce((sum, line) => sum + line.quantity, 0),
      total: one.total,
    })),
    mayReturn: lines.some((line) => line.standing.kind !== 'no'),
    hasDraft: open !== null,
  };
}

/** One line as the pages of its order and of its return show it. */
export function viewLine(orderCase: OrderCase, line: OrderLine): OrderLineView {
  const verdict = orderCase.verdicts.get(line.id);
  if (!verdict) throw new Error('a line of the order without a verdict');
  const { id, title, variant, image, quantity, unitPrice } = line;
  return {
    ...{ id, title, variant, image, quantity, unitPrice, left: verdict.quantityLeft },
    standing: standingOf(verdict, hasReason(orderCase, id)),
  };
}

/** A refund is what is asked for here: where a rule gives it a window of its own, that one counts. */
function standingOf(verdict: LineVerdict, anyReason: boolean): LineStanding {
  const { faultyUntil } = verdict;
  const credit = verdict.resolutions['store-credit'];
  const refund = verdict.resolutions.refund;
  const open = refund ? refund.open : verdict.outcome === 'returnable';
  const until = refund ? refund.until : verdict.outcome === 'returnable' ? verdict.until : null;
  if (open) return until ? { kind: 'until', lastDay: until.lastDay } : { kind: 'open' };
  const refused = verdict.outcome === 'refused' ? verdict : { code: 'window.closed', endedOn: null };
  const endedOn = until?.lastDay ?? refused.endedOn;
  if (anyReason && credit?.open) return { kind: 'credit', lastDay: credit.until?.lastDay ?? null };
  if (!anyReason) return { kind: 'no', code: refused.code, endedOn };
  return { kind: 'faults-only', endedOn, faultsUntil: faultyUntil.kind === 'until' ? faultyUntil.lastDay : null };
}
