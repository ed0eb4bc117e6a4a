import type { StandInAnswer, StandInRequest } from './controls.ts';
import { refusals, StripeRefusal } from './errors.server.ts';
import { type Fault, insteadOf, refusalOf, travelOf } from './faults.server.ts';
import { type Form, parseForm } from './form.server.ts';
import { authenticate, checkType, headersOf } from './http.server.ts';
import { type Answer, createExecutor, type During, refusalAnswer } from './idempotency.server.ts';
import { matchRoute, type Route } from './routes.server.ts';
import type { World } from './world.server.ts';

/** A request and its answer, as Stripe would have given it: without what an oddity laid over it. */
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

export interface ResponderOptions {
  world: World;
  apiKeys: readonly string[] | undefined;
  during: During;
  /** The next scripted fault for a request, used up by asking. */
  takeFault: (route: string, text: string) => Fault | null;
  /** Whether a request is within the limit of requests. */
  admits: (route: string) => boolean;
  onCall: (route: string) => void;
  /** After a request was carried out, and before its answer goes out. */
  onAnswered: (exchange: Exchange) => void;
  /** Sends the webhooks that are due, for a fault that lets them overtake the answer. */
  sendWebhooks: () => Promise<void>;
  applyOddities: (body: string) => string;
  onError: (error: unknown) => void;
}

interface Incoming extends StandInRequest {
  path: string;
  query: string;
  key: string | null;
  requestId: string;
}

interface Matched {
  route: Route;
  id: string;
  part: string;
  name: string;
}

function match({ method, path }: Incoming): Matched {
  const found = matchRoute(method, path);
  if (!found) throw refusals.unknownUrl(method, path);
  return { ...found, name: `${method} ${found.route.path}` };
}

const page = '<html><body><h1>502 Bad Gateway</h1></body></html>';
const badGateway: StandInAnswer = {
  kind: 'answer',
  status: 502,
  headers: { 'Content-Type': 'text/html' },
  body: page,
  cut: false,
};

/** Answers requests without a network under them: reads, lets in, carries out, and breaks what a scripted fault says. */
export function createResponder(options: ResponderOptions) {
  const { world } = options;
  const execute = createExecutor(world, options.during);

  async function carryOut(incoming: Incoming, matched: Matched, raw: string, form: Form, fault: Fault | null) {
    const { key, requestId, method, path } = incoming;
    if (!options.admits(matched.name)) throw refusals.rateLimit();
    const refusal = fault && refusalOf(fault, key);
    if (refusal && !refusal.stored) throw refusal;
    const cause = { requestId, idempotencyKey: key, travel: travelOf(fault) };
    const plan = matched.route.plan(world, matched.id, form, cause, matched.part);
    const changes = method === 'POST';
    const keyed = { key: changes ? key : null, endpoint: `${method} ${path}`, rawBody: raw, requestId, changes };
    if (!refusal) return await execute(keyed, plan, insteadOf(fault));
    const run = () => {
      throw refusal;
    };
    return await execute(keyed, { ...plan, run });
  }

  async function settle(incoming: Incoming, matched: Matched, raw: string, fault: Fault | null) {
    let form: Form = new Map();
    try {
      authenticate(incoming.headers, options.apiKeys);
      form = parseForm(raw);
      return { form, answer: await carryOut(incoming, matched, raw, form, fault) };
    } catch (error) {
      if (error instanceof StripeRefusal) return { form, answer: refusalAnswer(error) };
      throw error;
    }
  }

  function leaving({ key, requestId }: Incoming, { status, headers, body }: Answer, cut: boolean): StandInAnswer {
    const known = headersOf(requestId, key);
    return { kind: 'answer', status, headers: { ...known, ...headers }, body: options.applyOddities(body), cut };
  }

  async function respond(incoming: Incoming): Promise<StandInAnswer> {
    const { method, path, query, key } = incoming;
    const matched = match(incoming);
    checkType(incoming);
    const raw = method === 'GET' ? query : incoming.body;
    options.onCall(matched.name);
    const fault = options.takeFault(matched.name, `${path}?${raw}`);
    if (fault?.do === 'timeout-before') return { kind: 'lost' };
    if (fault?.do === 'hang') return { kind: 'silent' };
    if (fault?.do === 'not-json') return badGateway;
    const { form, answer } = await settle(incoming, matched, raw, fault);
    const { status, body } = answer;
    options.onAnswered({ method, path, route: matched.route.path, form, idempotencyKey: key, status, body });
    if (fault?.do === 'webhook-first') await options.sendWebhooks();
    if (fault?.do === 'timeout-after') return { kind: 'lost' };
    if (fault?.do === 'hang-after') return { kind: 'silent' };
    return leaving(incoming, answer, fault?.do === 'cut-body');
  }

  return async function answer(request: StandInRequest): Promise<StandInAnswer> {
    const [path = '/', query = ''] = request.url.split(/\?(.*)/s, 2);
    const key = request.headers['idempotency-key'] ?? null;
    const incoming: Incoming = { ...request, path, query, key, requestId: world.newId('req') };
    try {
      return await respond(incoming);
    } catch (error) {
      const known = error instanceof StripeRefusal;
      if (!known) options.onError(error);
      return leaving(incoming, refusalAnswer(known ? error : refusals.broken()), false);
    }
  };
}
