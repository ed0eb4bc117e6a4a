import { type CountedLine, lastDockCounts } from '#db/dock-counts.ts';
import { listPolicyVersions } from '#db/policy-versions.ts';
import { listReceived, loadShelfLines, type ReceivedReturn, type ShelfLine } from '#db/put-away.ts';
import { listLinesOfReturns, type ReturnLine } from '#db/return-lines.ts';
import { loadShop } from '#db/shop.ts';
import {
  type DeskWord,
  DISPOSITIONS,
  type Disposition,
  proposeDisposition,
  standingDisposition,
} from '#machines/dock/disposition.ts';
import { restore } from '#machines/kernel.ts';
import { DECIDED_LINE_STATES, type Grade, lineWorkflow } from '#machines/line/index.ts';
import type { ServiceDeps } from './deps.ts';
import { destinationOf } from './destination.server.ts';
import { goodsOf } from './goods-of-line.server.ts';
import { shopZone } from './shop-zone.server.ts';

/** Most parcels of a day that one list shows. */
export const PUT_AWAY_LIMIT = 500;

export interface PutAwayRow {
  readonly id: string;
  readonly rmaCode: string;
  readonly sku: string;
  readonly title: string;
  readonly variant: string | null;
  readonly pieces: number;
  readonly grade: Grade;
  readonly serials: readonly string[];
  /** The desk may still refuse the goods: nothing is done with them that cannot be undone. */
  readonly waits: boolean;
}

export interface PutAwayGroup {
  readonly disposition: Disposition;
  readonly warehouse: string;
  readonly rows: readonly PutAwayRow[];
}

export interface PutAway {
  /** The day as it was read: today where none was asked for. */
  readonly day: string;
  readonly groups: readonly PutAwayGroup[];
  readonly more: boolean;
}

type Placed = PutAwayRow & { readonly disposition: Disposition; readonly warehouse: string };

/**
 * What came in on a day by the dock's clock, by where it goes and from which warehouse, in the order in which it came. Pieces that the desk did not
 * take are the customer's, whatever the dock had chosen. What came before the dock said where goods go stands where its condition proposes.
 */
export async function viewPutAway(
  deps: Pick<ServiceDeps, 'db' | 'clock'>,
  asked: { readonly day: Temporal.PlainDate | null; readonly disposition: Disposition | null },
): Promise<PutAway> {
  const { db, clock } = deps;
  const zone = await shopZone(db);
  const day = asked.day ?? clock().toZonedDateTimeISO(zone).toPlainDate();
  const [since, until] = [day, day.add({ days: 1 })].map((one) => one.toZonedDateTime(zone).toInstant());
  if (!since || !until) throw new Error('a day has two ends');
  const received = await listReceived(db, { since, until, limit: PUT_AWAY_LIMIT + 1 });
  const placed = await placeAll(deps, received.slice(0, PUT_AWAY_LIMIT));
  const wanted = placed.filter((row) => asked.disposition === null || row.disposition === asked.disposition);
  return { day: day.toString(), groups: groupsOf(wanted), more: received.length > PUT_AWAY_LIMIT };
}

async function placeAll({ db }: Pick<ServiceDeps, 'db'>, received: readonly ReceivedReturn[]): Promise<Placed[]> {
  const ids = received.map((row) => row.id);
  const [lines, counts, versions, shop] = await Promise.all([
    listLinesOfReturns(db, ids),
    lastDockCounts(db, ids),
    listPolicyVersions(db),
    loadShop(db),
  ]);
  const sold = await loadShelfLines(
    db,
    [...lines.values()].flat().map((line) => line.orderLineId),
  );
  return received.flatMap(({ id, rmaCode }) => {
    const own = lines.get(id) ?? [];
    const address = shop && destinationOf(own, versions, shop);
    const warehouse = address ? `${address.company ?? address.name}, ${address.city}` : '';
    return own.flatMap((line) => {
      const shelf = sold.get(line.orderLineId);
      const counted = counts.get(id)?.lines.find((one) => one.lineId === line.id);
      return shelf ? placeLine(line, shelf, counted).map((row) => ({ ...row, rmaCode, warehouse })) : [];
    });
  });
}

/** The pieces of a line that go one way, and those that go back because the desk did not take them. */
function placeLine(line: ReturnLine, shelf: ShelfLine, counted: CountedLine | undefined) {
  const { received, grade, acceptedQuantity } = lineWorkflow.context.parse(restore(lineWorkflow, line).context);
  if (!received || grade === null) return [];
  const chosen = counted?.disposition ?? proposeDisposition(goodsOf(line, shelf, grade));
  if (!chosen) return [];
  const taken = Math.min(received, acceptedQuantity ?? received);
  const desk: DeskWord = DECIDED_LINE_STATES.includes(line.state) ? 'taken' : 'undecided';
  const { sku, title, variant } = shelf;
  const row = { sku, title, variant, grade, serials: counted?.serials ?? [] };
  return [
    { ...row, id: line.id, pieces: taken, ...standingDisposition(chosen, desk) },
    { ...row, id: `${line.id} back`, pieces: received - taken, ...standingDisposition(chosen, 'rejected') },
  ].filter(({ pieces }) => pieces > 0);
}

function groupsOf(placed: readonly Placed[]): PutAwayGroup[] {
  const warehouses = [...new Set(placed.map((row) => row.warehouse))].toSorted();
  return DISPOSITIONS.flatMap((disposition) =>
    warehouses.flatMap((warehouse) => {
      const rows = placed.filter((row) => row.disposition === disposition && row.warehouse === warehouse);
      return rows.length > 0 ? [{ disposition, warehouse, rows }] : [];
    }),
  );
}
