import type { Order } from '#db/orders.ts';
import { type Answers, type CustomerResolution, resolutionOf } from '#machines/answers.ts';
import type { Travel } from '#machines/parcel/index.ts';
import {
  type Quote,
  type QuoteInput,
  type QuoteResult,
  QuoteSchema,
  quoteReturn,
  type ReasonCode,
  termsFor,
} from '#machines/policy/index.ts';
import { askFor, type OrderCase } from './order-case.server.ts';

/** A line of the answers whose reason is known. */
export interface ReturningLine {
  readonly lineId: string;
  readonly quantity: number;
  readonly reason: ReasonCode;
  /** Of the whole return; left out: the money. */
  readonly resolution?: CustomerResolution;
}

/** The chosen lines with their reasons; those without a reason yet are left out. */
export function returningLines(answers: Answers): ReturningLine[] {
  const resolution = resolutionOf(answers.refund);
  return answers.lines.flatMap(({ lineId, quantity, reason }) =>
    reason ? [{ lineId, quantity, reason, resolution }] : [],
  );
}

/** The refund of a return of these lines, as the customer is shown it and as it is stored when it is sent. */
export function quoteLinesOf(orderCase: OrderCase, lines: readonly ReturningLine[], travel: Travel): QuoteResult {
  const stray = lines.find((line) => !orderCase.verdicts.has(line.lineId));
  if (stray) return { ok: false, refusal: { code: 'quote.unknown-line', orderLineId: stray.lineId } };
  return quoteReturn(quoteInput(orderCase, lines, travel));
}

/** Whether the merchant wants nothing of these lines back: the customer keeps them all. */
export function keepsAll(orderCase: OrderCase, lines: readonly ReturningLine[]): boolean {
  return lines.length > 0 && lines.every((line) => keepsLine(orderCase, line));
}

/** Whether a rule of the merchant's lets the customer keep this line. */
export function keepsLine(orderCase: OrderCase, line: ReturningLine): boolean {
  return judgeLine(orderCase, line)?.verdict.terms.keep.value ?? false;
}

const judgeLine = (orderCase: OrderCase, { lineId, reason, resolution = 'refund' }: ReturningLine) =>
  orderCase.judge(lineId, askFor(reason, resolution));

/**
 * The ways of travel that are offered: a label of the merchant's wherever the policy has one for all lines, a carrier of one's own always, and
 * none where nothing has to travel.
 */
export function travelsFor(orderCase: OrderCase, lines: readonly ReturningLine[]): readonly Travel[] {
  if (keepsAll(orderCase, lines)) return [];
  const quoted = quoteLinesOf(orderCase, lines, 'label');
  return quoted.ok && quoted.quote.returnFee.code === 'fee.no-label-offered' ? ['own'] : ['label', 'own'];
}

/**
 * What is known of the order for a quote of these lines; `returning` may be replaced by what the desk accepts. An estimate goes by the order's
 * other returns as they were announced. A settlement gives again only what a decision has taken, and knows which pieces nobody decided on yet.
 */
export function quoteInput(
  orderCase: OrderCase,
  lines: readonly ReturningLine[],
  travel: Travel,
  purpose: 'estimate' | 'settlement' = 'estimate',
): QuoteInput {
  const { order } = orderCase;
  const returns = quotesInForce(orderCase);
  const others = returns.map(({ quote }) => quote);
  const counted = purpose === 'estimate' ? others : returns.filter(({ decided }) => decided).map(({ quote }) => quote);
  const open = returns.filter(({ decided }) => !decided).map(({ quote }) => quote);
  return {
    currency: order.currency,
    couponCode: order.couponCode,
    clawedBack: sum(counted.map((quote) => quote.couponClawback.amount)),
    cancellationFeeCharged: sum(counted.map((quote) => quote.cancellationFee.amount)),
    rounded: sum(counted.map((quote) => quote.rounding)),
    orderLines: order.lines.map((line) => ({
      id: line.id,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      discountTotal: line.discountTotal,
      couponTotal: Math.min(line.couponTotal ?? 0, line.discountTotal),
      taxTotal: line.taxTotal,
      taxIncluded: order.taxIncluded,
      requiresShipping: line.requiresShipping,
      alreadyRefundedQuantity: orderCase.returned.get(line.id) ?? 0,
      alreadyRefundedAmount: sum(linesOf(others, line.id).map((other) => other.refund)),
      takenPieces: takenPieces(line.returnedElsewhere, linesOf(others, line.id)),
      ...(purpose === 'settlement' ? { openPieces: takenPieces(0, linesOf(open, line.id)) } : {}),
    })),
    shipping: {
      paid: order.shippingPaid,
      alreadyRefunded: sum(others.map((quote) => quote.shippingRefund.amount)),
      standardCost: order.shippingStandard,
    },
    returning: lines.map((line) => {
      const { lineId, quantity, reason } = line;
      const judged = judgeLine(orderCase, line);
      if (!judged) throw new Error('a line without a verdict');
      return { orderLineId: lineId, quantity, reason, terms: termsFor(judged.verdict, reason) };
    }),
    resolution: lines[0]?.resolution ?? 'refund',
    usesMerchantLabel: travel === 'label',
    payments: paymentsOf(orderCase, purpose),
  };
}

/** The refunds of the order's other returns: as decided, or as announced while nothing is decided. */
function quotesInForce({ returns }: OrderCase): { readonly quote: Quote; readonly decided: boolean }[] {
  return returns
    .filter((one) => one.state !== 'cancelled')
    .map((one) => ({ quote: QuoteSchema.parse(one.settledQuote ?? one.quote), decided: one.settledQuote !== null }));
}

const linesOf = (quotes: readonly Quote[], lineId: string) =>
  quotes.flatMap((quote) => quote.lines.filter((line) => line.orderLineId === lineId));

/** Pieces returned before the order came here are the first ones; the others are named by the quotes of their returns. */
function takenPieces(returnedElsewhere: number, lines: readonly { pieces: readonly number[] }[]): number[] {
  const elsewhere = Array.from({ length: returnedElsewhere }, (_, index) => index);
  return [...new Set([...elsewhere, ...lines.flatMap((line) => line.pieces)])];
}

/**
 * What each payment still holds: less what was refunded in the shop and what we paid out. An estimate also leaves alone what open returns have been
 * promised. A settlement does not: the pieces keep returns apart, and a promise that was rounded to a payable step would keep that step for good.
 */
function paymentsOf(orderCase: OrderCase, purpose: 'estimate' | 'settlement'): QuoteInput['payments'] {
  const { order, returns, paidOut } = orderCase;
  const promised = new Map<string, number>();
  const open = purpose === 'estimate' ? returns.filter(({ state }) => state === 'open' || state === 'received') : [];
  for (const one of open) {
    for (const { paymentId, amount } of QuoteSchema.parse(one.quote).payouts) {
      promised.set(paymentId, (promised.get(paymentId) ?? 0) + amount);
    }
  }
  const elsewhere = refundedElsewhere(order);
  return order.payments.map(({ id, amount }) => {
    const refunded = (elsewhere.get(id) ?? 0) + (paidOut.get(id) ?? 0) + (promised.get(id) ?? 0);
    return { id, amount, refunded: Math.min(amount, refunded) };
  });
}

/** The shop told only a sum: it is taken from the payments in their order, as refunds are. */
function refundedElsewhere(order: Order): Map<string, number> {
  let rest = order.refundedElsewhere;
  return new Map(
    order.payments.map(({ id, amount }) => {
      const taken = Math.min(rest, amount);
      rest -= taken;
      return [id, taken];
    }),
  );
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
