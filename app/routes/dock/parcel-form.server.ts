import { type FileUpload, FormDataParseError, parseFormData } from '@remix-run/form-data-parser';
import { z } from 'zod';
import { fail, parseFields } from '#app/http.server.ts';
import { encodePhoto, type Photo, type PhotoRefusal } from '#app/images/photo.server.ts';
import type { Count } from '#app/services/receive-parcel.server.ts';
import { PARCEL_MARKS, type SeenParcel } from '#machines/dock/findings.ts';
import { type CountProblem, NOTE_LIMIT, readCount, type TypedCount } from './count-fields.server.ts';
import { readWeight } from './weight-field.server.ts';

/** Larger than a photo may be, so that one that is too large is told apart and the counts on the form are kept. */
const FORM_BYTES = 60 * 1024 * 1024;
const FILES = 60;
/** Eight fields for each of three hundred lines, and room. */
const FIELDS = 2700;
/** What stands for the parcel where a line's id would stand. */
export const WHOLE = 'parcel';

const anyField = z.record(z.string().max(200), z.union([z.string(), z.array(z.string())]));

export type PhotoProblem = PhotoRefusal | 'photo.too-many';
export type FormProblem = CountProblem | 'empty';

/** What was typed for the parcel as a whole. */
export interface TypedParcel {
  readonly marks: readonly string[];
  readonly note: string;
  readonly weight: string;
}

export interface ReadParcelForm {
  readonly typed: ReadonlyMap<string, TypedCount>;
  readonly whole: TypedParcel;
  /** What is wrong, by field id, in the order of the form. */
  readonly problems: readonly { readonly lineId: string; readonly field: string; readonly code: FormProblem }[];
  readonly counts: readonly Count[];
  readonly parcel: SeenParcel;
  readonly weightGrams: number | null;
  /** The count that whoever sent the form had before them; null: the form does not say. */
  readonly replaces: number | null;
  readonly photoProblems: readonly { readonly lineId: string; readonly code: PhotoProblem }[];
}

type Fields = ReadonlyMap<string, readonly string[]>;

/**
 * Reads the dock's form: for each line `count-`, `grade-`, `place-`, `serial-`, `note-`, any number of `mark-`, and files `photos-`; the marks,
 * weight, note and photos of the parcel as a whole have `parcel` in the line's place. Photos are encoded anew one after the other and given to `keep`; one that
 * is refused does not end the form. Which lines the parcel has is for the service to say.
 */
export async function readParcelForm(
  request: Request,
  keep: (lineId: string, photo: Photo) => Promise<'photo.too-many' | null>,
): Promise<ReadParcelForm> {
  const photoProblems: { lineId: string; code: PhotoProblem }[] = [];
  const takeFile = async (file: FileUpload): Promise<null> => {
    const lineId = /^photos-(.{1,64})$/.exec(file.fieldName)?.[1];
    // A file input that was left empty sends a file without bytes and without a name of its own.
    if (lineId === undefined || (file.size === 0 && (file.name === '' || file.name === 'file-upload'))) return null;
    const encoded = await encodePhoto(new Uint8Array(await file.arrayBuffer()));
    const code = encoded.ok ? await keep(lineId, encoded.photo) : encoded.refusal.code;
    if (code && !photoProblems.some((one) => one.lineId === lineId && one.code === code))
      photoProblems.push({ lineId, code });
    return null;
  };
  const form = parseFields(await read(request, takeFile), anyField, { maxFields: FIELDS });
  const fields = new Map(
    Object.entries(form.ok ? form.data : form.values).map(([name, value]) => [name, [value].flat()]),
  );
  return { ...readFields(fields), photoProblems };
}

async function read(request: Request, takeFile: (file: FileUpload) => Promise<null>): Promise<FormData> {
  const type = request.headers.get('Content-Type') ?? '';
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) fail(415, 'unsupported-type');
  const limits = { maxFiles: FILES, maxFileSize: FORM_BYTES, maxParts: FIELDS + FILES, maxTotalSize: FORM_BYTES };
  try {
    return await parseFormData(request, limits, takeFile);
  } catch (error) {
    // The parser's own limits are classes of a package that it depends on; their names are part of its documentation.
    const limit = error instanceof Error && /^Max\w+ExceededError$/.test(error.name);
    if (error instanceof FormDataParseError || limit) fail(413, 'too-large');
    throw error;
  }
}

function readFields(fields: Fields): Omit<ReadParcelForm, 'photoProblems'> {
  const one = (name: string) => fields.get(name)?.[0] ?? '';
  const typed = new Map<string, TypedCount>();
  const problems: { lineId: string; field: string; code: FormProblem }[] = [];
  const counts: Count[] = [];
  for (const name of fields.keys()) {
    const id = /^count-(.{1,64})$/.exec(name)?.[1];
    if (id === undefined) continue;
    const line = {
      ...{ count: one(name), grade: one(`grade-${id}`), note: one(`note-${id}`) },
      ...{ place: one(`place-${id}`), serial: one(`serial-${id}`), marks: fields.get(`mark-${id}`) ?? [] },
    };
    typed.set(id, line);
    const read = readCount(id, line);
    if ('code' in read) problems.push({ lineId: id, field: `${read.field}-${id}`, code: read.code });
    else counts.push(read);
  }
  const whole = {
    marks: fields.get(`mark-${WHOLE}`) ?? [],
    note: one(`note-${WHOLE}`),
    weight: one(`weight-${WHOLE}`),
  };
  return { typed, whole, counts, ...readWhole(whole, counts, problems), replaces: readNumber(one('replaces')) };
}

function readWhole(whole: TypedParcel, counts: readonly Count[], problems: ReadParcelForm['problems'][number][]) {
  const marks = PARCEL_MARKS.filter((mark) => whole.marks.includes(mark));
  const note = whole.note.trim();
  const weight = readWeight(whole.weight);
  const own = (field: string, code: FormProblem) => ({ lineId: WHOLE, field: `${field}-${WHOLE}`, code });
  const contradicts = marks.includes('empty-parcel') && counts.some((count) => count.received > 0);
  const all = [
    ...problems,
    ...(contradicts ? [own('mark', 'empty')] : []),
    ...(weight.ok ? [] : [own('weight', 'weight')]),
    ...(note.length > NOTE_LIMIT ? [own('note', 'note')] : []),
  ];
  return { problems: all, parcel: { marks, note: note || null }, weightGrams: weight.ok ? weight.grams : null };
}

const readNumber = (typed: string): number | null => (/^\d{1,9}$/.test(typed) ? Number(typed) : null);
