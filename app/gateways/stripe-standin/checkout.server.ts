import { checkoutShape, itemShape, totalOf } from './checkout-shape.server.ts';
import { invalidRequest, refusals } from './errors.server.ts';
import { emit } from './events.server.ts';
import {
  type Form,
  mergeMetadata,
  onlyKnown,
  readChoice,
  readCurrency,
  readGroup,
  readGroups,
  readInteger,
  readMetadata,
  readText,
  required,
} from './form.server.ts';
import { page, pageParameters, readPage } from './lists.server.ts';
import { listShape, type Shape } from './object-shape.server.ts';
import { newIntent, payIntent } from './paying.server.ts';
import type { PaymentMethod } from './payment-records.server.ts';
import type { CheckoutRecord } from './shop-records.server.ts';
import { type Cause, secondsNow, type World } from './world.server.ts';

const openSeconds = 86_400;

function find(world: World, id: string): CheckoutRecord {
  const session = world.records.checkouts.get(id);
  if (!session) throw refusals.missing('checkout.session', id, 'session');
  // Time ends a session without anybody asking.
  return session.status === 'open' && session.expiresAt <= secondsNow(world)
    ? { ...session, status: 'expired' }
    : session;
}

const createParameters = [
  ...['mode', 'line_items', 'success_url', 'cancel_url', 'customer', 'customer_email', 'client_reference_id'],
  ...['expires_at', 'metadata', 'payment_intent_data', 'expand'],
];

function readItem(world: World, form: Form) {
  onlyKnown(form, ['price_data', 'quantity']);
  const price = required(readGroup(form, 'price_data'), 'line_items[price_data]');
  onlyKnown(price, ['currency', 'unit_amount', 'product_data', 'tax_behavior']);
  const product = required(readGroup(price, 'product_data'), 'line_items[price_data][product_data]');
  const currency = readCurrency(price);
  const unitAmount = required(readInteger(price, 'unit_amount', 0), 'line_items[price_data][unit_amount]');
  const name = required(readText(product, 'name'), 'line_items[price_data][product_data][name]');
  const quantity = readInteger(form, 'quantity', 1) ?? 1;
  return { currency, item: { id: world.newId('li'), name, unitAmount, quantity } };
}

/** Reads the creation of a session that takes one payment for goods named with their prices. */
export function planCheckout(world: World, form: Form): () => Shape {
  onlyKnown(form, createParameters);
  required(readChoice(form, 'mode', ['payment']), 'mode');
  const read = readGroups(form, 'line_items').map((item) => readItem(world, item));
  const [first] = read;
  if (!first) throw refusals.missingParameter('line_items');
  if (read.some(({ currency }) => currency !== first.currency)) {
    throw invalidRequest('All line items must have the same currency.', { param: 'line_items' });
  }
  const session = {
    currency: first.currency,
    items: read.map(({ item }) => item),
    customer: readText(form, 'customer'),
    email: readText(form, 'customer_email'),
    clientReference: readText(form, 'client_reference_id'),
    successUrl: readText(form, 'success_url'),
    cancelUrl: readText(form, 'cancel_url'),
    metadata: mergeMetadata({}, readMetadata(form)),
  };
  const expiresAt = readInteger(form, 'expires_at', 0);
  return () => {
    const created = secondsNow(world);
    const made: CheckoutRecord = {
      ...session,
      id: world.newId('cs').replace(/^cs_/, 'cs_test_'),
      status: 'open',
      intent: null,
      expiresAt: expiresAt ?? created + openSeconds,
      created,
    };
    world.records.checkouts.put(made);
    return checkoutShape(made);
  };
}

export function readCheckout(world: World, id: string, form: Form): Shape {
  onlyKnown(form, ['expand']);
  return checkoutShape(find(world, id));
}

export function listCheckouts(world: World, form: Form): Shape {
  onlyKnown(form, [...pageParameters, 'payment_intent', 'customer', 'status']);
  const [intent, customer, status] = [
    readText(form, 'payment_intent'),
    readText(form, 'customer'),
    readText(form, 'status'),
  ];
  const fits = (session: CheckoutRecord) =>
    (intent === null || session.intent === intent) &&
    (customer === null || session.customer === customer) &&
    (status === null || find(world, session.id).status === status);
  const { items, hasMore } = page(world.records.checkouts, 'checkout.session', readPage(form), { fits });
  return listShape(
    '/v1/checkout/sessions',
    items.map(({ id }) => checkoutShape(find(world, id))),
    hasMore,
  );
}

export function listCheckoutItems(world: World, id: string, form: Form): Shape {
  onlyKnown(form, ['limit', 'starting_after', 'ending_before', 'expand']);
  const { limit } = readPage(form);
  const session = find(world, id);
  const data = session.items.slice(0, limit).map((item) => itemShape(session, item));
  return listShape(`/v1/checkout/sessions/${id}/line_items`, data, session.items.length > limit);
}

export function planCheckoutExpire(world: World, id: string, form: Form, cause: Cause): () => Shape {
  onlyKnown(form, ['expand']);
  return () => {
    const session = find(world, id);
    if (session.status !== 'open') {
      const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`;
      throw invalidRequest(message, { stored: true });
    }
    const expired: CheckoutRecord = { ...session, status: 'expired' };
    world.records.checkouts.put(expired);
    emit(world, cause, 'checkout.session.expired', checkoutShape(expired));
    return checkoutShape(expired);
  };
}

/** A customer pays a session. */
export function payCheckout(world: World, id: string, method: PaymentMethod, cause: Cause): string {
  return world.store.transaction(() => {
    const session = find(world, id);
    if (session.status !== 'open') throw new RangeError(`the session ${id} is ${session.status}`);
    const { customer, email, currency } = session;
    const intent = newIntent(world, { amount: totalOf(session), currency, customer, email });
    payIntent(world, intent, { method, cause });
    const complete: CheckoutRecord = { ...session, status: 'complete', intent: intent.id };
    world.records.checkouts.put(complete);
    emit(world, cause, 'checkout.session.completed', checkoutShape(complete));
    return intent.id;
  });
}
