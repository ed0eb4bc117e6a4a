import { countPieces, listArrivals } from '#db/queue.ts';
import { findReturnByRma } from '#db/returns.ts';
import type { ServiceDeps } from './deps.ts';
import { shopZone } from './shop-zone.server.ts';

export interface Arrival {
  readonly rmaCode: string;
  readonly orderNumber: string;
  readonly state: string;
  readonly pieces: number;
  readonly receivedAt: string;
}

export interface Arrivals {
  readonly timeZone: string;
  /** Of the last seven days, the latest first. */
  readonly arrivals: readonly Arrival[];
  /** How many of them arrived today by the dock's clock; `more` when the list does not show them all. */
  readonly today: { readonly count: number; readonly more: boolean };
}

const SHOWN = 50;

/** What came in lately: the dock's own memory of its day. */
export async function viewArrivals({ db, clock }: Pick<ServiceDeps, 'db' | 'clock'>): Promise<Arrivals> {
  const timeZone = await shopZone(db);
  const midnight = clock().toZonedDateTimeISO(timeZone).startOfDay();
  const items = await listArrivals(db, { since: midnight.subtract({ days: 6 }).toInstant(), limit: SHOWN });
  const pieces = await countPieces(
    db,
    items.map((item) => item.id),
  );
  const arrivals = items.flatMap(({ id, rmaCode, orderNumber, state, receivedAt }) =>
    receivedAt ? [{ rmaCode, orderNumber, state, pieces: pieces.get(id) ?? 0, receivedAt: receivedAt.toString() }] : [],
  );
  const count = arrivals.filter(
    ({ receivedAt }) => Temporal.Instant.compare(receivedAt, midnight.toInstant()) >= 0,
  ).length;
  return { timeZone, arrivals, today: { count, more: count === SHOWN } };
}

/** What the page says after the button was pressed: null where the code names no return that has been received; `decided`: by a rule with its count, or since. */
export async function receiptOf(
  { db }: Pick<ServiceDeps, 'db'>,
  rmaCode: string,
): Promise<{ readonly decided: boolean } | null> {
  const row = await findReturnByRma(db, rmaCode);
  return row?.receivedAt ? { decided: row.state !== 'received' } : null;
}
