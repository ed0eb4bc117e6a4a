import type { FieldProblem } from '#app/components/error-summary.tsx';
import { type GuestArgs, redirectTo } from '#app/http.server.ts';
import { evidenceWords } from '#app/i18n/figure-words.ts';
import { formatCount } from '#app/i18n/format.ts';
import type { Translate } from '#app/i18n/types.ts';
import { addPhoto, PHOTOS_LIMIT } from '#app/services/add-photo.server.ts';
import { answerLine, dropLine } from '#app/services/answer-line.server.ts';
import { reasonsFor } from '#app/services/choose-lines.server.ts';
import { evidenceFor } from '#app/services/evidence.server.ts';
import { removePhoto } from '#app/services/remove-photo.server.ts';
import { supportEmail } from '#app/services/support-email.server.ts';
import { viewLine } from '#app/services/view-order.server.ts';
import { COMMENT_LIMIT } from '#machines/answers.ts';
import { backPath, goOn, requireDraft } from './open-draft.server.ts';
import { pathOf } from './paths.ts';
import { type ReadReasonForm, type ReasonFields, readReasonForm } from './reason-form.server.ts';

/** Why a line cannot come back after all: each is a page of its own. */
export const STOPS = ['seal', 'reason'] as const;
export type Stop = (typeof STOPS)[number];

export interface ReasonValues {
  readonly reason: string | undefined;
  readonly seal: string | undefined;
  readonly comment: string;
}

/** What the page of one line shows: the line, its reasons, what was told before, the photos kept. */
export async function loadReasonPage({ deps, guest, url, params, t, locale }: GuestArgs) {
  const draftCase = await requireDraft(deps, guest);
  const { draft, orderCase, circumstances } = draftCase;
  const lineId = params.lineId ?? '';
  const answers = draft.answers.lines.find((line) => line.lineId === lineId);
  const sold = orderCase.order.lines.find((line) => line.id === lineId);
  // A line that was not chosen, or is of another order: the question before says what there is to choose.
  if (!answers || !sold) throw redirectTo(pathOf({ page: 'items' }));
  const photos = draftCase.photos.filter((photo) => photo.orderLineId === lineId);
  const wants = reasonsFor(orderCase, lineId).map((reason) => ({
    reason,
    wanted: evidenceFor(orderCase, lineId, reason),
  }));
  const { reason, seal, comment } = answers;
  return {
    draftId: draft.id,
    back: backPath(url, draftCase, { page: 'reason', lineId }),
    // Without `stop`: the form is sent to the question and not to the page that refused.
    action: url.searchParams.has('change') ? `${url.pathname}?change=1` : url.pathname,
    stop: STOPS.find((stop) => stop === url.searchParams.get('stop')) ?? null,
    line: { ...viewLine(orderCase, sold), quantity: answers.quantity },
    reasons: wants.map(({ reason, wanted }) => ({
      reason,
      needed: wanted?.required ?? false,
      evidence: wanted && evidenceWords(wanted, { t, locale }),
    })),
    sealAsked: circumstances.isSealed(lineId),
    photos: photos.map((photo) => photo.id),
    support: await supportEmail(deps),
    values: { reason: reason ?? undefined, seal: seal ?? undefined, comment: comment ?? '' } satisfies ReasonValues,
  };
}

export type ReasonOutcome =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'again'; readonly page: { values: ReasonValues; problems: FieldProblem[] } };

/** Takes what was told about one line; throws the redirect when it is complete, else says what the page shows again. */
export async function takeReason(args: GuestArgs): Promise<ReasonOutcome> {
  const { request, deps, guest, params, t } = args;
  const lineId = params.lineId ?? '';
  const { orderId } = guest;
  const sent = await readReasonForm(request, async (draftId, photo) => {
    const added = await addPhoto(deps, { orderId, draftId, lineId, photo });
    return !added.ok && added.refusal.code === 'photo.too-many' ? 'photo.too-many' : null;
  });
  const { form } = sent;
  if (!form.ok) return again(valuesOf(form.values), problemsOf(sent, t, args));
  const draft = { orderId, draftId: form.data.draft };
  if (form.data.drop !== undefined) {
    await goOn(deps, guest, await dropLine(deps, { ...draft, lineId }));
    return { kind: 'unknown' };
  }
  if (form.data.remove !== undefined) {
    await removePhoto(deps, { ...draft, photoId: form.data.remove });
    return again(valuesOf(form.data), problemsOf(sent, t, args, { complete: false }));
  }
  const problems = problemsOf(sent, t, args);
  if (problems.length > 0 || !form.data.reason) return again(valuesOf(form.data), problems);
  return answer(args, draft, lineId, form.data);
}

async function answer(
  { deps, guest, t, url }: GuestArgs,
  draft: { orderId: string; draftId: string },
  lineId: string,
  told: ReasonFields,
): Promise<ReasonOutcome> {
  if (!told.reason) return { kind: 'unknown' };
  const { reason, seal = null } = told;
  const answered = await answerLine(deps, { ...draft, lineId, reason, seal, comment: told.comment || null });
  const refusal = await goOn(deps, guest, answered);
  if (refusal.code === 'line.unknown') return { kind: 'unknown' };
  if (refusal.code === 'seal.required') {
    return again(valuesOf(told), [{ field: 'seal', message: t('customer:reason.error.seal') }]);
  }
  if (refusal.code === 'evidence.photos') {
    const message = t('customer:reason.error.evidence.photos', { count: Number(refusal.photos) });
    return again(valuesOf(told), [{ field: 'photos', message }]);
  }
  if (refusal.code === 'evidence.comment') {
    return again(valuesOf(told), [{ field: 'comment', message: t('customer:reason.error.evidence.comment') }]);
  }
  const change = url.searchParams.has('change') ? '&change=1' : '';
  throw redirectTo(`${url.pathname}?stop=${refusal.code === 'seal.broken' ? 'seal' : 'reason'}${change}`);
}

const again = (values: ReasonValues, problems: FieldProblem[]): ReasonOutcome => ({
  kind: 'again',
  page: { values, problems },
});

const valuesOf = (told: Partial<Record<'reason' | 'seal' | 'comment', string | undefined>>): ReasonValues => ({
  reason: told.reason,
  seal: told.seal,
  comment: told.comment ?? '',
});

function problemsOf(
  { form, refused }: ReadReasonForm,
  t: Translate,
  { locale }: GuestArgs,
  { complete } = { complete: true },
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (complete && (!form.ok || !form.data.reason)) {
    const missing = form.ok || form.values.reason === undefined;
    if (missing) problems.push({ field: 'reason', message: t('customer:reason.error.reason') });
  }
  if (!form.ok && form.errors.comment) {
    const count = formatCount(COMMENT_LIMIT, locale);
    problems.push({ field: 'comment', message: t('customer:reason.error.comment', { limit: count }) });
  }
  const [photo] = refused;
  if (photo) {
    const message = t(`customer:reason.error.${photo}`, { most: PHOTOS_LIMIT });
    problems.push({ field: 'photos', message });
  }
  return problems;
}
