import { expect, test } from 'vitest';
import { toProviderRefund } from '#app/gateways/stripe-objects.server.ts';
import { stripeCharge, stripeRefund } from '#app/gateways/stripe-shapes.server.ts';
import fixtures from '#tests/fixtures/stripe/fixtures.json' with { type: 'json' };

test("Stripe's own example refund and charge can be read", () => {
  expect(toProviderRefund(stripeRefund.parse(fixtures.refund))).toMatchObject({
    status: 'succeeded',
    amount: 100,
    currency: 'USD',
    paymentRef: fixtures.refund.charge,
  });
  expect(stripeCharge.parse(fixtures.charge)).toMatchObject({ captured: false, currency: 'USD' });
});

test.each([
  ['pending', 'pending'],
  ['requires_action', 'requires-action'],
  ['succeeded', 'succeeded'],
  ['failed', 'failed'],
  ['canceled', 'canceled'],
  ['teleported', 'unknown'],
  ['toString', 'unknown'],
  [null, 'unknown'],
  [undefined, 'unknown'],
])('status %s is %s', (status, expected) => {
  expect(toProviderRefund(stripeRefund.parse({ ...fixtures.refund, status })).status).toBe(expected);
});

test('nulls, unknown fields and expanded objects break nothing', () => {
  const odd = {
    ...fixtures.refund,
    charge: { id: 'ch_1', object: 'charge' },
    payment_intent: { id: 'pi_1', object: 'payment_intent' },
    metadata: null,
    failure_reason: 'a_reason_of_next_year',
    destination_details: { type: 'carrier_pigeon', carrier_pigeon: { reference: 'ring 7' } },
    new_field: { deep: [1, null] },
  };
  expect(toProviderRefund(stripeRefund.parse(odd))).toMatchObject({
    paymentRef: 'pi_1',
    metadata: {},
    failureReason: 'a_reason_of_next_year',
    reference: 'ring 7',
  });
  for (const details of [
    null,
    { type: null },
    { type: 'card' },
    { type: 'card', card: null },
    { type: 'card', card: {} },
  ]) {
    const refund = stripeRefund.parse({ ...fixtures.refund, destination_details: details, charge: null });
    expect(toProviderRefund(refund)).toMatchObject({ reference: null, paymentRef: null });
  }
});
