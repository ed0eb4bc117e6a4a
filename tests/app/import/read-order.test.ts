import { expect, test } from 'vitest';
import { type Cells, csvOf, head, more, onlyOrder, problemsIn } from './shopify-file.ts';

test('an order is read with its number, times, address and payment', async () => {
  const order = await onlyOrder(
    head({
      'Fulfilled at': '2026-11-09T15:25:00Z',
      'Cancelled at': '2026-11-10 09:00:00 UTC',
      'Shipping Name': ' Anna\u0000  Berg\u202e ',
      'Shipping Zip': "'01067",
      'Shipping Province': 'SN',
      Email: ' Anna@Example.com ',
    }),
  );
  expect(order).toMatchObject({
    number: '#1001',
    numberKey: '1001',
    email: 'Anna@Example.com',
    emailKey: 'anna@example.com',
    country: 'DE',
    subdivision: 'DE-SN',
    currency: 'EUR',
    total: 1000,
    address: { name: 'Anna Berg', postcode: '01067', region: 'SN', country: 'DE' },
    payments: [{ provider: 'stripe', reference: 'pi_test_1', amount: 1000, currency: 'EUR' }],
    source: 'shopify-csv',
  });
  expect(String(order.placedAt)).toBe('2026-11-08T12:25:00Z');
  expect(String(order.cancelledAt)).toBe('2026-11-10T09:00:00Z');
  expect(order.shipments).toMatchObject([{ position: 1, deliveredAt: null }]);
  expect(String(order.shipments[0]?.dispatchedAt)).toBe('2026-11-09T15:25:00Z');
  expect(order.lines[0]?.shipmentId).toBe(order.shipments[0]?.id);
});

test('vendor, channel, tags and the part of a coupon are read for the rules', async () => {
  const coupon = { 'Discount Code': ' TEN ', 'Discount Amount': '2.00', Subtotal: '18.00', Total: '18.00' };
  const order = await onlyOrder(
    head({ ...coupon, Vendor: 'Nordlaut', Source: 'pos', Tags: 'Gift, sale,, Gift' }),
    more({ 'Lineitem price': '10.00' }),
  );
  expect(order).toMatchObject({ channel: 'pos', couponCode: 'TEN', customerTier: null, customerTags: [] });
  expect(order.lines).toMatchObject([
    { vendor: 'Nordlaut', tags: ['Gift', 'sale'], category: null, discountTotal: 100, couponTotal: 100 },
    { vendor: null, tags: ['Gift', 'sale'], category: null, discountTotal: 100, couponTotal: 100 },
  ]);
  const campaign = await onlyOrder(head({ 'Discount Amount': '1.00', Subtotal: '9.00', Total: '9.00' }));
  expect(campaign).toMatchObject({
    couponCode: null,
    channel: null,
    lines: [{ discountTotal: 100, couponTotal: null }],
  });
});

test('ids follow from the number alone, the hash from the content alone', async () => {
  const one = await onlyOrder(head());
  const same = await onlyOrder(head({ Name: ' # 1001', Notes: 'ignored' }));
  const changed = await onlyOrder(head({ 'Lineitem name': 'Big mug' }));
  expect(same.id).toBe(one.id);
  expect((await onlyOrder(head({ Notes: 'ignored' }))).contentHash).toBe(one.contentHash);
  expect(changed.id).toBe(one.id);
  expect(changed.contentHash).not.toBe(one.contentHash);
  expect((await onlyOrder(head({ Name: '#1002' }))).id).not.toBe(one.id);
});

test('the weight of a piece is read where the file names it, and an order without one keeps the hash it always had', async () => {
  const column = 'Lineitem weight grams';
  const cells = ['1', '1000000', ''].map((grams) => ({ [column]: grams, 'Lineitem price': '0.00' }));
  const order = await onlyOrder(head({ [column]: '0420' }), ...cells.map(more));
  expect(order.lines.map((line) => line.weightGrams)).toEqual([420, 1, 1_000_000, null]);
  const heavier = await onlyOrder(head({ [column]: '421' }), ...cells.map(more));
  expect(heavier.contentHash).not.toBe(order.contentHash);
  expect((await onlyOrder(head())).contentHash).toBe(
    'f48aacefedbd658461c2e2843c0c44b9bf3abcaa6cfd2ffdc1a4683657d6e232',
  );
});

test('one SKU on several rows stays several lines, and a row of quantity 0 is none', async () => {
  const order = await onlyOrder(
    head({ Subtotal: '20.00', Total: '20.00' }),
    more({ 'Lineitem sku': 'MUG', 'Lineitem price': '10.00' }),
    more({ 'Lineitem quantity': '0', 'Lineitem price': '99.00' }),
  );
  expect(order.lines.map((line) => [line.position, line.sku])).toEqual([
    [1, 'MUG'],
    [2, 'MUG'],
  ]);
});

test.each([
  ['', null],
  ['not an address', null],
])('e-mail %j: the order is taken without one', async (email, key) => {
  const order = await onlyOrder(head({ Email: email }));
  expect([order.email, order.emailKey]).toEqual([null, key]);
});

test.each([
  ['gb', 'GB'],
  ['UK', 'GB'],
  ['Germany', 'DE'],
  ['XX', 'ZZ'],
  ['EU', 'ZZ'],
  ['Atlantis', 'ZZ'],
  ['', 'ZZ'],
])('country %j is %s', async (given, country) => {
  const order = await onlyOrder(head({ 'Shipping Country': given }));
  expect(order.country).toBe(country);
  expect(order.address.country).toBe(country === 'ZZ' ? '' : country);
});

test('an order without a delivery address takes the billing address', async () => {
  const order = await onlyOrder(head({ 'Shipping Country': '', 'Billing Country': 'FR', 'Billing Name': 'Zoé' }));
  expect(order).toMatchObject({ country: 'FR', address: { name: 'Zoé' } });
});

test('what needs no delivery is digital and in no parcel; a tag makes a whole order final sale', async () => {
  const order = await onlyOrder(
    head({ Subtotal: '15.00', Total: '15.00', Tags: 'vip, Final-Sale', 'Fulfilled at': '2026-11-09 15:25:00 +0000' }),
    more({ 'Lineitem price': '5.00', 'Lineitem requires shipping': 'false' }),
  );
  expect(
    order.lines.map(({ traits, requiresShipping, shipmentId }) => [traits, requiresShipping, shipmentId !== null]),
  ).toEqual([
    [['final_sale'], true, true],
    [['final_sale', 'digital'], false, false],
  ]);
  expect((await onlyOrder(head({ Tags: 'custom_made' }))).lines[0]?.traits).toEqual([]);
});

test('only the lines that were dispatched are in the parcel', async () => {
  const order = await onlyOrder(
    head({
      Subtotal: '15.00',
      Total: '15.00',
      'Fulfilled at': '2026-11-09 15:25:00 +0000',
      'Lineitem fulfillment status': 'fulfilled',
    }),
    more({ 'Lineitem price': '5.00', 'Lineitem fulfillment status': 'pending' }),
  );
  expect(order.lines.map((line) => line.shipmentId !== null)).toEqual([true, false]);
});

const payments: [string, Cells, unknown[]][] = [
  ['one', {}, [['stripe', 'pi_test_1', 1000]]],
  [
    'two joined by a plus',
    { 'Payment References': 'pi_1 + pi_2' },
    [
      ['stripe', 'pi_1', 1000],
      ['stripe', 'pi_2', 0],
    ],
  ],
  [
    'two joined by a comma, one of them twice',
    { 'Payment References': 'pi_1,pi_1, ch_2' },
    [
      ['stripe', 'pi_1', 1000],
      ['stripe', 'ch_2', 0],
    ],
  ],
  [
    'what Stripe can refund comes first',
    { 'Payment References': 'gc-77 + pi_1', 'Payment Method': 'gift_card + Stripe' },
    [
      ['stripe', 'pi_1', 1000],
      ['gift-card', 'gc-77', 0],
    ],
  ],
  [
    'a reference that is none of Stripe is paid back by hand',
    { 'Payment References': 'abc' },
    [['other', 'abc', 1000]],
  ],
  ['paid without a reference', { 'Payment References': '', 'Payment Method': 'Cash' }, [['cash', 'Cash', 1000]]],
  ['partly paid', { 'Outstanding Balance': '4.00' }, [['stripe', 'pi_test_1', 600]]],
  ['not paid', { 'Financial Status': 'pending' }, []],
];
test.each(payments)('payments: %s', async (_, cells, expected) => {
  const order = await onlyOrder(head(cells));
  expect(order.payments.map(({ provider, reference, amount }) => [provider, reference, amount])).toEqual(expected);
});

test('refunds made in the shop are carried over', async () => {
  expect((await onlyOrder(head({ 'Refunded Amount': '2.50' }))).refundedElsewhere).toBe(250);
  expect((await onlyOrder(head({ 'Financial Status': 'refunded' }))).refundedElsewhere).toBe(1000);
  expect(await problemsIn(csvOf([head({ 'Refunded Amount': '10.01' })]))).toMatchObject([
    { code: 'refunded-above-total' },
  ]);
});

test('amounts are read in the minor units of their currency', async () => {
  const yen = { Currency: 'JPY', Subtotal: '1200', Total: '1200.00', 'Lineitem price': '1200' };
  expect(await onlyOrder(head(yen))).toMatchObject({ total: 1200 });
  const dinar = { Currency: 'kwd', Subtotal: '1.250', Total: '1.25', 'Lineitem price': '1.250' };
  expect(await onlyOrder(head(dinar))).toMatchObject({ currency: 'KWD', total: 1250 });
});

const broken: [string, Cells, Cells][] = [
  ['an unknown currency', { Currency: 'EUROS' }, { column: 'Currency', value: 'EUROS' }],
  ['a fraction of a cent', { 'Lineitem price': '10.005' }, { column: 'Lineitem price' }],
  ['a negative price', { 'Lineitem price': '-10.00' }, { column: 'Lineitem price' }],
  ['grouped digits', { Total: '1,000.00' }, { column: 'Total' }],
  ['a fraction of a piece', { 'Lineitem quantity': '1.5' }, { column: 'Lineitem quantity' }],
  ['a negative quantity', { 'Lineitem quantity': '-1' }, { column: 'Lineitem quantity' }],
  ['a discount above the price', { 'Lineitem discount': '11.00' }, { column: 'Lineitem discount' }],
  ['a time without an offset', { 'Created at': '2026-11-08 13:25:00' }, { column: 'Created at' }],
  ...['0', '-5', '1.5', '1,5', '1e3', '1000001', '180 g', '٤٢'].map((cell): [string, Cells, Cells] => [
    `a weight of “${cell}”`,
    { 'Lineitem weight grams': cell },
    { column: 'Lineitem weight grams', value: cell },
  ]),
  ['a day that does not exist', { 'Created at': '2026-02-30 13:25:00 +0000' }, { column: 'Created at' }],
];
test.each(broken)('%s refuses the order and names the column', async (_, cells, detail) => {
  expect(await problemsIn(csvOf([head(cells)]))).toMatchObject([
    { line: 2, order: '#1001', code: 'cell-invalid', detail },
  ]);
});

test('a bad line is named by its own line in the file', async () => {
  const rows = [head({ Notes: 'a\nb' }), more({ 'Lineitem price': 'free' })];
  expect(await problemsIn(csvOf(rows))).toMatchObject([{ line: 4, code: 'cell-invalid', detail: { value: 'free' } }]);
});

test.each([
  ['cell-missing', { 'Created at': '' }],
  ['cell-missing', { 'Lineitem price': '' }],
  ['cell-missing', { 'Lineitem quantity': '' }],
  ['cell-missing', { Subtotal: '' }],
  ['order-fields-missing', { Currency: '' }],
  ['no-lines', { 'Lineitem quantity': '0' }],
  ['cell-too-long', { 'Lineitem name': 'x'.repeat(65_537) }],
] as [string, Cells][])('%s', async (code, cells) => {
  expect(await problemsIn(csvOf([head(cells)]))).toMatchObject([{ line: 2, order: '#1001', code }]);
});

test('long texts are cut to what is stored', async () => {
  const order = await onlyOrder(head({ 'Lineitem name': '😀'.repeat(500), 'Shipping City': 'x'.repeat(60_000) }));
  expect([...(order.lines[0]?.title ?? '')]).toHaveLength(200);
  expect(order.address.city).toHaveLength(200);
});
