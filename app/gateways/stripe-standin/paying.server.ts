import { changeBalance } from './balances.server.ts';
import { renderCharge } from './charges.server.ts';
import { openDispute, openWarning } from './disputes.server.ts';
import { emit } from './events.server.ts';
import { intentShape } from './intent-shape.server.ts';
import type { Shape } from './object-shape.server.ts';
import type { ChargeRecord, IntentRecord, PaymentMethod } from './payment-records.server.ts';
import { byItself, type Cause, type FoundPayment, secondsNow, type World } from './world.server.ts';

export interface NewIntent {
  id?: string | undefined;
  amount: number;
  currency: string;
  captureMethod?: IntentRecord['captureMethod'];
  methodType?: string | undefined;
  customer?: string | null;
  email?: string | null;
  description?: string | null;
  metadata?: Record<string, string>;
}

/** An intent that nobody has paid yet. */
export function newIntent(world: World, spec: NewIntent): IntentRecord {
  return {
    id: spec.id ?? world.newId('pi'),
    amount: spec.amount,
    currency: spec.currency.toLowerCase(),
    status: 'requires_payment_method',
    captureMethod: spec.captureMethod ?? 'automatic',
    paymentMethod: null,
    methodType: spec.methodType ?? 'card',
    latestCharge: null,
    customer: spec.customer ?? null,
    email: spec.email ?? null,
    description: spec.description ?? null,
    metadata: spec.metadata ?? {},
    canceledAt: null,
    cancellationReason: null,
    created: secondsNow(world),
  };
}

export function renderIntent(world: World, intent: IntentRecord, expand: ReadonlySet<string>): Shape {
  const latest = intent.latestCharge === null ? null : world.records.charges.get(intent.latestCharge);
  if (!latest) return intentShape(intent, null, null);
  return intentShape(intent, latest, expand.has('latest_charge') ? renderCharge(world, latest) : latest.id);
}

type Outcome = 'paid' | 'pending' | 'declined';

function newCharge(world: World, intent: IntentRecord, method: PaymentMethod, outcome: Outcome, id?: string) {
  const declined = outcome === 'declined';
  const captured = !declined && intent.captureMethod === 'automatic';
  const charge: ChargeRecord = {
    id: id ?? world.newId('ch'),
    intent: intent.id,
    amount: intent.amount,
    amountCaptured: captured ? intent.amount : 0,
    amountCapturable: declined || captured ? 0 : intent.amount,
    captures: captured ? 1 : 0,
    captured,
    paid: !declined,
    status: declined ? 'failed' : outcome === 'pending' ? 'pending' : 'succeeded',
    currency: intent.currency,
    paymentMethod: method,
    methodType: intent.methodType,
    email: intent.email,
    balanceTransaction: captured ? world.newId('txn') : null,
    created: secondsNow(world),
  };
  world.records.charges.put(charge);
  return charge;
}

/** The test cards that bring trouble of their own. */
function trouble(world: World, charge: ChargeRecord, cause: Cause): void {
  const { paymentMethod } = charge;
  if (paymentMethod === 'pm_card_createDispute') openDispute(world, charge, {}, cause);
  if (paymentMethod === 'pm_card_createDisputeInquiry') openDispute(world, charge, { inquiry: true }, cause);
  if (paymentMethod === 'pm_card_createIssuerFraudRecord') openWarning(world, charge, {}, cause);
}

// What was paid before anybody looked is in the balance already.
function announce(world: World, intent: IntentRecord, charge: ChargeRecord, cause: Cause): void {
  const shape = () => renderIntent(world, intent, new Set());
  if (charge.status === 'failed') {
    emit(world, cause, 'charge.failed', renderCharge(world, charge));
    emit(world, cause, 'payment_intent.payment_failed', shape());
    return;
  }
  if (charge.status === 'pending') return;
  if (charge.captured) changeBalance(world, charge.currency, charge.amount);
  emit(world, cause, 'charge.succeeded', renderCharge(world, charge));
  emit(
    world,
    cause,
    charge.captured ? 'payment_intent.succeeded' : 'payment_intent.amount_capturable_updated',
    shape(),
  );
}

export interface Paying {
  method: PaymentMethod;
  outcome?: Outcome;
  chargeId?: string | undefined;
  /** Announces it; without one the payment was there before anybody looked. */
  cause?: Cause | undefined;
}

/** Tries to pay an intent, leaving a charge. */
export function payIntent(world: World, intent: IntentRecord, paying: Paying): IntentRecord {
  const { method, outcome = 'paid', chargeId, cause } = paying;
  const charge = newCharge(world, intent, method, outcome, chargeId);
  const status = outcome === 'pending' ? 'processing' : charge.captured ? 'succeeded' : 'requires_capture';
  const tried: IntentRecord = {
    ...intent,
    latestCharge: charge.id,
    paymentMethod: outcome === 'declined' ? null : method,
    status: outcome === 'declined' ? 'requires_payment_method' : status,
  };
  world.records.intents.put(tried);
  if (cause) announce(world, tried, charge, cause);
  if (outcome !== 'declined') trouble(world, charge, cause ?? byItself);
  return tried;
}

/** Captures a part of what is held. `final` releases the rest. */
export function captureCharge(world: World, charge: ChargeRecord, amount: number, final: boolean): ChargeRecord {
  const captured: ChargeRecord = {
    ...charge,
    captured: true,
    captures: charge.captures + 1,
    amountCaptured: charge.amountCaptured + amount,
    amountCapturable: final ? 0 : charge.amountCapturable - amount,
    balanceTransaction: charge.balanceTransaction ?? world.newId('txn'),
  };
  world.records.charges.put(captured);
  changeBalance(world, captured.currency, amount);
  return captured;
}

function adopt(world: World, paymentRef: string, found: FoundPayment): void {
  const isCharge = /^(ch|py)_/.test(paymentRef);
  const { amount, currency, methodType, email = null, paymentMethod: method = 'pm_card_visa' } = found;
  const intent = newIntent(world, { id: isCharge ? undefined : paymentRef, amount, currency, methodType, email });
  payIntent(world, intent, { method, chargeId: isCharge ? paymentRef : undefined });
}

/**
 * Makes sure that a payment of the shop exists here: on first sight it becomes a succeeded intent with one captured charge.
 * A reference to a charge gets an intent of its own. Not known to the shop either: nothing happens, the lookup then fails.
 */
export async function discoverPayment(world: World, paymentRef: string): Promise<void> {
  const known = () => world.records.intents.get(paymentRef) ?? world.records.charges.get(paymentRef);
  if (known()) return;
  const found = await world.findPayment(paymentRef);
  if (found) world.store.transaction(() => void (known() ?? adopt(world, paymentRef, found)));
}

/** The charge that a reference to an intent or to a charge means; null when there is none. */
export function chargeNamed(world: World, paymentRef: string): ChargeRecord | null {
  const latest = world.records.intents.get(paymentRef)?.latestCharge ?? paymentRef;
  return world.records.charges.get(latest);
}
