import type { Engine } from '#db/open.ts';
import { openDatabase } from '#db/open.ts';
import { loadReturn } from '#db/returns.ts';
import { tables } from '#db/schema/sqlite.ts';
import type { TestShop } from '#tests/app/services/customer/arrange.ts';
import { openShop } from '#tests/app/services/customer/arrange.ts';
import { receive, returnOf } from '#tests/app/services/staff/arrange.ts';
import type { Places } from '#tests/crash/process/places.ts';
import { copyRows, type RowCopy } from './money-copies.ts';

/** A shop with many returns: one in ten waits for the desk, one is on its way, one is being paid, the others are over. */
export interface House extends AsyncDisposable {
  /** Of its database. */
  readonly url: string;
  readonly shop: TestShop;
  /** Returns that can be decided, whole with order and payment. */
  readonly decidable: readonly string[];
}

/** So many of them are whole. */
const WHOLE = 1000;
const STATES =
  "case n % 10 when 0 then 'received' when 1 then 'open' when 2 then 'decided' when 3 then 'cancelled' else 'closed' end";

/** Makes one return by the real services, and so many more of its kind. */
export async function openHouse(places: Places, engine: Engine, count: number): Promise<House> {
  await using opening = new AsyncDisposableStack();
  const place = opening.use(await places.make());
  const db = await openDatabase(place.url);
  opening.defer(() => db.close());
  const shop = await openShop(db);
  const sent = await returnOf(shop, { id: 'ORDERX', number: '#ORDERX', lines: [{ id: 'LINEX' }] });
  await receive(sent);
  const row = await loadReturn(db, sent.returnId);
  if (!row) throw new Error('the first return is gone');
  await copyRows(engine, place.url, [...bare(sent.returnId, engine)], count);
  await copyRows(engine, place.url, whole(sent.returnId), WHOLE);
  const stack = opening.move();
  const decidable = Array.from({ length: WHOLE }, (_, index) => `whole-${index + 1}`);
  return { url: place.url, shop, decidable, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** What a list reads. Nobody reads the sums and the verdicts of the copies, and a million of them fill a disk. */
function bare(returnId: string, engine: Engine): RowCopy[] {
  const never = engine === 'sqlite' ? 'null' : 'null::bigint';
  return [
    {
      table: tables.orders,
      from: "id = 'ORDERX'",
      differs: { id: "'order-' || n", number: "'#' || n", number_key: "'N' || n", email_key: "'mail' || n" },
    },
    {
      table: tables.returns,
      from: `id = '${returnId}'`,
      differs: {
        ...{ id: "'return-' || n", rma_code: "'R' || n", order_id: "'order-' || n", draft_id: "'draft-' || n" },
        ...{ quote: "'{}'", quote_input: 'null', email: "'mail' || n", state: STATES },
        country: "case n % 7 when 0 then 'FR' when 1 then 'NL' else 'DE' end",
        queue_at: 'queue_at + n * 1000',
        closed_at: `case when n % 10 > 3 then requested_at else ${never} end`,
      },
    },
    {
      table: tables.returnLines,
      from: `return_id = '${returnId}'`,
      differs: {
        ...{ id: "'line-' || n", return_id: "'return-' || n", order_line_id: "'sold-' || n" },
        ...{ verdict: "'{}'", verdict_basis: 'null' },
      },
    },
    {
      table: tables.searchDocuments,
      from: `return_id = '${returnId}'`,
      differs: { return_id: "'return-' || n", words: "' item mail' || n || 'x'" },
    },
    // One word that all have, and one that only this return has; in the order of the key, which is how a tree is filled fast.
    ...["'item'", "'mail' || n || 'x'"].map((term) => ({
      table: tables.searchTerms,
      from: `return_id = '${returnId}'`,
      differs: { term, return_id: "'return-' || n" },
    })),
  ];
}

const renamed = (column: string, returnId: string) =>
  `replace(replace(replace(${column}, 'ORDERX', 'ORDERX-' || n), 'LINEX', 'LINEX-' || n), '${returnId}', 'whole-' || n)`;

/** All that a decision reads, with its own ids through and through. */
function whole(returnId: string): RowCopy[] {
  const own = (...columns: string[]) =>
    Object.fromEntries(columns.map((column) => [column, renamed(column, returnId)]));
  return [
    { table: tables.orders, from: "id = 'ORDERX'", differs: { ...own('id', 'number', 'number_key') } },
    { table: tables.orderLines, from: "id = 'LINEX'", differs: own('id', 'order_id', 'shipment_id') },
    { table: tables.shipments, from: "order_id = 'ORDERX'", differs: own('id', 'order_id') },
    { table: tables.payments, from: "order_id = 'ORDERX'", differs: own('id', 'order_id', 'reference') },
    {
      table: tables.returns,
      from: `id = '${returnId}'`,
      differs: {
        ...own('id', 'order_id', 'context', 'quote', 'quote_input'),
        ...{ rma_code: "'W' || n", draft_id: "'whole-draft-' || n" },
      },
    },
    {
      table: tables.returnLines,
      from: `return_id = '${returnId}'`,
      differs: {
        ...own('return_id', 'order_line_id', 'context', 'verdict', 'verdict_basis'),
        id: "'whole-line-' || n",
      },
    },
  ];
}
