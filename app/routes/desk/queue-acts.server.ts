import { data } from 'react-router';
import { z } from 'zod';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { fail, list, parseForm, redirectTo, type StaffArgs } from '#app/http.server.ts';
import { formatCount } from '#app/i18n/format.ts';
import { assignReturns, type Giving, undoAssignment } from '#app/services/assign-returns.server.ts';
import type { Refusal } from '#app/services/deps.ts';
import { type BulkRefusal, chosenReturns, proposeBulk } from '#app/services/propose-bulk.server.ts';
import { retryEffect } from '#app/services/retry-effect.server.ts';
import { saveView } from '#app/services/save-view.server.ts';
import { decidingPeople } from './queue-filter.server.ts';
import { viewProblem } from './view-problem.server.ts';

/** What the queue says after a form that did not lead on. */
export interface QueueAnswer {
  readonly tone: 'success' | 'warning' | 'danger';
  readonly text: readonly string[];
  readonly problems: readonly FieldProblem[];
  /** The act that can be called back. */
  readonly undo: string | null;
  /** What was typed as the name of a view. */
  readonly name: string;
}

const id = z.string().regex(/^[\w-]{1,64}$/);
const fields = z.object({
  intent: z.string().max(20).catch(''),
  retry: id.optional().catch(undefined),
  key: id.optional().catch(undefined),
  // One is enough to know that there are too many; the service says how many are let through.
  id: list(id, 30_000).catch([]),
  to: z.string().max(100).catch(''),
  act: id.optional().catch(undefined),
  name: z.string().max(500).catch(''),
  shared: z.literal('yes').optional().catch(undefined),
  query: z.string().max(2000).catch(''),
});
type Fields = z.infer<typeof fields>;
/** Twenty thousand ids and more are read, to be refused with a sentence and not with an error page. */
const LIMITS = { maxBytes: 2 * 1024 * 1024, maxFields: 30_100 };

/** Takes what is posted from the queue: acts on a selection, their undoing, a view to be saved, a task to be tried again. */
export async function takeQueueForm(args: StaffArgs) {
  const form = await parseForm(args.request, fields, LIMITS);
  if (!form.ok) return fail(422, 'invalid');
  const { intent } = form.data;
  if (form.data.retry !== undefined) return retry(args, form.data.retry);
  if (intent === 'approve') return approve(args, form.data);
  if (intent === 'take' || intent === 'give-back' || intent === 'give') return assign(args, form.data, intent);
  if (intent === 'undo') return undo(args, form.data);
  if (intent === 'save-view') return save(args, form.data);
  return fail(422, 'invalid');
}

const blank: QueueAnswer = { tone: 'success', text: [], problems: [], undo: null, name: '' };

async function retry({ deps, t }: StaffArgs, effectId: string) {
  const retried = await retryEffect(deps, { effectId });
  const text = [retried.ok ? t('staff:desk.parked.retried') : t('staff:desk.parked.gone')];
  return data({ ...blank, tone: retried.ok ? 'success' : 'warning', text } as const, {
    status: retried.ok ? 200 : 409,
  });
}

async function approve(args: StaffArgs, form: Fields) {
  const { deps, staff } = args;
  const chosen = chosenReturns(form.id);
  if (!chosen.ok) return refused(args, chosen.refusal);
  const proposed = await proposeBulk(deps, {
    ...{ id: form.key ?? deps.ids.next(), staffId: staff.id, returnIds: form.id },
  });
  if (!proposed.ok) return refused(args, proposed.refusal);
  throw redirectTo(`/desk/bulk/${proposed.id}`);
}

async function assign(args: StaffArgs, form: Fields, intent: 'take' | 'give-back' | 'give') {
  const { deps, staff, t, locale } = args;
  const person = intent === 'give' ? (await decidingPeople(args)).find((one) => one.id === form.to) : null;
  if (person === undefined) return wrong({ field: 'to', message: t('queue:error.person') });
  const giving: Giving = intent === 'give' ? { to: person?.id ?? staff.id } : intent;
  const key = form.key ?? deps.ids.next();
  const given = await assignReturns(deps, { id: key, staffId: staff.id, returnIds: form.id, giving });
  if (!given.ok) return refused(args, given.refusal);
  const number = formatCount(given.done, locale);
  const text = [t(`queue:done.${intent}`, { number, name: person?.name ?? '' })];
  if (given.left > 0) text.push(t('queue:done.left', { number: formatCount(given.left, locale) }));
  return data({ ...blank, text, undo: given.done > 0 ? given.id : null });
}

async function undo({ deps, staff, t, locale }: StaffArgs, form: Fields) {
  const undone = await undoAssignment(deps, { id: form.act ?? '', staffId: staff.id });
  if (!undone.ok)
    return data(
      { ...blank, tone: 'warning' as const, text: [t(`terms:code.${undone.refusal.code}`)] },
      { status: 409 },
    );
  return data({ ...blank, text: [t('queue:done.undone', { number: formatCount(undone.done, locale) })] });
}

async function save(args: StaffArgs, form: Fields) {
  const { deps, staff, t } = args;
  const { name, query, shared } = form;
  const view = { id: form.key ?? deps.ids.next(), name, query, shared: shared === 'yes' };
  const saved = await saveView(deps, { ...view, staffId: staff.id });
  if (!saved.ok) return wrong({ field: 'name', message: viewProblem(saved.refusal, args) }, name);
  return data({ ...blank, text: [t('queue:done.saved')] });
}

function refused(args: StaffArgs, refusal: Refusal<BulkRefusal>) {
  const { t, locale } = args;
  const figures = {
    chosen: formatCount(Number(refusal.count ?? 0), locale),
    most: formatCount(Number(refusal.most ?? 0), locale),
  };
  return wrong({ field: '', message: t(`terms:code.${refusal.code}`, figures) });
}

function wrong(problem: FieldProblem, name = '') {
  return data({ ...blank, tone: 'danger' as const, problems: [problem], name }, { status: 422 });
}
