import fc from 'fast-check';
import { payableStep } from '#machines/money.ts';
import { quoteReturn } from '#machines/policy/quote.ts';
import type { Quote, QuoteInput, QuoteOrderLine } from '#machines/policy/quote-schema.ts';
import type { ReturnTerms } from '#machines/policy/terms.ts';
import { back, terms } from '#tests/machines/policy/build.ts';
import { sum } from '#tests/machines/policy/quote-build.ts';

/** More cases than usual: `QUOTE_CASES=20 vitest run tests/machines/policy/quote`. */
const TIMES = Number(process.env.QUOTE_CASES ?? 1);
export const cases = (numRuns: number) => ({ numRuns: numRuns * TIMES });
export const PATIENCE = 120_000 * TIMES;

/** An order as it was paid; `left` of nothing has come back yet. */
export interface World {
  readonly currency: string;
  readonly lines: readonly QuoteOrderLine[];
  readonly shippingPaid: number;
  readonly payments: readonly { id: string; amount: number }[];
}

/** One return: so many pieces of the line with this index. */
export type Move = readonly (readonly [line: number, quantity: number])[];

export interface Settled {
  readonly quotes: readonly Quote[];
  /** How many pieces of each line have come back. */
  readonly gone: readonly number[];
}

export const NOTHING: Settled = { quotes: [], gone: [] };

const CURRENCIES = ['EUR', 'USD', 'ILS', 'HUF', 'TWD', 'JPY', 'CLP', 'KWD', 'BHD', 'ISK', 'UGX'];

const drawnLine = fc.record({
  quantity: fc.integer({ min: 1, max: 6 }),
  unitPrice: fc.nat(50_000),
  discount: fc.nat(100),
  coupon: fc.nat(100),
  tax: fc.nat(20_000),
  requiresShipping: fc.boolean(),
});

/** An order whose payments hold exactly what it cost, a whole number of payable steps. */
export const anyWorld: fc.Arbitrary<World> = fc
  .record({
    currency: fc.constantFrom(...CURRENCIES),
    drawn: fc.array(drawnLine, { minLength: 1, maxLength: 4 }),
    taxIncluded: fc.boolean(),
    shipping: fc.nat(3000),
    cuts: fc.tuple(fc.nat(100), fc.nat(100)),
  })
  .map(({ currency, drawn, taxIncluded, shipping, cuts }) => {
    const lines = drawn.map(({ discount, coupon, tax, ...line }, index) => {
      const discountTotal = Math.floor((line.quantity * line.unitPrice * discount) / 100);
      return {
        ...{ ...line, id: `l${index}`, discountTotal, couponTotal: Math.floor((discountTotal * coupon) / 100) },
        ...{ taxTotal: tax, taxIncluded, alreadyRefundedQuantity: 0, alreadyRefundedAmount: 0 },
      };
    });
    const goods = sum(lines.map((line) => paidFor(line, line.quantity)));
    const step = payableStep(currency);
    const charged = Math.ceil((goods + shipping) / step) * step;
    const at = cuts.map((cut) => Math.floor((charged * cut) / 100 / step) * step).toSorted((a, b) => a - b);
    const [first = 0, second = 0] = at;
    const amounts = [first, second - first, charged - second];
    return {
      ...{ currency, lines, shippingPaid: charged - goods },
      payments: amounts.map((amount, index) => ({ id: `p${index}`, amount })),
    };
  });

/** What was paid for the first so many pieces of a line, counted another way than the product does: the first pieces carry the units left over. */
export function paidFor(line: QuoteOrderLine, pieces: number): number {
  const of = (total: number) => Math.floor(total / line.quantity) * pieces + Math.min(pieces, total % line.quantity);
  return line.unitPrice * pieces - of(line.discountTotal) + (line.taxIncluded ? 0 : of(line.taxTotal));
}

/** The coupon's share of what is left of a line when its first so many pieces are gone. */
export function couponKept(line: QuoteOrderLine, gone: number): number {
  const total = line.couponTotal ?? 0;
  return total - (Math.floor(total / line.quantity) * gone + Math.min(gone, total % line.quantity));
}

const anyPercent = fc.oneof(fc.constant(0), fc.nat(100));

/** Terms of every kind, the same for all lines of an order. */
export const anyTerms: fc.Arbitrary<(currency: string) => ReturnTerms> = fc
  .record({
    restockingPercent: anyPercent,
    threshold: fc.option(fc.nat(200_000)),
    cancellation: fc.option(fc.tuple(fc.nat(100), fc.nat(5000))),
    label: fc.option(fc.nat(3000)),
    creditBonusPercent: anyPercent,
    refunded: fc.boolean(),
  })
  .map(({ threshold, cancellation, label, refunded, restockingPercent, creditBonusPercent }) => (currency: string) => {
    const money = (amount: number) => ({ amount, currency });
    return terms({
      ...{ restockingPercent, creditBonusPercent },
      couponThreshold: threshold === null ? null : { code: null, minimum: money(threshold) },
      cancellationFee: cancellation === null ? null : { percent: cancellation[0], most: money(cancellation[1]) },
      outboundShipping: { refunded, basis: 'policy', rule: null },
      returnCost: {
        ...{ payer: 'customer', basis: 'policy', policyVersionId: 'v1', rule: null },
        labelFee: label === null ? null : money(label),
      },
    });
  });

/** Returns of an order in their order; at the end one with all that is left. */
export const anyMoves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 2 }),
  { maxLength: 5 },
);

/** What a return asks for, cut to what is left of each line. */
export function possible(world: World, { gone }: Settled, move: Move): Map<string, number> {
  const wanted = new Map<string, number>();
  for (const [index, quantity] of move) {
    const place = index % world.lines.length;
    const line = world.lines[place];
    const left = (line?.quantity ?? 0) - (gone[place] ?? 0) - (wanted.get(line?.id ?? '') ?? 0);
    if (line && left > 0) wanted.set(line.id, (wanted.get(line.id) ?? 0) + Math.min(quantity, left));
  }
  return wanted;
}

export const everything = (world: World): Move => world.lines.map((line, index) => [index, line.quantity]);

/** The input for a next return, as the services make it of what is stored. */
export function inputAfter(
  world: World,
  { quotes }: Settled,
  wanted: ReadonlyMap<string, number>,
  promised: ReturnTerms,
): QuoteInput {
  const refunded = (id: string) =>
    sum(quotes.flatMap(({ payouts }) => payouts.map((payout) => (payout.paymentId === id ? payout.amount : 0))));
  return {
    currency: world.currency,
    orderLines: world.lines.map((line) => {
      const before = quotes.flatMap(({ lines }) => lines.filter((one) => one.orderLineId === line.id));
      const takenPieces = before.flatMap(({ pieces }) => pieces);
      return {
        ...line,
        takenPieces,
        alreadyRefundedQuantity: takenPieces.length,
        alreadyRefundedAmount: sum(before.map(({ refund }) => refund)),
      };
    }),
    shipping: {
      paid: world.shippingPaid,
      alreadyRefunded: sum(quotes.map(({ shippingRefund }) => shippingRefund.amount)),
      standardCost: null,
    },
    returning: [...wanted].map(([id, quantity]) => ({ ...back(id, quantity), terms: promised })),
    usesMerchantLabel: true,
    payments: world.payments.map(({ id, amount }) => ({ id, amount, refunded: refunded(id) })),
    clawedBack: sum(quotes.map(({ couponClawback }) => couponClawback.amount)),
    cancellationFeeCharged: sum(quotes.map(({ cancellationFee }) => cancellationFee.amount)),
    rounded: sum(quotes.map(({ rounding }) => rounding)),
    resolution: 'store-credit',
  };
}

/** The state after one more return; the same state where nothing of it is left to return. */
export function settle(world: World, settled: Settled, move: Move, promised: ReturnTerms): Settled {
  const wanted = possible(world, settled, move);
  if (wanted.size === 0) return settled;
  const result = quoteReturn(inputAfter(world, settled, wanted, promised));
  if (!result.ok) throw new Error(result.refusal.code);
  return {
    quotes: [...settled.quotes, result.quote],
    gone: world.lines.map((line, index) => (settled.gone[index] ?? 0) + (wanted.get(line.id) ?? 0)),
  };
}

export const settleAll = (world: World, moves: readonly Move[], promised: ReturnTerms): Settled =>
  moves.reduce((settled, move) => settle(world, settled, move, promised), NOTHING);

export const totalOf = ({ quotes }: Settled): number => sum(quotes.map(({ total }) => total));
