import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import type { EffectDeps } from '#app/effects/effect-deps.ts';
import { startWorker, type Worker } from '#app/effects/worker.server.ts';
import { createMailboxMailer } from '#app/gateways/mailbox-mailer.server.ts';
import type { Payments } from '#app/gateways/payments.ts';
import { createStripePayments } from '#app/gateways/stripe.server.ts';
import { createIds } from '#app/ids.server.ts';
import { createLogger } from '#app/observe/logger.server.ts';
import { openDatabase } from '#db/open.ts';
import { testCredits } from '#tests/support/credits.ts';
import { perform, type ServiceAct } from './perform.ts';
import { type Act, type Answer, orderSchema, type Plant, type ProcessSettings, type Telling } from './said.ts';
import { API_KEY, WEBHOOK_SECRET } from './secrets.ts';

// A program of its own, to be killed: the real database, worker, services and gateway to Stripe, without the pages. It says on its standard
// output what has been done, and each such line is a promise that must hold whenever it is killed afterwards.

const tell = (telling: Telling): void => void process.stdout.write(`${JSON.stringify(telling)}\n`);

interface Opened {
  deps: EffectDeps;
  plant: Plant | null;
  workers: Worker[];
  setOffset(ms: number): void;
}

let opened: Opened | undefined;

async function open(settings: ProcessSettings): Promise<Opened> {
  let { offsetMs } = settings;
  const db = await openDatabase(settings.databaseUrl);
  const payments = createStripePayments({
    apiKey: API_KEY,
    apiBase: settings.stripeUrl,
    webhookSecrets: [WEBHOOK_SECRET],
    timeoutMs: 5_000,
  });
  const workers: Worker[] = [];
  const deps: EffectDeps = {
    db,
    clock: () => Temporal.Instant.fromEpochMilliseconds(Date.now() + offsetMs),
    ids: createIds(),
    wake: () => {
      for (const worker of workers) worker.wake();
    },
    gateways: {
      payments: settings.plant === 'key-per-call' ? askingBlindly(payments, settings.stripeUrl) : payments,
      // Drawing a label takes longer than everything else together, and has nothing to do with money.
      carrier: {
        makeLabel: async () => ({ ok: true, pdf: new Uint8Array([37, 80, 68, 70]), contentType: 'application/pdf' }),
      },
      mailer: createMailboxMailer(),
      files: { put: async () => {}, get: async () => null, delete: async () => {} },
    },
    log: createLogger(process.env.LOG_LEVEL ?? 'silent', process.stderr),
    appUrl: 'http://localhost:3000',
    unseal: () => null,
    receiptToken: (submissionKey) => submissionKey,
    credits: testCredits(),
  };
  startWorkers({ deps, workers }, settings.workers);
  return {
    deps,
    workers,
    plant: settings.plant,
    setOffset(ms) {
      offsetMs = ms;
      deps.wake();
    },
  };
}

function startWorkers({ deps, workers }: Pick<Opened, 'deps' | 'workers'>, count: number): void {
  for (let started = 0; started < count; started += 1) workers.push(startWorker(deps));
}

const created = z.object({ id: z.string() });

/** Asks for each refund under a new key, and does not look first whether it is there. */
function askingBlindly(payments: Payments, stripeUrl: string): Payments {
  const refund: Payments['refund'] = async ({ paymentRef, amount, metadata }) => {
    const named = Object.entries(metadata).map(([name, value]) => [`metadata[${name}]`, value]);
    const body = new URLSearchParams([['payment_intent', paymentRef], ['amount', String(amount)], ...named]);
    const headers = { authorization: `Bearer ${API_KEY}`, 'idempotency-key': randomUUID() };
    const response = await fetch(`${stripeUrl}/v1/refunds`, { method: 'POST', headers, body });
    const { id } = created.parse(await response.json());
    return { kind: 'accepted', refund: await payments.readRefund(id), warnings: [] };
  };
  return { ...payments, refund };
}

async function answer(act: Act): Promise<Answer> {
  if (!opened) return { kind: 'fault', why: 'not open' };
  if (act.act === 'time') opened.setOffset(act.offsetMs);
  else if (act.act === 'work') {
    await Promise.all(opened.workers.splice(0).map((worker) => worker.stop()));
    startWorkers(opened, act.workers);
  } else return perform(opened.deps, act);
  return { kind: 'done', told: {} };
}

async function take(number: number, act: Act): Promise<void> {
  const say = (said: Answer) => tell({ say: 'answer', number, answer: said });
  const early = opened?.plant === 'answer-first' && answersEarly(act);
  if (early) say({ kind: 'done', told: {} });
  const said = await answer(act).catch((error): Answer => ({ kind: 'fault', why: String(error) }));
  if (!early) say(said);
}

const answersEarly = (act: Act): act is Extract<ServiceAct, { act: 'cancel' | 'decide' | 'hear' | 'receive' }> =>
  act.act === 'cancel' || act.act === 'decide' || act.act === 'hear' || act.act === 'receive';

async function obey(line: string): Promise<void> {
  const order = orderSchema.parse(JSON.parse(line));
  if ('act' in order) return take(order.number, order.act);
  opened = await open(order.open);
  tell({ say: 'ready' });
}

const orders = createInterface({ input: process.stdin });
orders.on('line', (line) => void obey(line));
// Whoever started it is gone.
orders.on('close', () => process.exit(0));
tell({ say: 'loaded' });
