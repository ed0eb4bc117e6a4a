import { createHash } from 'node:crypto';
import { type FoundParcel, insertFoundParcel, insertFoundPhoto, loadFoundParcel } from '#db/found-parcels.ts';
import { carrierCode } from '#machines/scan/carrier-code.ts';
import { settleTime } from '#machines/scan/clock.ts';
import type { EncodedImage, PhotoDeps } from './add-photo.server.ts';
import { type Result, refuse } from './deps.ts';
import { recordAct } from './record-act.server.ts';
import type { ScanSource } from './record-scan.server.ts';
import { commit, type Unit } from './unit-of-work.server.ts';

/** Photos that one found parcel may have; one is the least. */
export const FOUND_PHOTOS_LIMIT = 6;

/** What is known of it, as far as it can be read. */
export type FoundWords = Pick<FoundParcel, 'code' | 'senderName' | 'senderPlace' | 'senderEmail' | 'goods' | 'note'>;

export type PutRefusal = 'found.conflict' | 'photo.missing' | 'photo.too-many';

interface PutInput {
  /** Made on the device. */
  readonly id: string;
  readonly source: ScanSource;
  /** The device's clock, epoch milliseconds. */
  readonly scannedAt: number;
  readonly words: FoundWords;
  readonly photos: readonly EncodedImage[];
}

/**
 * Puts down a parcel without a usable code. The same one again, by its id, changes nothing; refuses an id that named another parcel, and one without
 * a photo, because words alone do not find it on the shelf.
 */
export async function putFoundParcel(
  deps: PhotoDeps,
  input: PutInput,
): Promise<Result<{ readonly id: string }, PutRefusal>> {
  if (input.photos.length === 0) return refuse('photo.missing');
  if (input.photos.length > FOUND_PHOTOS_LIMIT) return refuse('photo.too-many', { most: FOUND_PHOTOS_LIMIT });
  const known = await loadFoundParcel(deps.db, input.id);
  if (known) return same(known, input) ? { ok: true, id: known.id } : refuse('found.conflict');
  const photos = input.photos.map((photo) => ({ ...photo, id: photoId(input.id, photo) }));
  // The bytes first: a row without its file would be a broken picture. An id is made of its bytes, so that a second try puts the same.
  for (const photo of photos) await deps.files.put(photo.id, photo.jpeg, 'image/jpeg');
  return commit(deps, `staff:${input.source.staffId}`, async (unit) => {
    const meanwhile = await loadFoundParcel(unit.tx, input.id);
    if (meanwhile) return same(meanwhile, input) ? { ok: true, id: input.id } : refuse('found.conflict');
    await insertFoundParcel(unit.tx, rowOf(unit, input));
    for (const [position, { id, jpeg, width, height }] of photos.entries()) {
      const file = { id, foundParcelId: input.id, position, bytes: jpeg.byteLength, width, height };
      await insertFoundPhoto(unit.tx, { ...file, createdAt: unit.at });
    }
    await recordAct(unit, { act: 'found.put', subjectKind: 'found-parcel', subjectId: input.id });
    return { ok: true, id: input.id };
  });
}

const photoId = (parcelId: string, { jpeg }: EncodedImage) =>
  `found-${createHash('sha256').update(parcelId).update(jpeg).digest('hex').slice(0, 40)}`;

const WORDS = ['code', 'senderName', 'senderPlace', 'senderEmail', 'goods', 'note'] as const;

const same = (known: FoundParcel, { source, words }: PutInput) =>
  known.device === source.device && WORDS.every((name) => known[name] === words[name]);

function rowOf({ at, actor }: Unit, { id, source, scannedAt, words }: PutInput): FoundParcel {
  const time = settleTime({ scannedAt, sentAt: source.sentAt, receivedAt: at.epochMilliseconds });
  return {
    ...words,
    ...{ id, device: source.device, state: 'open', version: 1, codeValue: carrierCode(words.code)?.value ?? null },
    ...{ arrivedAt: Temporal.Instant.fromEpochMilliseconds(time.arrivedAt), receivedAt: at, foundBy: actor },
    ...{ closedAt: null, closedWhy: null },
  };
}
