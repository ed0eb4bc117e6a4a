import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { createStripePayments } from '#app/gateways/stripe.server.ts';

const now = Temporal.Instant.from('2026-03-01T12:00:00Z');
const nowSeconds = now.epochMilliseconds / 1_000;
const body = JSON.stringify({
  id: 'evt_1',
  object: 'event',
  type: 'refund.updated',
  livemode: false,
  created: nowSeconds - 5,
  data: { object: { id: 're_1', object: 'refund', amount: 100 } },
});

const sign = (text: string, secret: string, time: number | string = nowSeconds) =>
  createHmac('sha256', secret).update(`${time}.${text}`).digest('hex');

const v1 = (secret: string, time = nowSeconds, text = body) => `t=${time},v1=${sign(text, secret, time)}`;

const paymentsWith = (...webhookSecrets: string[]) => createStripePayments({ apiKey: 'sk_test_x', webhookSecrets });

const event = {
  id: 'evt_1',
  type: 'refund.updated',
  livemode: false,
  objectId: 're_1',
  objectKind: 'refund',
  account: null,
  paymentRef: null,
  created: now.subtract({ seconds: 5 }),
};

test.each([
  ['signed by the secret', v1('whsec_a')],
  ['signed by the rolled secret', v1('whsec_b')],
  ['two v1, the second one ours', `t=${nowSeconds},v1=${'0'.repeat(64)},v1=${sign(body, 'whsec_b')}`],
  ['v0 beside v1', `${v1('whsec_a')},v0=${'0'.repeat(64)}`],
  ['300 s old', v1('whsec_a', nowSeconds - 300)],
  ['300 s ahead', v1('whsec_a', nowSeconds + 300)],
])('taken: %s', (_case, header) => {
  expect(paymentsWith('whsec_a', ' whsec_b ').parseWebhook(body, header, now)).toEqual({ ok: true, event });
});

test.each([
  ['no header', null, 'bad-signature'],
  ['empty header', '', 'bad-signature'],
  ['another secret', v1('whsec_stranger'), 'bad-signature'],
  ['v0 only', `t=${nowSeconds},v0=${sign(body, 'whsec_a')}`, 'bad-signature'],
  ['no time', `v1=${sign(body, 'whsec_a')}`, 'bad-signature'],
  ['another time than signed', `t=${nowSeconds - 1},v1=${sign(body, 'whsec_a')}`, 'bad-signature'],
  ['two times', `t=${nowSeconds - 9_000},${v1('whsec_a')}`, 'bad-signature'],
  ['a time with letters', `t=${nowSeconds}x,v1=${sign(body, 'whsec_a')}`, 'bad-signature'],
  ['301 s old', v1('whsec_a', nowSeconds - 301), 'stale'],
  ['301 s ahead', v1('whsec_a', nowSeconds + 301), 'from-the-future'],
  ['old and wrongly signed', v1('whsec_stranger', nowSeconds - 9_000), 'bad-signature'],
])('refused: %s', (_case, header, code) => {
  expect(paymentsWith('whsec_a').parseWebhook(body, header, now)).toEqual({ ok: false, code });
});

test('a changed body, and one that was parsed and written again, is not what was signed', () => {
  const header = v1('whsec_a');
  const payments = paymentsWith('whsec_a');
  const changed = body.replace('"amount":100', '"amount":900');
  const rewritten = JSON.stringify(JSON.parse(body), null, 2);
  expect(payments.parseWebhook(changed, header, now)).toEqual({ ok: false, code: 'bad-signature' });
  expect(payments.parseWebhook(rewritten, header, now)).toEqual({ ok: false, code: 'bad-signature' });
});

test('without a secret nothing is believed', () => {
  expect(paymentsWith().parseWebhook(body, v1(''), now)).toEqual({ ok: false, code: 'no-secret' });
  expect(paymentsWith('', ' ').parseWebhook(body, v1(''), now)).toEqual({ ok: false, code: 'no-secret' });
});

test.each(['{', '[]', 'null', '{"id":"evt_1","object":"event"}', body.replace('"event"', '"v2.core.event"')])(
  'signed but no event: %s',
  (text) => {
    const verdict = paymentsWith('whsec_a').parseWebhook(text, v1('whsec_a', nowSeconds, text), now);
    expect(verdict).toEqual({ ok: false, code: 'malformed' });
  },
);

test('an event about something without an id has none', () => {
  const text = body.replace('"id":"re_1","object":"refund"', '"object":"balance"');
  const verdict = paymentsWith('whsec_a').parseWebhook(text, v1('whsec_a', nowSeconds, text), now);
  expect(verdict).toMatchObject({ ok: true, event: { objectId: null, objectKind: 'balance' } });
});

test.each(['ftp://localhost', 'http://localhost:1/v1', 'http://user:pw@localhost:1', 'nonsense'])(
  'an address that is none is refused at the start: %s',
  (apiBase) => {
    expect(() => createStripePayments({ apiKey: 'sk_test_x', apiBase, webhookSecrets: [] })).toThrow();
  },
);
