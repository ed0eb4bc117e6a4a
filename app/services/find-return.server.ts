import { listReturnsByCode } from '#db/dock-scans.ts';
import { findFoundByCode } from '#db/found-parcels.ts';
import type { Reader } from '#db/open.ts';
import { findOrderByNumberKey } from '#db/orders.ts';
import { findReturnByRma, listReturnsOfOrder, loadReturn, type ReturnRow } from '#db/returns.ts';
import { type CodeKind, type Reading, readScan, type ScanProblem } from '#machines/scan/read-scan.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';

export type FindRefusal = 'scan.empty' | 'scan.misread' | 'scan.unknown' | 'scan.no-returns';

/** A return as a list of several names it. */
export interface FoundReturn {
  readonly id: string;
  readonly rmaCode: string;
  readonly state: string;
  readonly requestedAt: string;
}

/** What a code means to this shop. */
export type FoundCode = { readonly kind: CodeKind } & (
  | { readonly what: 'returns'; readonly rows: readonly ReturnRow[] }
  | { readonly what: 'order'; readonly order: { readonly id: string; readonly number: string } }
  | { readonly what: 'parcel'; readonly foundParcelId: string }
);

/** What a scanned or typed text means: the first of its readings that the shop knows, else why it knows none. */
export async function findCode(
  db: Reader,
  typed: string,
): Promise<Result<{ readonly found: FoundCode }, `scan.${ScanProblem}`>> {
  const { readings, problem } = readScan(typed);
  for (const reading of readings) {
    const found = await findReading(db, reading);
    if (found) return { ok: true, found };
  }
  return refuse(`scan.${problem}`);
}

async function findReading(db: Reader, { kind, value }: Reading): Promise<FoundCode | null> {
  if (kind === 'rma') {
    const row = await findReturnByRma(db, value);
    return row && { kind, what: 'returns', rows: [row] };
  }
  if (kind === 'order') {
    const order = await findOrderByNumberKey(db, value);
    if (!order) return null;
    const rows = await listReturnsOfOrder(db, order.id);
    return rows.length > 0 ? { kind, what: 'returns', rows } : { kind, what: 'order', order };
  }
  const rows = await Promise.all((await listReturnsByCode(db, value)).map((id) => loadReturn(db, id)));
  const known = rows.filter((row) => row !== null);
  if (known.length > 0) return { kind, what: 'returns', rows: known };
  const parcel = await findFoundByCode(db, value);
  return parcel && { kind, what: 'parcel', foundParcelId: parcel.id };
}

/**
 * The returns that a scanned or typed text means, the newest first: one for a return code, one or more for an order number. A code with a
 * wrong symbol is told apart from one that nobody gave out: the former is scanned again, the latter is a parcel without a return.
 */
export async function findReturns(
  deps: Pick<ServiceDeps, 'db'>,
  typed: string,
): Promise<Result<{ readonly returns: readonly FoundReturn[] }, FindRefusal>> {
  const code = await findCode(deps.db, typed);
  if (!code.ok) {
    const { code: problem } = code.refusal;
    return refuse(problem === 'scan.empty' || problem === 'scan.misread' ? problem : 'scan.unknown');
  }
  const { found } = code;
  if (found.what === 'order') return refuse('scan.no-returns', { order: found.order.number });
  if (found.what === 'parcel') return refuse('scan.unknown');
  return { ok: true, returns: found.rows.map(asListed) };
}

export const asListed = ({ id, rmaCode, state, requestedAt }: ReturnRow): FoundReturn => ({
  ...{ id, rmaCode, state },
  requestedAt: requestedAt.toString(),
});
