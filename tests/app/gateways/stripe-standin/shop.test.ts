import { expect, test } from 'vitest';
import { type Bench, openBench } from '../stand-in-bench.ts';

test('a customer and the credit he has', async () => {
  await using bench = await openBench();
  const customer = (await bench.ask('POST', '/v1/customers', { email: 'a@example.com', name: 'A' })).json;
  const path = `/v1/customers/${customer.id}/balance_transactions`;
  const credit = (amount: string, currency = 'eur') => bench.ask('POST', path, { amount, currency });
  expect((await credit('-500')).json).toMatchObject({ amount: -500, ending_balance: -500, type: 'adjustment' });
  const second = (await credit('200')).json;
  expect(second.ending_balance).toBe(-300);
  expect((await credit('1', 'usd')).json.error).toMatchObject({ param: 'currency' });
  expect((await credit('1.5')).json.error).toMatchObject({ code: 'parameter_invalid_integer' });
  expect((await bench.ask('GET', `/v1/customers/${customer.id}`)).json).toMatchObject({
    balance: -300,
    currency: 'eur',
  });
  const list = await bench.ask('GET', `${path}?limit=1`);
  expect(list.json).toMatchObject({ data: [second], has_more: true, url: path });
  expect((await bench.ask('GET', `${path}/${second.id}`)).json).toEqual(second);
  expect((await bench.ask('GET', `/v1/customers/cus_none/balance_transactions/${second.id}`)).status).toBe(404);
  expect((await bench.ask('GET', '/v1/customers?email=a@example.com')).json.data.length).toBe(1);
  expect((await bench.ask('GET', '/v1/customers?email=b@example.com')).json.data).toEqual([]);
});

const session = {
  ...{ mode: 'payment', success_url: 'https://shop.example/ok', client_reference_id: 'order 1' },
  'line_items[0][price_data][currency]': 'eur',
  'line_items[0][price_data][unit_amount]': '1250',
  'line_items[0][price_data][product_data][name]': 'Price difference',
  'line_items[0][quantity]': '2',
};

test('a checkout session: open, paid, refunded', async () => {
  await using bench = await openBench();
  const { json } = await bench.ask('POST', '/v1/checkout/sessions', session);
  expect(json).toMatchObject({ status: 'open', amount_total: 2500, payment_status: 'unpaid', payment_intent: null });
  expect(json.id).toMatch(/^cs_test_/);
  const intent = bench.standIn.controls.completeCheckout(json.id);
  expect((await bench.ask('GET', `/v1/checkout/sessions/${json.id}`)).json).toMatchObject({
    ...{ status: 'complete', payment_status: 'paid', payment_intent: intent, url: null },
  });
  const items = await bench.ask('GET', `/v1/checkout/sessions/${json.id}/line_items`);
  expect(items.json.data).toMatchObject([{ description: 'Price difference', quantity: 2, amount_total: 2500 }]);
  const list = await bench.ask('GET', `/v1/checkout/sessions?payment_intent=${intent}`);
  expect(list.json.data.length).toBe(1);
  expect((await bench.ask('POST', '/v1/refunds', { payment_intent: intent })).json.amount).toBe(2500);
  expect(() => bench.standIn.controls.completeCheckout(json.id)).toThrow('is complete');
  const types = (await bench.ask('GET', '/v1/events?types[]=checkout.session.completed')).json.data;
  expect(types).toMatchObject([{ data: { object: { id: json.id, payment_status: 'paid' } } }]);
});

test('a checkout session ends by itself after a day, and by request', async () => {
  await using bench = await openBench();
  const open = async () => (await bench.ask('POST', '/v1/checkout/sessions', session)).json.id;
  const first = await open();
  expect((await bench.ask('POST', `/v1/checkout/sessions/${first}/expire`)).json.status).toBe('expired');
  expect((await bench.ask('POST', `/v1/checkout/sessions/${first}/expire`)).status).toBe(400);
  const second = await open();
  bench.advance({ hours: 24 });
  expect((await bench.ask('GET', `/v1/checkout/sessions/${second}`)).json.status).toBe('expired');
  expect((await bench.ask('POST', '/v1/checkout/sessions', { mode: 'payment' })).json.error.param).toBe('line_items');
  expect((await bench.ask('POST', '/v1/checkout/sessions', { ...session, mode: 'setup' })).status).toBe(400);
});

const sale = {
  currency: 'eur',
  lines: [
    { reference: 'L1', amount: 1000, tax: 190 },
    { reference: 'L2', amount: 500, tax: 35, quantity: 2 },
  ],
  shipping: { amount: 400, tax: 76 },
};

const reverse = (bench: Bench, original: string, reference: string, form: Record<string, string> = { mode: 'full' }) =>
  bench.ask('POST', '/v1/tax/transactions/create_reversal', {
    ...{ original_transaction: original, reference, 'expand[0]': 'line_items' },
    ...form,
  });

const linesOf = (json: { line_items: { data: { amount: number; amount_tax: number }[] } }) =>
  json.line_items.data.map(({ amount, amount_tax }) => [amount, amount_tax]);

test('tax: a sale from a calculation, taken back by lines, then what is left', async () => {
  await using bench = await openBench();
  const calculation = bench.standIn.controls.taxCalculation(sale);
  const make = (reference: string) =>
    bench.ask('POST', '/v1/tax/transactions/create_from_calculation', { calculation, reference });
  const made = (await make('order_1')).json;
  expect(made).toMatchObject({ type: 'transaction', reference: 'order_1', shipping_cost: { amount: 400 } });
  expect((await make('order_1')).json.error.param).toBe('reference');
  const partial = (original: string, reference: string, amount: number, tax: number) =>
    reverse(bench, made.id, reference, {
      ...{ mode: 'partial', 'line_items[0][reference]': `${reference}-L1` },
      'line_items[0][original_line_item]': original,
      'line_items[0][amount]': String(amount),
      'line_items[0][amount_tax]': String(tax),
    });
  const line = made.line_items.data[0].id;
  const first = await partial(line, 'order_1-r1', -600, -114);
  expect(first.json).toMatchObject({ type: 'reversal', reversal: { original_transaction: made.id } });
  expect((await partial(line, 'order_1-r1', -1, 0)).json.error.param).toBe('reference');
  expect((await partial(line, 'order_1', -1, 0)).json.error.param).toBe('reference');
  expect((await partial(line, 'r2', -401, 0)).status).toBe(400);
  expect((await partial('tax_li_none', 'r3', -1, 0)).status).toBe(400);
  expect((await partial(line, 'r4', 1, 0)).status).toBe(400);
  const rest = (await reverse(bench, made.id, 'r5')).json;
  expect(linesOf(rest)).toEqual([
    [-400, -76],
    [-500, -35],
  ]);
  expect(rest.shipping_cost).toMatchObject({ amount: -400, amount_tax: -76 });
  expect((await reverse(bench, made.id, 'r6')).status).toBe(400);
  const lines = await bench.ask('GET', `/v1/tax/transactions/${made.id}/line_items?limit=1`);
  expect(lines.json).toMatchObject({ data: [{ id: line }], has_more: true });
  expect((await bench.ask('GET', `/v1/tax/transactions/${made.id}`)).json.line_items).toBeUndefined();
  expect((await reverse(bench, 'tax_none', 'r7')).status).toBe(404);
});

test('tax: a flat amount is spread to the cent, and a reversal is undone by another', async () => {
  await using bench = await openBench();
  const original = bench.standIn.controls.taxTransaction({ ...sale, inclusive: true }, 'order_2');
  const flat = (await reverse(bench, original, 'f1', { mode: 'partial', flat_amount: '-1001' })).json;
  const all = [...linesOf(flat), [flat.shipping_cost.amount, 0]];
  expect(all.reduce((sum, [amount = 0]) => sum + amount, 0)).toBe(-1001);
  expect((await reverse(bench, original, 'f2', { mode: 'partial', flat_amount: '-900' })).status).toBe(400);
  expect((await reverse(bench, flat.id, 'u0', { mode: 'partial', flat_amount: '-1' })).status).toBe(400);
  const undone = (await reverse(bench, flat.id, 'u1')).json;
  expect(linesOf(undone)).toEqual(linesOf(flat).map(([amount = 0, tax = 0]) => [-amount, 0 - tax]));
  expect((await reverse(bench, flat.id, 'u2')).status).toBe(400);
  const whole = (await reverse(bench, original, 'f3')).json;
  expect(linesOf(whole)).toEqual([
    [-1000, -190],
    [-500, -35],
  ]);
});
