import { z } from 'zod';
import { rememberLocale } from '#app/http/locale.server.ts';
import { allow, fail, parseForm, redirectTo } from '#app/http.server.ts';
import { isLanguage } from '#app/i18n/languages.ts';
import { safeNext } from '#app/security/next-path.server.ts';

const fields = z.object({ locale: z.string().max(10).refine(isLanguage), next: z.string().max(500).catch('') });

export const loader = allow('public', (): null => {
  throw redirectTo('/');
});

/** Keeps the language and goes back to the page where it was chosen. */
export const action = allow('public', async ({ request, deps, setCookie }): Promise<null> => {
  const form = await parseForm(request, fields, { maxBytes: 4 * 1024 });
  if (!form.ok) fail(400, 'invalid');
  setCookie(rememberLocale(deps.env, form.data.locale));
  throw redirectTo(safeNext(withoutLanguage(form.data.next), '/'));
});

/** A link may name a language (`?lang=de`), which would win over the one just chosen. */
function withoutLanguage(next: string): string {
  const [path = '', query = ''] = next.split('?', 2);
  const rest = new URLSearchParams(query);
  rest.delete('lang');
  return rest.size > 0 ? `${path}?${rest}` : path;
}
