import { data } from 'react-router';
import { z } from 'zod';
import { staffAuth } from '#app/auth/better-auth.server.ts';
import { passwordProblem } from '#app/auth/password-rules.ts';
import { signInStaff } from '#app/auth/staff.server.ts';
import { hashToken } from '#app/auth/token.server.ts';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { fail, type HandlerArgs, parseForm, redirectTo } from '#app/http.server.ts';
import type { Role } from '#app/permissions.ts';
import { parseRole } from '#app/permissions.ts';
import { type InvitationKind, join, openInvitation } from '#app/services/people/join.server.ts';
import { passwordWords } from './factor-words.server.ts';

const fields = z.object({
  name: z.string().trim().max(200).catch(''),
  email: z.string().trim().max(400).catch(''),
  password: z.string().max(1000).catch(''),
});
const emailSchema = z.email().max(254);

/** Who is to join. `email` is null where the person says it. */
export interface JoinPage {
  readonly email: string | null;
  readonly name: string;
  readonly role: Role;
}

const tokenHashOf = ({ params }: HandlerArgs) => hashToken((params.token ?? '').slice(0, 128));

/** The invitation that the address names, or the page that there is none. */
export async function loadJoinPage(args: HandlerArgs, kind: InvitationKind): Promise<JoinPage> {
  const found = await openInvitation(args.deps, kind, tokenHashOf(args));
  const role = parseRole(found?.role);
  if (!found || !role) fail(410, 'link-spent');
  return { email: found.email, name: found.name ?? '', role };
}

/** Makes the account, signs its owner in, and leads on to the second factor. */
export async function takeJoinForm(args: HandlerArgs, kind: InvitationKind) {
  const { request, deps, clientIp, setCookie } = args;
  const page = await loadJoinPage(args, kind);
  const form = await parseForm(request, fields, { maxBytes: 16 * 1024, maxFields: 10 });
  const { name, email: typed, password } = form.ok ? form.data : fields.parse(form.values);
  const email = page.email ?? typed.toLowerCase();
  const problems = problemsOf({ name, email, password }, page, args);
  const shown = { name, email: typed };
  if (!form.ok || problems.length > 0) return data({ shown, problems }, { status: 422 });
  const { password: passwords } = await staffAuth(deps).$context;
  const passwordHash = await passwords.hash(password);
  const joined = await join(deps, { kind, tokenHash: tokenHashOf(args), name, email, passwordHash });
  if (!joined.ok && joined.refusal.code === 'invitation.spent') fail(410, 'link-spent');
  if (!joined.ok) {
    const problem = { field: 'email', message: args.t('people:invite.error.exists') };
    return data({ shown, problems: [problem] }, { status: 422 });
  }
  const userAgent = request.headers.get('User-Agent');
  const signedIn = await signInStaff({ email, password, clientIp, userAgent }, deps, setCookie);
  throw redirectTo(signedIn.ok ? '/staff/security/factor' : '/staff/sign-in');
}

function problemsOf(
  typed: { name: string; email: string; password: string },
  page: JoinPage,
  { t }: HandlerArgs,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const say = (field: string, message: string) => problems.push({ field, message });
  if (typed.name === '' || typed.name.length > 80) say('name', t('people:invite.error.name'));
  if (page.email === null && !emailSchema.safeParse(typed.email).success) say('email', t('people:invite.error.email'));
  const wrong = passwordProblem(typed.password, typed);
  if (wrong) say('password', passwordWords(wrong, t));
  return problems;
}
