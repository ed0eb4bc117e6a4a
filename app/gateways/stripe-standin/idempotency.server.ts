import { createHash } from 'node:crypto';
import { invalidRequest, refusals, StripeRefusal } from './errors.server.ts';
import { formPairs } from './form.server.ts';
import { lockOf, type Plan, prepare } from './plan.server.ts';
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
  /** Whether it can change anything. */
  changes: boolean;
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

/** Forgets keys that are over their time, two for each new one: so they never become more, and no request waits for it. */
function prune(world: World): void {
  const nowMs = world.clock().epochMilliseconds;
  for (const kept of world.records.idempotency.list({ oldestFirst: true, limit: 2 })) {
    if (nowMs - kept.createdMs >= keepMs) world.records.idempotency.remove(kept.id);
  }
}

function keep(world: World, request: KeyedRequest, key: string, print: string, { status, body }: Answer): void {
  const { endpoint, requestId } = request;
  prune(world);
  // A key that comes again after its time is a new one, and the newest.
  world.records.idempotency.remove(key);
  const createdMs = world.clock().epochMilliseconds;
  world.records.idempotency.put({ id: key, endpoint, fingerprint: print, status, body, requestId, createdMs });
}

/** What goes on while a request holds its key and its payment: a network, or a scheduler of a test. */
export type During = (() => Promise<void>) | undefined;

/**
 * Carries out requests under Stripe's rules for idempotency keys: the first answer again for the same key and parameters,
 * an error for other ones or another endpoint, a conflict while the first is still running. The change, its events and the
 * kept answer are one transaction, done before the answer leaves. With `during`, calls that change one payment exclude each
 * other: the second is turned away with `lock_timeout`.
 */
export function createExecutor(world: World, during: During) {
  const running = new Set<string>();
  const locked = new Set<string>();

  function perform(request: KeyedRequest, plan: Plan, print: string, instead: StripeRefusal | null): Answer {
    return world.store.transaction(() => {
      const { answer, stored } = attempt(plan);
      const given = instead ? refusalAnswer(instead) : answer;
      if (request.key !== null && (stored || instead?.stored)) {
        keep(world, request, request.key, print, instead?.stored ? given : answer);
      }
      return given;
    });
  }

  async function carryOut(request: KeyedRequest, plan: Plan, print: string, instead: StripeRefusal | null) {
    await prepare(world, plan);
    const lock = during && request.changes ? lockOf(world, plan) : null;
    if (during === undefined || lock === null) return perform(request, plan, print, instead);
    if (locked.has(lock)) throw refusals.lockTimeout();
    locked.add(lock);
    try {
      await during();
      return perform(request, plan, print, instead);
    } finally {
      locked.delete(lock);
    }
  }

  return async function execute(
    request: KeyedRequest,
    plan: Plan,
    instead: StripeRefusal | null = null,
  ): Promise<Answer> {
    const { key } = request;
    if (key === null) return await carryOut(request, plan, '', instead);
    if (key.length > longestKey) throw invalidRequest('Idempotency keys can have up to 255 characters.');
    const print = fingerprint(request.rawBody);
    const replayed = replay(world, request, key, print);
    if (replayed) return replayed;
    if (running.has(key)) throw refusals.keyInUse(key);
    running.add(key);
    try {
      return await carryOut(request, plan, print, instead);
    } finally {
      running.delete(key);
    }
  };
}
