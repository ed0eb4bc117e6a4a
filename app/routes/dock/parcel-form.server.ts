import { type FileUpload, FormDataParseError, parseFormData } from '@remix-run/form-data-parser';
import { z } from 'zod';
import { fail, parseFields } from '#app/http.server.ts';
import { encodePhoto, type Photo, type PhotoRefusal } from '#app/images/photo.server.ts';
import type { Count } from '#app/services/receive-parcel.server.ts';
import { GRADES } from '#machines/line/index.ts';

/** Larger than a photo may be, so that one that is too large is told apart and the counts on the form are kept. */
const FORM_BYTES = 60 * 1024 * 1024;
const FILES = 60;
/** Three fields for each of three hundred lines, and room. */
const FIELDS = 1000;
export const NOTE_LIMIT = 2000;
const COUNT_LIMIT = 100_000;

const anyField = z.record(z.string().max(200), z.union([z.string(), z.array(z.string())]));

/** What was typed for a line, as it is shown again. */
export interface TypedCount {
  readonly count: string;
  readonly grade: string;
  readonly note: string;
}

export type CountProblem = 'count' | 'grade' | 'grade-missing' | 'note';
export type PhotoProblem = PhotoRefusal | 'photo.too-many';

export interface ReadParcelForm {
  readonly typed: ReadonlyMap<string, TypedCount>;
  /** What is wrong, by field id, in the order of the form. */
  readonly problems: readonly { readonly lineId: string; readonly field: string; readonly code: CountProblem }[];
  readonly counts: readonly Count[];
  readonly photoProblems: readonly { readonly lineId: string; readonly code: PhotoProblem }[];
}

/**
 * Reads the dock's form: `count-<line>`, `grade-<line>`, `note-<line>` and files `photos-<line>`. Photos are encoded anew one after the
 * other and given to `keep`; one that is refused does not end the form. Which lines the parcel has is for the service to say.
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
    Object.entries(form.ok ? form.data : form.values).map(([name, value]) => [name, [value].flat()[0] ?? '']),
  );
  return { ...readCounts(fields), photoProblems };
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

function readCounts(fields: ReadonlyMap<string, string>): Omit<ReadParcelForm, 'photoProblems'> {
  const typed = new Map<string, TypedCount>();
  const problems: { lineId: string; field: string; code: CountProblem }[] = [];
  const counts: Count[] = [];
  for (const [name, count] of fields) {
    const lineId = /^count-(.{1,64})$/.exec(name)?.[1];
    if (lineId === undefined) continue;
    const line = { count, grade: fields.get(`grade-${lineId}`) ?? '', note: fields.get(`note-${lineId}`) ?? '' };
    typed.set(lineId, line);
    const read = readCount(lineId, line);
    if ('code' in read) problems.push({ lineId, field: `${read.field}-${lineId}`, code: read.code });
    else counts.push(read);
  }
  return { typed, problems, counts };
}

function readCount(lineId: string, { count, grade, note }: TypedCount): Count | { field: string; code: CountProblem } {
  const digits = count
    .trim()
    .normalize('NFKC')
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
  const received = /^\d{1,6}$/.test(digits) ? Number(digits) : Number.NaN;
  if (!(received <= COUNT_LIMIT)) return { field: 'count', code: 'count' };
  // Nothing in the parcel has no other condition than that.
  const chosen = GRADES.find((one) => one === grade) ?? (received === 0 ? 'missing' : null);
  if (!chosen) return { field: 'grade', code: 'grade' };
  if (chosen === 'missing' && received > 0) return { field: 'grade', code: 'grade-missing' };
  const trimmed = note.trim();
  if (trimmed.length > NOTE_LIMIT) return { field: 'note', code: 'note' };
  return { lineId, received, grade: chosen, note: trimmed || null };
}
