import { resolutionOf } from '#machines/answers.ts';
import { type CreditValidity, creditExpiry, lastDayBefore } from '#machines/credit/index.ts';
import type { Quote } from '#machines/policy/index.ts';
import { timeZoneOf } from '#machines/policy/zone.ts';
import type { DraftCase } from './load-draft.server.ts';
import { quoteLinesOf, returningLines } from './quote-answers.server.ts';
import { type RefundWays, refundWays } from './refund-ways.server.ts';

export interface CreditOffer extends Pick<Quote, 'total' | 'creditBonus'> {
  /** The last local day on which it could be used if it were given today, so at least; null: it never ends. */
  readonly lastDay: string | null;
}

export interface RefundChoice extends RefundWays {
  /** What store credit would bring, before the cost of the way back; null where it is not open. Minor units. */
  readonly credit: CreditOffer | null;
  /** Titles of the lines that can only bring credit. */
  readonly creditOnlyTitles: readonly string[];
}

/** Between what the customer chooses, as far as it is known before the way of travel is. */
export function viewRefundChoice({ draft, orderCase }: DraftCase, validity: CreditValidity): RefundChoice {
  const lines = returningLines(draft.answers);
  const open = refundWays(orderCase, lines);
  const titles = orderCase.order.lines.filter(({ id }) => open.creditOnly.includes(id)).map(({ title }) => title);
  if (!open.ways.includes('credit')) return { ...open, credit: null, creditOnlyTitles: titles };
  const asked = lines.map((line) => ({ ...line, resolution: resolutionOf('credit') }));
  const quoted = quoteLinesOf(orderCase, asked, draft.answers.travel ?? 'own');
  const credit = quoted.ok ? { ...quoted.quote, lastDay: lastDayOf(orderCase, validity) } : null;
  return { ...open, credit, creditOnlyTitles: titles };
}

function lastDayOf({ order, now }: DraftCase['orderCase'], validity: CreditValidity): string | null {
  const { country, subdivision } = order;
  const timeZone = order.timeZone ?? timeZoneOf(country, subdivision);
  const { expiresAt } = creditExpiry({ country, subdivision, timeZone }, now, validity);
  return expiresAt && lastDayBefore(expiresAt, timeZone);
}
