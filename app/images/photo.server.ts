import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';

/** Largest file that is taken, in bytes: 10 MB as phones count them. */
export const PHOTO_BYTES_LIMIT = 10_000_000;
const PIXELS_LIMIT = 40_000_000;
const LONGEST_SIDE = 2000;
/** The decoder is stopped after this; a sound photo of the largest size takes about one second. */
const SECONDS_LIMIT = 10;

const PHOTO_TYPES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif']);

export interface Photo {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export type PhotoRefusal =
  | 'photo.empty'
  | 'photo.too-large'
  | 'photo.unsupported-type'
  | 'photo.too-many-pixels'
  | 'photo.heic-unreadable'
  | 'photo.broken';

export type EncodedPhoto =
  | { readonly ok: true; readonly photo: Photo }
  | { readonly ok: false; readonly refusal: { readonly code: PhotoRefusal } };

const refuse = (code: PhotoRefusal) => ({ ok: false, refusal: { code } }) as const;

/** Whether a file may be decoded at all, told from its size, its first bytes and its header; its name and claimed type count for nothing. */
async function looksLikePhoto(bytes: Uint8Array): Promise<{ ok: true; type: string } | ReturnType<typeof refuse>> {
  if (bytes.byteLength === 0) return refuse('photo.empty');
  if (bytes.byteLength > PHOTO_BYTES_LIMIT) return refuse('photo.too-large');
  const type = (await fileTypeFromBuffer(bytes))?.mime ?? '';
  return PHOTO_TYPES.has(type) ? { ok: true, type } : refuse('photo.unsupported-type');
}

/**
 * Makes a stored photo of an uploaded file: a JPEG of at most 2000 pixels a side, turned upright, with none of the file's own bytes or
 * metadata (place, time, camera) left. Takes JPEG, PNG, WebP, and HEIC where the image library can read it. Refuses by code.
 */
export async function encodePhoto(bytes: Uint8Array): Promise<EncodedPhoto> {
  const looked = await looksLikePhoto(bytes);
  if (!looked.ok) return looked;
  const isHeic = looked.type === 'image/heic' || looked.type === 'image/heif';
  try {
    // Only the header is read here. An unlimited read of the header is safe, and tells a huge photo from a broken one.
    const { width, height } = await sharp(bytes, { limitInputPixels: false, pages: 1 }).metadata();
    if (width * height > PIXELS_LIMIT) return refuse('photo.too-many-pixels');
    return { ok: true, photo: await reencode(bytes) };
  } catch {
    // What the decoder says is not for the customer, and a hostile file can make it say anything.
    return refuse(isHeic ? 'photo.heic-unreadable' : 'photo.broken');
  }
}

async function reencode(bytes: Uint8Array): Promise<Photo> {
  const { data, info } = await sharp(bytes, { limitInputPixels: PIXELS_LIMIT, failOn: 'error', pages: 1 })
    .autoOrient()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 82, mozjpeg: false })
    .timeout({ seconds: SECONDS_LIMIT })
    .toBuffer({ resolveWithObject: true });
  return { jpeg: new Uint8Array(data), width: info.width, height: info.height };
}
