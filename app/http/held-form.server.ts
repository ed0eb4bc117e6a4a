import { parseFormData } from '@remix-run/form-data-parser';
import { z } from 'zod';
import { lastPersonOf } from '#app/auth/last-person.server.ts';
import { sessionSecret } from '#app/auth/secret.server.ts';
import type { Staff } from '#app/auth/staff.server.ts';
import { hashToken, makeToken } from '#app/auth/token.server.ts';
import type { Deps } from '#app/context.server.ts';
import { HELD_FORM, open, seal } from '#app/security/seal.server.ts';
import { findHeld, keepHeld } from '#app/services/people/held-form.server.ts';
import { readText } from './read-text.server.ts';

/** Above this nothing is kept: a form of three hundred lines with their notes is smaller. */
const BYTES = 512 * 1024;
const FIELDS = 2500;
/** With photos, which are not kept, a body is larger. */
const BODY_BYTES = 60 * 1024 * 1024;
/** What people work at for long. */
const WORK = /^\/(desk|dock|policy)(\/|$)/;
/** What proves who somebody is is never kept. */
const SECRET = new Set(['proof', 'password', 'code']);

const heldSchema = z.object({ path: z.string(), fields: z.array(z.tuple([z.string(), z.string()])) });

/** What somebody typed when their session had ended: which page it was sent to, and its fields. */
export type HeldForm = z.output<typeof heldSchema>;

/**
 * Keeps a form that came after the end of a session, sealed and for the person alone who was signed in in that browser last, for half an hour.
 * Answers what the browser needs to ask for it, or null where nothing was kept: of another page, of nobody, or too large.
 */
export async function holdLateForm(request: Request, url: URL, deps: Deps): Promise<string | null> {
  const userId = lastPersonOf(request, deps);
  if (userId === null || !WORK.test(url.pathname)) return null;
  const fields = await fieldsOf(request).catch(() => null);
  if (fields === null || fields.length === 0) return null;
  const text = JSON.stringify({ path: url.pathname + url.search, fields } satisfies HeldForm);
  if (text.length > BYTES) return null;
  const token = makeToken(deps.ids);
  const sealed = seal(text, sessionSecret(deps.env), HELD_FORM);
  await keepHeld(deps, { id: hashToken(token), userId, sealed });
  return token;
}

async function fieldsOf(request: Request): Promise<[string, string][] | null> {
  const type = (request.headers.get('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase();
  const form =
    type === 'multipart/form-data'
      ? await parseFormData(request, { maxFileSize: BODY_BYTES, maxTotalSize: BODY_BYTES, maxFiles: 60 }, () => null)
      : type === 'application/x-www-form-urlencoded'
        ? new URLSearchParams(await readText(request, BYTES))
        : null;
  if (form === null) return null;
  const fields = [...form.entries()].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && !SECRET.has(name) ? [[name, value]] : [],
  );
  return fields.length > FIELDS ? null : fields;
}

/** What was kept for this person under this token; null when there is nothing, or no longer. */
export async function findLateForm(token: string, staff: Staff, deps: Deps): Promise<HeldForm | null> {
  const found = await findHeld(deps, { id: hashToken(token), userId: staff.id });
  const text = found && open(found.sealed, sessionSecret(deps.env), HELD_FORM);
  return text ? heldSchema.parse(JSON.parse(text)) : null;
}
