import { data } from 'react-router';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { fail, redirectTo, refusalStatus, type StaffArgs } from '#app/http.server.ts';
import { formatCount, formatInstant } from '#app/i18n/format.ts';
import type { Translate } from '#app/i18n/types.ts';
import { may } from '#app/permissions.ts';
import { addDockPhoto, DOCK_PHOTOS_LIMIT } from '#app/services/add-dock-photo.server.ts';
import { type ReceiveRefusal, receiveParcel } from '#app/services/receive-parcel.server.ts';
import { type DockReturn, viewDockReturn } from '#app/services/view-dock-return.server.ts';
import { formatRmaCode, parseRmaCode } from '#machines/rma-code.ts';
import { NOTE_LIMIT, type PhotoProblem, type ReadParcelForm, readParcelForm } from './parcel-form.server.ts';

/** The return that the address names, in any spelling of its code; a misread or unknown one is told by the page with the scan field. */
async function requireParcel({ deps, params }: StaffArgs): Promise<DockReturn> {
  const typed = (params.rma ?? '').slice(0, 512);
  const code = parseRmaCode(typed);
  const view = code.ok ? await viewDockReturn(deps, code.code) : null;
  if (!view) throw redirectTo(`/dock?code=${encodeURIComponent(typed)}`);
  return view;
}

const stops = { cancelled: 'cancelled', decided: 'decided', closed: 'decided' } as const;

/** What the dock sees of one parcel. */
export async function loadParcelPage(args: StaffArgs) {
  const view = await requireParcel(args);
  const { t, locale, staff } = args;
  const { state, timeZone, receivedAt } = view;
  const when = (instant: string) => formatInstant(instant, timeZone, locale);
  const stop = view.mayCount || state === 'open' || state === 'received' ? null : stops[state];
  return {
    code: formatRmaCode(view.rmaCode),
    order: view.orderNumber,
    announced: t('staff:dock.parcel.announced', { when: when(view.requestedAt) }),
    countedBefore:
      receivedAt && state === 'received' ? t('staff:dock.parcel.counted-before', { when: when(receivedAt) }) : null,
    stop: stop && { title: t(`staff:dock.stop.${stop}.title`), text: t(`staff:dock.stop.${stop}.text`) },
    mayReceive: stop === null && may(staff.role, 'dock.receive'),
    lines: view.lines,
  };
}

/** Takes the dock's count; throws the way on when the parcel is received. */
export async function takeParcel(args: StaffArgs) {
  const { request, deps, staff, t } = args;
  const view = await requireParcel(args);
  const { rmaCode } = view;
  const sent = await readParcelForm(request, async (lineId, photo) => {
    const added = await addDockPhoto(deps, { rmaCode, lineId, staffId: staff.id, photo });
    return !added.ok && added.refusal.code === 'photo.too-many' ? 'photo.too-many' : null;
  });
  const problems = problemsOf(view, sent, args);
  if (problems.length > 0) return again(sent, problems, 422);
  const received = await receiveParcel(deps, { rmaCode, staffId: staff.id, counts: sent.counts });
  if (received.ok) throw redirectTo(`/dock?received=${rmaCode}`);
  return refused(sent, received.refusal.code, t);
}

function refused(sent: ReadParcelForm, code: ReceiveRefusal, t: Translate) {
  if (code === 'return.not-found') fail(404, 'not-found');
  // A return that was cancelled or decided while the parcel was counted: the page, read again, says so by itself.
  const stopped = code === 'return.cancelled' || code === 'return.already-decided';
  const problems = stopped ? [] : [{ field: '', message: t('staff:dock.error.other-parcel') }];
  return again(sent, problems, stopped ? 409 : refusalStatus(code));
}

const again = (sent: ReadParcelForm, problems: FieldProblem[], status: number) =>
  data({ typed: Object.fromEntries(sent.typed), problems }, { status });

function problemsOf(view: DockReturn, sent: ReadParcelForm, { t, locale }: StaffArgs): FieldProblem[] {
  const titleOf = (lineId: string) => view.lines.find((line) => line.id === lineId)?.title;
  const limit = formatCount(NOTE_LIMIT, locale);
  const counts = sent.problems.flatMap(({ lineId, field, code }) => {
    const title = titleOf(lineId);
    return title === undefined ? [] : [{ field, message: t(`staff:dock.error.${code}`, { title, limit }) }];
  });
  const photos = sent.photoProblems.flatMap(({ lineId, code }) =>
    titleOf(lineId) === undefined ? [] : [{ field: `photos-${lineId}`, message: photoWords(code, t) }],
  );
  return [...counts, ...photos];
}

function photoWords(code: PhotoProblem, t: Translate): string {
  if (code === 'photo.too-many') return t('staff:dock.error.photo.too-many', { most: DOCK_PHOTOS_LIMIT });
  if (code === 'photo.too-large') return t('staff:dock.error.photo.too-large');
  if (code === 'photo.too-many-pixels') return t('staff:dock.error.photo.too-many-pixels');
  return code === 'photo.broken' || code === 'photo.empty'
    ? t('staff:dock.error.photo.broken')
    : t('staff:dock.error.photo.unsupported');
}
