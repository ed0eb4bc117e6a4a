import { fail, type StaffArgs } from '#app/http.server.ts';
import { formatMoney } from '#app/i18n/format.ts';
import type { Translate } from '#app/i18n/types.ts';
import { may } from '#app/permissions.ts';
import { type DeskReturn, viewDeskReturn } from '#app/services/view-desk-return.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import { caseStoryWords } from './case-story-words.server.ts';
import { caseWords } from './case-words.server.ts';
import { payoutWords, standsWords } from './desk-payout-words.server.ts';
import { diagramWords } from './diagram-words.server.ts';
import { dockWords } from './dock-words.server.ts';
import { dueWords } from './due-words.server.ts';
import { lineWords } from './line-words.server.ts';
import { outsideWords, providerWords } from './outside-words.server.ts';
import { proposalNotice } from './proposal-words.server.ts';
import { quoteWords } from './quote-words.server.ts';
import { factsOf } from './return-facts.server.ts';
import { type StoryStep, storyWords } from './story-words.server.ts';
import { ANSWERS, suggestion } from './suggestion.server.ts';

/** The return that the address names, or the page that there is none. */
export async function requireReturn({ deps, params }: StaffArgs): Promise<DeskReturn> {
  const view = await viewDeskReturn(deps, (params.id ?? '').slice(0, 100));
  return view ?? fail(404, 'not-found');
}

/** Everything about one return in the reader's words. */
export async function loadReturnPage(args: StaffArgs) {
  const view = await requireReturn(args);
  const { t, locale, staff, url } = args;
  const titleOf = (id: string) => view.lines.find((line) => line.orderLineId === id)?.title ?? '';
  const mayAct = may(staff.role, 'desk.decide');
  const { id, version, state, currency, due } = view;
  const dock = await dockWords(args, view);
  const wanted = ANSWERS.find((one) => one === url.searchParams.get('answer')) ?? null;
  return {
    ...{ id, version, currency, mayAct, code: formatRmaCode(view.rmaCode) },
    state: { code: state, text: t(`terms:state.return.${state}`) },
    due: state === 'closed' || state === 'cancelled' ? null : dueWords(due, { t, locale }),
    facts: factsOf(view, args),
    lines: view.lines.map((line) => ({
      ...lineWords(line, view, { t, locale }),
      suggested: suggestion({ ...line, found: dock?.touched.includes(line.id) ?? false }, currency, wanted),
    })),
    review: view.lines.filter((line) => line.review && state !== 'closed').map((line) => line.title),
    dock,
    mayNoteDispatch: mayAct && (view.parcel?.mayNoteDispatch ?? false),
    dataHref: `/desk/returns/${id}/decisions.json`,
    mayDecide: mayAct && view.mayDecide,
    proposal: await proposalNotice(args, id, view.mayDecide),
    early: state === 'open',
    asked: quoteWords(view.asked, titleOf, { t, locale }),
    decided: view.decided && quoteWords(view.decided, titleOf, { t, locale }),
    stands: standsWords(view, { t, locale }),
    payouts: view.payouts.map((payout) => payoutWords(payout, view, mayAct, args)),
    outside: await outsideWords(args, id, view.timeZone, mayAct),
    provider: view.payouts.length > 0 ? await providerWords(args) : null,
    label: labelWords(view, mayAct, t),
    story: await wholeStory(args, view),
    machines: diagramWords(view, t),
    work: await caseWords(args, view),
    done: doneWords(view, url.searchParams.get('done'), args),
  };
}

/** What happened to the return and what people did around it, in one order. */
async function wholeStory(args: StaffArgs, view: DeskReturn): Promise<StoryStep[]> {
  const around = await caseStoryWords(args, view);
  const steps = [...storyWords(view, args), ...around];
  return steps.toSorted((one, other) => Date.parse(one.dateTime) - Date.parse(other.dateTime));
}

const labelProblems = ['missing-glyph', 'address-too-long', 'from-incomplete', 'to-incomplete'] as const;

function labelWords({ parcel }: DeskReturn, mayAct: boolean, t: Translate) {
  if (!parcel?.labelProblem) return null;
  const known = labelProblems.find((one) => `label.${one}` === parcel.labelProblem) ?? 'other';
  const text = t(`staff:desk.return.label-problem.${known}`, { code: parcel.labelProblem });
  return { text, mayDrawAgain: mayAct && parcel.mayDrawAgain };
}

const AROUND_WORDS = {
  noted: 'casework:note.done',
  sent: 'casework:message.done',
  taken: 'casework:assignment.done',
  contested: 'casework:contest.desk.done',
  given: 'casework:goodwill.done-given',
  asked: 'casework:goodwill.done-asked',
} as const;
const AROUND = ['noted', 'sent', 'taken', 'contested', 'given', 'asked'] as const;

/** What was just done stands in the address, and is believed only as far as the return bears it out. */
function doneWords(view: DeskReturn, done: string | null, { t, locale }: StaffArgs): string | null {
  if (done === 'retried') return t('staff:desk.payout.retried');
  if (done === 'release') return t('staff:desk.release.asked');
  const around = AROUND.find((one) => one === done);
  if (around) return t(AROUND_WORDS[around]);
  if (done === 'drawn') return t('staff:desk.return.label-drawn');
  if (done === 'dispatched') {
    return view.decided ? t('staff:desk.return.dispatch.decided') : t('staff:desk.return.dispatch.done');
  }
  if (done !== 'decided' || !view.decided) return null;
  const { total, currency } = view.decided;
  if (total === 0) return t('staff:desk.decide.done-none');
  return t('staff:desk.decide.done-text', { amount: formatMoney({ amount: total, currency }, locale) });
}
