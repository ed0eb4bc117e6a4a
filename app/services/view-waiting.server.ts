import { listWaiting, type WaitingParcel } from '#db/dock-scans.ts';
import { countFoundParcels } from '#db/found-parcels.ts';
import { ageOf } from '#machines/scan/age.ts';
import type { ServiceDeps } from './deps.ts';
import { staffNames } from './staff-names.server.ts';

export interface WaitingRow extends Pick<WaitingParcel, 'rmaCode' | 'orderNumber' | 'state'> {
  readonly arrivedAt: string;
  readonly age: ReturnType<typeof ageOf>;
  readonly scannedBy: string;
}

export interface Waiting {
  /** The oldest first. */
  readonly rows: readonly WaitingRow[];
  /** There are more than are shown. */
  readonly more: boolean;
  /** Parcels that nobody knows whose they are. */
  readonly found: number;
}

const SHOWN = 50;

/** What stands at the dock: scanned and not yet counted, by age, and how many found parcels are open. */
export async function viewWaiting({ db, clock }: Pick<ServiceDeps, 'db' | 'clock'>): Promise<Waiting> {
  const [rows, found, nameOf] = await Promise.all([
    listWaiting(db, SHOWN + 1),
    countFoundParcels(db, 'open'),
    staffNames(db),
  ]);
  const now = clock().epochMilliseconds;
  return {
    rows: rows.slice(0, SHOWN).map(({ rmaCode, orderNumber, state, arrivedAt, scannedBy }) => ({
      ...{ rmaCode, orderNumber, state, arrivedAt: arrivedAt.toString(), scannedBy: nameOf(scannedBy) },
      age: ageOf(arrivedAt.epochMilliseconds, now),
    })),
    more: rows.length > SHOWN,
    found,
  };
}
