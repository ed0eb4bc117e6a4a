import type { Reader } from '#db/open.ts';
import type { Row } from '#db/row.ts';

/** What is compared, of everything that is stored. */
export interface Stored {
  readonly orders: ReadonlySet<string>;
  readonly returns: ReadonlyMap<
    string,
    Pick<Row<'returns'>, 'id' | 'rmaCode' | 'state' | 'total' | 'receivedAt' | 'decidedAt'>
  >;
  readonly payouts: readonly StoredPayout[];
  readonly heard: ReadonlySet<string>;
  /** Every row that a machine moves. */
  readonly subjects: readonly { kind: string; id: string; state: string; version: number }[];
  readonly steps: ReadonlyMap<string, { version: number; state: string }[]>;
  readonly transfers: readonly Pick<Row<'ledger'>, 'debit' | 'credit' | 'amount' | 'payoutId'>[];
}

export type StoredPayout = Pick<
  Row<'payouts'>,
  'id' | 'returnId' | 'paymentId' | 'state' | 'amount' | 'currency' | 'refundRef'
>;

/** Reads it table by table. While others write, a row of one may be newer than those of another. */
export async function readStored(db: Reader): Promise<Stored> {
  const { orders, returns, returnLines, parcels, payouts, inbox, workflowEvents, ledger } = db.tables;
  const workflow = (table: typeof returns | typeof returnLines | typeof parcels | typeof payouts, kind: string) =>
    db
      .select({ id: table.id, state: table.state, version: table.version })
      .from(table)
      .then((rows) => rows.map((row) => ({ ...row, kind })));
  const subjects = [
    ...(await workflow(returns, 'return')),
    ...(await workflow(returnLines, 'line')),
    ...(await workflow(parcels, 'parcel')),
    ...(await workflow(payouts, 'payout')),
  ];
  const { id, rmaCode, state, total, receivedAt, decidedAt } = returns;
  const returned = await db.select({ id, rmaCode, state, total, receivedAt, decidedAt }).from(returns);
  const { subjectKind, subjectId, version, state: reached } = workflowEvents;
  const steps = await db.select({ subjectKind, subjectId, version, state: reached }).from(workflowEvents);
  const { debit, credit, amount, payoutId } = ledger;
  return {
    subjects,
    orders: new Set((await db.select({ id: orders.id }).from(orders)).map((row) => row.id)),
    returns: new Map(returned.map((row) => [row.id, row])),
    payouts: await readPayouts(db),
    heard: new Set((await db.select({ id: inbox.eventId }).from(inbox)).map((row) => row.id)),
    steps: Map.groupBy(steps, (step) => `${step.subjectKind} ${step.subjectId}`),
    transfers: await db.select({ debit, credit, amount, payoutId }).from(ledger),
  };
}

export async function readPayouts(db: Reader): Promise<StoredPayout[]> {
  const { id, returnId, paymentId, state, amount, currency, refundRef } = db.tables.payouts;
  return db.select({ id, returnId, paymentId, state, amount, currency, refundRef }).from(db.tables.payouts);
}
