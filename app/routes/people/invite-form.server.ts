import { data } from 'react-router';
import { z } from 'zod';
import { sessionSecret } from '#app/auth/secret.server.ts';
import { hashToken, makeToken } from '#app/auth/token.server.ts';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { fail, parseForm, redirectTo, type StaffArgs } from '#app/http.server.ts';
import { locales } from '#app/i18n/locales.ts';
import { parseRole } from '#app/permissions.ts';
import { ONE_TIME_CODE, seal } from '#app/security/seal.server.ts';
import { invitePerson } from '#app/services/people/invite-person.server.ts';

const fields = z.object({
  name: z.string().trim().max(200).catch(''),
  email: z.string().trim().max(400).catch(''),
  role: z.string().max(20).catch(''),
  locale: z.string().max(10).catch(''),
});
const emailSchema = z.email().max(254);

/** Sends an invitation to work here. */
export async function takeInviteForm(args: StaffArgs) {
  const { request, deps, staff, t } = args;
  const form = await parseForm(request, fields, { maxBytes: 8 * 1024, maxFields: 10 });
  const typed = form.ok ? form.data : fields.parse(form.values);
  const email = typed.email.toLowerCase();
  const role = parseRole(typed.role);
  const locale = locales.find((one) => one === typed.locale) ?? args.locale;
  const problems: FieldProblem[] = [];
  if (!form.ok || typed.name === '' || typed.name.length > 80)
    problems.push({ field: 'name', message: t('people:invite.error.name') });
  if (!emailSchema.safeParse(email).success) problems.push({ field: 'email', message: t('people:invite.error.email') });
  if (!role) problems.push({ field: 'role', message: t('people:invite.error.role') });
  if (!role || problems.length > 0) return data({ typed, problems }, { status: 422 });
  const token = makeToken(deps.ids);
  const sealedToken = seal(token, sessionSecret(deps.env), ONE_TIME_CODE);
  const secret = { tokenHash: hashToken(token), sealedToken };
  const invited = await invitePerson(deps, { staffId: staff.id, email, name: typed.name, role, locale, ...secret });
  if (invited.ok) throw redirectTo('/people?done=invited');
  if (invited.refusal.code === 'person.forbidden') fail(403, 'forbidden');
  const exists: FieldProblem[] = [{ field: 'email', message: t('people:invite.error.exists') }];
  return data({ typed, problems: exists }, { status: 422 });
}
