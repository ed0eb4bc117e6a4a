import { data } from 'react-router';
import { z } from 'zod';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { parseForm, redirectTo, refusalStatus } from '#app/http.server.ts';
import type { ServiceDeps } from '#app/services/deps.ts';
import { FURTHEST_YEARS, type PublishPolicyRefusal, publishPolicy } from '#app/services/publish-policy.server.ts';
import { shopTimeZone } from '#app/services/view-policy.server.ts';
import { checkPage } from './check-page.server.ts';
import { readDraft } from './draft-address.server.ts';
import type { Speech } from './rule-words.server.ts';

const LONGEST_REASON = 500;
const Number6 = z.coerce.number().int().min(0).max(1_000_000);

const fields = z.object({
  when: z.enum(['now', 'later']).optional().catch(undefined),
  day: z.string().max(100).catch(''),
  time: z.string().max(100).catch(''),
  reason: z.string().max(20_000).catch(''),
  latest: Number6,
  follows: z.union([z.literal('').transform(() => null), Number6]),
});

/** Publishes what was checked, or shows the check again: with what was typed, and with what changed meanwhile. */
export async function takePublication(deps: ServiceDeps, staffId: string, request: Request, url: URL, speech: Speech) {
  const draft = readDraft(url);
  const form = await parseForm(request, fields, { maxBytes: 32 * 1024 });
  const again = async (
    problems: FieldProblem[],
    values: Readonly<Record<string, string>>,
    begins: Begins,
    status = 422,
  ) => data({ problems, values, view: await checkPage(deps, draft, begins, speech) }, { status });
  if (!form.ok) {
    const problems = Object.keys(form.errors).map((field) => ({ field, message: speech.t('error.invalid') }));
    return again(problems, form.values, null);
  }
  const { when = '', day, time, reason: typed, latest, follows } = form.data;
  const [values, reason] = [{ when, day, time, reason: typed }, typed.trim()];
  const begins = readBegins(form.data, await shopTimeZone(deps), speech);
  const problems = [...(begins.ok ? [] : begins.problems), ...reasonProblems(reason, speech)];
  if (!begins.ok || problems.length > 0) return again(problems, values, begins.ok ? begins.at : null);
  const input = { edits: draft.edits, latest, follows, effectiveFrom: begins.at, reason, staffId };
  const done = await publishPolicy(deps, input);
  if (done.ok) throw redirectTo(`/policy?published=${done.version.number}`);
  const { code } = done.refusal;
  return again([refusalProblem(code, follows, speech)], values, begins.at, refusalStatus(code));
}

type Begins = Temporal.Instant | null;

/** The instant a version is to begin: null for at once. A local time that a clock change skips means the one an hour later. */
function readBegins(
  { when, day, time }: z.infer<typeof fields>,
  timeZone: string,
  { t }: Speech,
): { ok: true; at: Begins } | { ok: false; problems: FieldProblem[] } {
  if (when === 'now') return { ok: true, at: null };
  if (!when) return { ok: false, problems: [{ field: 'when', message: t('policy:error.when') }] };
  const clock = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(time.trim());
  const date = z.iso.date().safeParse(day.trim());
  const problems: FieldProblem[] = [];
  if (!date.success) problems.push({ field: 'day', message: t('policy:error.day') });
  if (!clock) problems.push({ field: 'time', message: t('policy:error.time') });
  if (!date.success || !clock) return { ok: false, problems };
  const plainTime = Temporal.PlainTime.from({ hour: Number(clock[1]), minute: Number(clock[2]) });
  return { ok: true, at: Temporal.PlainDate.from(date.data).toZonedDateTime({ timeZone, plainTime }).toInstant() };
}

function reasonProblems(reason: string, { t }: Speech): FieldProblem[] {
  if (reason === '') return [{ field: 'reason', message: t('policy:error.reason') }];
  return reason.length > LONGEST_REASON ? [{ field: 'reason', message: t('policy:error.reason-long') }] : [];
}

function refusalProblem(code: PublishPolicyRefusal, number: number | null, { t }: Speech): FieldProblem {
  switch (code) {
    case 'policy.stale':
      return { field: 'differences', message: t('policy:error.stale') };
    case 'policy.other-ground':
      return { field: 'differences', message: t('policy:error.other-ground') };
    case 'policy.retroactive':
      return { field: 'day', message: t('policy:error.retroactive') };
    case 'policy.too-far':
      return { field: 'day', message: t('policy:error.too-far', { count: FURTHEST_YEARS }) };
    case 'policy.unchanged':
      return { field: 'differences', message: t('policy:error.unchanged', { number }) };
    default:
      return { field: 'differences', message: t('policy:edit.blocked') };
  }
}
