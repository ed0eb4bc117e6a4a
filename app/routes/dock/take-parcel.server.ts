import { data } from 'react-router';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { fail, redirectTo, refusalStatus, type StaffArgs } from '#app/http.server.ts';
import { formatCount, formatInstant } from '#app/i18n/format.ts';
import type { Translate } from '#app/i18n/types.ts';
import { addDockPhoto, DOCK_PHOTOS_LIMIT } from '#app/services/add-dock-photo.server.ts';
import type { Refusal } from '#app/services/deps.ts';
import { type ReceiveRefusal, receiveParcel } from '#app/services/receive-parcel.server.ts';
import { staffNames } from '#app/services/staff-names.server.ts';
import type { DockReturn } from '#app/services/view-dock-return.server.ts';
import { SERIAL_LENGTH, SERIALS_LIMIT } from '#machines/dock/findings.ts';
import { NOTE_LIMIT } from './count-fields.server.ts';
import {
  type FormProblem,
  type PhotoProblem,
  type ReadParcelForm,
  readParcelForm,
  WHOLE,
} from './parcel-form.server.ts';
import { requireParcel } from './parcel-page.server.ts';
import { weightWords, wrongWeight } from './weight-words.server.ts';

/** Another person's count came between: who, when, and what they found of each item. */
interface Overtaken {
  readonly title: string;
  readonly found: readonly string[];
}

/** Takes the dock's count; throws the way on when the parcel is received. */
export async function takeParcel(args: StaffArgs) {
  const { request, deps, staff } = args;
  const view = await requireParcel(args);
  const { rmaCode } = view;
  const sent = await readParcelForm(request, async (id, photo) => {
    const lineId = id === WHOLE ? null : id;
    const added = await addDockPhoto(deps, { rmaCode, lineId, staffId: staff.id, photo });
    return !added.ok && added.refusal.code === 'photo.too-many' ? 'photo.too-many' : null;
  });
  const problems = problemsOf(view, sent, args);
  if (problems.length > 0) return again(sent, problems, 422);
  const { counts, parcel, weightGrams, replaces } = sent;
  const seen = replaces === null ? {} : { replaces };
  const received = await receiveParcel(deps, { rmaCode, staffId: staff.id, counts, parcel, weightGrams, ...seen });
  if (received.ok) throw redirectTo(`/dock?received=${rmaCode}`);
  return refused(sent, received.refusal, args);
}

async function refused(sent: ReadParcelForm, refusal: Refusal<ReceiveRefusal>, args: StaffArgs) {
  const { t } = args;
  const { code, lineId } = refusal;
  if (code === 'return.not-found') fail(404, 'not-found');
  if (code === 'count.overtaken') return overtakenBy(sent, args);
  if (code === 'disposition.impossible') {
    const title = (await requireParcel(args)).lines.find((line) => line.id === lineId)?.title ?? '';
    return again(sent, [{ field: `place-${lineId}`, message: t('parcel:error.place', { title }) }], 422);
  }
  // A return that was cancelled or decided while the parcel was counted: the page, read again, says so by itself.
  const stopped = code === 'return.cancelled' || code === 'return.already-decided';
  const problems = stopped ? [] : [{ field: '', message: t('staff:dock.error.other-parcel') }];
  return again(sent, problems, stopped ? 409 : refusalStatus(code));
}

/** What was typed stays; sent once more, it takes the place of the count that is shown now. */
async function overtakenBy(sent: ReadParcelForm, args: StaffArgs) {
  const { t, locale, deps } = args;
  const view = await requireParcel(args);
  const { number, by, at } = view.counted;
  const nameOf = await staffNames(deps.db);
  const name = by ? nameOf(by) : '';
  const when = at ? formatInstant(at, view.timeZone, locale) : '';
  const overtaken = { title: t('parcel:overtaken.title', { name, when }), found: foundWords(view, args) };
  return again({ ...sent, replaces: number }, [], 409, overtaken);
}

function foundWords({ lines, parcel }: DockReturn, { t, locale }: Pick<StaffArgs, 't' | 'locale'>): string[] {
  const items = lines.map(({ title, counted, grade, disposition }) => {
    const words = [
      t('product.pieces', { count: counted ?? 0 }),
      ...(grade ? [t(`terms:grade.${grade}`)] : []),
      ...(disposition ? [t(`parcel:place.${disposition}`)] : []),
    ];
    return `${title}: ${words.join(' · ')}`;
  });
  return [...items, ...weightWords(parcel.weightGrams, { t, locale })];
}

function again(sent: ReadParcelForm, problems: FieldProblem[], status: number, overtaken: Overtaken | null = null) {
  const { typed, whole, replaces } = sent;
  return data({ typed: Object.fromEntries(typed), whole, replaces, problems, overtaken }, { status });
}

function problemsOf(view: DockReturn, sent: ReadParcelForm, { t, locale }: StaffArgs): FieldProblem[] {
  const titleOf = (id: string) => (id === WHOLE ? t('parcel:whole') : view.lines.find((line) => line.id === id)?.title);
  const counts = sent.problems.flatMap(({ lineId, field, code }) => {
    const title = titleOf(lineId);
    return title === undefined ? [] : [{ field, message: fieldWords(code, title, { t, locale }) }];
  });
  const photos = sent.photoProblems.flatMap(({ lineId, code }) =>
    titleOf(lineId) === undefined ? [] : [{ field: `photos-${lineId}`, message: photoWords(code, t) }],
  );
  return [...counts, ...photos];
}

function fieldWords(code: FormProblem, title: string, { t, locale }: Pick<StaffArgs, 't' | 'locale'>): string {
  if (code === 'serial') return t('parcel:error.serial', { title, limit: formatCount(SERIAL_LENGTH, locale) });
  if (code === 'serials') return t('parcel:error.serials', { title, limit: formatCount(SERIALS_LIMIT, locale) });
  if (code === 'weight') return wrongWeight({ t, locale });
  if (code === 'empty' || code === 'place') return t(`parcel:error.${code}`, { title });
  return t(`staff:dock.error.${code}`, { title, limit: formatCount(NOTE_LIMIT, locale) });
}

function photoWords(code: PhotoProblem, t: Translate): string {
  if (code === 'photo.too-many') return t('staff:dock.error.photo.too-many', { most: DOCK_PHOTOS_LIMIT });
  if (code === 'photo.too-large') return t('staff:dock.error.photo.too-large');
  if (code === 'photo.too-many-pixels') return t('staff:dock.error.photo.too-many-pixels');
  return code === 'photo.broken' || code === 'photo.empty'
    ? t('staff:dock.error.photo.broken')
    : t('staff:dock.error.photo.unsupported');
}
