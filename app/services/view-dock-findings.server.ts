import { type DockCount, listDockCounts } from '#db/dock-counts.ts';
import { listFilesOfReturn } from '#db/files.ts';
import { DOCK_PHOTO } from './add-dock-photo.server.ts';
import type { ServiceDeps } from './deps.ts';
import { staffNames } from './staff-names.server.ts';

/** Counts that a page tells of; a parcel that was counted more often is told by its last ones. */
const TOLD = 20;

/** A count with the name of whoever made it. */
export type ToldCount = Omit<DockCount, 'at'> & { readonly at: string; readonly name: string };

export interface DockFindings {
  /** The last first: that one stands. */
  readonly counts: readonly ToldCount[];
  /** Ids of photos of the parcel as a whole. */
  readonly photos: readonly string[];
}

/** What the dock found in the parcel of a return, count by count. */
export async function viewDockFindings({ db }: Pick<ServiceDeps, 'db'>, returnId: string): Promise<DockFindings> {
  const [counts, nameOf, files] = await Promise.all([
    listDockCounts(db, returnId, TOLD),
    staffNames(db),
    listFilesOfReturn(db, returnId),
  ]);
  return {
    counts: counts.map(({ at, ...count }) => ({ ...count, at: at.toString(), name: nameOf(count.by) })),
    photos: files.filter((file) => file.kind === DOCK_PHOTO && file.orderLineId === null).map((file) => file.id),
  };
}
