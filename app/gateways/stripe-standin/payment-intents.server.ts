import { readExpand, renderCharge } from './charges.server.ts';
import { invalidRequest, refusals, StripeRefusal } from './errors.server.ts';
import {
  type Form,
  mergeMetadata,
  onlyKnown,
  readBoolean,
  readChoice,
  readInteger,
  readMetadata,
  readText,
} from './form.server.ts';
import { type ChargeRecord, type IntentRecord, type PaymentMethod, paymentMethod } from './records.server.ts';
import { intentShape, type Shape } from './shapes.server.ts';
import { type FoundPayment, secondsNow, type World } from './world.server.ts';

const declinedMethod = 'pm_card_chargeDeclined';
const largestAmount = 99_999_999;

function charge(world: World, intent: IntentRecord, method: PaymentMethod, id = world.newId('ch')): ChargeRecord {
  const captured = intent.captureMethod === 'automatic';
  return {
    id,
    intent: intent.id,
    amount: intent.amount,
    amountCaptured: captured ? intent.amount : 0,
    captured,
    paid: true,
    currency: intent.currency,
    paymentMethod: method,
    balanceTransaction: captured ? world.newId('txn') : null,
    created: intent.created,
  };
}

function pay(world: World, intent: IntentRecord, method: PaymentMethod, chargeId?: string): IntentRecord {
  const made = charge(world, intent, method, chargeId);
  const paid: IntentRecord = {
    ...intent,
    latestCharge: made.id,
    paymentMethod: method,
    status: made.captured ? 'succeeded' : 'requires_capture',
  };
  world.records.intents.put(paid);
  world.records.charges.put(made);
  return paid;
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

function adopt(world: World, paymentRef: string, found: FoundPayment): void {
  const isCharge = /^(ch|py)_/.test(paymentRef);
  const intent: IntentRecord = {
    id: isCharge ? world.newId('pi') : paymentRef,
    amount: found.amount,
    currency: found.currency.toLowerCase(),
    status: 'requires_confirmation',
    captureMethod: 'automatic',
    paymentMethod: null,
    latestCharge: null,
    description: null,
    metadata: {},
    created: secondsNow(world),
  };
  pay(world, intent, found.paymentMethod ?? 'pm_card_visa', isCharge ? paymentRef : undefined);
}

export function renderIntent(world: World, intent: IntentRecord, expand: ReadonlySet<string>): Shape {
  const latest = intent.latestCharge === null ? null : world.records.charges.get(intent.latestCharge);
  if (!latest) return intentShape(intent, null);
  return intentShape(intent, expand.has('latest_charge') ? renderCharge(world, latest) : latest.id);
}

export function findIntent(world: World, id: string, param?: string): IntentRecord {
  const intent = world.records.intents.get(id);
  if (!intent) throw refusals.missing('payment_intent', id, param ?? 'intent');
  return intent;
}

export function readIntent(world: World, id: string, form: Form): Shape {
  onlyKnown(form, ['expand', 'client_secret']);
  const expand = readExpand(form, ['latest_charge']);
  return renderIntent(world, findIntent(world, id), expand);
}

const createParameters = [
  'amount',
  'currency',
  'payment_method',
  'confirm',
  'capture_method',
  'description',
  'metadata',
  'automatic_payment_methods',
  'return_url',
  'off_session',
  'expand',
];

function readMethod(form: Form): PaymentMethod | typeof declinedMethod | null {
  const text = readText(form, 'payment_method');
  if (text === null || text === declinedMethod) return text;
  const method = paymentMethod.safeParse(text);
  if (method.success) return method.data;
  const param = 'payment_method';
  throw invalidRequest(`No such PaymentMethod: '${text}'`, { code: 'resource_missing', param, stored: true });
}

/** Reads the creation of an intent; the returned step carries it out. */
export function planIntent(world: World, form: Form): () => Shape {
  onlyKnown(form, createParameters);
  const amount = readInteger(form, 'amount', 1);
  const currency = readText(form, 'currency')?.toLowerCase();
  if (amount === null) throw refusals.missingParameter('amount');
  if (currency === undefined) throw refusals.missingParameter('currency');
  if (!/^[a-z]{3}$/.test(currency)) throw invalidRequest(`Invalid currency: ${currency}`, { param: 'currency' });
  if (amount > largestAmount) {
    throw invalidRequest('Amount is too large.', { code: 'amount_too_large', param: 'amount' });
  }
  const method = readMethod(form);
  const confirm = readBoolean(form, 'confirm');
  if (confirm && method === null) {
    throw invalidRequest('You cannot confirm this PaymentIntent because it is missing a payment method.', {
      stored: true,
    });
  }
  const captureMethod = readChoice(form, 'capture_method', ['automatic', 'automatic_async', 'manual']) ?? 'automatic';
  const description = readText(form, 'description');
  const metadata = mergeMetadata({}, readMetadata(form));
  const expand = readExpand(form, ['latest_charge']);
  return () => {
    if (confirm && method === declinedMethod) throw declined();
    const accepted = method === declinedMethod ? null : method;
    const intent: IntentRecord = {
      id: world.newId('pi'),
      amount,
      currency,
      status: accepted ? 'requires_confirmation' : 'requires_payment_method',
      captureMethod: captureMethod === 'manual' ? 'manual' : 'automatic',
      paymentMethod: accepted,
      latestCharge: null,
      description,
      metadata,
      created: secondsNow(world),
    };
    world.records.intents.put(intent);
    return renderIntent(world, confirm && accepted ? pay(world, intent, accepted) : intent, expand);
  };
}

const declined = () =>
  new StripeRefusal(
    402,
    { type: 'card_error', code: 'card_declined', decline_code: 'generic_decline', message: 'Your card was declined.' },
    { stored: true },
  );
