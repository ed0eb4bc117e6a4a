import Stripe from 'stripe';
import type { StandInAnswer, StandInRequest } from './controls.ts';

/** A request on its way, as the SDK made it. */
export interface Travelling extends StandInRequest {
  /** After so long without an answer the caller gives up. */
  readonly timeoutMs: number;
}

/** Brings a request to the stand-in, and back what the caller sees of its answer. */
export type Carry = (request: Travelling) => Promise<StandInAnswer>;

type HttpResponse = Awaited<ReturnType<Stripe.HttpClient['makeRequest']>>;
type Answered = Extract<StandInAnswer, { kind: 'answer' }>;

class Response implements HttpResponse {
  readonly #answer: Answered;
  readonly #headers: Record<string, string>;

  constructor(answer: Answered) {
    this.#answer = answer;
    this.#headers = inLowerCase(answer.headers);
  }

  getStatusCode(): number {
    return this.#answer.status;
  }

  getHeaders(): Record<string, string> {
    return this.#headers;
  }

  getRawResponse(): Answered {
    return this.#answer;
  }

  toStream(): never {
    throw new Error('nothing here is streamed');
  }

  async toJSON(): Promise<unknown> {
    if (this.#answer.cut) throw Stripe.HttpClient.makeResponseBodyError(new Error('the connection was cut'));
    return JSON.parse(this.#answer.body);
  }
}

const inLowerCase = (headers: object): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));

/**
 * The SDK's way to a stand-in in this process: no socket, and no timer. What the stand-in never answers is a time-out at once; a connection that
 * breaks has no code that would make the SDK itself wait and ask again.
 */
export function createInProcessHttpClient(carry: Carry): Stripe.HttpClient {
  return {
    getClientName: () => 'in-process',
    async makeRequest(_host, _port, url, method, headers, requestData, _protocol, timeoutMs) {
      const answer = await carry({ method, url, headers: inLowerCase(headers), body: requestData ?? '', timeoutMs });
      if (answer.kind === 'silent') throw Stripe.HttpClient.makeTimeoutError();
      if (answer.kind === 'lost') throw new Error('the connection broke before an answer came');
      return new Response(answer);
    },
  };
}
