import { data } from 'react-router';
import { z } from 'zod';
import { fail, parseForm, redirectTo, refusalStatus, type StaffArgs } from '#app/http.server.ts';
import { parseRole } from '#app/permissions.ts';
import { changeAccount, type PersonChange } from '#app/services/people/change-person.server.ts';
import { viewPerson } from '#app/services/people/view-people.server.ts';
import { deviceWords } from './device-words.server.ts';
import { personWords } from './person-words.server.ts';

const DONE = ['role', 'off', 'on', 'sessions', 'factor-reset'] as const;
const fields = z.object({ intent: z.string().max(20).catch(''), role: z.string().max(20).catch('') });

/** One person as administrators see them. */
export async function loadPersonPage({ deps, params, staff, url, t, locale }: StaffArgs) {
  const view = await viewPerson(deps, (params.id ?? '').slice(0, 100));
  if (!view) fail(404, 'not-found');
  const { person, sessions, timeZone } = view;
  const reader = { t, locale, timeZone };
  const done = DONE.find((one) => one === url.searchParams.get('done'));
  return {
    ...personWords(person, reader),
    ...{ roleCode: person.role, off: person.disabledAt !== null },
    mayResetFactor: person.twoFactorEnabled && person.id !== staff.id,
    devices: sessions.map((session) => deviceWords(session, reader)),
    done: done ? t(`people:person.done.${done}`) : null,
  };
}

/** Takes what an administrator does to a person's account. */
export async function takePersonForm({ request, deps, params, staff, t }: StaffArgs) {
  const personId = (params.id ?? '').slice(0, 100);
  if (!(await viewPerson(deps, personId))) fail(404, 'not-found');
  const form = await parseForm(request, fields, { maxBytes: 4 * 1024, maxFields: 5 });
  const change = form.ok ? changeOf(form.data) : null;
  if (!change) return fail(422, 'invalid');
  const changed = await changeAccount(deps, { staffId: staff.id, personId, change });
  // Their own sessions may have ended by it; the sign-in page comes then.
  if (changed.ok) throw redirectTo(`/people/${personId}?done=${change.kind}`);
  const { code } = changed.refusal;
  if (code === 'person.forbidden') fail(403, 'forbidden');
  if (code === 'person.not-found') fail(404, 'not-found');
  const field = change.kind === 'role' ? 'role' : '';
  const problems = [{ field, message: t(`people:person.error.${REFUSALS[code]}`) }];
  return data({ problems }, { status: refusalStatus(code) });
}

const REFUSALS = {
  'person.last-admin': 'last-admin',
  'person.unchanged': 'unchanged',
  'person.oneself': 'oneself',
} as const;

function changeOf({ intent, role }: z.output<typeof fields>): PersonChange | null {
  const kind = DONE.find((one) => one === intent);
  if (kind !== 'role') return kind ? { kind } : null;
  const parsed = parseRole(role);
  return parsed && { kind, role: parsed };
}
