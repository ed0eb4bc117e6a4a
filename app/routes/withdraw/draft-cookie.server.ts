import { z } from 'zod';
import { makeCookie, readCookie } from '#app/auth/cookies.server.ts';
import { sessionSecret } from '#app/auth/secret.server.ts';
import type { Deps } from '#app/context.server.ts';
import { open, STATEMENT, seal } from '#app/security/seal.server.ts';
import {
  CONTRACT_LIMIT,
  EMAIL_LIMIT,
  NAME_LIMIT,
  SCOPE_LINES_LIMIT,
  WORDS_LIMIT,
} from '#machines/withdrawal/statement.ts';

const NAME = 'withdraw';
/** Longer than anybody reads their own statement; afterwards the form is empty again. */
const MAX_AGE = 60 * 60;
/** Browsers keep cookies of up to 4096 characters with their name and attributes; the limits of the fields add up to less. */
const LONGEST = 3900;

const draftSchema = z.strictObject({
  key: z.string().min(1).max(64),
  name: z.string().max(NAME_LIMIT),
  contract: z.string().max(CONTRACT_LIMIT),
  email: z.string().max(EMAIL_LIMIT),
  words: z.string().max(WORDS_LIMIT),
  /** The order whose lines are chosen; null: not proved. */
  orderId: z.string().max(64).nullable(),
  /** Positions in the order, and pieces of each; null: the whole order. */
  lines: z
    .array(z.tuple([z.int().min(0), z.int().min(1)]))
    .max(SCOPE_LINES_LIMIT)
    .nullable(),
});
/** What was typed, on its way from the form to the page where it is confirmed. It stands in no address, and nobody else can read it. */
export type StatementDraft = z.infer<typeof draftSchema>;

const cookieSchema = z.union([
  draftSchema,
  z.strictObject({ done: z.string().max(64) }),
  z.strictObject({ fresh: z.literal(true) }),
]);
type Kept = z.infer<typeof cookieSchema>;

/** What the browser kept: a draft, the receipt of the one that was confirmed, nothing yet; null when it keeps no cookies. */
export function readKept(request: Request, deps: Pick<Deps, 'env'>): Kept | null {
  const sealed = readCookie(request, deps.env, NAME, LONGEST);
  const text = sealed === null ? null : open(sealed, sessionSecret(deps.env), STATEMENT);
  if (text === null) return null;
  return cookieSchema.safeParse(JSON.parse(text)).data ?? null;
}

/** The Set-Cookie header. */
export function keep(deps: Pick<Deps, 'env'>, kept: Kept): string {
  return makeCookie(deps.env, NAME, seal(JSON.stringify(kept), sessionSecret(deps.env), STATEMENT), {
    maxAge: MAX_AGE,
  });
}

export const draftOf = (kept: Kept | null): StatementDraft | null => (kept && 'key' in kept ? kept : null);
