import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { StandInAnswer, StandInRequest } from './controls.ts';
import { invalidRequest, refusals } from './errors.server.ts';
import { apiVersion } from './object-shape.server.ts';

/** What is read of a request: node's own, or one that never saw a network. */
export interface IncomingRequest extends AsyncIterable<unknown> {
  method?: string | undefined;
  url?: string | undefined;
  headers: IncomingHttpHeaders;
}

/** What an answer is written to. */
export interface OutgoingResponse {
  readonly headersSent: boolean;
  readonly destroyed: boolean;
  writeHead(status: number, headers: OutgoingHttpHeaders): unknown;
  write(chunk: Uint8Array, written: () => void): unknown;
  end(chunk: Uint8Array): unknown;
  destroy(): unknown;
}

const largestBody = 256 * 1_024;

type Headers = StandInRequest['headers'];

/** Refuses a body that is no form, or too large. */
export function checkType({ body, headers }: StandInRequest): void {
  if (body.length > largestBody) throw invalidRequest('Invalid request: the body is too large.');
  if (body.includes('\u{fffd}')) throw invalidRequest('Invalid request: the body is not UTF-8.');
  if (body !== '' && !(headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) {
    const message = 'Invalid request (check that your POST content type is application/x-www-form-urlencoded).';
    throw invalidRequest(message);
  }
}

function keyOf(authorization: string): string {
  const [scheme = '', value = ''] = authorization.split(' ');
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return '';
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? '';
}

/** Takes the given keys or, without a list, any secret or restricted test key. A live key never fits: this is no bank. */
export function authenticate(headers: Headers, apiKeys: readonly string[] | undefined): void {
  const key = keyOf(headers.authorization ?? '');
  if (key === '') throw refusals.noKey();
  const fits = apiKeys ? apiKeys.includes(key) : /^(sk|rk)_test_\w+$/.test(key);
  if (!fits) throw refusals.wrongKey(key);
}

export function headersOf(requestId: string, key: string | null): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'Request-Id': requestId,
    'Stripe-Version': apiVersion,
    ...(key === null ? {} : { 'Idempotency-Key': key }),
  };
}

/** Reads a request from the network; of a body that is too large only so much that it is seen to be. */
export async function readRequest(request: IncomingRequest): Promise<StandInRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = typeof chunk === 'string' || chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.alloc(0);
    // The rest is read and thrown away: a caller who still sends would otherwise see a reset and no reason.
    if (size <= largestBody) chunks.push(bytes);
    size += bytes.length;
  }
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
  const body = Buffer.concat(chunks).toString('utf8');
  return { method: request.method ?? 'GET', url: request.url ?? '/', headers, body };
}

/** Sends an answer, or does to the connection what stands for one. */
export function sendAnswer(response: OutgoingResponse, answer: StandInAnswer): void {
  if (response.destroyed || answer.kind === 'silent') return;
  if (answer.kind === 'lost') {
    response.destroy();
    return;
  }
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...answer.headers, 'Content-Length': body.length });
  if (!answer.cut) response.end(body);
  else response.write(body.subarray(0, body.length >> 1), () => response.destroy());
}
