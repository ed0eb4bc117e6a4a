import { staffBrowserOf } from '#app/auth/staff-browser.server.ts';
import type { StaffArgs } from '#app/http.server.ts';
import { formatMoney } from '#app/i18n/format.ts';
import type { Translate } from '#app/i18n/types.ts';
import {
  type ProposalView,
  viewProposal,
  viewWaitingProposals,
  WAITING_LIMIT,
} from '#app/services/four-eyes/view-proposal.server.ts';
import { staffNames } from '#app/services/staff-names.server.ts';
import { fourEyesLimit, needsSecondPerson } from '#machines/four-eyes/limit.ts';
import { formatRmaCode } from '#machines/rma-code.ts';

/** What the page of a return says about a proposal; null where there is nothing to say (any more). */
export async function proposalNotice(args: StaffArgs, returnId: string, mayDecide: boolean) {
  const { deps, staff, request, t, locale } = args;
  const view = await viewProposal(deps, { returnId, staffId: staff.id, device: staffBrowserOf(request, deps) });
  if (!view || view.state === 'approved' || !mayDecide) return null;
  const amount = formatMoney({ amount: view.total, currency: view.currency }, locale);
  return {
    tone: view.state === 'open' ? ('info' as const) : ('warning' as const),
    title: t(`approval:state.${view.state}`),
    text: noticeText(view, amount, t),
    link: t('approval:notice.link'),
    href: `/desk/returns/${returnId}/proposal`,
  };
}

function noticeText({ state, ended }: ProposalView, amount: string, t: Translate): string {
  if (state !== 'sent-back') return t(`approval:notice.${state === 'open' ? 'open' : 'void'}`, { amount });
  const note = ended?.note;
  return note ? t('approval:notice.sent-back', { amount, note }) : t('approval:notice.taken-back', { amount });
}

/** What a decision's preview says where one person does not let that much go. */
export function secondPersonWords(
  money: { readonly amount: number; readonly currency: string },
  { deps, t, locale }: StaffArgs,
) {
  if (!needsSecondPerson(money, deps.fourEyes)) return null;
  const limit = formatMoney({ amount: fourEyesLimit(money.currency, deps.fourEyes), currency: money.currency }, locale);
  return {
    text: t('approval:preview.text', { limit }),
    button: t('approval:preview.button', { amount: formatMoney(money, locale) }),
  };
}

/** What waits for a second person, for the desk's own page; null where nothing does. */
export async function waitingWords({ deps, t, locale }: StaffArgs) {
  const found = await viewWaitingProposals(deps);
  if (found.length === 0) return null;
  const nameOf = await staffNames(deps.db);
  return {
    title: t('approval:waiting.title'),
    more: found.length > WAITING_LIMIT ? t('approval:waiting.more') : null,
    rows: found.slice(0, WAITING_LIMIT).map(({ id, returnId, rmaCode, total, currency, proposedBy }) => ({
      id,
      href: `/desk/returns/${returnId}/proposal`,
      code: formatRmaCode(rmaCode),
      text: t('approval:waiting.text', {
        amount: formatMoney({ amount: total, currency }, locale),
        name: nameOf(`staff:${proposedBy}`),
      }),
    })),
  };
}
