import { data } from 'react-router';
import { z } from 'zod';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { fail, list, parseForm, redirectTo, refusalStatus, type StaffArgs } from '#app/http.server.ts';
import { answerWithdrawal } from '#app/services/answer-withdrawal.server.ts';
import { joinByHand } from '#app/services/join-by-hand.server.ts';
import { matchWithdrawal } from '#app/services/match-withdrawal.server.ts';
import { WITHDRAWAL_ANSWERS } from '#machines/withdrawal/codes.ts';
import { SCOPE_LINES_LIMIT } from '#machines/withdrawal/statement.ts';

const fields = z.looseObject({
  intent: z.enum(['match', 'join', 'answer']),
  version: z.coerce.number().int().min(1),
  number: z.string().max(200).default(''),
  line: list(z.string().max(64), SCOPE_LINES_LIMIT),
  answer: z.enum(WITHDRAWAL_ANSWERS).or(z.literal('')).default(''),
});
type Form = z.output<typeof fields>;

const pieces = z.coerce.number().int().min(1).max(100_000);

/** What the page says after a form that did not lead on. */
interface Wrong {
  readonly field: string;
  readonly message: string;
}

/** Takes what the desk does about a statement: match it with an order, make the return, answer it. */
export async function takeWithdrawalForm(args: StaffArgs) {
  const { request, deps, staff, params } = args;
  const form = await parseForm(request, fields, { maxBytes: 128 * 1024, maxFields: 2 * SCOPE_LINES_LIMIT + 20 });
  if (!form.ok) return fail(422, 'invalid');
  const { intent, version } = form.data;
  const hand = { withdrawalId: params.id ?? '', version, staffId: staff.id };
  if (intent === 'match') {
    const matched = await matchWithdrawal(deps, { ...hand, orderNumber: form.data.number });
    return matched.ok ? leadOn(hand, 'matched') : refused(matched.refusal.code, args);
  }
  if (intent === 'join') {
    const joined = await joinByHand(deps, { ...hand, lines: linesOf(form.data) });
    return joined.ok ? leadOn(hand, 'joined') : refused(joined.refusal.code, args);
  }
  const { answer } = form.data;
  if (answer === '') return wrong({ field: 'answer', message: args.t('staff:withdrawals.answer.choose') }, 422);
  const answered = await answerWithdrawal(deps, { ...hand, answer });
  return answered.ok ? leadOn(hand, 'answered') : refused(answered.refusal.code, args);
}

const linesOf = (form: Form) =>
  [...new Set(form.line)].map((lineId) => ({
    lineId,
    quantity: pieces.safeParse(form[`quantity-${lineId}`] ?? '1').data ?? 1,
  }));

function leadOn({ withdrawalId }: { withdrawalId: string }, done: string): never {
  throw redirectTo(`/desk/withdrawals/${withdrawalId}?done=${done}`);
}

/** The field that a refusal is about; none: the page as it stands now says the rest. */
const FIELDS = {
  'withdrawal.stale': '',
  'withdrawal.not-now': '',
  'order.not-found': 'number',
  'items.none': 'line',
  'items.impossible': 'line',
  'answer.no-day': 'answer',
  'answer.no-article': 'answer',
} as const;

function refused(code: keyof typeof FIELDS | 'withdrawal.not-found', { t }: StaffArgs) {
  if (code === 'withdrawal.not-found') return fail(404, 'not-found');
  const status = code === 'order.not-found' ? 422 : refusalStatus(code);
  return wrong({ field: FIELDS[code], message: t(`terms:code.${code}`) }, status);
}

const wrong = ({ field, message }: Wrong, status: number) =>
  data({ problems: [{ field, message }] satisfies FieldProblem[] }, { status });
