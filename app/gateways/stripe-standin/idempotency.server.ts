import { createHash } from 'node:crypto';
import { invalidRequest, refusals, StripeRefusal } from './errors.server.ts';
import { formPairs } from './form.server.ts';
import { type Plan, prepare } from './routes.server.ts';
import type { World } from './world.server.ts';

export interface Answer {
  status: number;
  body: string;
  headers: Record<string, string>;
}

export interface KeyedRequest {
  key: string | null;
  /** Method and whole path: a key is bound to both. */
  endpoint: string;
  /** The body as sent. Two bodies are the same when their parameters are, in whatever order. */
  rawBody: string;
  requestId: string;
}

const keepMs = 24 * 60 * 60 * 1_000;
const longestKey = 255;

const render = (body: unknown): string => JSON.stringify(body, null, 2);

export function refusalAnswer(refusal: StripeRefusal): Answer {
  return { status: refusal.status, body: render({ error: refusal.error }), headers: refusal.headers };
}

function fingerprint(rawBody: string): string {
  const pairs = formPairs(rawBody).map((pair) => JSON.stringify(pair));
  return createHash('sha256').update(pairs.sort().join('\n')).digest('hex');
}

function replay(world: World, request: KeyedRequest, key: string, print: string): Answer | null {
  const kept = world.records.idempotency.get(key);
  if (!kept || world.clock().epochMilliseconds - kept.createdMs >= keepMs) return null;
  if (kept.endpoint !== request.endpoint || kept.fingerprint !== print) throw refusals.keyReused(key);
  const headers = { 'Idempotent-Replayed': 'true', 'Original-Request': kept.requestId };
  return { status: kept.status, body: kept.body, headers };
}

function attempt(plan: Plan): { answer: Answer; stored: boolean } {
  try {
    return { answer: { status: 200, body: render(plan.run()), headers: {} }, stored: true };
  } catch (error) {
    if (error instanceof StripeRefusal) return { answer: refusalAnswer(error), stored: error.stored };
    throw error;
  }
}

/**
 * Carries out requests under Stripe's rules for idempotency keys: the first answer again for the same key and parameters,
 * an error for other ones or another endpoint, a conflict while the first is still running. The change, its events and the
 * kept answer are one transaction, done before the answer leaves.
 */
export function createExecutor(world: World) {
  const running = new Set<string>();

  function perform(request: KeyedRequest, plan: Plan, print: string, instead: StripeRefusal | null): Answer {
    return world.store.transaction(() => {
      const { answer, stored } = attempt(plan);
      const given = instead ? refusalAnswer(instead) : answer;
      if (request.key !== null && (stored || instead?.stored)) {
        const kept = instead?.stored ? given : answer;
        world.records.idempotency.put({
          id: request.key,
          endpoint: request.endpoint,
          fingerprint: print,
          status: kept.status,
          body: kept.body,
          requestId: request.requestId,
          createdMs: world.clock().epochMilliseconds,
        });
      }
      return given;
    });
  }

  return async function execute(
    request: KeyedRequest,
    plan: Plan,
    instead: StripeRefusal | null = null,
  ): Promise<Answer> {
    const { key } = request;
    if (key === null) {
      await prepare(world, plan);
      return perform(request, plan, '', instead);
    }
    if (key.length > longestKey) throw invalidRequest('Idempotency keys can have up to 255 characters.');
    const print = fingerprint(request.rawBody);
    const replayed = replay(world, request, key, print);
    if (replayed) return replayed;
    if (running.has(key)) throw refusals.keyInUse(key);
    running.add(key);
    try {
      await prepare(world, plan);
      return perform(request, plan, print, instead);
    } finally {
      running.delete(key);
    }
  };
}
