import { data } from 'react-router';
import { z } from 'zod';
import { fail, parseForm, redirectTo, refusalStatus, type StaffArgs } from '#app/http.server.ts';
import { formatCount, formatMoney } from '#app/i18n/format.ts';
import { may } from '#app/permissions.ts';
import { creditVault } from '#app/security/credit-vault.server.ts';
import { decideContest, type OutcomeRefusal } from '#app/services/casework/decide-contest.server.ts';
import { MESSAGE_LIMIT } from '#app/services/casework/send-message.server.ts';
import { type ContestView, viewContest } from '#app/services/casework/view-contest.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import { requireCase } from './case-return.server.ts';
import { readAmount } from './decision-form.server.ts';

/** The contest that the address names, or the page that there is none. */
async function requireContest(args: StaffArgs) {
  const found = await requireCase(args);
  const contest = (await viewContest(args.deps.db, found.row.id)) ?? fail(404, 'not-found');
  return { ...found, contest };
}

const moneyOf =
  (args: StaffArgs, { currency }: ContestView) =>
  (amount: number) =>
    formatMoney({ amount, currency }, args.locale);

/** A contested decision, and the form for a person who did not make it. */
export async function loadContestPage(args: StaffArgs) {
  const { t, staff } = args;
  const { row, contest } = await requireContest(args);
  const waiting = contest.state === 'waiting';
  const same = waiting && contest.decidedBy === `staff:${staff.id}`;
  return {
    ...{ code: formatRmaCode(row.rmaCode), back: `/desk/returns/${row.id}`, words: contest.words },
    ...{ currency: contest.currency, most: moneyOf(args, contest)(contest.most), correctable: contest.most > 0 },
    ...{ limit: MESSAGE_LIMIT, mayDecide: waiting && !same && may(staff.role, 'desk.decide') },
    standing: contestStanding(contest, args),
    same: same ? t('casework:contest.desk.same') : null,
  };
}

/** How a contest stands, as a sentence for colleagues. */
export function contestStanding(contest: ContestView, args: StaffArgs): string {
  const { t } = args;
  if (contest.state === 'waiting')
    return t('casework:contest.desk.waiting', { name: contest.decider ?? t('casework:contest.desk.policy') });
  const name = contest.reviewer ?? '';
  return contest.state === 'upheld'
    ? t('casework:contest.desk.upheld', { name })
    : t('casework:contest.desk.corrected', { name, amount: moneyOf(args, contest)(contest.amount) });
}

const text = z.string().default('');
const fields = z.object({ outcome: text, amount: text, answer: text });
type Typed = z.output<typeof fields>;

/** What another person decides on it. */
export async function takeOutcome(args: StaffArgs) {
  const { deps, staff } = args;
  const { row, contest } = await requireContest(args);
  const form = await parseForm(args.request, fields, { maxBytes: 8 * 1024 * 1024 });
  const typed: Typed = form.ok ? form.data : { outcome: '', amount: '', answer: '', ...form.values };
  const { answer } = typed;
  if (typed.outcome !== 'uphold' && typed.outcome !== 'correct') return again(args, contest, typed, 'outcome');
  if (!form.ok) return again(args, contest, typed, 'answer');
  const amount = typed.outcome === 'correct' ? readAmount(typed.amount, contest.currency) : 0;
  if (typeof amount === 'string') return again(args, contest, typed, 'amount');
  const outcome = typed.outcome === 'correct' ? ({ type: 'correct', amount } as const) : ({ type: 'uphold' } as const);
  const credits = { vault: creditVault(deps.env), validity: deps.env.STORE_CREDIT_VALIDITY };
  const decided = await decideContest({ ...deps, credits }, { returnId: row.id, staffId: staff.id, outcome, answer });
  if (decided.ok) throw redirectTo(`/desk/returns/${row.id}?done=contested`);
  return again(args, contest, typed, PROBLEMS[decided.refusal.code] ?? fail(403, 'forbidden'), decided.refusal.code);
}

type Problem = 'outcome' | 'amount' | 'answer' | 'same-person' | 'not-now';
const PROBLEMS: Readonly<Partial<Record<OutcomeRefusal, Problem>>> = {
  'contest.same-person': 'same-person',
  'contest.not-now': 'not-now',
  'contest.amount': 'amount',
  'contest.answer': 'answer',
};

function again(args: StaffArgs, contest: ContestView, typed: Typed, problem: Problem, code = '') {
  const most = moneyOf(args, contest)(contest.most);
  const limit = formatCount(MESSAGE_LIMIT, args.locale);
  const message = args.t(`casework:contest.desk.error.${problem}`, { most, limit });
  const field = problem === 'same-person' || problem === 'not-now' ? '' : problem;
  const status = problem === 'not-now' ? 409 : refusalStatus(code);
  return data({ typed, problems: [{ field, message }] }, { status });
}
