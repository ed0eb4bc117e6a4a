import { data } from 'react-router';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import type { MergeWords } from '#app/components/staff/merge-panel.tsx';
import { requireFresh } from '#app/http/fresh.server.ts';
import { fail, redirectTo, refusalStatus, type StaffArgs } from '#app/http.server.ts';
import { formatCount } from '#app/i18n/format.ts';
import { type DecideRefusal, previewDecision } from '#app/services/decide-return.server.ts';
import type { Refusal } from '#app/services/deps.ts';
import type { DeskReturn } from '#app/services/view-desk-return.server.ts';
import { NOTE_LIMIT, type ReadDecisionForm, readDecisionForm, type TypedDecision } from './decision-form.server.ts';
import { mergeWords } from './merge-words.server.ts';
import { dispatched, drawAgain } from './parcel-acts.server.ts';
import { release, retry } from './payout-acts.server.ts';
import { type DecisionPreview, proofProblems } from './proof-words.server.ts';
import { decideOrPropose } from './proposal-form.server.ts';
import { secondPersonWords } from './proposal-words.server.ts';
import { quoteWords } from './quote-words.server.ts';
import { refusedLine } from './refused-line.server.ts';
import { requireReturn } from './return-page.server.ts';

/** What the page shows after a form that did not lead on. */
export interface DeskAnswer {
  readonly typed: Readonly<Record<string, TypedDecision>>;
  /** What was typed as the number of the parcel, beside a proof of dispatch. */
  readonly carrierNumber: string;
  readonly problems: readonly FieldProblem[];
  /** Something else came first: its title and sentence, and both versions beside each other. */
  readonly overtaken: { readonly title: string; readonly text: string; readonly merge: MergeWords } | null;
  /** The refund to be confirmed; `amount` is null when nothing is owed. */
  readonly preview: DecisionPreview | null;
}

/** Takes what the desk sends about one return: a preview, a decision, a proof of dispatch, a refund or a label to be tried again. */
export async function takeDeskForm(args: StaffArgs) {
  const view = await requireReturn(args);
  const form = await readDecisionForm(args.request, view.lines, view.currency);
  const typed = Object.fromEntries(form.typed);
  const { carrierNumber } = form;
  const blank: DeskAnswer = { typed, carrierNumber, problems: [], overtaken: null, preview: null };
  switch (form.intent) {
    case 'retry':
      return retry(args, view, form.payoutId, blank);
    case 'release':
      return release(args, view, form.payoutId, blank);
    case 'draw-again':
      return drawAgain(args, view, blank);
    case 'dispatched':
      return dispatched(args, view, blank);
    case 'edit':
      return data(blank);
    case 'preview':
    case 'decide':
      return decide(args, view, form, blank);
    default:
      return fail(422, 'invalid');
  }
}

async function decide(args: StaffArgs, view: DeskReturn, form: ReadDecisionForm, blank: DeskAnswer) {
  const { deps, staff, t, locale } = args;
  const { id: returnId } = view;
  const problems = view.mayDecide ? formProblems(view, form, args) : [];
  if (problems.length > 0) return data({ ...blank, problems }, { status: 422 });
  const input = { returnId, version: form.version, staffId: staff.id, decisions: form.decisions };
  const previewed = await previewDecision(deps, input);
  if (!previewed.ok) return refused(previewed.refusal, args, { view, form, blank });
  const { quote } = previewed;
  const deciding = form.intent === 'decide';
  const money = { amount: quote.total, currency: view.currency };
  const proof = await requireFresh(args, money, deciding ? form.proof : null);
  if (deciding && !proof) {
    // The version holds it to the amount that was proved for.
    const decided = await decideOrPropose(args, input);
    if (decided.ok) throw redirectTo(`/desk/returns/${returnId}?done=decided`);
    return refused(decided.refusal, args, { view, form, blank });
  }
  const titleOf = (id: string) => view.lines.find((line) => line.orderLineId === id)?.title ?? '';
  const words = quoteWords(quote, titleOf, { t, locale });
  const amount = quote.total > 0 ? words.total : null;
  const preview = { ...words, version: form.version, amount, proof, second: secondPersonWords(money, args) };
  return data({ ...blank, preview, problems: proofProblems(proof, t) }, { status: proof?.status ?? 200 });
}

function formProblems(view: DeskReturn, form: ReadDecisionForm, { t, locale }: StaffArgs): FieldProblem[] {
  const limit = formatCount(NOTE_LIMIT, locale);
  return form.problems.flatMap(({ lineId, field, code }) => {
    const line = view.lines.find((one) => one.id === lineId);
    const most = formatCount(line?.acceptable ?? 0, locale);
    return line ? [{ field, message: t(`staff:desk.error.${code}`, { title: line.title, limit, most }) }] : [];
  });
}

interface Refused {
  readonly view: DeskReturn;
  readonly form: ReadDecisionForm;
  readonly blank: DeskAnswer;
}

async function refused(refusal: Refusal<DecideRefusal>, args: StaffArgs, { view, form, blank }: Refused) {
  const status = refusalStatus(refusal.code);
  switch (refusal.code) {
    case 'return.not-found':
      return fail(404, 'not-found');
    case 'return.stale':
      return overtaken('stale', args, form, blank);
    case 'return.already-decided':
      return overtaken(refusal.state === 'cancelled' ? 'cancelled-before' : 'decided-before', args, form, blank);
    default:
      return data({ ...blank, problems: [refusedLine(refusal, args, view)] }, { status });
  }
}

/** Both versions: the return is read anew, because it is not what this form was made for. */
async function overtaken(
  key: 'stale' | 'decided-before' | 'cancelled-before',
  args: StaffArgs,
  form: ReadDecisionForm,
  blank: DeskAnswer,
) {
  const { t } = args;
  const merge = await mergeWords(args, await requireReturn(args), form);
  const first = { title: t(`staff:desk.error.${key}`), text: t(`staff:desk.error.${key}-text`), merge };
  return data({ ...blank, overtaken: first }, { status: 409 });
}
