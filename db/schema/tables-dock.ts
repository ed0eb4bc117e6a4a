import type { ColumnKit } from './columns.sqlite.ts';

/** What comes in at the dock before anybody has opened it. */
export function dockTables(kit: ColumnKit) {
  const { table, text, integer, amount, flag, instant, index } = kit;

  /** Every scan, never changed: what was read, when by both clocks, and what the person was told. */
  const dockScans = table(
    'dock_scans',
    {
      /** Made on the device: sent again it is the same scan. */
      id: text('id').primaryKey(),
      device: text('device').notNull(),
      code: text('code').notNull(),
      /** What it was recognised as, rma, sscc, tracking or order; null: nothing. */
      kind: text('kind'),
      result: text('result').notNull(),
      reason: text('reason').notNull(),
      returnId: text('return_id'),
      foundParcelId: text('found_parcel_id'),
      /** The device's clock, as it went. */
      scannedAt: instant('scanned_at').notNull(),
      /** The server's clock when it came in. */
      receivedAt: instant('received_at').notNull(),
      /** When the parcel came, by the server's clock. */
      arrivedAt: instant('arrived_at').notNull(),
      /** How far the device's clock was ahead, milliseconds. */
      clockOffset: amount('clock_offset').notNull(),
      clockWrong: flag('clock_wrong').notNull(),
      scannedBy: text('scanned_by').notNull(),
    },
    (t) => [index('dock_scans_return').on(t.returnId, t.arrivedAt), index('dock_scans_arrived').on(t.arrivedAt, t.id)],
  );

  /** The first scan of a return's parcel: it stands at the dock, and waits until it is counted. */
  const dockArrivals = table(
    'dock_arrivals',
    {
      returnId: text('return_id').primaryKey(),
      scanId: text('scan_id').notNull(),
      arrivedAt: instant('arrived_at').notNull(),
      scannedBy: text('scanned_by').notNull(),
      countedAt: instant('counted_at'),
    },
    (t) => [index('dock_arrivals_waiting').on(t.countedAt, t.arrivedAt, t.returnId)],
  );

  /** Codes of others on a return's parcel, learnt when somebody said whose it is: the next scan knows. */
  const parcelCodes = table(
    'parcel_codes',
    {
      /** Made of the code and the return. */
      id: text('id').primaryKey(),
      kind: text('kind').notNull(),
      value: text('value').notNull(),
      returnId: text('return_id').notNull(),
      notedAt: instant('noted_at').notNull(),
      notedBy: text('noted_by').notNull(),
    },
    (t) => [index('parcel_codes_value').on(t.value, t.returnId), index('parcel_codes_return').on(t.returnId)],
  );

  /** A parcel without a code that could be used. */
  const foundParcels = table(
    'found_parcels',
    {
      /** Made on the device that took the photo. */
      id: text('id').primaryKey(),
      device: text('device').notNull(),
      state: text('state').notNull(),
      version: integer('version').notNull(),
      /** What can be read of a code on it, and the same in the spelling of a scan. */
      code: text('code'),
      codeValue: text('code_value'),
      senderName: text('sender_name'),
      senderPlace: text('sender_place'),
      senderEmail: text('sender_email'),
      /** Article numbers and words for what is inside. */
      goods: text('goods'),
      note: text('note'),
      arrivedAt: instant('arrived_at').notNull(),
      receivedAt: instant('received_at').notNull(),
      foundBy: text('found_by').notNull(),
      closedAt: instant('closed_at'),
      closedWhy: text('closed_why'),
    },
    (t) => [index('found_parcels_state').on(t.state, t.arrivedAt, t.id), index('found_parcels_code').on(t.codeValue)],
  );

  const foundPhotos = table(
    'found_photos',
    {
      id: text('id').primaryKey(),
      foundParcelId: text('found_parcel_id')
        .notNull()
        .references(() => foundParcels.id),
      position: integer('position').notNull(),
      bytes: amount('bytes').notNull(),
      width: integer('width').notNull(),
      height: integer('height').notNull(),
      createdAt: instant('created_at').notNull(),
    },
    (t) => [index('found_photos_parcel').on(t.foundParcelId, t.position)],
  );

  /** Whose it is. Several orders may come in one box. */
  const foundMatches = table(
    'found_matches',
    {
      /** Made of what it joins, so that the same match twice is one. */
      id: text('id').primaryKey(),
      foundParcelId: text('found_parcel_id')
        .notNull()
        .references(() => foundParcels.id),
      orderId: text('order_id').notNull(),
      /** Null: an order without a return, for customer care. */
      returnId: text('return_id'),
      matchedAt: instant('matched_at').notNull(),
      matchedBy: text('matched_by').notNull(),
    },
    (t) => [
      index('found_matches_parcel').on(t.foundParcelId, t.matchedAt),
      index('found_matches_return').on(t.returnId),
    ],
  );

  return { dockScans, dockArrivals, parcelCodes, foundParcels, foundPhotos, foundMatches };
}
