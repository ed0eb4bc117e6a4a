import type { StaffArgs } from '#app/http.server.ts';
import { formatInstant } from '#app/i18n/format.ts';
import { viewWithdrawals, WITHDRAWAL_VIEWS, type WithdrawalListRow } from '#app/services/view-withdrawals.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import { dueWords } from './due-words.server.ts';

/** The list in one of its views. */
export async function loadWithdrawalsPage(args: StaffArgs) {
  const { deps, url } = args;
  const view = WITHDRAWAL_VIEWS.find((one) => one === url.searchParams.get('view')) ?? 'waiting';
  const list = await viewWithdrawals(deps, { view, after: url.searchParams.get('after') });
  return {
    view,
    tabs: WITHDRAWAL_VIEWS.map((name) => ({ name, href: hrefOf(name), ...list.counts[name], current: name === view })),
    rows: list.rows.map((row) => rowWords(row, list.timeZone, args)),
    next: list.next && `${hrefOf(view)}&after=${list.next}`,
  };
}

const hrefOf = (view: (typeof WITHDRAWAL_VIEWS)[number]): string => `/desk/withdrawals?view=${view}`;

function rowWords(row: WithdrawalListRow, timeZone: string, { t, locale }: StaffArgs) {
  const { id, caseCode, name, contract, state, problem, late, stop } = row;
  return {
    ...{ id, name, contract, late, stop },
    href: `/desk/withdrawals/${id}`,
    code: formatRmaCode(caseCode),
    received: formatInstant(row.submittedAt, timeZone, locale),
    why: problem ? t(`staff:withdrawals.problem.${problem}`) : t(`terms:state.withdrawal.${state}`),
    state: t(`terms:state.withdrawal.${state}`),
    due: dueWords(row.due, { t, locale }),
  };
}
