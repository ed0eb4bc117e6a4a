import type { Reader } from '#db/open.ts';
import { countUnreadNotices, listStaffNotices, readNotices } from '#db/staff-notices.ts';
import type { ServiceDeps } from '../deps.ts';
import { staffNames } from '../staff-names.server.ts';

/** As many as a page shows. */
const SHOWN = 200;
/** Counted no further. */
export const NOTICES_COUNTED = 99;

/** Why somebody is told of a return. */
export const NOTICE_KINDS = ['mention', 'taken-over', 'answer'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export interface NoticeView {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly returnId: string;
  readonly rmaCode: string;
  /** Who caused it; null: the customer. */
  readonly by: string | null;
  readonly at: string;
  readonly read: boolean;
  /** The note that mentions the person. */
  readonly text: string | null;
}

/** What one of the staff shall see, the newest first. */
export async function viewNotices(db: Reader, staffId: string): Promise<NoticeView[]> {
  const [rows, nameOf] = await Promise.all([listStaffNotices(db, staffId, SHOWN), staffNames(db)]);
  return rows.flatMap(({ id, kind: stored, returnId, rmaCode, actor, createdAt, readAt, text }) => {
    const kind = NOTICE_KINDS.find((known) => known === stored);
    if (!kind) return [];
    const by = actor === 'customer' ? null : nameOf(actor);
    return [{ id, kind, returnId, rmaCode, by, at: createdAt.toString(), read: readAt !== null, text }];
  });
}

/** How many a person has not read, up to `NOTICES_COUNTED`. */
export const unreadNotices = (db: Reader, staffId: string): Promise<number> =>
  countUnreadNotices(db, staffId, NOTICES_COUNTED);

/** Marks some of a person's own as read, or all of them. */
export async function markNoticesRead(
  deps: Pick<ServiceDeps, 'db' | 'clock'>,
  which: { readonly staffId: string; readonly ids: readonly string[] | null },
): Promise<void> {
  await deps.db.transaction((tx) => readNotices(tx, which, deps.clock()));
}
