import * as z from 'zod';
import { watchLedger } from './ledger.ts';
import { numberOf } from './prepared.ts';
import { moneyRows, type PayoutNow, type ReturnNow } from './rows.ts';
import { holdsMoney, type MadeRefund } from './stripe-side.ts';
import { type Violation, violation } from './violation.ts';
import type { World } from './world.ts';

const quoteSchema = z.object({
  lines: z.array(z.object({ orderLineId: z.string(), quantity: z.int(), refund: z.int() })),
});

/** Such payouts hold nothing of their payment: another has taken the debt over, or it has ended. */
const HOLD_NOTHING = ['replaced', 'cancelled'];

const sum = (amounts: Iterable<number>): number => [...amounts].reduce((whole, amount) => whole + amount, 0);

/** No payment gives back more than it brought in, nor does the provider. */
function overPaid(world: World, payouts: readonly PayoutNow[]): string | null {
  const holding = Map.groupBy(
    payouts.filter(({ state }) => !HOLD_NOTHING.includes(state)),
    ({ paymentId }) => paymentId,
  );
  for (const payment of world.shop.payments) {
    const held = sum((holding.get(payment.id) ?? []).map(({ amount }) => amount));
    if (held > payment.amount) return `${held} is held of payment ${payment.id}, which brought ${payment.amount}`;
  }
  const refunds = Map.groupBy(world.stripe.refunds().filter(holdsMoney), ({ charge }) => charge);
  for (const charge of world.stripe.charges()) {
    const out = sum((refunds.get(charge.id) ?? []).map(({ amount }) => amount));
    if (out > charge.amountCaptured) return `${out} went back of ${charge.id}, which captured ${charge.amountCaptured}`;
  }
  return null;
}

/** No line gives back more than was paid for it, nor more pieces than were bought. */
function overReturned(world: World, returns: readonly ReturnNow[]): string | null {
  const lines = returns
    .filter(({ state }) => state !== 'cancelled')
    .flatMap(({ settledQuote }) => (settledQuote === null ? [] : quoteSchema.parse(JSON.parse(settledQuote)).lines));
  const byLine = Map.groupBy(lines, ({ orderLineId }) => orderLineId);
  for (const { id, paid, quantity } of world.shop.lines) {
    const given = byLine.get(id) ?? [];
    const money = sum(given.map(({ refund }) => refund));
    const pieces = sum(given.map((line) => line.quantity));
    if (money > paid) return `${money} is refunded for line ${id}, for which ${paid} was paid`;
    if (pieces > quantity) return `${pieces} pieces of line ${id} went back, of ${quantity}`;
  }
  return null;
}

/** No more pieces are asked for, or accepted, than were bought. */
function takenTwice(world: World): string | null {
  for (const { id, quantity } of world.shop.lines) {
    const taken = numberOf(world.file, PIECES_TAKEN, id);
    if (taken > quantity) return `${taken} pieces of line ${id} are in returns, of ${quantity}`;
  }
  return null;
}

const PIECES_TAKEN = `select coalesce(sum(coalesce(json_extract(context, '$.acceptedQuantity'), quantity)), 0) from return_lines
  where order_line_id = ? and state not in ('rejected', 'cancelled')`;

/** One attempt has one refund, one payout has one that holds money, and each is what was owed. */
function doublePaid(refunds: readonly MadeRefund[], payouts: readonly PayoutNow[]): Violation | null {
  const ours = Map.groupBy(
    refunds.filter(({ metadata }) => metadata.payout !== undefined),
    ({ metadata }) => metadata.payout ?? '',
  );
  for (const [payoutId, made] of ours) {
    const payout = payouts.find(({ id }) => id === payoutId);
    if (!payout) return violation('invariant', `a refund of payout ${payoutId}, which does not exist`);
    const attempts = new Set(made.map(({ metadata }) => metadata.attempt));
    if (attempts.size < made.length) return violation('double', `payout ${payoutId}: an attempt with two refunds`);
    const holding = made.filter(holdsMoney);
    if (holding.length > 1)
      return violation(
        'double',
        `payout ${payoutId}: ${holding.map(({ id, status }) => `${id} ${status}`).join(', ')}`,
      );
    const other = made.find((one) => one.amount !== payout.amount || one.currency.toUpperCase() !== payout.currency);
    if (other) return violation('invariant', `payout ${payoutId} of ${payout.amount} was refunded as ${other.amount}`);
    if (holding.length === 1 && payout.state === 'replaced')
      return violation('double', `payout ${payoutId} was replaced, and its refund holds money`);
  }
  return null;
}

/** Before each call it was noted that it would be made: a crash after it has no open end that nobody knows of. */
function unannounced(refunds: readonly MadeRefund[], sent: ReadonlySet<string>): string | null {
  const own = refunds.filter(({ metadata }) => metadata.payout !== undefined);
  const one = own.find(({ metadata }) => !sent.has(`${metadata.payout} ${metadata.attempt}`));
  return one
    ? `refund ${one.id} was made, and nothing had said before that payout ${one.metadata.payout} was being sent`
    : null;
}

/** What is settled has arrived, or a word that it has not is still on its way. */
function wronglySettled(
  world: World,
  payouts: readonly PayoutNow[],
  underWay: (ref: string) => boolean,
): string | null {
  for (const { id, state, way, refundRef } of payouts) {
    if (state !== 'settled' || way !== 'payment') continue;
    const refund = world.stripe.refunds().find((one) => one.id === refundRef);
    if (refund?.metadata.payout !== id) return `payout ${id} is settled by ${refundRef}, which is no refund of its own`;
    if (refund.status !== 'succeeded' && !underWay(refund.id))
      return `payout ${id} is settled, its refund is ${refund.status}, and nothing will say so`;
  }
  return null;
}

/** What a return's payouts come to is what was decided. */
function otherTotal(payouts: readonly PayoutNow[], returns: readonly ReturnNow[]): string | null {
  const byReturn = Map.groupBy(payouts, ({ returnId }) => returnId);
  for (const { id, total, state } of returns) {
    const own = (byReturn.get(id) ?? []).filter((one) => one.state !== 'replaced');
    const owed = sum(own.map(({ amount }) => amount));
    if (owed !== total) return `return ${id} owes ${total}, its payouts come to ${owed}`;
    const open = own.some((one) => one.state !== 'settled' && one.state !== 'cancelled');
    if (open !== (state === 'decided')) return `return ${id} is ${state} with payouts ${own.map((one) => one.state)}`;
  }
  return null;
}

const RECEIVED = 'select count(*) from inbox where event_id = ?';
const EVENTS_WAITING = `select count(*) from effects
  where kind = 'refund-event' and status <> 'done' and json_extract(payload, '$.refundRef') = ?`;

/**
 * Watches the money, here and at the provider; each call looks only when something was written on either side. `sent` has the attempts, as
 * `payout attempt`, of which it was noted that they would be made.
 */
export function watchMoney(world: World, sent: ReadonlySet<string>): () => Violation | null {
  const rows = moneyRows(world.file);
  // Sent to us and not yet here, or lost on the way: then the list of events will tell. Or here, and still to be looked after.
  const underWay = (ref: string): boolean =>
    world.stripe.eventsOf(ref).some((id) => numberOf(world.file, RECEIVED, id) === 0) ||
    numberOf(world.file, EVENTS_WAITING, ref) > 0;
  const ledger = watchLedger(world.file);
  let seen = '';
  return () => {
    const now = `${rows.version()} ${world.stripe.version()}`;
    if (now === seen) return null;
    seen = now;
    const [payouts, returns] = [rows.payouts(), rows.returns()];
    const wrong =
      overPaid(world, payouts) ??
      overReturned(world, returns) ??
      takenTwice(world) ??
      unannounced(world.stripe.refunds(), sent) ??
      wronglySettled(world, payouts, underWay) ??
      otherTotal(payouts, returns) ??
      ledger(payouts, returns);
    return doublePaid(world.stripe.refunds(), payouts) ?? (wrong === null ? null : violation('invariant', wrong));
  };
}
