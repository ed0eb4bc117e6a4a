import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startStripeStandIn } from '#app/gateways/stripe-standin/start.server.ts';
import { openPaymentLookup } from '#db/payment-lookup.ts';

const usage = `A local Stripe for refunds. No money moves.

  node app/cli/stripe-standin.ts [--port N] [--webhook URL] [--data FILE]

  --port N       port on 127.0.0.1 (12111; 0 takes a free one)
  --webhook URL  where events go (http://localhost:3000/webhooks/stripe)
  --data FILE    where refunds are kept (data/stripe-standin.sqlite)

STRIPE_WEBHOOK_SECRET signs the events; DATABASE_URL names the shop's database, whose payments it knows. With
STANDIN_CONTROL_TOKEN set, whoever sends it in the header Standin-Token can move refunds, open disputes, script faults and
turn the clock on: POST /standin/<command>, as app/gateways/stripe-standin/control-commands.server.ts lists them.
`;

const settings = z.object({
  port: z.coerce.number().int().min(0).max(65_535).default(12_111),
  webhook: z.url({ protocol: /^https?$/ }).default('http://localhost:3000/webhooks/stripe'),
  data: z.string().min(1).default('data/stripe-standin.sqlite'),
  // A rolled secret stands first in the list; events are signed with the newest.
  secret: z
    .string()
    .transform((secrets) => secrets.split(',')[0]?.trim() ?? '')
    .pipe(z.string().min(1))
    .default('whsec_standin_development_only'),
  databaseUrl: z.string().min(1).optional(),
  controlToken: z.string().min(16).optional(),
});

function readSettings() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      webhook: { type: 'string' },
      data: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return null;
  const { STRIPE_WEBHOOK_SECRET: secret, DATABASE_URL: databaseUrl, STANDIN_CONTROL_TOKEN: controlToken } = process.env;
  return settings.parse({
    ...values,
    secret: secret || undefined,
    databaseUrl: databaseUrl || undefined,
    controlToken: controlToken || undefined,
  });
}

function explain(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : String(error);
}

async function main(): Promise<void> {
  const chosen = readSettings();
  if (!chosen) return void process.stdout.write(usage);
  const { port, data: dataFile, webhook: url, secret, databaseUrl, controlToken } = chosen;
  const lookup = await openPaymentLookup(databaseUrl);
  const { findPayment } = lookup;
  const webhook = { url, secret };
  const standIn = await startStripeStandIn({ port, dataFile, webhook, findPayment, controlToken }).catch(
    async (error) => {
      await lookup.close();
      throw error;
    },
  );
  process.stdout.write(`Stripe stand-in on ${standIn.url}, events to ${url}, data in ${dataFile}\n`);
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await standIn.close();
    await lookup.close();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
