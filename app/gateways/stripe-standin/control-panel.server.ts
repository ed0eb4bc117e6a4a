import { balanceOf, covers, writeBalance } from './balances.server.ts';
import { payCheckout } from './checkout.server.ts';
import type { Controls, DashboardRefund, PaymentSpec } from './controls.ts';
import { moveDispute, openDispute, openWarning } from './disputes.server.ts';
import { captureCharge, chargeNamed, discoverPayment, newIntent, payIntent } from './paying.server.ts';
import type { ChargeRecord, RefundRecord } from './payment-records.server.ts';
import { makeRefund } from './refund-making.server.ts';
import { moveRefund } from './refund-moves.server.ts';
import { saveCalculation, saveSale } from './tax.server.ts';
import { byItself, secondsNow, type World } from './world.server.ts';

const cancelableSeconds = 30 * 60;

async function meet(world: World, payment: string): Promise<ChargeRecord> {
  await discoverPayment(world, payment);
  const charge = chargeNamed(world, payment);
  if (!charge) throw new RangeError(`no payment ${payment}`);
  return charge;
}

function makePayment(world: World, spec: PaymentSpec): string {
  const { id, amount, currency, methodType, email = null, metadata = {}, method = 'pm_card_visa' } = spec;
  const captureMethod = spec.manual ? 'manual' : 'automatic';
  let intent = newIntent(world, { id, amount, currency, methodType, email, metadata, captureMethod });
  for (let tried = 0; tried < (spec.failedTries ?? 0); tried += 1) {
    intent = payIntent(world, intent, { method: 'pm_card_visa', outcome: 'declined' });
  }
  const paid = payIntent(world, intent, { method, outcome: spec.chargePending ? 'pending' : 'paid' });
  const charge = chargeNamed(world, paid.id);
  if (spec.captured && charge) {
    const { amount: part, final = true } = spec.captured;
    if (part > charge.amountCapturable) throw new RangeError(`no more than ${charge.amountCapturable} is held`);
    const { amountCapturable } = captureCharge(world, charge, part, final);
    world.records.intents.put({ ...paid, status: amountCapturable === 0 ? 'succeeded' : 'requires_capture' });
  }
  return paid.id;
}

const waitingRefunds = (world: World, charge: ChargeRecord): RefundRecord[] =>
  world.records.refunds.list({ parent: charge.id, oldestFirst: true }).filter(({ status }) => status === 'pending');

async function settlePayment(world: World, payment: string, to: 'succeeded' | 'failed'): Promise<void> {
  const charge = await meet(world, payment);
  if (charge.status !== 'pending') throw new RangeError(`the payment ${payment} is ${charge.status}`);
  const intent = world.records.intents.get(charge.intent);
  const paid = to === 'succeeded';
  const captured = paid ? {} : { captured: false, amountCaptured: 0, paid: false };
  world.records.charges.put({ ...charge, ...captured, status: to });
  if (intent) world.records.intents.put({ ...intent, status: paid ? 'succeeded' : 'requires_payment_method' });
  for (const { id, pendingReason } of waitingRefunds(world, charge)) {
    if (pendingReason === 'charge_pending') moveRefund(world, id, { to });
  }
}

// Waiting refunds go on in the order of their making, as far as the money reaches.
function topUp(world: World, currency: string, amount: number | null): void {
  writeBalance(world, currency, amount);
  for (const { id } of world.records.tasks.list({ oldestFirst: true })) {
    const refund = world.records.refunds.get(id);
    const waits = refund?.status === 'pending' && refund.pendingReason === 'insufficient_funds';
    if (!waits || refund.currency !== currency.toLowerCase() || !covers(world, currency, refund.amount)) continue;
    moveRefund(world, id, { to: 'succeeded' });
  }
}

async function refundByHand(world: World, payment: string, refund: DashboardRefund): Promise<string> {
  const charge = await meet(world, payment);
  const { amount = null, reason = null, metadata = {} } = refund;
  const asked = { amount, reason, metadata, instructionsEmail: null };
  return world.store.transaction(() => makeRefund(world, charge, asked, byItself).id);
}

function cancelByHand(world: World, id: string): void {
  const refund = world.records.refunds.get(id);
  const late = refund && secondsNow(world) - refund.created > cancelableSeconds;
  const reversal = refund?.methodType === 'card' && refund.cardType === 'reversal';
  if (refund?.status !== 'requires_action' && (late || reversal)) {
    throw new RangeError(`the refund ${id} can no longer be canceled in the Dashboard`);
  }
  moveRefund(world, id, { to: 'canceled' });
}

type Whole = Pick<Controls, 'faults' | 'webhooks' | 'oddities' | 'scriptRefund' | 'limitRate'>;

/** The controls of a stand-in. `onChange` after everything that may have made something due. */
export function createControls(world: World, parts: Whole, onChange: () => void): Controls {
  function acting<T>(work: () => T): T {
    const done = world.store.transaction(work);
    onChange();
    return done;
  }
  async function actingOn<T>(payment: string, work: (charge: ChargeRecord) => T): Promise<T> {
    const charge = await meet(world, payment);
    return acting(() => work(charge));
  }
  return {
    ...parts,
    pay: (payment) => acting(() => makePayment(world, payment)),
    settlePayment: (payment, to) => settlePayment(world, payment, to).then(onChange),
    moveRefund: (refund, move) => acting(() => moveRefund(world, refund, move).status),
    refundInDashboard: (payment, refund = {}) =>
      refundByHand(world, payment, refund).then((id) => {
        onChange();
        return id;
      }),
    cancelInDashboard: (refund) => acting(() => cancelByHand(world, refund)),
    dispute: (payment, spec = {}) => actingOn(payment, (charge) => openDispute(world, charge, spec, byItself).id),
    moveDispute: (dispute, move) => acting(() => moveDispute(world, dispute, move, byItself).status),
    warn: (payment, spec = {}) => actingOn(payment, (charge) => openWarning(world, charge, spec, byItself)),
    setBalance: (currency, amount) => acting(() => topUp(world, currency, amount)),
    balance: (currency) => balanceOf(world, currency),
    completeCheckout: (session, method = 'pm_card_visa') => acting(() => payCheckout(world, session, method, byItself)),
    taxCalculation: (spec) => acting(() => saveCalculation(world, spec).id),
    taxTransaction: (spec, reference = world.newId('order')) =>
      acting(() => {
        const sale = { reference, postedAt: null, metadata: {} };
        return saveSale(world, saveCalculation(world, spec), sale).id;
      }),
    forgetKeys: () =>
      acting(() => {
        for (const { id } of world.records.idempotency.list()) world.records.idempotency.remove(id);
      }),
  };
}
