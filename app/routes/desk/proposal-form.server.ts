import { data } from 'react-router';
import { z } from 'zod';
import { knowStaffBrowser, staffBrowserOf } from '#app/auth/staff-browser.server.ts';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { requireFresh } from '#app/http/fresh.server.ts';
import { fail, parseForm, redirectTo, type StaffArgs } from '#app/http.server.ts';
import { type DecideRefusal, decideReturn, type StaffDecision } from '#app/services/decide-return.server.ts';
import type { Refusal, Result } from '#app/services/deps.ts';
import { type ApproveRefusal, approveDecision } from '#app/services/four-eyes/approve-decision.server.ts';
import { proposeDecision } from '#app/services/four-eyes/propose-decision.server.ts';
import { type SendBackRefusal, sendBackDecision } from '#app/services/four-eyes/send-back-decision.server.ts';
import { NOTE_LIMIT } from '#machines/four-eyes/proposal.ts';
import { proofProblems } from './proof-words.server.ts';
import { requireProposal } from './proposal-page.server.ts';

/** Decides; where that is more than one person lets go it is proposed, and its page shown. */
export async function decideOrPropose(
  { deps, request, setCookie }: StaffArgs,
  input: StaffDecision,
): Promise<Result<object, DecideRefusal>> {
  const decided = await decideReturn(deps, input);
  if (decided.ok || decided.refusal.code !== 'decision.needs-approval') return decided;
  const proposed = await proposeDecision(deps, { ...input, device: knowStaffBrowser(request, deps, setCookie) });
  if (proposed.ok) throw redirectTo(`/desk/returns/${input.returnId}/proposal?done=proposed`);
  const { code } = proposed.refusal;
  if (code === 'four-eyes.not-allowed') fail(403, 'forbidden');
  return { ok: false, refusal: { ...proposed.refusal, code: code === 'four-eyes.not-needed' ? 'return.stale' : code } };
}

const fields = z.object({
  intent: z.enum(['approve', 'send-back']),
  proposal: z.string().min(1).max(100),
  hash: z.string().max(100).default(''),
  proof: z.string().max(1000).default(''),
  note: z.string().max(NOTE_LIMIT).default(''),
});

const again = (problems: readonly FieldProblem[], status: number, note = '') => data({ problems, note }, { status });

/** Takes the second person's approval, or a proposal's way back. */
export async function takeProposalForm(args: StaffArgs) {
  const { request, params, deps, staff, t } = args;
  const form = await parseForm(request, fields, { maxBytes: 64 * 1024 });
  const returnId = (params.id ?? '').slice(0, 100);
  if (!form.ok) {
    if (!('note' in form.errors)) fail(422, 'invalid');
    return again([{ field: 'note', message: t('approval:back.long') }], 422, form.values.note);
  }
  const { intent, proposal: proposalId, hash, proof, note } = form.data;
  const named = { returnId, proposalId, staffId: staff.id };
  if (intent === 'send-back') {
    const sent = await sendBackDecision(deps, { ...named, note });
    if (sent.ok) throw redirectTo(`/desk/returns/${returnId}/proposal?done=sent-back`);
    return refused(args, sent.refusal, note);
  }
  const { proposal } = await requireProposal(args);
  const { total: amount, currency } = proposal;
  const wanted = await requireFresh(args, { amount, currency }, proof);
  if (wanted) return again(proofProblems(wanted, t), wanted.status);
  const approved = await approveDecision(deps, { ...named, hash, device: staffBrowserOf(request, deps) });
  if (approved.ok) throw redirectTo(`/desk/returns/${returnId}/proposal?done=approved`);
  return refused(args, approved.refusal);
}

function refused({ t }: StaffArgs, { code }: Refusal<ApproveRefusal | SendBackRefusal>, note = '') {
  if (code === 'proposal.not-found') return fail(404, 'not-found');
  const status = code === 'proposal.note' ? 422 : code.startsWith('four-eyes.') ? 403 : 409;
  return again([{ field: code === 'proposal.note' ? 'note' : '', message: t(`terms:code.${code}`) }], status, note);
}
