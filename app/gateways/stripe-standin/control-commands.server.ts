import { z } from 'zod';
import type { Controls } from './controls.ts';
import { disputeReason, disputeStatus, fraudType } from './dispute-records.server.ts';
import { faultKinds } from './faults.server.ts';
import { paymentMethod, pendingReason, refundStatus } from './payment-records.server.ts';

const id = z.string().min(1).max(255);
const whole = z.int().nonnegative();
const currency = z.string().regex(/^[a-z]{3}$/i);
const texts = z.record(z.string().max(40), z.string().max(500));
const maybe = <T extends z.ZodType>(schema: T) => z.exactOptional(schema);

const refundMove = z.strictObject({
  to: maybe(refundStatus),
  failureReason: maybe(z.string().max(200)),
  reference: maybe(z.string().max(200)),
  noReference: maybe(z.boolean()),
  cardType: maybe(z.enum(['refund', 'reversal', 'pending'])),
  pendingReason: maybe(pendingReason),
  emailSentTo: maybe(z.string().max(500)),
  expiresInSeconds: maybe(whole),
});

const refundScript = z.strictObject({
  payment: maybe(id),
  status: refundStatus,
  failureReason: maybe(z.string().max(200)),
  pendingReason: maybe(pendingReason),
  later: maybe(z.strictObject({ to: refundStatus, afterMs: whole, failureReason: maybe(z.string().max(200)) })),
  times: maybe(whole),
});

const payment = z.strictObject({
  id: maybe(id),
  amount: z.int().positive(),
  currency,
  method: maybe(paymentMethod),
  methodType: maybe(z.string().max(50)),
  manual: maybe(z.boolean()),
  captured: maybe(z.strictObject({ amount: z.int().positive(), final: maybe(z.boolean()) })),
  failedTries: maybe(whole.max(100)),
  chargePending: maybe(z.boolean()),
  email: maybe(z.string().max(500).nullable()),
  metadata: maybe(texts),
});

const dispute = z.strictObject({
  amount: maybe(whole),
  inquiry: maybe(z.boolean()),
  reason: maybe(disputeReason),
  isChargeRefundable: maybe(z.boolean()),
  dueInSeconds: maybe(whole),
});

const disputeMove = z.strictObject({
  status: maybe(disputeStatus),
  isChargeRefundable: maybe(z.boolean()),
  funds: maybe(z.enum(['withdrawn', 'reinstated'])),
  amount: maybe(whole),
});

const dashboardRefund = z.strictObject({
  amount: maybe(z.int().positive()),
  reason: maybe(z.enum(['duplicate', 'fraudulent', 'requested_by_customer'])),
  metadata: maybe(texts),
});

const errorBody = z.strictObject({
  type: z.enum(['api_error', 'card_error', 'idempotency_error', 'invalid_request_error', 'rate_limit_error']),
  code: maybe(z.string()),
  param: maybe(z.string()),
  decline_code: maybe(z.string()),
  message: z.string(),
});

const fault = z.strictObject({
  on: z.string().max(200),
  do: z.enum(faultKinds),
  times: maybe(whole),
  skip: maybe(whole),
  about: maybe(id),
  afterMs: maybe(whole),
  refusal: maybe(z.strictObject({ status: z.int().min(400).max(599), error: errorBody, stored: maybe(z.boolean()) })),
});

const oddity = z.strictObject({
  object: z.string().max(100),
  id: maybe(id),
  set: z.record(z.string(), z.unknown()),
  drop: maybe(z.array(z.string()).max(100)),
  in: maybe(z.enum(['answers', 'webhooks'])),
  times: maybe(whole),
});

const taxAmount = { amount: whole, tax: whole };
const tax = z.strictObject({
  currency,
  lines: z.array(z.strictObject({ ...taxAmount, reference: id, quantity: maybe(whole) })).max(500),
  shipping: maybe(z.strictObject(taxAmount)),
  inclusive: maybe(z.boolean()),
});

const rate = z.strictObject({
  perSecond: z.number().positive(),
  burst: maybe(whole),
  perRoute: maybe(z.number().positive()),
});
const nothing = z.strictObject({});

type Command = (controls: Controls, sent: unknown) => unknown;

const command =
  <T>(schema: z.ZodType<T>, act: (controls: Controls, sent: T) => unknown): Command =>
  (controls, sent) =>
    act(controls, schema.parse(sent));

const about = <T extends z.ZodType>(schema: T) => z.strictObject({ id, with: maybe(schema) });

/** The controls by the name of their address, `POST /standin/<name>`, with the JSON that each takes. */
export const commands: ReadonlyMap<string, Command> = new Map([
  ['fault', command(fault, (controls, sent) => controls.faults.next(sent))],
  ['clear-faults', command(nothing, (controls) => controls.faults.clear())],
  ['oddity', command(oddity, (controls, sent) => controls.oddities.add(sent))],
  ['clear-oddities', command(nothing, (controls) => controls.oddities.clear())],
  ['hold-webhooks', command(nothing, (controls) => controls.webhooks.hold())],
  ['held-webhooks', command(nothing, (controls) => controls.webhooks.held())],
  [
    'release-webhooks',
    command(z.strictObject({ order: maybe(z.array(id).max(10_000)) }), (controls, { order }) =>
      controls.webhooks.release(order),
    ),
  ],
  ['resend-webhook', command(z.strictObject({ id }), (controls, sent) => controls.webhooks.resend(sent.id))],
  ['drop-webhooks', command(nothing, (controls) => controls.webhooks.drop())],
  ['pay', command(payment, (controls, sent) => controls.pay(sent))],
  [
    'settle-payment',
    command(z.strictObject({ id, to: z.enum(['succeeded', 'failed']) }), (controls, sent) =>
      controls.settlePayment(sent.id, sent.to),
    ),
  ],
  ['move-refund', command(about(refundMove), (controls, sent) => controls.moveRefund(sent.id, sent.with ?? {}))],
  ['script-refund', command(refundScript, (controls, sent) => controls.scriptRefund(sent))],
  [
    'refund-in-dashboard',
    command(about(dashboardRefund), (controls, sent) => controls.refundInDashboard(sent.id, sent.with)),
  ],
  ['cancel-in-dashboard', command(z.strictObject({ id }), (controls, sent) => controls.cancelInDashboard(sent.id))],
  ['dispute', command(about(dispute), (controls, sent) => controls.dispute(sent.id, sent.with))],
  ['move-dispute', command(about(disputeMove), (controls, sent) => controls.moveDispute(sent.id, sent.with ?? {}))],
  [
    'warn',
    command(about(z.strictObject({ fraudType: maybe(fraudType), actionable: maybe(z.boolean()) })), (controls, sent) =>
      controls.warn(sent.id, sent.with),
    ),
  ],
  [
    'balance',
    command(z.strictObject({ currency, amount: z.int().nullable() }), (controls, sent) =>
      controls.setBalance(sent.currency, sent.amount),
    ),
  ],
  [
    'complete-checkout',
    command(z.strictObject({ id, method: maybe(paymentMethod) }), (controls, sent) =>
      controls.completeCheckout(sent.id, sent.method),
    ),
  ],
  ['tax-calculation', command(tax, (controls, sent) => controls.taxCalculation(sent))],
  [
    'tax-transaction',
    command(z.strictObject({ of: tax, reference: maybe(id) }), (controls, sent) =>
      controls.taxTransaction(sent.of, sent.reference),
    ),
  ],
  [
    'limit-rate',
    command(z.strictObject({ limit: rate.nullable() }), (controls, sent) => controls.limitRate(sent.limit)),
  ],
  ['forget-keys', command(nothing, (controls) => controls.forgetKeys())],
]);

export const clockMove = z.strictObject({ byMs: z.int().nonnegative() });
