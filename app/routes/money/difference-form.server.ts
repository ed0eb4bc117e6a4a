import { data } from 'react-router';
import { z } from 'zod';
import { fail, parseForm, redirectTo, refusalStatus, type StaffArgs } from '#app/http.server.ts';
import { resolveDifference } from '#app/services/resolve-difference.server.ts';
import { DIFFERENCE_ACTIONS } from '#machines/reconciliation/index.ts';

// Longer than what is taken, so that what was typed comes back with a sentence about its length.
const fields = z.object({
  action: z.enum(DIFFERENCE_ACTIONS),
  version: z.coerce.number().int().min(1),
  note: z.string().max(5000).default(''),
});

/** Does what was chosen, and shows the difference as it stands then; or says what is wrong. */
export async function takeDifferenceForm({ request, params, deps, staff, t }: StaffArgs) {
  const form = await parseForm(request, fields, { maxBytes: 32 * 1024 });
  if (!form.ok) fail(422, 'invalid');
  const differenceId = (params.id ?? '').slice(0, 100);
  const done = await resolveDifference(deps, { ...form.data, differenceId, staffId: staff.id });
  if (done.ok) throw redirectTo(`/money/differences/${differenceId}?done=yes`);
  const { code } = done.refusal;
  if (code === 'difference.not-found') fail(404, 'not-found');
  const field = code === 'difference.note-missing' || code === 'difference.note-too-long' ? 'note' : '';
  const problems = [{ field, message: t(`terms:code.${code}`) }];
  return data({ problems, note: form.data.note }, { status: refusalStatus(code) });
}
