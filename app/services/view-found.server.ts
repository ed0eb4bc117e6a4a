import { type Capped, COUNTED_AT_MOST, capped } from '#db/capped.ts';
import { countFoundForCare, listFoundForCare } from '#db/found-for-care.ts';
import {
  countFoundParcels,
  type FoundMatch,
  type FoundParcel,
  listFoundParcels,
  listFoundPhotos,
  listMatches,
  loadFoundParcel,
  loadFoundPhoto,
} from '#db/found-parcels.ts';
import { type LikelyCandidate, listCandidates, listSkus } from '#db/likely-orders.ts';
import type { Reader } from '#db/open.ts';
import { loadOrder } from '#db/orders.ts';
import { loadReturn } from '#db/returns.ts';
import { emailKey } from '#machines/email-address.ts';
import { ageOf } from '#machines/scan/age.ts';
import { FOUND_STATES, type FoundState } from '#machines/scan/found.ts';
import { type LikelyReason, likelyOrders, skuKey, skusIn } from '#machines/scan/likely.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import type { FileReaderDeps } from './read-photo.server.ts';
import { shopZone } from './shop-zone.server.ts';
import { staffNames } from './staff-names.server.ts';

/** A found parcel as a list names it. */
export interface FoundRow extends Pick<FoundParcel, 'id' | 'code' | 'senderName' | 'senderPlace' | 'goods' | 'note'> {
  /** What is written on the parcel: the end of its id. */
  readonly number: string;
  readonly age: ReturnType<typeof ageOf>;
  readonly arrivedAt: string;
  readonly by: string;
  readonly photoIds: readonly string[];
}

/** Short enough to be written on a parcel with a pen; ids are random at their end. */
export const foundNumber = (id: string): string => id.replaceAll('-', '').slice(-6).toUpperCase();

const SHOWN = 100;

/** What the list shows: a state, or those that wait for customer care, which are on the shelf too. */
export const FOUND_VIEWS = ['open', 'care', 'matched', 'closed'] as const;
export type FoundViewName = (typeof FOUND_VIEWS)[number];

/** How many found parcels are of an order without a return: for the link that leads customer care to them. */
export async function countForCare({ db }: Pick<ServiceDeps, 'db'>): Promise<Capped> {
  return capped(await countFoundForCare(db, COUNTED_AT_MOST));
}

/** Found parcels in one view, those on the shelf by their age, and how many there are of each. */
export async function viewFoundList(
  { db, clock }: Pick<ServiceDeps, 'db' | 'clock'>,
  view: FoundViewName,
): Promise<{
  readonly rows: readonly FoundRow[];
  readonly counts: Readonly<Record<FoundViewName, Capped>>;
  timeZone: string;
}> {
  const rows = await rowsOf(db, view);
  const ids = rows.map((row) => row.id);
  const count = async (one: FoundState) => ({ count: await countFoundParcels(db, one), more: false });
  const [open, matched, closed] = await Promise.all([count('open'), count('matched'), count('closed')]);
  const care = await countForCare({ db });
  const [nameOf, timeZone, photos] = await Promise.all([staffNames(db), shopZone(db), listFoundPhotos(db, ids)]);
  const now = clock().epochMilliseconds;
  const photosOf = Map.groupBy(photos, (photo) => photo.foundParcelId);
  return {
    ...{ timeZone, counts: { open, care, matched, closed } },
    rows: rows.map((row) =>
      rowOf(row, { now, nameOf, photoIds: (photosOf.get(row.id) ?? []).map((photo) => photo.id) }),
    ),
  };
}

const rowsOf = (db: Reader, view: FoundViewName): Promise<FoundParcel[]> =>
  view === 'care'
    ? listFoundForCare(db, SHOWN)
    : listFoundParcels(db, { state: view, limit: SHOWN, newestFirst: view === 'closed' });

function rowOf(
  row: FoundParcel,
  { now, nameOf, photoIds }: { now: number; nameOf: (stored: string) => string; photoIds: readonly string[] },
): FoundRow {
  const { id, code, senderName, senderPlace, goods, note, arrivedAt } = row;
  return {
    ...{ id, code, senderName, senderPlace, goods, note, number: foundNumber(id), photoIds },
    ...{ age: ageOf(arrivedAt.epochMilliseconds, now), arrivedAt: arrivedAt.toString(), by: nameOf(row.foundBy) },
  };
}

/** An order that it may belong to, as the dock may see it: name and town, no e-mail address. */
export interface LikelyOrder
  extends Pick<LikelyCandidate, 'orderId' | 'orderNumber' | 'returnId' | 'rmaCode' | 'name' | 'place'> {
  readonly reasons: readonly LikelyReason[];
}

export interface FoundView extends FoundRow {
  readonly state: FoundState;
  readonly timeZone: string;
  readonly closed: { readonly at: string; readonly why: string | null } | null;
  readonly matches: readonly { readonly orderNumber: string; readonly rmaCode: string | null }[];
  readonly likely: readonly LikelyOrder[];
}

/** One found parcel, whose it is, and whose it may be. */
export async function viewFound(
  { db, clock }: Pick<ServiceDeps, 'db' | 'clock'>,
  id: string,
): Promise<FoundView | null> {
  const row = await loadFoundParcel(db, id);
  if (!row) return null;
  const state = FOUND_STATES.find((one) => one === row.state);
  if (!state) throw new Error(`found parcel ${id} is in the unknown state ${row.state}`);
  const [photos, matches, nameOf, timeZone] = await Promise.all([
    listFoundPhotos(db, [id]),
    listMatches(db, [id]),
    staffNames(db),
    shopZone(db),
  ]);
  const photoIds = photos.map((photo) => photo.id);
  return {
    ...rowOf(row, { now: clock().epochMilliseconds, nameOf, photoIds }),
    ...{ state, timeZone, closed: row.closedAt && { at: row.closedAt.toString(), why: row.closedWhy } },
    matches: await Promise.all(matches.map((match) => matchOf(db, match))),
    likely: state === 'closed' ? [] : await likelyFor(db, row, matches),
  };
}

async function matchOf(db: Reader, { orderId, returnId }: FoundMatch) {
  const [order, row] = [await loadOrder(db, orderId), returnId === null ? null : await loadReturn(db, returnId)];
  return { orderNumber: order?.number ?? '', rmaCode: row?.rmaCode ?? null };
}

async function likelyFor(db: Reader, row: FoundParcel, matches: readonly FoundMatch[]): Promise<LikelyOrder[]> {
  const named = new Set(skusIn(row.goods));
  const skus = named.size > 0 ? (await listSkus(db)).filter((sku) => named.has(skuKey(sku))) : [];
  const email = emailKey(row.senderEmail ?? '');
  const candidates = await listCandidates(db, { emailKey: email.ok ? email.key : null, skus });
  const taken = new Set(matches.map((match) => match.returnId ?? match.orderId));
  const known = { ...row, senderEmail: email.ok ? email.key : null };
  return likelyOrders(
    known,
    candidates.filter((one) => !taken.has(one.returnId ?? one.orderId)),
  ).map(({ candidate: { orderId, orderNumber, returnId, rmaCode, name, place }, reasons }) => ({
    ...{ orderId, orderNumber, returnId, rmaCode, name, place, reasons },
  }));
}

/** A photo of a found parcel; no other file is reached this way. */
export async function readFoundPhoto(
  deps: FileReaderDeps,
  photoId: string,
): Promise<Result<{ readonly bytes: Uint8Array; readonly contentType: string }, 'photo.not-found'>> {
  const photo = await loadFoundPhoto(deps.db, photoId);
  const file = photo && (await deps.files.get(photo.id));
  return file ? { ok: true, ...file } : refuse('photo.not-found');
}
