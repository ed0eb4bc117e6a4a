import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusals, StripeRefusal } from './errors.server.ts';
import { type FaultKind, insteadOf, refusalOf, travelOf } from './faults.server.ts';
import { type Form, parseForm } from './form.server.ts';
import { authenticate, header, readBody, sendAnswer } from './http.server.ts';
import { type Answer, createExecutor, refusalAnswer } from './idempotency.server.ts';
import { matchRoute, type Route } from './routes.server.ts';
import type { World } from './world.server.ts';

export interface Exchange {
  method: string;
  path: string;
  /** The route with its placeholder: `/v1/refunds/:id`. */
  route: string;
  form: Form;
  idempotencyKey: string | null;
  status: number;
  body: string;
}

export interface RequestHandlerOptions {
  world: World;
  apiKeys: readonly string[] | undefined;
  /** The next scripted fault for a route, used up by asking. */
  takeFault: (route: string) => FaultKind | null;
  onCall: (route: string) => void;
  /** After a request was carried out, and before its answer goes out. */
  onAnswered: (exchange: Exchange) => void;
  onError: (error: unknown) => void;
}

interface Incoming {
  request: IncomingMessage;
  method: string;
  url: URL;
  key: string | null;
  requestId: string;
}

interface Matched {
  route: Route;
  id: string;
  name: string;
}

function match({ method, url }: Incoming): Matched {
  const found = matchRoute(method, url.pathname);
  if (!found) throw refusals.unknownUrl(method, url.pathname);
  return { ...found, name: `${method} ${found.route.path}` };
}

const rawParameters = async ({ method, url, request }: Incoming): Promise<string> =>
  method === 'GET' ? url.search.slice(1) : await readBody(request);

/** Answers one request: reads, lets in, carries out, and breaks what a scripted fault says. */
export function createRequestHandler(options: RequestHandlerOptions) {
  const { world } = options;
  const execute = createExecutor(world);

  async function carryOut(incoming: Incoming, matched: Matched, raw: string, form: Form, fault: FaultKind | null) {
    const { key, requestId, method, url } = incoming;
    const refusal = fault && refusalOf(fault, key);
    if (refusal) throw refusal;
    const cause = { requestId, idempotencyKey: key, travel: travelOf(fault) };
    const plan = matched.route.plan(world, matched.id, form, cause);
    const endpoint = `${method} ${url.pathname}`;
    const keyed = { key: method === 'POST' ? key : null, endpoint, rawBody: raw, requestId };
    return await execute(keyed, plan, insteadOf(fault));
  }

  async function settle(incoming: Incoming, matched: Matched, raw: string, fault: FaultKind | null) {
    let form: Form = new Map();
    try {
      authenticate(incoming.request, options.apiKeys);
      form = parseForm(raw);
      return { form, answer: await carryOut(incoming, matched, raw, form, fault) };
    } catch (error) {
      if (error instanceof StripeRefusal) return { form, answer: refusalAnswer(error) };
      throw error;
    }
  }

  async function respond(incoming: Incoming, response: ServerResponse): Promise<void> {
    const { method, url, key, requestId } = incoming;
    const raw = await rawParameters(incoming);
    const matched = match(incoming);
    options.onCall(matched.name);
    const fault = options.takeFault(matched.name);
    if (fault === 'timeout-before') response.destroy();
    if (fault === 'timeout-before' || fault === 'hang') return;
    const { form, answer } = await settle(incoming, matched, raw, fault);
    const { status, body } = answer;
    const route = matched.route.path;
    options.onAnswered({ method, path: url.pathname, route, form, idempotencyKey: key, status, body });
    if (fault === 'timeout-after') response.destroy();
    else if (fault !== 'hang-after') sendAnswer(response, requestId, key, answer, fault === 'cut-body');
  }

  function refuse(response: ServerResponse, requestId: string, key: string | null, error: unknown): void {
    const known = error instanceof StripeRefusal;
    if (!known) options.onError(error);
    const answer: Answer = refusalAnswer(known ? error : refusals.broken());
    if (!response.headersSent && !response.destroyed) sendAnswer(response, requestId, key, answer);
  }

  return async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = world.newId('req');
    const key = header(request, 'idempotency-key');
    try {
      const url = new URL(`http://standin.invalid${request.url ?? '/'}`);
      await respond({ request, method: request.method ?? 'GET', url, key, requestId }, response);
    } catch (error) {
      refuse(response, requestId, key, error);
    }
  };
}
