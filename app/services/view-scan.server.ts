import { type DockScan, listScansById, loadArrival } from '#db/dock-scans.ts';
import type { Reader } from '#db/open.ts';
import { loadOrder } from '#db/orders.ts';
import { loadReturn, type ReturnRow } from '#db/returns.ts';
import { listEventsOfReturn } from '#db/workflow-events.ts';
import type { ScanResult } from '#machines/scan/verdict.ts';
import { SCAN_RESULTS } from '#machines/scan/verdict.ts';
import { asListed, type FoundReturn, findCode } from './find-return.server.ts';
import type { ScanReason } from './record-scan.server.ts';
import { staffNames } from './staff-names.server.ts';

/** What a person is told about a scan. */
export interface ScanView {
  readonly id: string;
  readonly code: string;
  readonly result: ScanResult;
  readonly reason: string;
  /** The return, or several to choose from. */
  readonly returns: readonly FoundReturn[];
  readonly order: string | null;
  readonly foundParcelId: string | null;
  /** When and by whom it was scanned or counted before. */
  readonly before: { readonly at: string; readonly by: string } | null;
  readonly clockWrong: boolean;
}

/** A stored scan with what its words need. Reads what is true now: names, times, and the returns to choose from. */
export async function viewScan(db: Reader, scan: DockScan): Promise<ScanView> {
  const result = SCAN_RESULTS.find((one) => one === scan.result);
  if (!result) throw new Error(`scan ${scan.id} has the unknown result ${scan.result}`);
  const row = scan.returnId === null ? null : await loadReturn(db, scan.returnId);
  const rows = row ? [row] : scan.reason === 'several' ? await choices(db, scan.code) : [];
  return {
    ...{
      id: scan.id,
      code: scan.code,
      result,
      reason: scan.reason,
      foundParcelId: scan.foundParcelId,
      clockWrong: scan.clockWrong,
    },
    returns: rows.map(asListed),
    order: row ? ((await loadOrder(db, row.orderId))?.number ?? null) : null,
    before: row ? await before(db, row, scan.reason) : null,
  };
}

async function choices(db: Reader, typed: string): Promise<readonly ReturnRow[]> {
  const code = await findCode(db, typed);
  return code.ok && code.found.what === 'returns' ? code.found.rows : [];
}

async function before(db: Reader, row: ReturnRow, reason: string): Promise<ScanView['before']> {
  const wanted = ['scanned', 'counted'] satisfies ScanReason[];
  if (!wanted.some((one) => one === reason)) return null;
  const nameOf = await staffNames(db);
  if (reason === 'scanned') {
    const arrival = await loadArrival(db, row.id);
    return arrival && { at: arrival.arrivedAt.toString(), by: nameOf(arrival.scannedBy) };
  }
  const counted = (await listEventsOfReturn(db, row.id)).findLast(
    (event) => event.subjectId === row.id && event.type === 'receive',
  );
  return counted ? { at: counted.at.toString(), by: nameOf(counted.actor) } : null;
}

/** A scan that was made, by its id, as it was told; null where there is none. */
export async function findScan(db: Reader, id: string): Promise<ScanView | null> {
  if (id === '') return null;
  const scan = (await listScansById(db, [id])).get(id);
  return scan ? viewScan(db, scan) : null;
}
