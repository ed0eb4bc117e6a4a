import { z } from 'zod';
import { rememberKeys } from '#app/http/keys-cookie.server.ts';
import { allow, fail, parseForm, redirectTo } from '#app/http.server.ts';
import { safeNext } from '#app/security/next-path.server.ts';

const fields = z.object({ keys: z.enum(['on', 'off']), next: z.string().max(500).catch('') });

export const loader = allow('dock.read', (): null => {
  throw redirectTo('/dock');
});

/** Turns the keys of this browser on or off, and goes back to the parcel. */
export const action = allow('dock.read', async ({ request, deps, setCookie }): Promise<null> => {
  const form = await parseForm(request, fields, { maxBytes: 4 * 1024 });
  if (!form.ok) fail(400, 'invalid');
  setCookie(rememberKeys(deps.env, form.data.keys));
  throw redirectTo(safeNext(form.data.next, '/dock'));
});
