import { staffBrowserOf } from '#app/auth/staff-browser.server.ts';
import { requireFresh } from '#app/http/fresh.server.ts';
import { fail, type StaffArgs } from '#app/http.server.ts';
import { formatInstant, formatMoney } from '#app/i18n/format.ts';
import { may } from '#app/permissions.ts';
import type { Decision } from '#app/services/decide-return.server.ts';
import { type ProposalView, viewProposal } from '#app/services/four-eyes/view-proposal.server.ts';
import type { DeskReturn } from '#app/services/view-desk-return.server.ts';
import { fourEyesLimit } from '#machines/four-eyes/limit.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import { lineWords } from './line-words.server.ts';
import { quoteWords } from './quote-words.server.ts';
import { requireReturn } from './return-page.server.ts';

/** The return that the address names with what was proposed about it last, or the page that there is none. */
export async function requireProposal(args: StaffArgs): Promise<{ view: DeskReturn; proposal: ProposalView }> {
  const view = await requireReturn(args);
  const { deps, request, staff } = args;
  const reader = { returnId: view.id, staffId: staff.id, device: staffBrowserOf(request, deps) };
  return { view, proposal: (await viewProposal(deps, reader)) ?? fail(404, 'not-found') };
}

/** One proposed decision in the reader's words, with what they may do about it. */
export async function loadProposalPage(args: StaffArgs) {
  const { view, proposal } = await requireProposal(args);
  const { t, locale, staff, url, deps } = args;
  const { currency, total, state, quote, hash } = proposal;
  const say = (amount: number) => formatMoney({ amount, currency }, locale);
  const titleOf = (id: string) => view.lines.find((line) => line.orderLineId === id)?.title ?? '';
  const mayAct = state === 'open' && may(staff.role, 'desk.approve');
  const mine = proposal.proposedBy.id === staff.id;
  const done = (['proposed', 'approved', 'sent-back'] as const).find((one) => one === url.searchParams.get('done'));
  const mayApprove = mayAct && proposal.notMe === null;
  return {
    ...{ id: proposal.id, hash, mine, mayApprove, amount: say(total) },
    back: `/desk/returns/${view.id}`,
    title: t('approval:title', { code: formatRmaCode(view.rmaCode) }),
    lead: t('approval:lead', { limit: say(fourEyesLimit(currency, deps.fourEyes)) }),
    state: { code: state, text: t(`approval:state.${state}`) },
    facts: factsOf(proposal, args, say),
    lines: proposal.decisions.map((decision) => decidedWords(decision, view, args)),
    quote: quote && quoteWords(quote, titleOf, { t, locale }),
    maySendBack: mayAct && (mine || proposal.notMe !== 'four-eyes.not-allowed'),
    notMe: state === 'open' && proposal.notMe ? t(`terms:code.${proposal.notMe}`) : null,
    done: done ? t(`approval:done.${done}`) : null,
    proof: mayApprove ? await requireFresh(args, { amount: total, currency }, null) : null,
  };
}

function factsOf(
  { proposedBy, proposedAt, timeZone, total, ended, state }: ProposalView,
  args: StaffArgs,
  say: (amount: number) => string,
) {
  const { t, locale } = args;
  const rows = [
    { id: 'by', label: t('approval:by'), value: proposedBy.name },
    { id: 'on', label: t('approval:on'), value: formatInstant(proposedAt.toString(), timeZone, locale) },
    { id: 'sum', label: t('approval:sum'), value: say(total) },
  ];
  if (ended && state !== 'open') {
    const when = formatInstant(ended.at.toString(), timeZone, locale);
    rows.push({ id: 'ended', label: t(`approval:ended-by.${state}`), value: `${ended.by}, ${when}` });
    if (ended.note) rows.push({ id: 'note', label: t('approval:note'), value: ended.note });
  }
  return rows;
}

const STATES = { accept: 'accepted', reduce: 'reduced', reject: 'rejected' } as const;

/** A line as if it had been decided so: the words are those of the page of the return. */
function decidedWords({ lineId, ...decision }: Decision, view: DeskReturn, args: StaffArgs) {
  const line = view.lines.find(({ id }) => id === lineId);
  const words = line && lineWords({ ...line, decision, state: STATES[decision.type] }, view, args).decision;
  return {
    id: lineId,
    title: line?.title ?? lineId,
    ...(words ?? { state: '', tone: 'warning' as const, detail: '', note: null }),
  };
}
