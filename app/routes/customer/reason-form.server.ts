import { type FileUpload, FormDataParseError, parseFormData } from '@remix-run/form-data-parser';
import { z } from 'zod';
import { type FormResult, fail, parseFields } from '#app/http.server.ts';
import { encodePhoto, type Photo, type PhotoRefusal } from '#app/images/photo.server.ts';
import { COMMENT_LIMIT, SEALS } from '#machines/answers.ts';
import { REASON_CODES } from '#machines/policy/reasons.ts';

/** Larger than a photo may be, so that one that is too large is told apart and everything else on the form is kept. */
const FILE_BYTES = 64 * 1024 * 1024;
/** More files than a return may have photos, so that the eleventh is a sentence and not the end. */
const FILES = 30;

export const reasonFields = z.object({
  draft: z.string().min(1).max(100),
  reason: z.enum(REASON_CODES).optional().catch(undefined),
  comment: z.string().trim().max(COMMENT_LIMIT, 'too-long'),
  seal: z.enum(SEALS).optional().catch(undefined),
  /** The photo whose button was pressed. */
  remove: z.string().max(64).optional(),
  /** Leave this item out. */
  drop: z.string().max(8).optional(),
});
export type ReasonFields = z.output<typeof reasonFields>;

export interface ReadReasonForm {
  readonly form: FormResult<ReasonFields>;
  /** Why files were not taken, in the order sent; a reason named once. */
  readonly refused: readonly (PhotoRefusal | 'photo.too-many')[];
}

/**
 * Reads the form with its photos, file after file as they come in, so that no more than one is in memory. Each photo is given to `keep`
 * when it was encoded anew; what `keep` refuses, and what is no photo, is reported and does not end the form.
 */
export async function readReasonForm(
  request: Request,
  keep: (draftId: string, photo: Photo) => Promise<'photo.too-many' | null>,
): Promise<ReadReasonForm> {
  const refused = new Set<PhotoRefusal | 'photo.too-many'>();
  const pending: Photo[] = [];
  const takeFile = async (file: FileUpload): Promise<null> => {
    // A file input that was left empty sends a file without a name and without bytes.
    if (file.fieldName !== 'photos' || (file.size === 0 && !isNamed(file))) return null;
    const encoded = await encodePhoto(new Uint8Array(await file.arrayBuffer()));
    if (encoded.ok) pending.push(encoded.photo);
    else refused.add(encoded.refusal.code);
    return null;
  };
  const fields = await read(request, takeFile);
  const form = parseFields(fields, reasonFields, { maxFields: 50 });
  const draftId = fields.get('draft');
  for (const photo of pending) {
    const problem = typeof draftId === 'string' ? await keep(draftId, photo) : null;
    if (problem) refused.add(problem);
  }
  return { form, refused: [...refused] };
}

const isNamed = (file: FileUpload) => file.name !== '' && file.name !== 'file-upload';

async function read(request: Request, takeFile: (file: FileUpload) => Promise<null>): Promise<FormData> {
  const type = request.headers.get('Content-Type') ?? '';
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) fail(415, 'unsupported-type');
  const limits = { maxFiles: FILES, maxFileSize: FILE_BYTES, maxParts: 100, maxTotalSize: FILE_BYTES };
  try {
    return await parseFormData(request, limits, takeFile);
  } catch (error) {
    if (error instanceof FormDataParseError || isLimit(error)) fail(413, 'too-large');
    throw error;
  }
}

/** The parser's own limits are classes of a package that it depends on; their names are part of its documentation. */
const isLimit = (error: unknown): boolean => error instanceof Error && /^Max\w+ExceededError$/.test(error.name);
