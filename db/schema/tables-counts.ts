import type { ColumnKit } from './columns.sqlite.ts';

/** What the dock found in a parcel, count by count: the last one stands, those before it stay as its history. */
export function countTables(kit: ColumnKit) {
  const { table, text, integer, instant, json, index, uniqueIndex } = kit;

  const dockCounts = table(
    'dock_counts',
    {
      id: text('id').primaryKey(),
      returnId: text('return_id').notNull(),
      /** 1 for the first count of the parcel; two at the same moment cannot both have one number. */
      number: integer('number').notNull(),
      at: instant('at').notNull(),
      /** `staff:<id>`. */
      by: text('by').notNull(),
      /** Of the whole parcel, in whole grams; null: nobody put it on the scale. */
      weightGrams: integer('weight_grams'),
    },
    (t) => [uniqueIndex('dock_counts_number').on(t.returnId, t.number)],
  );

  /** One line of a count. The line's own steps say the same of pieces, condition and note; here they stand with what belongs to them. */
  const dockLines = table(
    'dock_lines',
    {
      id: text('id').primaryKey(),
      countId: text('count_id').notNull(),
      returnId: text('return_id').notNull(),
      lineId: text('line_id').notNull(),
      position: integer('position').notNull(),
      received: integer('received').notNull(),
      grade: text('grade').notNull(),
      note: text('note'),
      /** Where the goods go; null where nothing was there. */
      disposition: text('disposition'),
      /** What the machine proposed: another one was chosen by a person. */
      proposed: text('proposed'),
      /** What a person marked, and the serial numbers as read: lists of text. */
      marks: json('marks').notNull(),
      serials: json('serials').notNull(),
    },
    (t) => [
      uniqueIndex('dock_lines_position').on(t.countId, t.position),
      index('dock_lines_return').on(t.returnId, t.countId),
    ],
  );

  const dockFindings = table(
    'dock_findings',
    {
      id: text('id').primaryKey(),
      countId: text('count_id').notNull(),
      returnId: text('return_id').notNull(),
      /** Null: of the parcel as a whole. */
      lineId: text('line_id'),
      position: integer('position').notNull(),
      kind: text('kind').notNull(),
      detail: text('detail'),
      serial: text('serial'),
      at: instant('at').notNull(),
      by: text('by').notNull(),
    },
    (t) => [
      uniqueIndex('dock_findings_position').on(t.countId, t.position),
      index('dock_findings_return').on(t.returnId, t.countId),
    ],
  );

  /** The serial numbers of the pieces sold, where the shop knows them. */
  const soldSerials = table(
    'sold_serials',
    {
      id: text('id').primaryKey(),
      orderLineId: text('order_line_id').notNull(),
      position: integer('position').notNull(),
      serial: text('serial').notNull(),
    },
    (t) => [uniqueIndex('sold_serials_position').on(t.orderLineId, t.position)],
  );

  return { dockCounts, dockLines, dockFindings, soldSerials };
}
