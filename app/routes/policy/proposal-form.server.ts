import { z } from 'zod';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { fail, redirectTo, type StaffArgs } from '#app/http.server.ts';
import { approvePolicyDraft } from '#app/services/approve-policy-draft.server.ts';
import type { Refusal } from '#app/services/deps.ts';
import { proposePolicyDraft } from '#app/services/propose-policy-draft.server.ts';
import { shopZone } from '#app/services/shop-zone.server.ts';
import { withdrawPolicyProposal } from '#app/services/withdraw-policy-proposal.server.ts';
import { again, brokenProblems, pressed, refusedForm } from './draft-page.server.ts';
import { hiddenNumber, one, type Posted, readPosted } from './posted.server.ts';
import type { Speech } from './rule-words.server.ts';

const LONGEST_REASON = 500;

/** Takes what the proposal's page sends: the proposal itself, its way back to editing, or the second person's approval. */
export async function takeProposal(args: StaffArgs) {
  const { deps, params, staff, request } = args;
  const { posted, broken } = await readPosted(request, 16 * 1024);
  if (broken.length > 0) return again(brokenProblems(broken, args), posted);
  const draftId = params.id ?? '';
  const seen = { draftId, version: hiddenNumber(posted, 'version'), staffId: staff.id };
  const [button] = pressed(posted, ['propose', 'withdraw', 'approve']) ?? fail(422, 'invalid');
  switch (button) {
    case 'propose':
      return propose(args, posted, seen);
    case 'withdraw': {
      const done = await withdrawPolicyProposal(deps, seen);
      if (!done.ok) return refusedForm(args, done.refusal, posted);
      throw redirectTo(`/policy/drafts/${draftId}`);
    }
    case 'approve': {
      const done = await approvePolicyDraft(deps, { ...seen, hash: one(posted, 'hash') });
      if (!done.ok) return refusedForm(args, done.refusal, posted);
      throw redirectTo(`/policy?published=${done.version.number}`);
    }
  }
}

async function propose(args: StaffArgs, posted: Posted, seen: { draftId: string; version: number; staffId: string }) {
  const begins = readBegins(posted, await shopZone(args.deps.db), args);
  const reason = one(posted, 'reason').trim();
  const problems = [...(begins.ok ? [] : begins.problems), ...reasonProblems(reason, args)];
  if (!begins.ok || problems.length > 0) return again(problems, posted);
  const done = await proposePolicyDraft(args.deps, { ...seen, effectiveFrom: begins.at, reason });
  if (!done.ok) return refusedForm(args, done.refusal, posted, fieldOf(done.refusal));
  throw redirectTo(`/policy/drafts/${seen.draftId}/proposal`);
}

/** The field that a refusal speaks about; the differences where it is the content. */
function fieldOf({ code }: Refusal): string {
  if (code === 'policy.retroactive' || code === 'policy.too-far') return 'day';
  return code.startsWith('policy.draft-') ? '' : 'differences';
}

/** The instant a version is to begin: null for at once. A local time that a clock change skips means the one an hour later. */
function readBegins(
  posted: Posted,
  timeZone: string,
  { t }: Speech,
): { ok: true; at: Temporal.Instant | null } | { ok: false; problems: FieldProblem[] } {
  const when = one(posted, 'when');
  if (when === 'now') return { ok: true, at: null };
  if (when !== 'later') return { ok: false, problems: [{ field: 'when', message: t('policy:error.when') }] };
  const clock = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(one(posted, 'time').trim());
  const date = z.iso.date().safeParse(one(posted, 'day').trim());
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
