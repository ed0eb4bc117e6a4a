import { fail, type StaffArgs } from '#app/http.server.ts';
import { formatDay, formatExactInstant, formatInstant } from '#app/i18n/format.ts';
import { isLanguage, languageFacts } from '#app/i18n/languages.ts';
import { statedRows } from '#app/i18n/withdrawal-statement.ts';
import { may } from '#app/permissions.ts';
import { type DeskWithdrawal, viewDeskWithdrawal } from '#app/services/view-desk-withdrawal.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import { WITHDRAWAL_ANSWERS } from '#machines/withdrawal/codes.ts';
import { dueWords } from './due-words.server.ts';

/** The statement that the address names. */
export async function requireWithdrawal({ deps, params }: Pick<StaffArgs, 'deps' | 'params'>): Promise<DeskWithdrawal> {
  return (await viewDeskWithdrawal(deps, { withdrawalId: params.id ?? '' })) ?? fail(404, 'not-found');
}

const DONE = ['matched', 'joined', 'answered'] as const;

/** A statement in words: what was stated, what the law says, and what can be done. */
export async function loadWithdrawalPage(args: StaffArgs) {
  const { staff, t, locale, url } = args;
  const view = await requireWithdrawal(args);
  const done = DONE.find((one) => one === url.searchParams.get('done'));
  const mayAct = may(staff.role, 'desk.decide');
  return {
    id: view.id,
    version: view.version,
    code: formatRmaCode(view.caseCode),
    state: t(`terms:state.withdrawal.${view.state}`),
    why: view.problem && t(`staff:withdrawals.problem.${view.problem}`),
    due: dueWords(view.due, { t, locale }),
    late: view.late,
    stop: view.stop && view.state !== 'answered',
    stated: statedWords(view, args),
    law: lawWords(view, args),
    order: view.orderNumber && t('staff:withdrawals.order.matched', { number: view.orderNumber }),
    candidate: view.candidate && t('staff:withdrawals.order.here', { number: view.candidate }),
    typed: view.candidate ?? view.contract,
    lines: view.lines,
    outcome: outcomeWords(view, args),
    done: done ? t(`staff:withdrawals.done.${done}`) : null,
    mayAct,
    mayMatch: mayAct && view.mayMatch,
    mayJoin: mayAct && view.mayJoin,
    mayAnswer: mayAct && view.mayAnswer,
    answers: WITHDRAWAL_ANSWERS.map((value) => ({ value, label: t(`staff:withdrawals.answer.${value}`) })),
  };
}

function statedWords(view: DeskWithdrawal, { t, locale }: StaffArgs) {
  const at = formatExactInstant(view.submittedAt, view.timeZone, locale);
  const here = formatInstant(view.submittedAt, view.shopZone, locale);
  const language = isLanguage(view.language) ? languageFacts[view.language].name : view.language;
  return [
    ...statedRows(view, t).map(({ id, label, lines }) => ({ id: String(id), label, value: lines.join('\n') })),
    {
      id: 'at',
      label: t('staff:withdrawals.received'),
      value: view.timeZone === view.shopZone ? at : `${at}\n${here}`,
    },
    { id: 'language', label: t('staff:withdrawals.language'), value: language },
    {
      id: 'proof',
      label: t('staff:withdrawals.proof'),
      value: view.proved ? t('staff:withdrawals.proved') : t('staff:withdrawals.not-proved'),
    },
  ];
}

const STEPS = [
  ...['event', 'count-calendar', 'count-business', 'information-missing', 'information-late'],
  ...['information-cap', 'roll-over', 'end'],
] as const;

function lawWords({ right }: DeskWithdrawal, { t, locale }: StaffArgs) {
  if (!right) return { verdict: t('staff:withdrawals.law.unmatched'), notes: [], steps: [] };
  const day = right.lastDay === null ? null : formatDay(right.lastDay, locale);
  const articles = [...new Set(right.articles)].join(', ');
  return {
    verdict: verdictOf(right.kind, day, t),
    notes: [
      ...(articles ? [t('staff:withdrawals.law.excepted', { articles })] : []),
      ...(right.basis ? [t('staff:withdrawals.law.basis', { basis: right.basis })] : []),
    ],
    steps: right.steps.map(({ code, date }) => {
      const known = STEPS.find((one) => one === code);
      return { date: formatDay(date, locale), text: known ? t(`terms:deadline-step.${known}`) : code };
    }),
  };
}

function verdictOf(kind: 'none' | 'excluded' | 'open' | 'late', day: string | null, t: StaffArgs['t']): string {
  if (kind === 'late' && day) return t('staff:withdrawals.law.late', { day });
  if (kind === 'open') return day ? t('staff:withdrawals.law.open', { day }) : t('staff:withdrawals.law.open-unknown');
  return kind === 'excluded' ? t('staff:withdrawals.law.excluded') : t('staff:withdrawals.law.none');
}

/** What came of it, each with the place where it is told on. */
function outcomeWords({ made, repeats, answer }: DeskWithdrawal, { t }: StaffArgs) {
  const said = answer && t(`staff:withdrawals.answer.${answer}`);
  return {
    made: made && { href: `/desk/returns/${made.id}`, code: formatRmaCode(made.rmaCode) },
    repeats: repeats && {
      href: `/desk/withdrawals/${repeats.id}`,
      text: t('staff:withdrawals.outcome.repeat', { code: formatRmaCode(repeats.caseCode) }),
    },
    answered: said && t('staff:withdrawals.outcome.answered', { answer: said }),
  };
}
