import fc from 'fast-check';
import { test } from 'vitest';
import { payableStep } from '#machines/money.ts';
import type { ReturnTerms } from '#machines/policy/terms.ts';
import { MERCHANT_FAULT, terms } from '#tests/machines/policy/build.ts';
import { must, sum } from '#tests/machines/policy/quote-build.ts';
import {
  anyMoves,
  anyTerms,
  anyWorld,
  cases,
  couponKept,
  everything,
  NOTHING,
  PATIENCE,
  paidFor,
  type Settled,
  settle,
  settleAll,
  totalOf,
  type World,
} from '#tests/machines/policy/quote-world.ts';

const stepUp = (amount: number, { currency }: World) =>
  Math.ceil(amount / payableStep(currency)) * payableStep(currency);

const paidForGone = ({ lines }: World, { gone }: Settled) =>
  sum(lines.map((line, index) => paidFor(line, gone[index] ?? 0)));

/** All that was shipped has come back. */
const nothingStays = ({ lines }: World, { gone }: Settled) =>
  lines.every((line, index) => line.requiresShipping === false || gone[index] === line.quantity);

const isWhole = ({ lines }: World, { gone }: Settled) => lines.every((line, index) => gone[index] === line.quantity);

/** What holds after each return, whatever came before. */
function holdsAfter(world: World, settled: Settled, promised: readonly ReturnTerms[]): void {
  const { quotes } = settled;
  const shipping = sum(quotes.map(({ shippingRefund }) => shippingRefund.amount));
  const back = nothingStays(world, settled) ? world.shippingPaid : 0;
  const least = promised.every(({ outboundShipping }) => outboundShipping.refunded) ? back : 0;
  const most = promised.some(({ outboundShipping }) => outboundShipping.refunded) ? back : 0;
  must(shipping >= least && shipping <= most, `delivery: ${shipping}, ${least} to ${most}`);
  const cancelled = sum(quotes.map(({ cancellationFee }) => cancellationFee.amount));
  const mostCancelled = Math.max(...promised.map(({ cancellationFee }) => cancellationFee?.most.amount ?? 0));
  must(cancelled <= mostCancelled, `cancellation fee: ${cancelled}`);
  const clawed = sum(quotes.map(({ couponClawback }) => couponClawback.amount));
  const kept = sum(world.lines.map((line, index) => couponKept(line, settled.gone[index] ?? 0)));
  must(clawed >= 0 && clawed <= kept, `coupon: ${clawed} of ${kept}`);
  const restocked = sum(quotes.flatMap(({ lines }) => lines.map(({ restocking }) => restocking)));
  const fees = restocked + cancelled + sum(quotes.map(({ returnFee }) => returnFee.amount));
  const due = stepUp(paidForGone(world, settled) + shipping - fees - clawed, world);
  must(totalOf(settled) === due, `sum: ${totalOf(settled)} and not ${due}`);
  for (const payment of world.payments) {
    const paidOut = quotes.flatMap(({ payouts }) => payouts.filter(({ paymentId }) => paymentId === payment.id));
    must(sum(paidOut.map(({ amount }) => amount)) <= payment.amount, `payment ${payment.id}`);
  }
  const unpaid = sum(quotes.map(({ notPayable }) => notPayable));
  must(unpaid === 0, `not payable: ${unpaid}`);
}

test('whatever the sequence of returns, the sum is what was paid for what came back, and never passes what is left', {
  timeout: PATIENCE,
}, () => {
  fc.assert(
    fc.property(anyWorld, anyMoves, (world, moves) => {
      const promised = terms();
      let settled = NOTHING;
      for (const move of [...moves, everything(world)]) {
        settled = settle(world, settled, move, promised);
        holdsAfter(world, settled, [promised]);
      }
      const charged = sum(world.payments.map(({ amount }) => amount));
      must(totalOf(settled) === charged, `everything: ${totalOf(settled)} of ${charged}`);
    }),
    cases(17_000),
  );
});

test('with every fee, what was taken is accounted for to the unit, and with everything back the coupon is given back', {
  timeout: PATIENCE,
}, () => {
  const ofReturns = fc.array(fc.option(anyTerms, { freq: 8 }), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(anyWorld, ofReturns, fc.boolean(), anyMoves, (world, drawn, same, moves) => {
      // The same terms for all returns of the order, or others for each; and now and then the merchant's fault.
      const all = [...moves, everything(world)];
      const promised = all.map((_, index) => drawn[same ? 0 : index]?.(world.currency) ?? MERCHANT_FAULT);
      let settled = NOTHING;
      for (const [index, move] of all.entries()) {
        settled = settle(world, settled, move, promised[index] ?? MERCHANT_FAULT);
        holdsAfter(world, settled, promised.slice(0, index + 1));
      }
      must(isWhole(world, settled), 'not everything came back');
      const clawed = sum(settled.quotes.map(({ couponClawback }) => couponClawback.amount));
      must(clawed === 0, `${clawed} of the coupon stay taken`);
    }),
    cases(17_000),
  );
});

test('the order of the returns does not change the sum', { timeout: PATIENCE }, () => {
  fc.assert(
    fc.property(anyWorld, anyTerms, anyMoves, (world, termsIn, moves) => {
      // Without what is charged for each return: the same returns, the other way round.
      const { couponThreshold, outboundShipping } = termsIn(world.currency);
      const promised = terms({ couponThreshold, outboundShipping });
      const one = settleAll(world, moves, promised);
      const other = settleAll(world, moves.toReversed(), promised);
      fc.pre(one.gone.join() === other.gone.join());
      const capped = [...one.quotes, ...other.quotes].some(
        ({ couponClawback }) => couponClawback.code === 'coupon.capped',
      );
      must(capped || totalOf(other) === totalOf(one), `${totalOf(other)} and not ${totalOf(one)}`);
    }),
    cases(15_000),
  );
});
