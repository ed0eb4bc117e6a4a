import { type FileUpload, FormDataParseError, parseFormData } from '@remix-run/form-data-parser';
import { z } from 'zod';
import { type FieldErrors, fail, parseFields, type StaffArgs } from '#app/http.server.ts';
import { formatCount } from '#app/i18n/format.ts';
import { encodePhoto, type Photo, type PhotoRefusal } from '#app/images/photo.server.ts';
import { FOUND_PHOTOS_LIMIT, type FoundWords } from '#app/services/put-found-parcel.server.ts';
import { deviceId, deviceTime } from './sync-body.ts';

/** Larger than photos may be, so that one that is too large is told apart. */
const FORM_BYTES = 62 * 1024 * 1024;
export const FOUND_LIMITS = { code: 120, name: 200, place: 200, email: 254, goods: 500, note: 2000 } as const;
export const FOUND_FIELDS = ['code', 'name', 'place', 'email', 'goods', 'note'] as const;
export type FoundField = (typeof FOUND_FIELDS)[number];

const text = (limit: number) =>
  z
    .string()
    .trim()
    .max(limit, 'too-long')
    .transform((value) => (value === '' ? null : value))
    .default(null);

const schema = z.object({
  id: deviceId,
  device: deviceId.optional(),
  scannedAt: z.coerce.number().pipe(deviceTime).optional(),
  sentAt: z.coerce.number().pipe(deviceTime).optional(),
  ...{ code: text(FOUND_LIMITS.code), name: text(FOUND_LIMITS.name), place: text(FOUND_LIMITS.place) },
  ...{ email: text(FOUND_LIMITS.email), goods: text(FOUND_LIMITS.goods), note: text(FOUND_LIMITS.note) },
});

export type PhotoProblem = PhotoRefusal | 'photo.missing' | 'photo.too-many';

export interface ReadFoundForm {
  readonly data:
    | ({ readonly words: FoundWords } & Pick<z.output<typeof schema>, 'id' | 'device' | 'scannedAt' | 'sentAt'>)
    | null;
  readonly errors: FieldErrors;
  readonly typed: Readonly<Record<string, string>>;
  readonly photos: readonly Photo[];
  readonly photoProblem: PhotoProblem | null;
}

/** Reads the form of a found parcel: its words, and photos encoded anew one after the other. */
export async function readFoundForm(request: Request): Promise<ReadFoundForm> {
  const photos: Photo[] = [];
  let photoProblem: PhotoProblem | null = null;
  const take = async (file: FileUpload): Promise<null> => {
    // A file input that was left empty sends a file without bytes and without a name of its own.
    if (file.fieldName !== 'photo' || (file.size === 0 && (file.name === '' || file.name === 'file-upload')))
      return null;
    const encoded = await encodePhoto(new Uint8Array(await file.arrayBuffer()));
    if (encoded.ok) photos.push(encoded.photo);
    else photoProblem ??= encoded.refusal.code;
    return null;
  };
  const form = parseFields(await multipart(request, take), schema);
  if (photos.length > FOUND_PHOTOS_LIMIT) photoProblem ??= 'photo.too-many';
  if (photos.length === 0) photoProblem ??= 'photo.missing';
  if (!form.ok) return { data: null, errors: form.errors, typed: form.values, photos, photoProblem };
  const { code, name, place, email, goods, note, ...rest } = form.data;
  const words = { code, senderName: name, senderPlace: place, senderEmail: email, goods, note };
  const typed = { code, name, place, email, goods, note };
  const values = Object.fromEntries(Object.entries(typed).map(([field, value]) => [field, value ?? '']));
  return { data: { words, ...rest }, errors: {}, typed: values, photos, photoProblem };
}

async function multipart(request: Request, take: (file: FileUpload) => Promise<null>): Promise<FormData> {
  if (!/^multipart\/form-data\b/i.test(request.headers.get('Content-Type') ?? '')) fail(415, 'unsupported-type');
  const limits = { maxFiles: FOUND_PHOTOS_LIMIT + 4, maxFileSize: FORM_BYTES, maxTotalSize: FORM_BYTES, maxParts: 40 };
  try {
    return await parseFormData(request, limits, take);
  } catch (error) {
    // The parser's own limits are classes of a package that it depends on; their names are part of its documentation.
    const limit = error instanceof Error && /^Max\w+ExceededError$/.test(error.name);
    if (error instanceof FormDataParseError || limit) fail(413, 'too-large');
    throw error;
  }
}

/** What is wrong with one field, as a sentence. */
export function fieldWords(field: string, code: string, { t, locale }: Pick<StaffArgs, 't' | 'locale'>): string {
  const known = FOUND_FIELDS.find((one) => one === field);
  if (known && code === 'too-long')
    return t('found:error.too-long', { limit: formatCount(FOUND_LIMITS[known], locale) });
  return t('found:error.invalid');
}

/** What is wrong with the photos, as a sentence. */
export function photoWords(code: PhotoProblem, t: StaffArgs['t']): string {
  if (code === 'photo.missing') return t('found:error.photo-missing');
  if (code === 'photo.too-many') return t('found:error.photo-many');
  if (code === 'photo.too-large') return t('staff:dock.error.photo.too-large');
  if (code === 'photo.too-many-pixels') return t('staff:dock.error.photo.too-many-pixels');
  return code === 'photo.broken' || code === 'photo.empty'
    ? t('staff:dock.error.photo.broken')
    : t('staff:dock.error.photo.unsupported');
}
