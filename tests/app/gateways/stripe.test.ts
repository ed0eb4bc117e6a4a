import { expect, test } from 'vitest';
import type { RefundOutcome } from '#app/gateways/payments.ts';
import { openBench, openEndpoint, refundOf } from './stand-in-bench.ts';

const refundIn = (outcome: RefundOutcome) => (outcome.kind === 'accepted' ? outcome.refund : outcome);

const known = { pi_test_1: { amount: 3000, currency: 'GBP' } };

test('a full refund: one refund, right amount, currency and metadata, and the same read again', async () => {
  await using bench = await openBench({ known });
  const outcome = await bench.payments.refund(refundOf('pi_test_1', 3000, 'GBP', 'po_full'));
  const refund = {
    ref: expect.stringMatching(/^re_/),
    status: 'succeeded',
    amount: 3000,
    currency: 'GBP',
    paymentRef: 'pi_test_1',
    failureReason: null,
    reference: null,
    metadata: { payout: 'po_full', attempt: '1' },
    created: bench.now(),
    ...{ expiresAt: null, askedAt: null, reversal: false },
  };
  expect(outcome).toMatchObject({ kind: 'accepted', refund, warnings: [] });
  if (outcome.kind !== 'accepted') return;
  expect(await bench.payments.readRefund(outcome.refund.ref)).toEqual(outcome.refund);
  expect(bench.standIn.counters()).toMatchObject({ refunds: 1, calls: { 'POST /v1/refunds': 1 } });
  const sent = bench.exchanges.find(({ method }) => method === 'POST');
  expect(sent?.idempotencyKey).toBe('refund:po_full:1');
  expect([...(sent?.form.keys() ?? [])].sort()).toEqual(['amount', 'metadata', 'payment_intent']);
});

test('a payment can be named by its charge', async () => {
  await using bench = await openBench({ known: { ch_shop_1: { amount: 500, currency: 'USD' } } });
  expect(await bench.payments.refund(refundOf('ch_shop_1', 200, 'USD'))).toMatchObject({ kind: 'accepted' });
  expect(await bench.payments.readPayment('ch_shop_1')).toEqual({
    ...{ ref: 'ch_shop_1', currency: 'USD', state: 'captured', captured: 500, refundable: 300 },
    ...{ disputed: false, disputes: [], method: 'card', paidAt: bench.now() },
  });
});

test('two equal partial refunds with different keys are two refunds', async () => {
  await using bench = await openBench({ known });
  const first = await bench.payments.refund(refundOf('pi_test_1', 1000));
  const second = await bench.payments.refund(refundOf('pi_test_1', 1000));
  expect([first.kind, second.kind]).toEqual(['accepted', 'accepted']);
  expect(bench.standIn.counters().refunds).toBe(2);
  expect(await bench.payments.readPayment('pi_test_1')).toMatchObject({
    currency: 'GBP',
    refundable: 1000,
    disputed: false,
  });
});

test('the same key twice, and twenty times at once, is one refund', async () => {
  await using bench = await openBench({ known });
  const request = refundOf('pi_test_1', 1000);
  const first = refundIn(await bench.payments.refund(request));
  expect(refundIn(await bench.payments.refund(request))).toEqual(first);
  const many = refundOf('pi_test_1', 500);
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => bench.payments.refund(many)));
  expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['accepted']));
  expect(bench.standIn.counters().refunds).toBe(2);
});

test('over what is left, nothing left: refused by reading, without a call that could change anything', async () => {
  await using bench = await openBench({ known });
  await bench.payments.refund(refundOf('pi_test_1', 1000));
  const calls = () => bench.standIn.counters().calls['POST /v1/refunds'];
  expect(await bench.payments.refund(refundOf('pi_test_1', 2001))).toMatchObject({
    kind: 'refused',
    code: 'over-refundable',
    payment: { captured: 3000, refundable: 2000 },
  });
  expect(calls()).toBe(1);
  expect(await bench.payments.refund(refundOf('pi_test_1', 2000))).toMatchObject({ kind: 'accepted' });
  expect(await bench.payments.refund(refundOf('pi_test_1', 1))).toMatchObject({
    kind: 'refused',
    code: 'already-refunded',
  });
  expect(calls()).toBe(2);
  expect(bench.standIn.counters().refunds).toBe(2);
});

test('two that saw the same rest: Stripe refuses one, without any code, and it is known by its parameter', async () => {
  await using bench = await openBench({ known });
  await bench.payments.readPayment('pi_test_1');
  const outcomes = await Promise.all(
    [2000, 1999].map((amount) => bench.payments.refund(refundOf('pi_test_1', amount))),
  );
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['accepted', 'refused']);
  expect(outcomes.find(({ kind }) => kind === 'refused')).toMatchObject({ code: 'over-refundable' });
  expect(bench.standIn.counters()).toMatchObject({ refunds: 1, calls: { 'POST /v1/refunds': 2 } });
});

test('a payment that nobody knows', async () => {
  await using bench = await openBench();
  expect(await bench.payments.refund(refundOf('pi_none', 100))).toMatchObject({
    kind: 'refused',
    code: 'unknown-payment',
  });
  await expect(bench.payments.readPayment('pi_none')).rejects.toMatchObject({ code: 'not-found' });
  await expect(bench.payments.readRefund('re_none')).rejects.toMatchObject({ code: 'not-found' });
  await expect(bench.payments.findRefund({ paymentRef: 'pi_none', metadata: { payout: 'x' } })).rejects.toMatchObject({
    code: 'not-found',
  });
  expect(bench.standIn.counters().calls['POST /v1/refunds']).toBeUndefined();
});

test('another currency than the payment is refused before Stripe is asked for a refund', async () => {
  await using bench = await openBench({ known });
  const outcome = await bench.payments.refund(refundOf('pi_test_1', 1000, 'JPY'));
  expect(outcome).toMatchObject({ kind: 'refused', code: 'wrong-currency' });
  expect(bench.standIn.counters().calls['POST /v1/refunds']).toBeUndefined();
});

test('amounts that are no money are refused without a call', async () => {
  await using bench = await openBench({ known });
  for (const amount of [0, -1, 10.5, Number.NaN]) {
    expect(await bench.payments.refund(refundOf('pi_test_1', amount))).toMatchObject({
      kind: 'refused',
      code: 'invalid',
    });
  }
  expect(bench.standIn.counters().calls).toEqual({});
});

test('uncaptured, unpaid, charged back: each is told by state and not by message', async () => {
  await using bench = await openBench();
  const make = async (form: Record<string, string>) => {
    const { json } = await bench.ask('POST', '/v1/payment_intents', { amount: '1000', currency: 'gbp', ...form });
    return String(json.id);
  };
  const authorised = await make({ payment_method: 'pm_card_visa', confirm: 'true', capture_method: 'manual' });
  const unpaid = await make({});
  const disputed = await make({ payment_method: 'pm_card_createDispute', confirm: 'true' });
  const inquiry = await make({ payment_method: 'pm_card_createDisputeInquiry', confirm: 'true' });
  const codeOf = async (ref: string) => {
    const outcome = await bench.payments.refund(refundOf(ref, 100));
    return outcome.kind === 'refused' ? outcome.code : outcome.kind;
  };
  expect(await codeOf(authorised)).toBe('not-captured');
  expect(await codeOf(unpaid)).toBe('not-paid');
  expect(await codeOf(disputed)).toBe('disputed');
  expect(await codeOf(inquiry)).toBe('accepted');
  expect(await bench.payments.readPayment(disputed)).toMatchObject({
    currency: 'GBP',
    refundable: 1000,
    disputed: true,
  });
  expect(await bench.payments.readPayment(authorised)).toMatchObject({ refundable: 0 });
  expect(await bench.payments.readPayment(unpaid)).toMatchObject({
    currency: 'GBP',
    refundable: 0,
    disputed: false,
    state: 'none',
  });
});

test('a wrong key, a key without the right, and a used key with another amount need a person', async () => {
  await using bench = await openBench({ known });
  const stranger = bench.gateway('sk_test_other');
  expect(await stranger.refund(refundOf('pi_test_1', 100))).toMatchObject({ kind: 'misconfigured' });
  await expect(stranger.readPayment('pi_test_1')).rejects.toMatchObject({ code: 'misconfigured' });
  bench.standIn.faults.next({ on: 'POST /v1/refunds', do: 'status403' });
  expect(await bench.payments.refund(refundOf('pi_test_1', 100))).toMatchObject({ kind: 'misconfigured' });
  const request = refundOf('pi_test_1', 100);
  await bench.payments.refund(request);
  expect(await bench.payments.refund({ ...request, amount: 101 })).toMatchObject({ kind: 'misconfigured' });
  expect(bench.standIn.counters().refunds).toBe(1);
});

test('an earlier attempt of the same payout that holds money is the answer; of another sum it needs a person', async () => {
  await using bench = await openBench({ known });
  const made = refundIn(await bench.payments.refund(refundOf('pi_test_1', 100, 'GBP', 'po_1')));
  const again = { ...refundOf('pi_test_1', 100, 'GBP', 'po_1'), idempotencyKey: 'refund:po_1:2' };
  expect(refundIn(await bench.payments.refund(again))).toEqual(made);
  expect(await bench.payments.refund({ ...again, amount: 99 })).toMatchObject({ why: 'key-reused' });
  expect(bench.standIn.counters()).toMatchObject({ refunds: 1, calls: { 'POST /v1/refunds': 1 } });
});

test('a refund of this very attempt that failed is its answer: where the key is forgotten no second one is made', async () => {
  await using bench = await openBench({ known });
  const request = refundOf('pi_test_1', 100, 'GBP', 'po_1');
  const made = refundIn(await bench.payments.refund(request));
  if (!('ref' in made)) throw new Error(made.kind);
  bench.standIn.moveRefund(made.ref, { to: 'failed', failureReason: 'declined' });
  bench.standIn.controls.forgetKeys();
  expect(refundIn(await bench.payments.refund(request))).toMatchObject({ ref: made.ref, status: 'failed' });
  expect(bench.standIn.counters().refunds).toBe(1);
});

test.each([
  [{ type: 'invalid_request_error', param: 'amount', message: 'words' }, 'over-refundable'],
  [{ type: 'invalid_request_error', code: 'charge_already_refunded', message: 'words' }, 'already-refunded'],
  [{ type: 'invalid_request_error', code: 'refund_disputed_payment', message: 'words' }, 'disputed'],
  [{ type: 'card_error', code: 'balance_insufficient', message: 'words' }, 'insufficient-balance'],
  [{ type: 'invalid_request_error', code: 'a_code_of_next_year', message: 'words' }, 'invalid'],
] as const)('a refusal after all, %j: %s', async (error, code) => {
  await using bench = await openBench({ known });
  bench.standIn.faults.next({ on: 'POST /v1/refunds', do: 'refuse', refusal: { status: 400, error, stored: true } });
  expect(await bench.payments.refund(refundOf('pi_test_1', 100))).toMatchObject({ kind: 'refused', code });
  expect(bench.standIn.counters().refunds).toBe(0);
});

test('limits, locks and a key in use are for later, with the same key', async () => {
  await using bench = await openBench({ known });
  const request = refundOf('pi_test_1', 100);
  bench.standIn.faults.next({ on: 'POST /v1/refunds', do: 'refuse429' });
  expect(await bench.payments.refund(request)).toMatchObject({ kind: 'retry-later', afterMs: 2000 });
  bench.standIn.faults.next({ on: 'POST /v1/refunds', do: 'lock-timeout' });
  expect(await bench.payments.refund(request)).toMatchObject({ kind: 'retry-later', afterMs: 1000 });
  bench.standIn.faults.next({ on: 'POST /v1/refunds', do: 'key-in-use', times: 3 });
  expect(await bench.payments.refund(request)).toMatchObject({ kind: 'retry-later', afterMs: 1000 });
  expect(bench.standIn.counters().refunds).toBe(0);
  expect(await bench.payments.refund(request)).toMatchObject({ kind: 'accepted' });
  expect(bench.standIn.counters().refunds).toBe(1);
});

test('a server error that passes is repeated by the SDK; one that stays is unknown, and the same key then refunds once', async () => {
  await using bench = await openBench({ known });
  bench.standIn.faults.next({ on: 'POST /v1/refunds', do: 'status500' });
  expect(await bench.payments.refund(refundOf('pi_test_1', 100))).toMatchObject({ kind: 'accepted' });
  const request = refundOf('pi_test_1', 200);
  bench.standIn.faults.next({ on: 'POST /v1/refunds', do: 'status500', times: 3 });
  expect(await bench.payments.refund(request)).toMatchObject({ kind: 'unknown' });
  expect(await bench.payments.refund(request)).toMatchObject({ kind: 'accepted', refund: { amount: 200 } });
  expect(bench.standIn.counters().refunds).toBe(2);
});

test('a 500 that is replayed for ever, though the refund was made: it is found before the key is used again', async () => {
  await using bench = await openBench({ known });
  const request = refundOf('pi_test_1', 100, 'GBP', 'po_lost');
  bench.standIn.faults.next({ on: 'POST /v1/refunds', do: 'status500-stored' });
  expect(await bench.payments.refund(request)).toMatchObject({ kind: 'unknown' });
  const calls = bench.standIn.counters().calls['POST /v1/refunds'];
  expect(await bench.payments.refund(request)).toMatchObject({ kind: 'accepted', refund: { amount: 100 } });
  expect(bench.standIn.counters().calls['POST /v1/refunds']).toBe(calls);
  const metadata = { payout: 'po_lost' };
  expect(await bench.payments.findRefund({ paymentRef: 'pi_test_1', metadata })).toMatchObject({
    amount: 100,
    metadata,
  });
  expect(bench.standIn.counters().refunds).toBe(1);
});

test.each(['cut-body', 'hang-after'] as const)(
  'the answer is lost by %s: unknown, then the same key gives the same refund',
  async (fault) => {
    await using bench = await openBench({ known, timeoutMs: 250 });
    const request = refundOf('pi_test_1', 100, 'GBP', `po_${fault}`);
    bench.standIn.faults.next({ on: 'POST /v1/refunds', do: fault, times: 3 });
    expect(await bench.payments.refund(request)).toMatchObject({ kind: 'unknown' });
    bench.standIn.faults.clear();
    expect(bench.standIn.counters().refunds).toBe(1);
    const outcome = await bench.payments.refund(request);
    const found = await bench.payments.findRefund({ paymentRef: 'pi_test_1', metadata: { payout: `po_${fault}` } });
    expect(refundIn(outcome)).toEqual(found);
    expect(bench.standIn.counters().refunds).toBe(1);
  },
);

test('the request is lost on the way: the SDK repeats it, and after its last try the outcome is unknown', async () => {
  await using bench = await openBench({ known, timeoutMs: 250 });
  bench.standIn.faults.next({ on: 'POST /v1/refunds', do: 'timeout-before' });
  bench.standIn.faults.next({ on: 'POST /v1/refunds', do: 'timeout-after' });
  expect(await bench.payments.refund(refundOf('pi_test_1', 100))).toMatchObject({ kind: 'accepted' });
  expect(bench.standIn.counters()).toMatchObject({ refunds: 1, calls: { 'POST /v1/refunds': 3 } });
  bench.standIn.faults.next({ on: 'POST /v1/refunds', do: 'hang', times: 3 });
  expect(await bench.payments.refund(refundOf('pi_test_1', 100))).toMatchObject({ kind: 'unknown' });
  expect(bench.standIn.counters().refunds).toBe(1);
});

test('nobody listens: nothing was asked for, so it is for later', async () => {
  const bench = await openBench({ known });
  await bench.standIn.close();
  expect(await bench.payments.refund(refundOf('pi_test_1', 100))).toMatchObject({ kind: 'retry-later' });
  await expect(bench.payments.readPayment('pi_test_1')).rejects.toMatchObject({ code: 'unavailable' });
});

test('a key older than a day protects no more: the refund is found by its metadata instead', async () => {
  await using bench = await openBench({ known });
  const request = refundOf('pi_test_1', 100, 'GBP', 'po_old');
  await bench.payments.refund(request);
  bench.advance({ hours: 25 });
  const found = await bench.payments.findRefund({ paymentRef: 'pi_test_1', metadata: { payout: 'po_old' } });
  expect(found).toMatchObject({ amount: 100 });
  expect(refundIn(await bench.payments.refund(request))).toEqual(found);
  expect(bench.standIn.counters().refunds).toBe(1);
});

test('a 500 that is replayed for ever, and nothing was made: it is told apart from one that passes', async () => {
  await using bench = await openBench({ known });
  const refusal = { status: 500, error: { type: 'api_error', message: 'words' }, stored: true } as const;
  bench.standIn.faults.next({ on: 'POST /v1/refunds', do: 'refuse', refusal });
  const request = refundOf('pi_test_1', 100);
  expect(await bench.payments.refund(request)).toMatchObject({ kind: 'unknown' });
  expect(await bench.payments.refund(request)).toMatchObject({ kind: 'unknown', why: 'replayed' });
  expect(bench.standIn.counters().refunds).toBe(0);
});

test('the search reads the list to its end and prefers a refund that holds money', async () => {
  await using bench = await openBench({ known: { pi_test_1: { amount: 10_000, currency: 'GBP' } } });
  const oldest = await bench.payments.refund(refundOf('pi_test_1', 7, 'GBP', 'po_oldest'));
  for (let made = 0; made < 205; made += 1) {
    const form = { payment_intent: 'pi_test_1', amount: '1', 'metadata[payout]': `po_many_${made}` };
    await bench.ask('POST', '/v1/refunds', form);
  }
  const search = (payout: string) => bench.payments.findRefund({ paymentRef: 'pi_test_1', metadata: { payout } });
  const pages = bench.standIn.counters().calls['GET /v1/refunds'] ?? 0;
  expect(refundIn(oldest)).toEqual(await search('po_oldest'));
  expect(bench.standIn.counters().calls['GET /v1/refunds']).toBe(pages + 3);
  expect(await search('po_nobody')).toBeNull();
  if (oldest.kind !== 'accepted') return;
  bench.standIn.moveRefund(oldest.refund.ref, { to: 'failed' });
  expect(await search('po_oldest')).toMatchObject({ status: 'failed', amount: 7 });
  const second = refundOf('pi_test_1', 7, 'GBP', 'po_oldest');
  const metadata = { ...second.metadata, attempt: '2' };
  await bench.payments.refund({ ...second, metadata, idempotencyKey: 'refund:po_oldest:2' });
  const form = { payment_intent: 'pi_test_1', amount: '8', 'metadata[payout]': 'po_oldest' };
  const newest = await bench.ask('POST', '/v1/refunds', form);
  bench.standIn.moveRefund(newest.json.id, { to: 'failed' });
  expect(await search('po_oldest')).toMatchObject({ status: 'succeeded', amount: 7 });
});

test.each([
  ['JPY', 1234, [1000, 234]],
  ['KWD', 12_340, [12_330, 10]],
  ['ISK', 5000, [2500, 2500]],
  ['UGX', 5000, [4900, 100]],
  ['HUF', 9999, [9998, 1]],
])('%s goes out and is read in the same integers', async (currency, paid, parts) => {
  await using bench = await openBench({ known: { pi_test_1: { amount: paid, currency } } });
  for (const amount of parts) {
    const outcome = await bench.payments.refund(refundOf('pi_test_1', amount, currency));
    expect(outcome).toMatchObject({ kind: 'accepted', refund: { amount, currency } });
  }
  expect(await bench.payments.readPayment('pi_test_1')).toMatchObject({ currency, refundable: 0, disputed: false });
});

test('a pending refund holds its amount, and a signed event says when to look again', async () => {
  await using endpoint = await openEndpoint();
  const paymentMethod = 'pm_card_pendingRefund';
  await using bench = await openBench({
    known: { pi_test_1: { amount: 1000, currency: 'GBP', paymentMethod } },
    webhook: { url: endpoint.url, secret: 'whsec_bench' },
  });
  const outcome = await bench.payments.refund(refundOf('pi_test_1', 600));
  expect(outcome).toMatchObject({ kind: 'accepted', refund: { status: 'pending' } });
  expect(await bench.payments.readPayment('pi_test_1')).toMatchObject({ refundable: 400 });
  bench.advance({ seconds: 2 });
  await bench.standIn.runDue();
  const verdicts = endpoint.received.map(({ body, signature }) =>
    bench.payments.parseWebhook(body, signature, bench.now()),
  );
  const types = verdicts.map((verdict) => (verdict.ok ? verdict.event.type : verdict.code));
  expect(types).toEqual(['refund.created', 'refund.updated']);
  const last = verdicts.at(-1);
  const ref = last?.ok ? last.event.objectId : null;
  expect(last).toMatchObject({ ok: true, event: { livemode: false, objectKind: 'refund', created: bench.now() } });
  expect(await bench.payments.readRefund(ref ?? '')).toMatchObject({ status: 'succeeded', amount: 600 });
});

test('a refund that comes back frees its amount and says why', async () => {
  await using bench = await openBench({
    known: { pi_test_1: { amount: 1000, currency: 'GBP', paymentMethod: 'pm_card_refundFail' } },
  });
  const outcome = await bench.payments.refund(refundOf('pi_test_1', 1000));
  expect(outcome).toMatchObject({ kind: 'accepted', refund: { status: 'succeeded' } });
  bench.advance({ seconds: 2 });
  await bench.standIn.runDue();
  const ref = outcome.kind === 'accepted' ? outcome.refund.ref : '';
  const failed = { status: 'failed', failureReason: 'expired_or_canceled_card' };
  expect(await bench.payments.readRefund(ref)).toMatchObject(failed);
  expect(await bench.payments.readPayment('pi_test_1')).toMatchObject({ refundable: 1000 });
});
