import { join } from 'node:path';
import type { Gateways } from '#app/effects/effect-deps.ts';
import type { Env } from '#app/env.server.ts';
import type { FileStore } from '#app/gateways/files.ts';
import { createMailboxMailer } from '#app/gateways/mailbox-mailer.server.ts';
import { createOwnCarrier } from '#app/gateways/own-carrier.server.ts';
import type { Payments } from '#app/gateways/payments.ts';
import { createSmtpMailer } from '#app/gateways/smtp-mailer.server.ts';
import { createStripePayments } from '#app/gateways/stripe.server.ts';
import { startStripeStandIn } from '#app/gateways/stripe-standin/start.server.ts';
import type { RateLimit } from '#app/gateways/token-bucket.ts';
import { openPaymentLookup } from '#db/payment-lookup.ts';

/** The secret and key that a stand-in on this machine is spoken to with: they open nothing anywhere else. */
const STAND_IN_SECRET = 'whsec_standin_development_only';
const STAND_IN_KEY = 'sk_test_standin';

export interface OpenGateways {
  readonly gateways: Gateways;
  close(): Promise<void>;
}

/** Each gateway from its configuration: one variable replaces a stand-in by the real thing. */
export async function openGateways(env: Env, files: FileStore): Promise<OpenGateways> {
  const mailer = env.SMTP_URL ? createSmtpMailer({ url: env.SMTP_URL, from: env.MAIL_FROM }) : createMailboxMailer();
  const { payments, close } = await openPayments(env);
  return {
    gateways: { payments, mailer, files, carrier: createOwnCarrier() },
    async close() {
      await mailer.close();
      await close();
    },
  };
}

async function openPayments(env: Env): Promise<{ payments: Payments; close(): Promise<void> }> {
  const { STRIPE_SECRET_KEY, STRIPE_API_BASE, STRIPE_WEBHOOK_SECRET } = env;
  // With a key and no address the other side is Stripe, and then no secret but its own is believed.
  const onStandIn = STRIPE_API_BASE !== undefined || STRIPE_SECRET_KEY === undefined;
  const webhookSecrets = onStandIn && STRIPE_WEBHOOK_SECRET.length === 0 ? [STAND_IN_SECRET] : STRIPE_WEBHOOK_SECRET;
  const apiKey = STRIPE_SECRET_KEY ?? STAND_IN_KEY;
  const embedded =
    onStandIn && STRIPE_API_BASE === undefined
      ? await embeddedStandIn(env, webhookSecrets[0] ?? STAND_IN_SECRET)
      : null;
  const apiBase = embedded?.url ?? STRIPE_API_BASE;
  return {
    payments: createStripePayments({ apiKey, apiBase, webhookSecrets, limit: limitOf(env, onStandIn) }),
    close: async () => embedded?.close(),
  };
}

/** Four fifths of what Stripe takes of an account, unless said otherwise: one process is not all that talks to it. */
function limitOf({ STRIPE_RATE, STRIPE_SECRET_KEY }: Env, onStandIn: boolean): RateLimit | undefined {
  if (STRIPE_RATE !== undefined) return { perSecond: STRIPE_RATE };
  if (onStandIn) return undefined;
  return { perSecond: /^(sk|rk)_live_/.test(STRIPE_SECRET_KEY ?? '') ? 80 : 20 };
}

/** The Stripe of development, inside this process, which knows the payments of this shop's orders. */
async function embeddedStandIn(env: Env, secret: string) {
  const lookup = await openPaymentLookup(env.databaseUrl);
  const standIn = await startStripeStandIn({
    port: 0,
    dataFile: join(env.DATA_DIR, 'stripe-standin.sqlite'),
    webhook: { url: `http://localhost:${env.PORT}/webhooks/stripe`, secret },
    findPayment: lookup.findPayment,
  });
  return {
    url: standIn.url,
    async close() {
      await standIn.close();
      await lookup.close();
    },
  };
}
