import type { IncomingMessage, ServerResponse } from 'node:http';
import { invalidRequest, refusals } from './errors.server.ts';
import type { Answer } from './idempotency.server.ts';
import { apiVersion } from './shapes.server.ts';

const largestBody = 256 * 1_024;

/** The first value of a header, or null. */
export function header(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** Reads a form-encoded body. Refuses another content type, more than 256 KiB, and bytes that are not UTF-8. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    // The rest is read and thrown away: a caller who still sends would otherwise see a reset and no reason.
    if (size <= largestBody) chunks.push(bytes);
  }
  if (size > largestBody) throw invalidRequest('Invalid request: the body is too large.');
  const type = header(request, 'content-type') ?? '';
  if (size > 0 && !type.startsWith('application/x-www-form-urlencoded')) {
    const message = 'Invalid request (check that your POST content type is application/x-www-form-urlencoded).';
    throw invalidRequest(message);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw invalidRequest('Invalid request: the body is not UTF-8.');
  }
}

function keyOf(authorization: string): string {
  const [scheme = '', value = ''] = authorization.split(' ');
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return '';
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? '';
}

/** Takes the given keys or, without a list, any secret or restricted test key. A live key never fits: this is no bank. */
export function authenticate(request: IncomingMessage, apiKeys: readonly string[] | undefined): void {
  const key = keyOf(header(request, 'authorization') ?? '');
  if (key === '') throw refusals.noKey();
  const fits = apiKeys ? apiKeys.includes(key) : /^(sk|rk)_test_\w+$/.test(key);
  if (!fits) throw refusals.wrongKey(key);
}

/** Sends an answer; `cut` ends the connection in the middle of the body. */
export function sendAnswer(
  response: ServerResponse,
  requestId: string,
  key: string | null,
  answer: Answer,
  cut = false,
): void {
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, {
    'Content-Type': 'application/json',
    'Content-Length': body.length,
    'Request-Id': requestId,
    'Stripe-Version': apiVersion,
    ...(key === null ? {} : { 'Idempotency-Key': key }),
    ...answer.headers,
  });
  if (!cut) response.end(body);
  else response.write(body.subarray(0, body.length >> 1), () => response.destroy());
}
