import { data } from 'react-router';
import { z } from 'zod';
import { staffAuth } from '#app/auth/better-auth.server.ts';
import { passwordProblem } from '#app/auth/password-rules.ts';
import { sessionSecret } from '#app/auth/secret.server.ts';
import { countReset } from '#app/auth/sign-in-limit.server.ts';
import { hashToken, makeToken } from '#app/auth/token.server.ts';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { fail, type HandlerArgs, parseForm, redirectTo } from '#app/http.server.ts';
import { ONE_TIME_CODE, seal } from '#app/security/seal.server.ts';
import { askForReset, openReset, resetPassword } from '#app/services/people/reset-password.server.ts';
import { passwordWords } from './factor-words.server.ts';

const asked = z.object({ email: z.string().trim().max(400).catch('') });
const chosen = z.object({ password: z.string().max(1000).catch('') });
const emailSchema = z.email().max(254);

const wrong = (problems: readonly FieldProblem[], email = '', status = 422) => data({ problems, email }, { status });

/** Takes the address of somebody who forgot their password. One answer, whoever works under it and however often it was asked for. */
export async function takeForgotten({ request, deps, t, locale, clientIp }: HandlerArgs) {
  const form = await parseForm(request, asked, { maxBytes: 4096, maxFields: 10 });
  const typed = form.ok ? form.data.email : asked.parse(form.values).email;
  const email = typed.toLowerCase();
  if (!form.ok || !emailSchema.safeParse(email).success)
    return wrong([{ field: 'email', message: t('people:invite.error.email') }], typed);
  const allowed = await countReset(email, clientIp, deps);
  if (allowed === 'network') return wrong([{ field: 'email', message: t('access:forgotten.too-many') }], typed, 429);
  if (allowed === 'yes') {
    const token = makeToken(deps.ids);
    const sealedToken = seal(token, sessionSecret(deps.env), ONE_TIME_CODE);
    await askForReset(deps, { email, locale, tokenHash: hashToken(token), sealedToken });
  }
  throw redirectTo('/staff/forgotten?sent=yes');
}

const tokenHashOf = ({ params }: HandlerArgs) => hashToken((params.token ?? '').slice(0, 128));

/** Whose password the link sets, or the page that it no longer counts. */
export async function loadReset(args: HandlerArgs): Promise<{ email: string }> {
  const found = await openReset(args.deps, tokenHashOf(args));
  return found ? { email: found.email } : fail(410, 'link-spent');
}

/** Sets the new password; its owner signs in with it, second factor and all. */
export async function takeReset(args: HandlerArgs) {
  const { request, deps, t } = args;
  const found = await openReset(deps, tokenHashOf(args));
  if (!found) fail(410, 'link-spent');
  const form = await parseForm(request, chosen, { maxBytes: 16 * 1024, maxFields: 10 });
  const { password } = form.ok ? form.data : chosen.parse(form.values);
  const refused = passwordProblem(password, { email: found.email, name: found.name ?? '' });
  if (!form.ok || refused) {
    const message = refused ? passwordWords(refused, t) : t('error.invalid');
    return data({ problems: [{ field: 'password', message }] }, { status: 422 });
  }
  const { password: passwords } = await staffAuth(deps).$context;
  const done = await resetPassword(deps, {
    tokenHash: tokenHashOf(args),
    passwordHash: await passwords.hash(password),
  });
  if (!done.ok) fail(410, 'link-spent');
  throw redirectTo('/staff/forgotten?done=yes');
}
