import type { Payments } from './payments.ts';
import { createStripeClients, type StripeClientOptions } from './stripe-client.server.ts';
import { readFault } from './stripe-errors.server.ts';
import { listEvents, listRefunds, refundsOf } from './stripe-lists.server.ts';
import { toProviderRefund } from './stripe-objects.server.ts';
import { readDispute, readPayment } from './stripe-payment.server.ts';
import { cancelPayment, cancelRefund, findRefund, requestRefund } from './stripe-refund.server.ts';
import { stripeRefund } from './stripe-shapes.server.ts';
import { reverseTax, undoTaxReversal } from './stripe-tax.server.ts';
import { judgeWebhook } from './stripe-webhook.server.ts';

export interface StripePaymentsOptions extends StripeClientOptions {
  /** Several while a secret is being rolled: a signature by any of them is taken. */
  webhookSecrets: readonly string[];
}

async function reading<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw readFault(error);
  }
}

async function* readingAll<T>(rows: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* rows;
  } catch (error) {
    throw readFault(error);
  }
}

/** Payments by Stripe, or by the local stand-in when `apiBase` is given: the same code talks to both. */
export function createStripePayments(options: StripePaymentsOptions): Payments {
  const secrets = options.webhookSecrets.map((secret) => secret.trim()).filter((secret) => secret !== '');
  const { stripe, background } = createStripeClients(options);
  return {
    refund: (input) => requestRefund(stripe, input),
    cancelRefund: (input) => cancelRefund(stripe, input),
    cancelPayment: (input) => cancelPayment(stripe, input),
    reverseTax: (input) => reverseTax(stripe, input),
    undoTaxReversal: (input) => undoTaxReversal(stripe, input),
    readPayment: (paymentRef) => reading(async () => (await readPayment(stripe, paymentRef)).payment),
    findRefund: ({ paymentRef, metadata }) => reading(() => findRefund(stripe, paymentRef, metadata)),
    refundsOf: (paymentRef) => reading(() => refundsOf(stripe, paymentRef)),
    readRefund: (refundRef) =>
      reading(async () => toProviderRefund(stripeRefund.parse(await stripe.refunds.retrieve(refundRef)))),
    readDispute: (disputeRef) => reading(() => readDispute(stripe, disputeRef)),
    listRefunds: (span) => readingAll(listRefunds(background, span)),
    listEvents: (span) => readingAll(listEvents(background, span)),
    parseWebhook: (rawBody, signatureHeader, now) => judgeWebhook(rawBody, signatureHeader, now, secrets),
  };
}
