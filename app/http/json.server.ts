import type { z } from 'zod';
import { refusalStatus } from './answers.server.ts';

/** What went wrong, for a developer of the shop: the code is for programs and stays, the sentence is for people and may change. */
const messages = {
  'auth.missing': 'Send the key of the shop as "Authorization: Bearer <key>".',
  'auth.wrong': 'The key is not one of this shop.',
  'method.not-allowed': 'This address does not know the method.',
  'body.unsupported-type': 'Send the body as application/json.',
  'body.too-large': 'The body is too large.',
  'body.malformed': 'The body is not JSON.',
  'body.invalid': 'The body does not fit its schema; see "fields".',
  'path.invalid': 'The name of the request in the address is not well formed.',
  'credit.not-found': 'There is no store credit with this code.',
  'credit.too-many-requests': 'Too many codes that are none in this hour. Try again later.',
  'credit.expired': 'The store credit has ended.',
  'credit.other-currency': 'The store credit is in another currency.',
  'credit.not-enough': 'There is less on the store credit than was asked for.',
  'redemption.conflict': 'A request of this name had another content.',
  'redemption.not-found': 'There is no redemption of this name on this store credit.',
} as const;
export type ProblemCode = keyof typeof messages;

type Figures = Readonly<Record<string, unknown>>;

const statuses: Partial<Record<ProblemCode, number>> = {
  'auth.missing': 401,
  'auth.wrong': 401,
  'method.not-allowed': 405,
  'body.malformed': 400,
};

const headersOf = (status: number, more: HeadersInit): Headers => {
  const headers = new Headers(more);
  headers.set('Cache-Control', 'no-store');
  if (status === 401) headers.set('WWW-Authenticate', 'Bearer');
  if (status === 429) headers.set('Retry-After', '3600');
  return headers;
};

/** An answer that says no: `{code, message, …figures}`. */
export function problem(code: ProblemCode, figures: Figures = {}, headers: HeadersInit = {}): Response {
  const status = statuses[code] ?? refusalStatus(code);
  return Response.json({ ...figures, code, message: messages[code] }, { status, headers: headersOf(status, headers) });
}

/** An answer with what was asked for. Not kept by anybody on the way. */
export const answerJson = (body: object): Response => Response.json(body, { headers: { 'Cache-Control': 'no-store' } });

/** For another method than the address knows. */
export const wrongMethod = (allowed: string): Response => problem('method.not-allowed', {}, { Allow: allowed });

export type ParsedJson<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly answer: Response };

/** Reads a JSON body up to a size and parses it; what is wrong is an answer. Never says what was sent, only which fields do not fit. */
export async function parseJson<S extends z.ZodType>(
  request: Request,
  schema: S,
  { maxBytes }: { readonly maxBytes: number },
): Promise<ParsedJson<z.output<S>>> {
  const type = request.headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return { ok: false, answer: problem('body.unsupported-type') };
  const text = await readUpTo(request, maxBytes);
  if (text === null) return { ok: false, answer: problem('body.too-large') };
  const value = jsonOf(text);
  if (!value.ok) return { ok: false, answer: problem('body.malformed') };
  const parsed = schema.safeParse(value.value);
  if (parsed.success) return { ok: true, data: parsed.data };
  const fields = parsed.error.issues.map((issue) => issue.path.join('.') || '(body)');
  return { ok: false, answer: problem('body.invalid', { fields: [...new Set(fields)].slice(0, 20) }) };
}

function jsonOf(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

/** The body as text; null for more than `maxBytes`, without reading on. */
async function readUpTo(request: Request, maxBytes: number): Promise<string | null> {
  if (Number(request.headers.get('Content-Length') ?? 0) > maxBytes) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
