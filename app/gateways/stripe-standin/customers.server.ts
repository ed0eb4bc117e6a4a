import { invalidRequest, refusals } from './errors.server.ts';
import {
  type Form,
  mergeMetadata,
  onlyKnown,
  readCurrency,
  readInteger,
  readMetadata,
  readText,
  required,
} from './form.server.ts';
import { page, pageParameters, readPage } from './lists.server.ts';
import { listShape, nothing, type Shape } from './object-shape.server.ts';
import type { CustomerBalanceRecord, CustomerRecord } from './shop-records.server.ts';
import { secondsNow, type World } from './world.server.ts';

function customerShape(customer: CustomerRecord): Shape {
  return {
    id: customer.id,
    object: 'customer',
    ...nothing(['address', 'default_source', 'discount', 'phone', 'shipping']),
    balance: customer.balance,
    created: customer.created,
    currency: customer.currency,
    delinquent: false,
    description: customer.description,
    email: customer.email,
    invoice_settings: nothing(['custom_fields', 'default_payment_method', 'footer', 'rendering_options']),
    livemode: false,
    metadata: customer.metadata,
    name: customer.name,
  };
}

function entryShape(entry: CustomerBalanceRecord): Shape {
  return {
    id: entry.id,
    object: 'customer_balance_transaction',
    ...nothing(['checkout_session', 'credit_note', 'customer_account', 'invoice']),
    amount: entry.amount,
    created: entry.created,
    currency: entry.currency,
    customer: entry.customer,
    description: entry.description,
    ending_balance: entry.endingBalance,
    livemode: false,
    metadata: entry.metadata,
    type: 'adjustment',
  };
}

function find(world: World, id: string): CustomerRecord {
  const customer = world.records.customers.get(id);
  if (!customer) throw refusals.missing('customer', id);
  return customer;
}

export function planCustomer(world: World, form: Form): () => Shape {
  onlyKnown(form, ['name', 'email', 'description', 'metadata', 'expand']);
  const [name, email, description] = [readText(form, 'name'), readText(form, 'email'), readText(form, 'description')];
  const metadata = mergeMetadata({}, readMetadata(form));
  return () => {
    const id = world.newId('cus');
    const created = secondsNow(world);
    const customer = { id, name, email, description, balance: 0, currency: null, metadata, created };
    world.records.customers.put(customer);
    return customerShape(customer);
  };
}

export function readCustomer(world: World, id: string, form: Form): Shape {
  onlyKnown(form, ['expand']);
  return customerShape(find(world, id));
}

export function listCustomers(world: World, form: Form): Shape {
  onlyKnown(form, [...pageParameters, 'email']);
  const email = readText(form, 'email');
  const fits = (customer: CustomerRecord) => email === null || customer.email === email;
  const { items, hasMore } = page(world.records.customers, 'customer', readPage(form), { fits });
  return listShape('/v1/customers', items.map(customerShape), hasMore);
}

/** Changes what a customer owes: a negative amount is credit. A customer's balance is in one currency. */
export function planBalanceEntry(world: World, customerId: string, form: Form): () => Shape {
  onlyKnown(form, ['amount', 'currency', 'description', 'metadata', 'expand']);
  const amount = required(readInteger(form, 'amount', -99_999_999), 'amount');
  const currency = readCurrency(form);
  const description = readText(form, 'description');
  const metadata = mergeMetadata({}, readMetadata(form));
  return () => {
    const customer = find(world, customerId);
    if (customer.currency !== null && customer.currency !== currency) {
      const message = `You cannot combine currencies on a single customer. This customer has had a balance in ${customer.currency}.`;
      throw invalidRequest(message, { param: 'currency', stored: true });
    }
    const endingBalance = customer.balance + amount;
    const id = world.newId('cbtxn');
    const made = { customer: customerId, amount, endingBalance, currency, description, metadata };
    const entry = { id, ...made, created: secondsNow(world) };
    world.records.customers.put({ ...customer, balance: endingBalance, currency });
    world.records.customerBalances.put(entry);
    return entryShape(entry);
  };
}

export function readBalanceEntry(world: World, customerId: string, entryId: string, form: Form): Shape {
  onlyKnown(form, ['expand']);
  const entry = world.records.customerBalances.get(entryId);
  if (entry?.customer !== customerId) throw refusals.missing('customer_balance_transaction', entryId);
  return entryShape(entry);
}

export function listBalanceEntries(world: World, customerId: string, form: Form): Shape {
  onlyKnown(form, [...pageParameters, 'invoice']);
  const { id: parent } = find(world, customerId);
  const table = world.records.customerBalances;
  const { items, hasMore } = page(table, 'customer_balance_transaction', readPage(form), { parent });
  return listShape(`/v1/customers/${customerId}/balance_transactions`, items.map(entryShape), hasMore);
}
