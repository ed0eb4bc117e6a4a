import { readExpand, readListExpand } from './charges.server.ts';
import { invalidRequest, refusals, StripeRefusal } from './errors.server.ts';
import {
  type Form,
  mergeMetadata,
  onlyKnown,
  readBoolean,
  readChoice,
  readCurrency,
  readGroup,
  readInteger,
  readMetadata,
  readText,
  required,
} from './form.server.ts';
import { declineOf } from './intent-shape.server.ts';
import { page, pageParameters, readPage } from './lists.server.ts';
import { listShape, type Shape } from './object-shape.server.ts';
import { newIntent, payIntent, renderIntent } from './paying.server.ts';
import { type IntentRecord, type PaymentMethod, paymentMethod } from './payment-records.server.ts';
import type { Cause, World } from './world.server.ts';

const declinedMethod = 'pm_card_chargeDeclined';
const largestAmount = 99_999_999;
const expandable = ['latest_charge'];

export function findIntent(world: World, id: string, param?: string): IntentRecord {
  const intent = world.records.intents.get(id);
  if (!intent) throw refusals.missing('payment_intent', id, param ?? 'intent');
  return intent;
}

export function readIntent(world: World, id: string, form: Form): Shape {
  onlyKnown(form, ['expand', 'client_secret']);
  const expand = readExpand(form, expandable);
  return renderIntent(world, findIntent(world, id), expand);
}

export function listIntents(world: World, form: Form): Shape {
  onlyKnown(form, [...pageParameters, 'customer']);
  const expand = readListExpand(form, expandable);
  const customer = readText(form, 'customer');
  const fits = (intent: IntentRecord) => customer === null || intent.customer === customer;
  const { items, hasMore } = page(world.records.intents, 'payment_intent', readPage(form), { fits });
  return listShape(
    '/v1/payment_intents',
    items.map((intent) => renderIntent(world, intent, expand)),
    hasMore,
  );
}

/** A way of paying as a request names it: a test card, or the type of another way. */
interface Chosen {
  method: PaymentMethod | typeof declinedMethod;
  type: string;
  email: string | null;
}

function readMethod(form: Form): Chosen | null {
  const data = readGroup(form, 'payment_method_data');
  if (data) {
    const type = required(readText(data, 'type'), 'payment_method_data[type]');
    const details = readGroup(data, 'billing_details');
    return { method: 'pm_card_visa', type, email: details && readText(details, 'email') };
  }
  const text = readText(form, 'payment_method');
  if (text === null) return null;
  const method = text === declinedMethod ? text : paymentMethod.safeParse(text).data;
  if (method) return { method, type: 'card', email: null };
  const param = 'payment_method';
  throw invalidRequest(`No such PaymentMethod: '${text}'`, { code: 'resource_missing', param, stored: true });
}

// What was written before the decline stays: the intent, and a failed charge.
function confirmIntent(
  world: World,
  intent: IntentRecord,
  { method, type, email }: Chosen,
  cause: Cause,
): IntentRecord {
  const trying = { ...intent, methodType: type, email: email ?? intent.email };
  if (method !== declinedMethod) return payIntent(world, trying, { method, cause });
  const tried = payIntent(world, trying, { method: 'pm_card_visa', outcome: 'declined', cause });
  const charge = tried.latestCharge ?? '';
  const error = { ...declineOf, charge, payment_intent: renderIntent(world, tried, new Set()) };
  throw new StripeRefusal(402, error, { stored: true });
}

const createParameters = [
  ...['amount', 'currency', 'payment_method', 'payment_method_data', 'confirm', 'capture_method', 'description'],
  ...['metadata', 'automatic_payment_methods', 'return_url', 'off_session', 'customer', 'receipt_email'],
  ...['payment_method_options', 'expand'],
];

const noMethod = () =>
  refusals.badState('You cannot confirm this PaymentIntent because it is missing a payment method.');

function readNew(form: Form) {
  onlyKnown(form, createParameters);
  const amount = required(readInteger(form, 'amount', 1), 'amount');
  const currency = readCurrency(form);
  if (amount > largestAmount) {
    throw invalidRequest('Amount is too large.', { code: 'amount_too_large', param: 'amount' });
  }
  const chosen = readMethod(form);
  const confirm = readBoolean(form, 'confirm');
  const capture = readChoice(form, 'capture_method', ['automatic', 'automatic_async', 'manual']);
  const spec = {
    amount,
    currency,
    captureMethod: capture === 'manual' ? capture : 'automatic',
    methodType: chosen?.type,
    customer: readText(form, 'customer'),
    email: readText(form, 'receipt_email') ?? chosen?.email ?? null,
    description: readText(form, 'description'),
    metadata: mergeMetadata({}, readMetadata(form)),
  } as const;
  return { spec, chosen, confirm };
}

/** Reads the creation of an intent; the returned step carries it out. */
export function planIntent(world: World, form: Form, cause: Cause): () => Shape {
  const { spec, chosen, confirm } = readNew(form);
  const expand = readExpand(form, expandable);
  if (confirm && !chosen) throw noMethod();
  return () => {
    const intent = newIntent(world, spec);
    const accepted = chosen && chosen.method !== declinedMethod ? chosen.method : null;
    const made: IntentRecord = accepted
      ? { ...intent, status: 'requires_confirmation', paymentMethod: accepted }
      : intent;
    world.records.intents.put(made);
    return renderIntent(world, confirm && chosen ? confirmIntent(world, made, chosen, cause) : made, expand);
  };
}

const confirmParameters = [
  'payment_method',
  'payment_method_data',
  'return_url',
  'off_session',
  'receipt_email',
  'expand',
];

export function planConfirm(world: World, id: string, form: Form, cause: Cause): () => Shape {
  onlyKnown(form, confirmParameters);
  const sent = readMethod(form);
  const expand = readExpand(form, expandable);
  return () => {
    const intent = findIntent(world, id);
    const { status, paymentMethod: method, methodType: type } = intent;
    if (status !== 'requires_payment_method' && status !== 'requires_confirmation') {
      throw refusals.badState(`You cannot confirm this PaymentIntent because it has a status of ${status}.`);
    }
    const chosen = sent ?? (method ? { method, type, email: null } : null);
    if (!chosen) throw noMethod();
    return renderIntent(world, confirmIntent(world, intent, chosen, cause), expand);
  };
}
