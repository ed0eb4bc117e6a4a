import type SqliteFile from 'better-sqlite3';
import * as z from 'zod';
import type { EffectDeps } from '#app/effects/effect-deps.ts';
import type { Payments, ProviderRefund, RefundOutcome, RefundRequest } from '#app/gateways/payments.ts';
import { toProviderRefund } from '#app/gateways/stripe-objects.server.ts';
import { stripeRefund } from '#app/gateways/stripe-shapes.server.ts';
import { tellPayout } from '#app/services/report-refund.server.ts';
import type { Database } from '#db/open.ts';
import type { Composition } from './composition.ts';
import { API_KEY } from './stripe-side.ts';
import type { World } from './world.ts';

/** A mistake that a refund program can be written with, and has been; it is put in the place of one part of a run. */
export interface PlantedBug {
  readonly name: string;
  /** The first seed that found it when this was written; the product's later changes may move it. */
  readonly seed: number;
  readonly composition: Composition;
}

const plant = (name: string, seed: number, composition: Composition): PlantedBug => ({ name, seed, composition });

/** Changes what is stored past the product, as a part that is written wrongly would. */
const run = (file: SqliteFile.Database, sql: string, ...params: unknown[]): void =>
  void file.prepare<unknown[]>(sql).run(...params);

/** Asks for a refund at once: nothing is read or looked for before. */
async function askBlindly(world: World, request: RefundRequest, withAmount = true): Promise<RefundOutcome> {
  const form = new URLSearchParams({ payment_intent: request.paymentRef });
  if (withAmount) form.set('amount', String(request.amount));
  for (const [name, value] of Object.entries(request.metadata)) form.set(`metadata[${name}]`, value);
  const answer = await world.network({
    ...{ method: 'POST', url: '/v1/refunds', body: form.toString(), timeoutMs: 30_000 },
    headers: {
      authorization: `Bearer ${API_KEY}`,
      'content-type': 'application/x-www-form-urlencoded',
      'idempotency-key': request.idempotencyKey,
    },
  });
  const detail = 'asked blindly';
  if (answer.kind !== 'answer' || answer.cut || answer.status >= 500)
    return { kind: 'unknown', why: 'unavailable', detail };
  if (answer.status === 429 || answer.status === 409)
    return { kind: 'retry-later', why: 'busy', afterMs: 2000, detail };
  if (answer.status === 401 || answer.status === 403) return { kind: 'misconfigured', why: 'access', detail };
  if (answer.status !== 200) return { kind: 'refused', code: 'over-refundable', detail };
  return { kind: 'accepted', refund: toProviderRefund(stripeRefund.parse(JSON.parse(answer.body))), warnings: [] };
}

const changingRefunds = (payments: Payments, change: (refund: ProviderRefund) => ProviderRefund): Payments => ({
  ...payments,
  async refund(input) {
    const outcome = await payments.refund(input);
    return outcome.kind === 'accepted' ? { ...outcome, refund: change(outcome.refund) } : outcome;
  },
  async findRefund(input) {
    const found = await payments.findRefund(input);
    return found && change(found);
  },
  readRefund: async (ref) => change(await payments.readRefund(ref)),
});

/** A transaction in which what happened to the order in the last minute cannot be seen, as if it had been read before. */
function blindToOthers(db: Database, world: World, own: string | null): Database {
  const since = world.now().subtract({ seconds: 60 }).epochMilliseconds;
  return {
    ...db,
    transaction: (work) =>
      db.transaction(async (tx) => {
        run(
          world.file,
          `update returns set order_id = 'hidden:' || order_id where updated_at >= ? and id <> ?`,
          since,
          own ?? '',
        );
        try {
          return await work(tx);
        } finally {
          run(world.file, `update returns set order_id = substr(order_id, 8) where order_id like 'hidden:%'`);
        }
      }),
  };
}

const blindly = (deps: EffectDeps, world: World, own: string | null) => ({
  ...deps,
  db: blindToOthers(deps.db, world, own),
});

const webhookObject = z.object({ data: z.object({ object: z.looseObject({ id: z.string(), object: z.string() }) }) });

/** Believes what stands in the last webhook that came. */
function believingWebhooks(payments: Payments): Payments {
  const told = new Map<string, ProviderRefund['status']>();
  return {
    ...payments,
    parseWebhook(body, signature, now) {
      const verdict = payments.parseWebhook(body, signature, now);
      const { object } = webhookObject.parse(JSON.parse(body)).data;
      const refund = stripeRefund.safeParse(object);
      if (verdict.ok && refund.success) told.set(object.id, toProviderRefund(refund.data).status);
      return verdict;
    },
    async readRefund(ref) {
      const refund = await payments.readRefund(ref);
      return { ...refund, status: told.get(ref) ?? refund.status };
    },
  };
}

const KEPT_FOR_EVER = 8_000_000_000_000;

export const plantedBugs: readonly PlantedBug[] = [
  plant('a new key for each call', 8, {
    payments(payments, world) {
      let calls = 0;
      return {
        ...payments,
        refund(input) {
          calls += 1;
          return askBlindly(world, { ...input, idempotencyKey: `${input.idempotencyKey}:${calls}` });
        },
      };
    },
  }),
  plant('the same key after more than a day, without a look at the list', 46, {
    payments: (payments, world) => ({ ...payments, refund: (input) => askBlindly(world, input) }),
  }),
  plant('the amount left out: all that is left goes back', 1, {
    payments: (payments, world) => ({ ...payments, refund: (input) => askBlindly(world, input, false) }),
  }),
  plant('a time-out taken for a failure', 93, {
    payments: (payments) => ({
      ...payments,
      async refund(input) {
        const outcome = await payments.refund(input);
        return outcome.kind === 'unknown' ? { kind: 'refused', code: 'invalid', detail: outcome.detail } : outcome;
      },
      findRefund: async () => null,
    }),
  }),
  plant('charge_already_refunded taken for success', 1, {
    payments: (payments) => ({
      ...payments,
      async refund(input) {
        const outcome = await payments.refund(input);
        if (outcome.kind !== 'refused' || outcome.code !== 'already-refunded') return outcome;
        const { amount, currency, metadata, paymentRef } = input;
        const refund: ProviderRefund = {
          ...toProviderRefund(
            stripeRefund.parse({ id: `re_${metadata.payout}`, amount, currency, status: 'succeeded' }),
          ),
          ...{ metadata, paymentRef },
        };
        return { kind: 'accepted', refund, warnings: [] };
      },
    }),
  }),
  plant('failed counted as paid', 2, {
    payments: (payments) =>
      changingRefunds(payments, (refund) => (refund.status === 'failed' ? { ...refund, status: 'succeeded' } : refund)),
  }),
  plant('pending counted as paid', 16, {
    payments: (payments) =>
      changingRefunds(payments, (refund) =>
        refund.status === 'pending' ? { ...refund, status: 'succeeded' } : refund,
      ),
  }),
  plant('the body of a webhook believed, whatever the order', 1, { payments: believingWebhooks }),
  plant('only the newest refund of a payment looked at', 131, {
    carry: (carry) => async (request) => {
      if (request.method !== 'GET' || !request.url.startsWith('/v1/refunds?')) return carry(request);
      const answer = await carry({ ...request, url: request.url.replace(/limit=\d+/, 'limit=1') });
      if (answer.kind !== 'answer') return answer;
      return { ...answer, body: answer.body.replace('"has_more": true', '"has_more": false') };
    },
  }),
  plant('not in the list yet taken for a failure', 18, {
    handle: (handle, world) => async (deps, leased) => {
      const { effect } = leased;
      if (effect.kind !== 'refund-lookup') return handle(deps, leased);
      const { payments } = deps.gateways;
      const findRefund: Payments['findRefund'] = async (input) => {
        const found = await payments.findRefund(input);
        const named = { payoutId: effect.payoutId, attempt: effect.attempt, actor: 'system' };
        if (found === null) await tellPayout(world.deps, { ...named, event: { type: 'refuse', failure: 'not-found' } });
        return found;
      };
      return handle({ ...deps, gateways: { ...deps.gateways, payments: { ...payments, findRefund } } }, leased);
    },
  }),
  plant('nothing written before the call', 3, {
    handle: (handle, world) => async (deps, leased) => {
      const { effect } = leased;
      if (effect.kind !== 'refund') return handle(deps, leased);
      const facts = world.file.prepare<unknown[]>(
        `select pm.reference as paymentRef, p.amount, p.currency from payouts p join payments pm on pm.id = p.payment_id
         where p.id = ? and p.state = 'owed' and pm.provider = 'stripe' and json_extract(p.context, '$.attempt') = ?`,
      );
      const owed = owedSchema.safeParse(facts.get(effect.payoutId, effect.attempt));
      if (owed.success) {
        const { payoutId: payout, attempt } = effect;
        const metadata = { payout, attempt: String(attempt) };
        const idempotencyKey = `refund:${payout}:${attempt}`;
        await deps.gateways.payments.refund({ ...owed.data, metadata, idempotencyKey, now: deps.clock() });
      }
      return handle(deps, leased);
    },
  }),
  plant('an effect noted as done before it is run', 1, {
    handle: (handle, world) => async (deps, leased) => {
      run(world.file, `update effects set status = 'done' where id = ?`, leased.id);
      return handle(deps, leased);
    },
  }),
  plant('leases that never run out', 1, {
    turn: (turn, world) => async (deps, owner, places, start) => {
      const more = await turn(deps, owner, places, start);
      run(world.file, `update effects set lease_until = ? where status = 'leased'`, KEPT_FOR_EVER);
      return more;
    },
  }),
  plant('deadlines dropped', 67, {
    turn: (turn, world) => async (deps, owner, places, start) => {
      const now = world.now().epochMilliseconds;
      run(world.file, 'update deadlines set done_at = ? where done_at is null and due_at <= ?', now, now);
      return turn(deps, owner, places, start);
    },
  }),
  plant('events known by their object: the second one about it is dropped', 3, {
    services: (services) => ({
      ...services,
      receiveStripeEvent: (deps, event) =>
        services.receiveStripeEvent(deps, { ...event, id: event.objectId ?? event.id }),
    }),
    poll: () => async () => null,
  }),
  plant('nobody looks for webhooks that were lost', 16, { poll: () => async () => null }),
  plant('pieces of an order counted before another return was stored', 1, {
    services: (services, world) => ({
      ...services,
      requestReturn: (_deps, input) => services.requestReturn(blindly(world.deps, world, null), input),
    }),
  }),
  plant('money of an order counted before another decision was stored', 6, {
    services: (services, world) => ({
      ...services,
      decideReturn: (_deps, input) => services.decideReturn(blindly(world.deps, world, input.returnId), input),
    }),
  }),
  plant('a refund tried again that has not failed', 1, {
    services: (services, world) => ({
      ...services,
      retryPayout(deps, input) {
        run(world.file, `update payouts set state = 'failed' where id = ? and state <> 'failed'`, input.payoutId);
        return services.retryPayout(deps, input);
      },
    }),
  }),
];

const owedSchema = z.object({ paymentRef: z.string(), amount: z.int(), currency: z.string() });
