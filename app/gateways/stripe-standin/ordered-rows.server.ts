export interface Row {
  id: string;
  /** The place in the order of first writing. */
  seq: number;
  parent: string;
  json: string;
  /** Removed, and still in the lists until they are tidied. */
  gone: boolean;
}

interface Shelf {
  /** By `seq`. */
  rows: Row[];
  gone: number;
}

export interface Walk {
  parent?: string | undefined;
  before?: string | undefined;
  after?: string | undefined;
  oldestFirst?: boolean | undefined;
  limit?: number | undefined;
}

const tidyFrom = 256;

/** The first place in `rows` whose `seq` is at least this. */
function placeOf(rows: readonly Row[], seq: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.seq ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Rows of one kind by id, in order, and in order within their parent: reading, appending and walking from a row cost no more
 * among a million rows than among ten. A removed row stays in the lists as gone, so that an undo finds its place again.
 */
export function createOrderedRows() {
  const byId = new Map<string, Row>();
  const all: Shelf = { rows: [], gone: 0 };
  const byParent = new Map<string, Shelf>();
  let lastSeq = 0;

  function shelfOf(parent: string): Shelf {
    const shelf = byParent.get(parent) ?? { rows: [], gone: 0 };
    byParent.set(parent, shelf);
    return shelf;
  }

  function setGone(row: Row, gone: boolean): void {
    row.gone = gone;
    for (const shelf of [all, shelfOf(row.parent)]) shelf.gone += gone ? 1 : -1;
    if (gone) byId.delete(row.id);
    else byId.set(row.id, row);
  }

  function add(id: string, parent: string, json: string): Row {
    lastSeq += 1;
    const row = { id, seq: lastSeq, parent, json, gone: false };
    byId.set(id, row);
    all.rows.push(row);
    shelfOf(parent).rows.push(row);
    return row;
  }

  function move(row: Row, parent: string): void {
    const from = shelfOf(row.parent);
    from.rows.splice(placeOf(from.rows, row.seq), 1);
    const to = shelfOf(parent);
    to.rows.splice(placeOf(to.rows, row.seq), 0, row);
    row.parent = parent;
  }

  function* walk({ parent, before, after, oldestFirst }: Walk): Generator<Row> {
    const rows = parent === undefined ? all.rows : (byParent.get(parent)?.rows ?? []);
    const [newer, older] = [before, after].map((id) => (id === undefined ? undefined : byId.get(id)));
    if ((before !== undefined && !newer) || (after !== undefined && !older)) return;
    const from = older ? placeOf(rows, older.seq + 1) : 0;
    const to = newer ? placeOf(rows, newer.seq) : rows.length;
    for (let step = 0; step < to - from; step += 1) {
      const row = rows[oldestFirst ? from + step : to - 1 - step];
      if (row && !row.gone) yield row;
    }
  }

  return {
    get: (id: string): Row | undefined => byId.get(id),
    count: () => byId.size,
    add,
    move,
    setGone,
    list(options: Walk): string[] {
      const found: string[] = [];
      if (options.limit === 0) return found;
      for (const row of walk(options)) if (found.push(row.json) === options.limit) break;
      return found;
    },
    /** Throws away what is gone, once it is the larger part. Not while it may have to come back. */
    tidy(): void {
      if (all.gone < tidyFrom || all.gone * 2 < all.rows.length) return;
      all.rows = all.rows.filter((row) => !row.gone);
      all.gone = 0;
      for (const [parent, shelf] of byParent) {
        if (shelf.gone === shelf.rows.length) byParent.delete(parent);
        else if (shelf.gone > 0) byParent.set(parent, { rows: shelf.rows.filter((row) => !row.gone), gone: 0 });
      }
    },
  };
}
