import { type DockScan, insertArrival, insertScan, listScansById, loadArrival } from '#db/dock-scans.ts';
import type { Tx } from '#db/open.ts';
import { type ReturnRow, updateReturn } from '#db/returns.ts';
import { RETURN_STATES } from '#machines/return/index.ts';
import { settleTime } from '#machines/scan/clock.ts';
import { SCAN_LIMIT, type ScanProblem } from '#machines/scan/read-scan.ts';
import { judgeArrival, type ScanResult } from '#machines/scan/verdict.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { findCode } from './find-return.server.ts';
import { commit, type Unit } from './unit-of-work.server.ts';

/** What a device says of one scan; the times are its own clock's, epoch milliseconds. */
export interface ScanInput {
  readonly id: string;
  readonly code: string;
  readonly scannedAt: number;
}

export interface ScanSource {
  readonly device: string;
  readonly staffId: string;
  /** The device's clock when it sent the scan, epoch milliseconds. */
  readonly sentAt: number;
}

export type ScanReason =
  | 'arrived'
  | 'scanned'
  | 'counted'
  | 'cancelled'
  | 'decided'
  | 'several'
  | 'no-returns'
  | 'found'
  | ScanProblem;

interface Seen {
  readonly kind: string | null;
  readonly result: ScanResult;
  readonly reason: ScanReason;
  readonly row: ReturnRow | null;
  readonly foundParcelId: string | null;
}

/**
 * Takes a scan down and says what it means: a parcel that has come, one that was scanned before, one to stop at, or nothing that the shop knows. The same
 * scan again, by its id, changes nothing and is told the same. Refuses an id that named another scan, and one of another device.
 */
export async function recordScan(
  deps: ServiceDeps,
  source: ScanSource,
  scan: ScanInput,
): Promise<Result<{ readonly scan: DockScan }, 'scan.conflict'>> {
  return commit(deps, `staff:${source.staffId}`, async (unit) => {
    const known = (await listScansById(unit.tx, [scan.id])).get(scan.id);
    const code = storable(scan.code);
    if (known) {
      const same = known.device === source.device && known.code === code;
      return same ? { ok: true, scan: known } : refuse('scan.conflict');
    }
    const receivedAt = unit.at;
    const { scannedAt } = scan;
    const time = settleTime({ scannedAt, sentAt: source.sentAt, receivedAt: receivedAt.epochMilliseconds });
    const arrivedAt = Temporal.Instant.fromEpochMilliseconds(time.arrivedAt);
    const seen = await see(unit, {
      code: scan.code.length > SCAN_LIMIT ? scan.code : code,
      scanId: scan.id,
      arrivedAt,
    });
    const row: DockScan = {
      ...{ id: scan.id, device: source.device, code, kind: seen.kind, result: seen.result, reason: seen.reason },
      ...{ returnId: seen.row?.id ?? null, foundParcelId: seen.foundParcelId, receivedAt, arrivedAt },
      scannedAt: Temporal.Instant.fromEpochMilliseconds(scannedAt),
      ...{ clockOffset: time.offset, clockWrong: time.clockWrong, scannedBy: unit.actor },
    };
    await insertScan(unit.tx, row);
    return { ok: true, scan: row };
  });
}

/** What PostgreSQL takes as text: no zero, no half of a character. */
const storable = (code: string) => code.slice(0, SCAN_LIMIT).replaceAll('\0', '').toWellFormed();

async function see(unit: Unit, scan: { code: string; scanId: string; arrivedAt: Temporal.Instant }): Promise<Seen> {
  const code = await findCode(unit.tx, scan.code);
  const nothing = { kind: null, result: 'unknown', row: null, foundParcelId: null } as const;
  if (!code.ok) return { ...nothing, reason: problemOf(code.refusal.code) };
  const { found } = code;
  const { kind } = found;
  if (found.what === 'order') return { ...nothing, kind, reason: 'no-returns' };
  if (found.what === 'parcel')
    return { ...nothing, kind, result: 'already', reason: 'found', foundParcelId: found.foundParcelId };
  const [row, ...others] = found.rows;
  if (!row || others.length > 0) return { ...nothing, kind, reason: 'several' };
  return { kind, row, foundParcelId: null, ...(await arrive(unit, row, scan)) };
}

/** Notes the arrival of a return's parcel, and says whether it is one. The first scan counts, also of two at the same moment. */
export async function arrive(
  { tx, actor }: Unit,
  row: ReturnRow,
  { scanId, arrivedAt }: { scanId: string; arrivedAt: Temporal.Instant },
): Promise<Pick<Seen, 'result' | 'reason'>> {
  const before = await judge(tx, row);
  if (before.result !== 'ok') return before;
  const arrival = { returnId: row.id, scanId, arrivedAt, scannedBy: actor, countedAt: null };
  if (!(await insertArrival(tx, arrival))) return { result: 'already', reason: 'scanned' };
  await updateReturn(tx, row.id, { uninspected: true });
  return before;
}

async function judge(tx: Tx, row: ReturnRow) {
  const state = RETURN_STATES.find((one) => one === row.state);
  if (!state) throw new Error(`return ${row.id} is in the unknown state ${row.state}`);
  const arrived = (await loadArrival(tx, row.id)) !== null;
  return judgeArrival({ state, counted: row.receivedAt !== null, arrived });
}

const problemOf = (code: `scan.${ScanProblem}`): ScanProblem => {
  const problems: Readonly<Record<typeof code, ScanProblem>> = {
    ...{ 'scan.empty': 'empty', 'scan.too-long': 'too-long', 'scan.misread': 'misread', 'scan.layout': 'layout' },
    ...{ 'scan.address': 'address', 'scan.product': 'product', 'scan.unknown': 'unknown' },
  };
  return problems[code];
};
